"""``lumbung submit``, ``review`` and ``release``: the stations of the road, for scripts.

A command acts in the name of ``--as USER``, whose duties decide; whoever may run it on this
machine answers for that (decision 0061).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lumbung.cli.findings import tell_findings
from lumbung.cli.house import acting, open_house
from lumbung.cli.telling import FAILED, FINDINGS, result, result_json, said, say, table
from lumbung.vocabulary.periods import Period, UnreadablePeriod, parse_period
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    from lumbung.rooms.collection.queries import Submission

review = typer.Typer(help="Memeriksa kiriman. / Reviewing submissions.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="Kode dataset. / Code of the dataset.")]
Number = Annotated[int, typer.Argument(help="Nomor kiriman. / Number of the submission.")]
As = Annotated[str, typer.Option("--as", metavar="USER", help="Atas nama siapa. / In whose name.")]
Note = Annotated[str, typer.Option(help="Catatan. / A note.")]
AsJson = Annotated[bool, typer.Option("--json", help="Satu objek JSON. / One JSON object.")]


class NoPeriod(Invalid):
    """The text is no period."""

    code = "cli.no-period"
    message = Text("“{text}” bukan periode.", "“{text}” is no period.")
    hint = Text(
        "Tulis misalnya 2024, 2024-S1, 2024-Q3 atau 2024-07.",
        "Write for example 2024, 2024-S1, 2024-Q3 or 2024-07.",
    )


class NoTime(Invalid):
    """The text is no moment."""

    code = "cli.no-time"
    message = Text("“{text}” bukan waktu.", "“{text}” is no time.")
    hint = Text("Tulis misalnya 2026-12-01T09:00.", "Write for example 2026-12-01T09:00.")


class NoFile(Invalid):
    """There is no such file."""

    code = "cli.no-file"
    message = Text(
        "Berkas {file} tidak ada atau tidak dapat dibuka.", "File {file} is not there or cannot be opened."
    )
    hint = Text("Periksa nama dan foldernya.", "Check its name and folder.")


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("submit")(submit)
    app.add_typer(review, name="review")
    app.command("release")(release)


def period_named(text: str) -> Period | None:
    """The period that an option names; none where it names none."""
    try:
        return parse_period(text) if text else None
    except UnreadablePeriod as wrong:
        raise NoPeriod(text=text) from wrong


def content_of(file: Path) -> bytes:
    """The bytes of a file that a person named."""
    try:
        return file.read_bytes()
    except OSError as missing:
        raise NoFile(file=file) from missing


def submit(
    file: Annotated[Path, typer.Argument(help="Lembar kerja atau CSV. / A workbook or CSV.")],
    dataset: Annotated[str, typer.Option(help="Kode dataset. / Code of the dataset.")],
    as_user: As,
    period: Annotated[str, typer.Option(help="Periode, misalnya 2024. / Period.")] = "",
    note: Note = "",
    as_json: AsJson = False,
) -> None:
    """Kirim angka; yang bertemuan disimpan di karantina / Submit figures; faulty ones are quarantined."""
    wanted, content = period_named(period), content_of(file)
    open_house()
    from lumbung.rooms.catalog import queries as catalog
    from lumbung.rooms.collection import actions as collection
    from lumbung.rooms.collection.queries import State

    actor = acting(as_user)
    submission = collection.upload_figures(
        dataset=catalog.dataset(dataset),
        actor=actor,
        name=file.name,
        content=content,
        period=wanted,
        note=note,
        way="command",
        here=True,
    )
    if submission.station is State.READY:
        collection.submit_figures(submission=submission, actor=actor, note=note)
    _tell_submission(submission, as_json=as_json)
    raise typer.Exit(FINDINGS if submission.errors else 0)


@review.command("list")
def waiting(as_user: As, as_json: AsJson = False) -> None:
    """Kiriman yang menunggu Anda / Submissions that wait for you."""
    open_house()
    from lumbung.rooms.review import queries as review_queries

    actor = acting(as_user)
    found = [*review_queries.waiting_for_steward(actor), *review_queries.waiting_for_supervisor(actor)]
    if as_json:
        result_json([_as_dict(submission) for submission in found])
        return
    headings = [
        Text("Nomor", "Number"),
        Text("Dataset"),
        Text("Periode", "Periods"),
        Text("Keadaan", "State"),
    ]
    rows = [[str(s.pk), s.dataset.code, ", ".join(s.periods), said(s.station.words)] for s in found]
    table(headings, rows)


@review.command("show")
def show(number: Number, as_user: As, as_json: AsJson = False) -> None:
    """Sebuah kiriman dengan temuannya / A submission with its findings."""
    open_house()
    _tell_submission(_submission(number, as_user), as_json=as_json)


@review.command("accept")
def accept(number: Number, as_user: As, note: Note = "") -> None:
    """Setujui sebagai walidata / Accept as data steward."""
    open_house()
    from lumbung.rooms.review import actions as review_actions

    accepted = review_actions.accept(
        submission=_submission(number, as_user), actor=acting(as_user), note=note
    )
    _tell_state(accepted)


@review.command("approve")
def approve(number: Number, as_user: As, note: Note = "") -> None:
    """Sahkan data prioritas sebagai pembina / Approve priority data as supervisor."""
    open_house()
    from lumbung.rooms.review import actions as review_actions

    approved = review_actions.approve(
        submission=_submission(number, as_user), actor=acting(as_user), note=note
    )
    _tell_state(approved)


@review.command("return")
def give_back(
    number: Number,
    as_user: As,
    reason: Annotated[str, typer.Option(help="Alasannya, dibaca produsen. / Why; the producer reads it.")],
) -> None:
    """Kembalikan dengan alasan / Return with a reason."""
    open_house()
    from lumbung.rooms.review import actions as review_actions

    submission = _submission(number, as_user)
    returned = review_actions.return_submission(submission=submission, reason=reason, actor=acting(as_user))
    _tell_state(returned)


def release(
    code: Code,
    as_user: As,
    at: Annotated[str, typer.Option(help="Waktu terbit (embargo). / When it is published.")] = "",
    note: Note = "",
    as_json: AsJson = False,
) -> None:
    """Rilis yang sudah disetujui menjadi edisi / Release what was accepted as an edition."""
    moment = _moment(at)
    open_house()
    from lumbung.rooms.catalog import queries as catalog
    from lumbung.rooms.release import actions as release_actions
    from lumbung.rooms.release.queries import ReleaseState

    made = release_actions.release_dataset(
        dataset=catalog.dataset(code), actor=acting(as_user), at=moment, note=note, here=True
    )
    edition = made.edition.pk if made.edition else None
    if as_json:
        result_json({"dataset": code, "state": made.state, "edition": edition, "at": made.at.isoformat()})
    elif edition:
        result(edition)
    else:
        say(
            Text(
                f"{code}: {made.station.words.id}, {made.at:%Y-%m-%d %H:%M}",
                f"{code}: {made.station.words.en}",
            )
        )
    raise typer.Exit(FAILED if made.station is ReleaseState.FAILED else 0)


def _moment(text: str) -> dt.datetime | None:
    """The moment that an option names, in the city's own time where it says no other."""
    if not text:
        return None
    open_house()
    from django.utils import timezone

    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as wrong:
        raise NoTime(text=text) from wrong
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _submission(number: int, username: str) -> Submission:
    from lumbung.rooms.collection import queries as submissions

    return submissions.submission(number, acting(username))


def _tell_submission(submission: Submission, *, as_json: bool) -> None:
    from lumbung.cli.telling import language
    from lumbung.rooms.collection import queries as submissions

    findings = submissions.all_findings(submission)
    if as_json:
        result_json({**_as_dict(submission), "findings": [item.as_dict(language()) for item in findings]})
        return
    tell_findings(findings)
    _tell_state(submission)


def _tell_state(submission: Submission) -> None:
    number, words = submission.pk, submission.station.words
    result(said(Text(f"Kiriman {number}: {words.id}.", f"Submission {number}: {words.said('en')}.")))


def _as_dict(submission: Submission) -> dict[str, object]:
    return {
        "submission": submission.pk,
        "dataset": submission.dataset.code,
        "state": submission.state,
        "periods": submission.periods,
        "rows": submission.rows,
        "cells": submission.cells,
        "errors": submission.errors,
        "warnings": submission.warnings,
    }
