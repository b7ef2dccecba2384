"""The figures of a pack travel the road: sent by a producer, accepted, approved, released.

Each station is a commit of its own, so a load that was interrupted goes on where it stopped.
What was sent of a file is remembered in the journal by the file's digest; the same file is
never sent twice.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from lumbung.faces.packs.filling import filled_template
from lumbung.faces.packs.folder import Figures, Pack
from lumbung.faces.packs.journeys import End, Journey
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection import queries as submissions
from lumbung.rooms.collection.queries import State, Submission
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.journal import queries as journal_lines
from lumbung.rooms.people import actions as people
from lumbung.rooms.people import queries as people_found
from lumbung.rooms.people.queries import Permission, User
from lumbung.rooms.release import actions as release
from lumbung.rooms.review import actions as review
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

SENT = "packs.figures-sent"


def send_all(pack: Pack, *, progress: Callable[[int, int], None] | None = None) -> list[Journey]:
    """Let the figures of every dataset of a pack travel; one that stops does not hold up the rest."""
    journeys = []
    for number, figures in enumerate(pack.figures, start=1):
        try:
            journeys.append(_travel(pack, figures))
        except Problem as problem:
            told = Text(f"{problem.told.id} {problem.advice.id}", f"{problem.told.en} {problem.advice.en}")
            journeys.append(Journey(figures.dataset, End.STOPPED, told))
        if progress is not None:
            progress(number, len(pack.figures))
    return journeys


def _travel(pack: Pack, figures: Figures) -> Journey:
    dataset = catalog.dataset(figures.dataset)
    sent = _sent_before(pack, figures)
    reader = _somebody(Permission.READ_DRAFTS, dataset)
    submission = submissions.submission(sent, reader) if sent else None
    if submission is None:
        submission = _send(pack, figures, dataset)
    elif submission.station is State.RELEASED:
        return Journey(dataset.code, End.UNCHANGED)
    note = Text(f"Paket {pack.head.code} {pack.head.version}").id
    if submission.station is State.READY:
        collection.submit_figures(submission=submission, actor=submission.made_by, note=note)
    if submission.station is State.SUBMITTED:
        review.accept(
            submission=submission, actor=_somebody(Permission.REVIEW, dataset, submission), note=note
        )
    if submission.station is State.ACCEPTED_BY_STEWARD:
        supervisor = _somebody(Permission.SUPERVISE, dataset, submission)
        review.approve(submission=submission, actor=supervisor, note=note)
    if submission.station is State.ACCEPTED:
        steward = _somebody(Permission.RELEASE, dataset, submission)
        release.release_dataset(dataset=dataset, actor=steward, note=note, here=True)
        submission.refresh_from_db()
    if submission.station is State.RELEASED:
        return Journey(dataset.code, End.RELEASED)
    return Journey(dataset.code, End.STOPPED, _why(submission))


def _send(pack: Pack, figures: Figures, dataset: Dataset) -> Submission:
    """Upload the filled template as the dataset's producer, and remember that this file was sent."""
    content = filled_template(
        catalog.structure(dataset), standards.area_tree(), figures.rows, cite=not pack.head.simulated
    )
    producer = _somebody(Permission.SUBMIT, dataset)
    submission = collection.upload_figures(
        dataset=dataset,
        actor=producer,
        name=f"{figures.file.stem}.xlsx",
        content=content,
        note=f"Paket {pack.head.code} {pack.head.version}",
        way="command",
        here=True,
    )
    with transaction.atomic():
        journal.record(
            SENT,
            subject=("pack.figures", f"{pack.head.code}:{dataset.code}"),
            actor=people.operator(),
            dataset=dataset.code,
            facts={"digest": figures.digest, "submission": submission.pk, "as": producer.username},
        )
    return submission


def _sent_before(pack: Pack, figures: Figures) -> int | None:
    """The number of the submission in which exactly this file was sent last."""
    subject = ("pack.figures", f"{pack.head.code}:{figures.dataset}")
    last = journal_lines.entries(subject=subject, verb=SENT).last()
    if last is None or last.facts.get("digest") != figures.digest:
        return None
    return int(last.facts["submission"])


def _somebody(permission: Permission, dataset: Dataset, submission: Submission | None = None) -> User:
    """Who does this at the dataset's producer; whoever sent the figures does not judge them."""
    hands = submissions.senders(submission) | submissions.menders(submission) if submission else frozenset()
    for held in people_found.holders(permission, on=dataset.producer):
        if held.user_id not in hands:
            return held.user
    raise people.Forbidden(reason=people_found.refusal(permission, dataset.producer))


def _why(submission: Submission) -> Text:
    """What stopped a submission, from its own findings."""
    if not submission.errors:
        words = submission.station.words
        return Text(
            f"Kiriman {submission.pk}: {words.id}.", f"Submission {submission.pk}: {words.said('en')}."
        )
    _, first = submissions.findings(submission).findings[0]
    number, errors, place = submission.pk, submission.errors, first.place
    return Text(
        f"Kiriman {number} punya {errors} kesalahan; pertama {place}: {first.message.id}",
        f"Submission {number} has {errors} faults; the first {place}: {first.message.en}",
    )
