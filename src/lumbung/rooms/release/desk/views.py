"""Releasing: what waits, what a release would change, how it goes, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.metadata import queries as metadata
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.rooms.release import actions, queries
from lumbung.rooms.release.desk.forms import ReasonForm, ReleaseForm
from lumbung.rooms.review import queries as review

RECENT_SHOWN = 20
MENDERS_SHOWN = 4


@for_staff
def waiting(request: StaffRequest) -> HttpResponse:
    """What can be released, what is on its way, and what was released last."""
    seen = collection.datasets_seen(request.user)
    context = {
        "datasets": [
            (dataset, queries.waiting_submissions(dataset))
            for dataset in queries.datasets_waiting(request.user)
        ],
        "recent": queries.releases().filter(dataset__in=seen)[:RECENT_SHOWN],
    }
    return page(request, "release/waiting.jinja", context)


@for_staff
def dataset(request: StaffRequest, code: str) -> HttpResponse:
    """What a release of a dataset would change, and the button."""
    found = collection.dataset_seen(code, request.user)
    if request.method != "POST":
        return _shown(request, found)
    form = ReleaseForm(request.POST)
    if form.is_valid():
        release = attempted(
            form,
            lambda: actions.release_dataset(
                dataset=found, actor=request.user, at=form.moment(), note=form.cleaned_data["note"]
            ),
        )
        if release is not None:
            return redirect("release:release", release.pk)
    return _shown(request, found, form=form, status=422)


@for_staff
def release(request: StaffRequest, pk: int) -> HttpResponse:
    """One release: how far it is, or what came of it."""
    return _release_shown(request, pk)


@for_staff
def progress(request: StaffRequest, pk: int) -> HttpResponse:
    """How far the release is; when it has ended, the whole page is asked for again."""
    found = queries.release(pk, request.user)
    if found.job is None or not found.job.is_open:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "release/progress.jinja", {"release": found})


@require_POST
@for_staff
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a scheduled release back."""
    found = queries.release(pk, request.user)
    form = ReasonForm(request.POST)
    if form.is_valid():
        done = attempted(
            form,
            lambda: actions.cancel_release(
                release=found, actor=request.user, reason=form.cleaned_data["reason"]
            ),
        )
        if done is not None:
            messages.success(request, t("Rilis dibatalkan.", "The release is cancelled."))
            return redirect("release:release", pk)
    return _release_shown(request, pk, form=form, status=422)


@for_staff
def withdraw(request: StaffRequest, code: str, label: str) -> HttpResponse:
    """Ask why an edition is to be withdrawn, and withdraw it."""
    found = collection.dataset_seen(code, request.user)
    edition = catalog.edition(found, label)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = attempted(
            form,
            lambda: actions.withdraw_edition(
                edition=edition, actor=request.user, reason=form.cleaned_data["reason"]
            ),
        )
        if done is not None:
            messages.success(request, t("Edisi ditarik.", "The edition is withdrawn."))
            return redirect("release:dataset", code)
    context = {
        "dataset": found,
        "edition": edition,
        "form": form,
        "may": people.explain(request.user, Permission.WITHDRAW, on=found.producer),
    }
    return page(request, "release/withdraw.jinja", context, status=422 if form.errors else 200)


def _shown(
    request: StaffRequest, found: Dataset, *, form: BaseForm | None = None, status: int = 200
) -> HttpResponse:
    accepted = queries.waiting_submissions(found).exists()
    preview = queries.preview(found) if accepted else None
    gaps = metadata.gaps(found)
    context = {
        "gaps": gaps,
        "menders": people.holders(Permission.DESCRIBE, on=found.producer)[:MENDERS_SHOWN] if gaps else (),
        "may_waive": people.may(request.user, Permission.DEFINE, on=found.producer),
        "warning": metadata.survey_warning(found),
        "area_title": review.area_title,
        "status_words": review.status_words,
        "dataset": found,
        "structure": catalog.structure(found),
        "preview": preview,
        "open": queries.open_release(found),
        "form": form or ReleaseForm(needs_note=preview is not None and preview.needs_note),
        "may": people.explain(request.user, Permission.RELEASE, on=found.producer),
        "may_withdraw": people.may(request.user, Permission.WITHDRAW, on=found.producer),
        "may_journal": people.may(request.user, Permission.READ_JOURNAL, on=found.producer),
        "editions": catalog.editions(found),
        "releases": queries.releases(found)[:RECENT_SHOWN],
    }
    return page(request, "release/dataset.jinja", context, status=status)


def _release_shown(
    request: StaffRequest, pk: int, *, form: BaseForm | None = None, status: int = 200
) -> HttpResponse:
    found = queries.release(pk, request.user)
    context = {
        "release": found,
        "dataset": found.dataset,
        "submissions": found.submissions.select_related("upload", "made_by"),
        "form": form or ReasonForm(),
        "may": people.may(request.user, Permission.RELEASE, on=found.dataset.producer),
        "due": found.at <= timezone.now(),
    }
    return page(request, "release/release.jinja", context, status=status)
