"""Waivers on the desk: which datasets pass without their metadata, and the steward's decision."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset, DatasetUnknown
from lumbung.rooms.metadata import actions, queries
from lumbung.rooms.metadata.limits import REASON_CHARACTERS, RECORDS_A_PAGE
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission


class WaiverForm(forms.Form):
    """Why, and until when."""

    use_required_attribute = False
    reason = forms.CharField(max_length=REASON_CHARACTERS, widget=forms.Textarea(attrs={"rows": 3}))
    until = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they come
        self.fields["reason"].label = t("Alasan", "Reason")
        self.fields["reason"].help_text = t(
            "Dibaca umum di halaman dataset. Jangan menyebut nama orang.",
            "Public, on the page of the dataset. Name no persons.",
        )
        self.fields["until"].label = t("Sampai", "Until")
        self.fields["until"].help_text = t("Paling lama setahun.", "A year at most.")


@for_staff
def waivers(request: StaffRequest) -> HttpResponse:
    """All waivers that a person may see, those that end first first."""
    found = queries.waivers(request.user)
    paged = Paginator(found, RECORDS_A_PAGE).get_page(request.GET.get("halaman"))
    return page(request, "metadata/waivers.jinja", {"paged": paged, "today": timezone.localdate()})


@for_staff
def waive(request: StaffRequest, code: str) -> HttpResponse:
    """What a dataset lacks, and the form that lets it pass for a time."""
    dataset = _seen(code, request)
    form = WaiverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = attempted(
            form, lambda: actions.waive(dataset=dataset, actor=request.user, **form.cleaned_data)
        )
        if done is not None:
            messages.success(request, t("Dikecualikan.", "Waived."))
            return redirect("metadata:waivers")
    context = {
        "dataset": dataset,
        "form": form,
        "waiver": queries.waiver_of(dataset),
        "gaps": queries.gaps(dataset),
        "may": people.explain(request.user, Permission.DEFINE, on=dataset.producer),
    }
    return page(request, "metadata/waive.jinja", context, status=422 if form.errors else 200)


@require_POST
@for_staff
def end(request: StaffRequest, code: str) -> HttpResponse:
    """Ask for the metadata again."""
    actions.end_waiver(dataset=_seen(code, request), actor=request.user)
    messages.success(request, t("Pengecualian dicabut.", "The waiver has ended."))
    return redirect("metadata:waive", code)


def _seen(code: str, request: StaffRequest) -> Dataset:
    dataset = catalog.dataset(code)
    if not people.may(request.user, Permission.READ_DRAFTS, on=dataset.producer):
        raise DatasetUnknown(dataset=code)
    return dataset
