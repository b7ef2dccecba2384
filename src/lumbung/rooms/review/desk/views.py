"""Checking submissions: the list that waits, and each with its differences, remarks and decisions."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lumbung.cube import Change
from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page, told
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.collection.queries import Submission
from lumbung.rooms.metadata import queries as metadata
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission, User
from lumbung.rooms.review import actions, queries
from lumbung.rooms.review.desk.forms import DecisionForm, ManyForm, RemarkForm
from lumbung.rooms.review.queries import area_title, status_words
from lumbung.vocabulary.words import Text

Act = Callable[[Submission, User, str], object]

ACTS: dict[str, tuple[Act, Text]] = {
    "accept": (
        lambda submission, actor, words: actions.accept(submission=submission, actor=actor, note=words),
        Text("Kiriman disetujui.", "The submission is accepted."),
    ),
    "approve": (
        lambda submission, actor, words: actions.approve(submission=submission, actor=actor, note=words),
        Text("Kiriman disetujui sebagai pembina data.", "The submission is approved as supervisor."),
    ),
    "return": (
        lambda submission, actor, words: actions.return_submission(
            submission=submission, actor=actor, reason=words
        ),
        Text("Kiriman dikembalikan kepada produsennya.", "The submission is back with its producer."),
    ),
    "give_back": (
        lambda submission, actor, words: actions.give_back(submission=submission, actor=actor, reason=words),
        Text("Kiriman dikembalikan kepada walidata.", "The submission is back with the data steward."),
    ),
    "recommend": (
        lambda submission, actor, words: actions.recommend(submission=submission, actor=actor, text=words),
        Text("Rekomendasi dicatat.", "The recommendation is recorded."),
    ),
}


@for_staff
def waiting(request: StaffRequest) -> HttpResponse:
    """What waits to be checked, with one button for several."""
    return _waiting(request)


@require_POST
@for_staff
def accept_many(request: StaffRequest) -> HttpResponse:
    """Accept several at once; each that cannot be says why."""
    offered = list(queries.waiting_for_steward(request.user))
    form = ManyForm(request.POST, offered=[one.pk for one in offered])
    if not form.is_valid():
        return _waiting(request, form, status=422)
    chosen = [one for one in offered if one.pk in form.cleaned_data["submission"]]
    outcomes = actions.accept_many(submissions=chosen, actor=request.user)
    done = [one.submission for one in outcomes if one.problem is None]
    if done:
        messages.success(
            request, t(f"{len(done)} kiriman disetujui.", f"{len(done)} submissions are accepted.")
        )
    for one in outcomes:
        if one.problem is not None:
            messages.error(request, f"{one.submission.dataset.title.said()}: {told(one.problem)}")
    return redirect("review:waiting")


@for_staff
def submission(request: StaffRequest, pk: int) -> HttpResponse:
    """One submission with what it would change."""
    return _shown(request, collection.submission(pk, request.user))


@require_POST
@for_staff
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Accept, approve, return, give back or recommend."""
    found = collection.submission(pk, request.user)
    name = request.POST.get("act", "")
    form = DecisionForm(request.POST)
    if name in ACTS and form.is_valid():
        act, words = ACTS[name]
        if attempted(form, lambda: act(found, request.user, form.cleaned_data["reason"])) is not None:
            messages.success(request, t(words))
            return redirect("review:submission", pk)
    return _shown(request, collection.submission(pk, request.user), forms={name: form}, status=422)


@require_POST
@for_staff
def remark(request: StaffRequest, pk: int) -> HttpResponse:
    """Say something about a figure or the whole."""
    found = collection.submission(pk, request.user)
    form = RemarkForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        made = attempted(
            form,
            lambda: actions.remark(
                submission=found,
                text=given["text"],
                key=given["key"],
                measure=given["measure"],
                actor=request.user,
            ),
        )
        if made is not None:
            return redirect("review:submission", pk)
    return _shown(request, found, forms={"remark": form}, status=422)


def _waiting(request: StaffRequest, form: ManyForm | None = None, status: int = 200) -> HttpResponse:
    for_steward = list(queries.waiting_for_steward(request.user))
    context = {
        "for_steward": [(one, queries.obstacles(one, request.user)["accept"]) for one in for_steward],
        "for_supervisor": list(queries.waiting_for_supervisor(request.user)),
        "form": form or ManyForm(offered=[one.pk for one in for_steward]),
    }
    return page(request, "review/waiting.jinja", context, status=status)


def _shown(
    request: StaffRequest, found: Submission, *, forms: dict[str, BaseForm] | None = None, status: int = 200
) -> HttpResponse:
    kind, number = request.GET.get("ubah", ""), request.GET.get("halaman", "1")
    changes = None
    if found.frame:
        changes = queries.difference_page(
            found,
            kind=Change(kind) if kind in list(Change) else None,
            page=int(number) if number.isdecimal() else 1,
        )
    context = {
        "area_title": area_title,
        "status_words": status_words,
        "submission": found,
        "dataset": found.dataset,
        "survey_warning": metadata.survey_warning(found.dataset),
        "structure": catalog.structure(found.dataset),
        "edition": catalog.current_edition(found.dataset),
        "changes": changes,
        "decisions": queries.decisions(found),
        "remarks": queries.remarks(found),
        "may_journal": people.may(request.user, Permission.READ_JOURNAL, on=found.dataset.producer),
        "obstacles": queries.obstacles(found, request.user),
        "findings": collection.findings(found),
        "corrections": collection.corrections(found),
        "forms": forms or {},
        "empty_form": DecisionForm(),
        "remark_form": (forms or {}).get("remark") or RemarkForm(),
    }
    return page(request, "review/submission.jinja", context, status=status)
