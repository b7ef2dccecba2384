"""A submission on the desk: what is to be done about it, and the forms that do it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import actions, queries
from lumbung.rooms.collection.desk.forms import MendForm, ProposalForm, ReasonForm, SubmitForm
from lumbung.rooms.collection.desk.layout import LayoutForm, meanings
from lumbung.rooms.collection.desk.said import helpers
from lumbung.rooms.collection.limits import SUBMISSIONS_A_PAGE
from lumbung.rooms.collection.queries import State, Submission
from lumbung.rooms.metadata import queries as metadata
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.vocabulary.findings import Place, Severity

Form = TypeVar("Form", bound=BaseForm)

GROUPS: dict[str, tuple[State, ...]] = {
    "saya": queries.WITH_PRODUCER,
    "diperiksa": queries.WAITING_FOR_REVIEW,
    "disetujui": (State.ACCEPTED,),
    "dirilis": (State.RELEASED,),
    "lain": (State.MENDED, State.DISCARDED),
}


@for_staff
def submissions(request: StaffRequest) -> HttpResponse:
    """All submissions that a person may see, by where they stand."""
    group, code = request.GET.get("di", ""), request.GET.get("dataset", "")
    found = queries.submissions(request.user)
    if group in GROUPS:
        found = found.filter(state__in=GROUPS[group])
    if code:
        found = found.filter(dataset__code=code)
    paged = Paginator(found, SUBMISSIONS_A_PAGE).get_page(request.GET.get("halaman"))
    context = {"paged": paged, "group": group, "code": code}
    return page(request, "collection/submissions.jinja", context)


@for_staff
def submission(request: StaffRequest, pk: int) -> HttpResponse:
    """One submission: the sheet with its findings, and the next step."""
    return _shown(request, queries.submission(pk, request.user))


@for_staff
def progress(request: StaffRequest, pk: int) -> HttpResponse:
    """How far the check is; when it has ended, the whole page is asked for again."""
    found = queries.submission(pk, request.user)
    if found.station is not State.CHECKING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"submission": found, "job": queries.job_of(found)}
    return render(request, "collection/progress.jinja", context)


@require_POST
@for_staff
def mend(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a cell."""

    def act(found: Submission, form: MendForm) -> Submission:
        given = form.cleaned_data
        return actions.mend_cell(
            submission=found,
            place=Place(given["sheet"] or None, given["cell"]),
            value=given["value"],
            rule=given["rule"],
            actor=request.user,
        )

    return _do(request, pk, MendForm(request.POST), act, "mend")


@require_POST
@for_staff
def take_proposal(request: StaffRequest, pk: int) -> HttpResponse:
    """Take what a finding proposes."""

    def act(found: Submission, form: ProposalForm) -> Submission:
        given = form.cleaned_data
        return actions.mend_in_place(
            submission=found, finding=given["finding"], choice=given["choice"], actor=request.user
        )

    return _do(request, pk, ProposalForm(request.POST), act, "mend")


@require_POST
@for_staff
def check_again(request: StaffRequest, pk: int) -> HttpResponse:
    """Check it once more."""
    form = SubmitForm(request.POST)
    return _do(
        request,
        pk,
        form,
        lambda found, _: actions.check_again(submission=found, actor=request.user),
        "submit",
    )


@require_POST
@for_staff
def submit(request: StaffRequest, pk: int) -> HttpResponse:
    """Hand it over for review."""

    def act(found: Submission, form: SubmitForm) -> Submission:
        done = actions.submit_figures(submission=found, actor=request.user, note=form.cleaned_data["note"])
        messages.success(
            request, t("Terkirim. Walidata akan memeriksanya.", "Submitted. The data steward will check it.")
        )
        return done

    return _do(request, pk, SubmitForm(request.POST), act, "submit")


@require_POST
@for_staff
def discard(request: StaffRequest, pk: int) -> HttpResponse:
    """Set it aside."""

    def act(found: Submission, form: ReasonForm) -> Submission:
        return actions.discard(submission=found, actor=request.user, reason=form.cleaned_data["reason"])

    return _do(request, pk, ReasonForm(request.POST), act, "discard")


@require_POST
@for_staff
def layout(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct or confirm how the file was understood."""
    found = queries.submission(pk, request.user)
    form = _layout_form(found, request.POST)

    def act(found: Submission, form: LayoutForm) -> Submission:
        return actions.correct_layout(
            submission=found,
            changes=form.changes(),
            period=form.cleaned_data["period"],
            actor=request.user,
        )

    return _do(request, pk, form, act, "layout")


def _layout_form(found: Submission, given: QueryDict | None = None) -> LayoutForm:
    hidden = queries.hidden_sheets(found)
    return LayoutForm(given, layout=found.layout, structure=catalog.structure(found.dataset), hidden=hidden)


def _do(
    request: StaffRequest,
    pk: int,
    form: Form,
    act: Callable[[Submission, Form], Submission],
    name: str,
) -> HttpResponse:
    """Do what a form on the page asks; where that cannot be, the page with the form as it was filled."""
    found = queries.submission(pk, request.user)
    if form.is_valid() and attempted(form, lambda: act(found, form)) is not None:
        return redirect("collection:submission", pk)
    found = queries.submission(pk, request.user)
    return _shown(request, found, forms={name: form}, status=422)


def _shown(
    request: StaffRequest, found: Submission, *, forms: dict[str, BaseForm] | None = None, status: int = 200
) -> HttpResponse:
    forms = forms or {}
    structure = catalog.structure(found.dataset)
    shown = request.GET.get("temuan")
    severity = Severity(shown) if shown in list(Severity) else None
    number = request.GET.get("halaman", "1")
    context: dict[str, Any] = {
        **helpers(structure),
        "submission": found,
        "dataset": found.dataset,
        "survey_warning": metadata.survey_warning(found.dataset),
        "structure": structure,
        "findings": queries.findings(found, severity=severity, page=int(number) if number.isdecimal() else 1),
        "severity": severity,
        "meanings": {role: t(words) for role, words in meanings(structure).items()},
        "pictures": queries.pictures(found),
        "corrections": queries.corrections(found),
        "job": queries.job_of(found),
        "may_mend": people.explain(request.user, Permission.MEND, on=found.dataset.producer),
        "mend_form": forms.get("mend"),
        "submit_form": forms.get("submit") or SubmitForm(initial={"note": found.note}),
        "discard_form": forms.get("discard") or ReasonForm(),
        "layout_form": forms.get("layout") or _layout_form(found),
    }
    return page(request, "collection/submission.jinja", context, status=status)
