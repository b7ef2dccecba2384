"""Figures handed over by a program: the same doors as the page and the command, with a token.

A file is sent as ``multipart/form-data``; it is kept whatever is in it, and the answer tells its
findings. A large file is checked in the background: ask again at the address in ``links.self``.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from lumbung.faces.api.telling import language_of
from lumbung.faces.api.who import reader_of
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import actions, queries
from lumbung.rooms.collection.queries import State, Submission
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.periods import Period, UnreadablePeriod, parse_period
from lumbung.vocabulary.problems import Invalid, NotAllowed
from lumbung.vocabulary.words import Text

router = Router(tags=["submissions"])


class TokenNeeded(NotAllowed):
    """Nobody hands figures over without a name."""

    code = "api.token-needed"
    http_status = 401
    message = Text("Permintaan ini perlu token.", "This request needs a token.")
    hint = Text(
        "Kirim kepala Authorization: Bearer TOKEN; token dibuat dengan lumbung token.",
        "Send the header Authorization: Bearer TOKEN; a token is made with lumbung token.",
    )


class PeriodUnreadable(Invalid):
    """The text is no period."""

    code = "api.period-unreadable"
    message = Text("“{period}” bukan periode.", "“{period}” is not a period.")
    hint = Text("Tulis seperti 2024, 2024-Q3 atau 2024-07.", "Write it like 2024, 2024-Q3 or 2024-07.")


class Sent(Schema):
    """A submission as programs see it."""

    id: int
    dataset: str
    state: str
    state_words: str
    periods: list[str]
    rows: int
    cells: int
    errors: int
    warnings: int
    notes: int
    findings: list[dict[str, Any]]
    links: dict[str, str]


@router.post(
    "/{code}/submissions",
    response={201: Sent, 202: Sent},
    auth=None,
    operation_id="submit_figures",
    summary="Hand over figures for a dataset",
)
def submit(
    request: HttpRequest,
    code: str,
    file: File[UploadedFile],
    period: Form[str] = "",
    note: Form[str] = "",
    submit: Form[bool] = True,
) -> Status[Any]:
    """Keep and check a file; where it is in order and ``submit`` is true, hand it over for review."""
    actor = _sender(request)
    submission = actions.upload_figures(
        dataset=catalog.dataset(code),
        actor=actor,
        name=file.name or "",
        content=file.open(),  # type: ignore[arg-type]  # it reads like a file; Django's stubs do not say so
        period=_period(period),
        note=note,
        way="api",
    )
    if submit and submission.station is State.READY:
        submission = actions.submit_figures(submission=submission, actor=actor)
    return Status(202 if submission.station is State.CHECKING else 201, _told(request, submission))


@router.get(
    "/{code}/submissions/{submission}",
    response=Sent,
    auth=None,
    operation_id="submission",
    summary="A submission with its state and findings",
)
def show(request: HttpRequest, code: str, submission: int, page: int = 1) -> dict[str, Any]:
    """How a submission stands, and a page of its findings."""
    found = queries.submission(submission, _sender(request))
    if found.dataset.code != code:
        raise queries.SubmissionUnknown(submission=submission)
    return _told(request, found, page)


def _sender(request: HttpRequest) -> User:
    """Whoever the token speaks for; a session is not enough, because a page elsewhere could use it."""
    actor = reader_of(request) if request.headers.get("Authorization") else None
    if not isinstance(actor, User):
        raise TokenNeeded
    return actor


def _period(text: str) -> Period | None:
    try:
        return parse_period(text) if text.strip() else None
    except UnreadablePeriod as fault:
        raise PeriodUnreadable(period=text) from fault


def _told(request: HttpRequest, submission: Submission, page: int = 1) -> dict[str, Any]:
    language = language_of(request)
    found = queries.findings(submission, page=page)
    here = f"/api/v1/datasets/{submission.dataset.code}/submissions/{submission.pk}"
    links = {"self": here, "desk": f"/desk/kiriman/{submission.pk}"}
    if found.page < found.pages:
        links["next"] = f"{here}?page={found.page + 1}"
    return {
        "id": submission.pk,
        "dataset": submission.dataset.code,
        "state": submission.state,
        "state_words": submission.station.words.said(language),
        "periods": submission.periods,
        "rows": submission.rows,
        "cells": submission.cells,
        "errors": submission.errors,
        "warnings": submission.warnings,
        "notes": submission.notes,
        "findings": [told.as_dict(language) for _, told in found.findings],
        "links": links,
    }
