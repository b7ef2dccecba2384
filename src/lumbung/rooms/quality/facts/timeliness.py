"""Timeliness: how long after its period a figure is public, and whether that is when it was promised."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from django.utils import timezone

from lumbung.rooms.collection import queries as collection
from lumbung.rooms.collection.queries import Obligation
from lumbung.rooms.quality.facts.fact import Fact, Subject, counted, joined, percent, share_of
from lumbung.rooms.quality.states import Side
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.words import Text

CALENDAR = Text("kalender dan riwayat rilis", "the calendar and the history of releases")
PERIODS = Text("periode", "periods")
DAYS = Text("hari", "days")


def facts(subject: Subject) -> Iterator[Fact]:
    """Punctuality, delay and the age of the newest period; the archive is not judged."""
    today = timezone.localdate()
    address = f"/data/{subject.dataset.code}/mutu"
    judged = _judged(subject, collection.obligations_of([subject.dataset]).get(subject.dataset.pk, []))
    if subject.manifest is not None and subject.manifest.periods:
        newest = max(parse_period(code) for code in subject.manifest.periods)
        yield Fact(
            "newest",
            Side.TIMELINESS,
            Text("Periode terbaru", "Newest period"),
            newest.title,
            CALENDAR,
            number=float(newest.end.toordinal()),
            matters=1,
            sentence=Text(
                f"Angka terbaru adalah untuk {newest.title.id}.",
                f"The newest figures are for {newest.title.en}.",
            ),
        )
    if judged:
        good = sum(1 for one in judged if one.released_on is not None and not one.release_days_late(today))
        share = share_of(good, len(judged))
        yield Fact(
            "punctual",
            Side.TIMELINESS,
            Text("Terbit tepat waktu", "Released on time"),
            joined(counted(good, len(judged), PERIODS), percent(share)),
            CALENDAR,
            number=share,
            matters=10,
            sentence=Text(
                f"{good} dari {len(judged)} periode terbit tepat waktu.",
                f"{good} of {len(judged)} periods were released on time.",
            ),
            tone="" if share >= 90 else "grain",
            address=address,
        )
    overdue = [one for one in judged if one.released_on is None]
    yield Fact(
        "overdue",
        Side.TIMELINESS,
        Text("Lewat waktu dan belum terbit", "Overdue and not public"),
        counted(len(overdue), None, PERIODS),
        CALENDAR,
        number=float(len(overdue)),
        matters=1,
        sentence=Text(
            f"{len(overdue)} periode lewat waktu dan belum terbit.",
            f"{len(overdue)} periods are overdue.",
        )
        if overdue
        else Text(""),
        tone="brick" if overdue else "",
        is_quiet=not overdue,
        address=address,
    )
    delays = [(one.released_on - one.due.ends_on).days for one in judged if one.released_on is not None]
    if delays:
        middle = median(delays)
        said = both_numbers(round(middle))
        yield Fact(
            "delay",
            Side.TIMELINESS,
            Text(
                "Jarak dari akhir periode sampai terbit (median)",
                "From a period's end to its release (median)",
            ),
            counted(round(middle), None, DAYS),
            CALENDAR,
            number=float(middle),
            matters=30,
            sentence=Text(
                f"Biasanya angka terbit {said.id} hari sesudah periodenya berakhir.",
                f"Figures usually appear {said.en} days after their period ends.",
            ),
        )


def _judged(subject: Subject, found: list[Obligation]) -> list[Obligation]:
    """The periods whose time can be judged: owed, and not past already when the catalogue learnt of them."""
    today = timezone.localdate()
    first = subject.dataset.versions.order_by("number").first()
    since = timezone.localdate(first.since) if first is not None else today
    return [
        one
        for one in found
        if one.is_owed
        and one.measured_release >= since
        and (one.released_on is not None or one.measured_release < today)
    ]
