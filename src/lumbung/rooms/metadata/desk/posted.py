"""What a person posted from the form: read, saved, and told to the page or to its script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from lumbung.kit.language import language
from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, told
from lumbung.rooms.metadata import actions, queries
from lumbung.rooms.metadata.desk.shown import shown, state_of_autosave
from lumbung.rooms.metadata.queries import Record, SavedByAnother
from lumbung.vocabulary.problems import Problem

REVISION, LOOKED = "_revision", "_looked"


def wants_state(request: StaffRequest) -> bool:
    """Whether the page's script is asking, not a person pressing a button."""
    return not request.accepts("text/html")


def save(request: StaffRequest, record: Record) -> Record:
    """Save the answers of the form; those that only the supervisor's office fills are passed over."""
    from lumbung.engines.forms import answers_of, posted_fields

    form = queries.form_of(record)
    posted = {name: request.POST.getlist(name) for name in request.POST}
    answers = answers_of(form, posted)
    own = {field.key for field in form.fields if not field.officer}
    number = request.POST.get(REVISION, "")
    return actions.save_answers(
        record=record,
        answers={key: answers.get(key) for key in posted_fields(form, posted) & own},
        revision=int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0,
        actor=request.user,
        looked_at=request.POST.getlist(LOOKED),
    )


def saved_state(request: StaffRequest, record: Record) -> JsonResponse:
    """Save for the script: what the page is to show afterwards, also where another was there first."""
    clashes: list[dict[str, Any]] = []
    message, status = "", 200
    try:
        kept = save(request, record)
    except SavedByAnother as another:
        kept = queries.record(record.code, request.user)
        clashes = [{"field": one.field, "title": t(one.title)} for one in another.clashes]
        message, status = told(another), 409
    now = timezone.localtime()
    at = f"{now:%H:%M}" if language() == "en" else f"{now:%H.%M}"
    state = state_of_autosave(shown(kept), kept, at) | {"clashes": clashes, "message": message}
    return JsonResponse(state, status=status)


def after_saving(
    request: StaffRequest, record: Record, act: Callable[[Record], Any], done: str, *, back: str = ""
) -> HttpResponse:
    """Save what stands on the page, then do what the button says; a problem is told on the page."""
    try:
        if REVISION in request.POST:
            record = save(request, record)
        act(record)
        messages.success(request, done)
    except Problem as problem:
        messages.error(request, told(problem))
    return redirect(f"{record_address(record)}{back}")


def record_address(record: Record) -> str:
    """The page of a record."""
    from django.urls import reverse

    return reverse("metadata:record", args=(record.code,))
