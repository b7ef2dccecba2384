"""The side bar of the desk, in the order in which a number travels."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from lumbung.faces.desk import overview_page
from lumbung.faces.desk.forum_errands import forum_errands
from lumbung.faces.desk.meanings import metadata_errands
from lumbung.faces.desk.quality_errands import quality_errands
from lumbung.faces.desk.recommending import recommendation_errands, waiver_errands
from lumbung.kit import workplace
from lumbung.kit.said import t
from lumbung.kit.workplace import Errand
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.collection.queries import State, Submission
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.rooms.release import queries as release
from lumbung.rooms.review import queries as review
from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.words import Text

Person = AbstractBaseUser
_KEPT = "_lumbung_powers"


def declare() -> None:
    """Declare what stands in the side bar, and what makes the errands."""
    workplace.errands("metadata", metadata_errands)
    workplace.errands("recommendations", recommendation_errands)
    workplace.errands("waivers", waiver_errands)
    workplace.errands("collection", collection_errands)
    workplace.errands("review", review_errands)
    workplace.errands("release", release_errands)
    workplace.errands("obligations", overview_page.errands)
    workplace.errands("forum", forum_errands)
    workplace.errands("quality", quality_errands)
    workplace.introduced(_office)
    place = workplace.place
    place(10, Text("Menunggu saya", "Waiting for me"), "desk:waiting", counts=_waiting)
    place(
        12, Text("Seluruh kota", "Whole city"), "desk:city", shown=_may(Permission.PLAN, Permission.SUPERVISE)
    )
    place(20, Text("Rencana", "Plan"))
    place(21, Text("Daftar Data", "Data list"), "forum:current")
    place(22, Text("Forum Satu Data", "Satu Data Forum"), "forum:forum", shown=_may(Permission.READ_DRAFTS))
    place(23, Text("Standar data", "Data standards"), "standards:registry")
    place(24, Text("Daftar kode & wilayah", "Code lists & areas"), "standards:codelists")
    place(25, Text("Metadata", "Metadata"), "metadata:records", shown=_may(Permission.READ_DRAFTS))
    place(
        26,
        Text("Rekomendasi BPS", "BPS recommendations"),
        "metadata:recommendations",
        shown=_may(Permission.DESCRIBE, Permission.SUPERVISE),
    )
    place(30, Text("Angka", "Figures"))
    place(31, Text("Kewajiban", "Obligations"), "collection:obligations", shown=_may(Permission.READ_DRAFTS))
    place(32, Text("Kalender", "Calendar"), "collection:calendar", shown=_may(Permission.READ_DRAFTS))
    place(33, Text("Dataset saya", "My datasets"), "collection:datasets", shown=_may(Permission.SUBMIT))
    place(34, Text("Kiriman", "Submissions"), "collection:submissions", shown=_may(Permission.READ_DRAFTS))
    place(
        35,
        Text("Pemeriksaan", "Review"),
        "review:waiting",
        shown=_may(Permission.REVIEW, Permission.SUPERVISE),
    )
    place(36, Text("Rilis", "Releases"), "release:waiting", shown=_may(Permission.READ_DRAFTS))
    place(40, Text("Mutu", "Quality"))
    place(41, Text("Satu angka", "One number"), "quality:contradictions", shown=_may(Permission.READ_DRAFTS))
    place(
        42,
        Text("Pernyataan mutu", "Quality statements"),
        "quality:statements",
        shown=_may(Permission.DESCRIBE),
    )
    place(
        66,
        Text("Data portal lain", "Other portals"),
        "harvest:sources",
        shown=_may(Permission.DEFINE),
    )
    place(70, Text("Jejak", "Trail"))
    place(80, Text("Jurnal", "Journal"), "desk:journal", shown=_may(Permission.READ_JOURNAL))
    place(90, Text("Wewenang saya", "What I may do"), "desk:powers")
    place(95, Text("Pemberitahuan saya", "My notices"), "collection:notices")


def collection_errands(person: Person) -> Iterator[Errand]:
    """Submissions to be finished, and figures that are due."""
    for one in collection.with_producer(person).exclude(state=State.CHECKING):
        yield _to_finish(one)
    for standing in collection.owed(person):
        days = standing.days_left
        dataset, period = standing.due.dataset, standing.period.title
        words = (
            Text(
                f"{period.id}: terlambat {said_number(-days)} hari",
                f"{period.en}: {said_number(-days, language='en')} days late",
            )
            if standing.late
            else Text(f"{period.id}: {days} hari lagi", f"{period.en}: {days} days left")
        )
        yield Errand(
            group=Text("Kirim angka", "Send figures"),
            title=dataset.title,
            words=words,
            address=f"{reverse('collection:dataset', args=(dataset.code,))}?periode={standing.period}",
            act=Text("Unggah", "Upload"),
            tone="brick" if standing.late else "",
            due=standing.due.due_on,
        )


def _to_finish(one: Submission) -> Errand:
    periods = Text(
        ", ".join(period.title.id for period in one.parsed_periods[:3]),
        ", ".join(period.title.en for period in one.parsed_periods[:3]),
    )
    if one.station is State.READY:
        group, act, tone = Text("Kirim", "Submit"), Text("Kirim", "Submit"), ""
        words = Text("siap dikirim", "ready to submit")
    elif one.station is State.RETURNED:
        group, act, tone = Text("Perbaiki", "Mend"), Text("Perbaiki", "Mend"), "brick"
        words = Text(f"dikembalikan: {one.reason}", f"returned: {one.reason}")
    else:
        group, act, tone = Text("Perbaiki", "Mend"), Text("Perbaiki", "Mend"), "grain"
        words = Text(f"{one.errors} hal perlu diperbaiki", f"{one.errors} things to mend")
    told = Text(
        ": ".join(filter(None, (periods.id, words.id))), ": ".join(filter(None, (periods.en, words.en)))
    )
    address = reverse("collection:submission", args=(one.pk,))
    return Errand(group, one.dataset.title, told, address, act, tone)


def review_errands(person: Person) -> Iterator[Errand]:
    """Submissions to be checked as steward or as supervisor."""
    for waiting, act in (
        (review.waiting_for_steward(person), Text("Periksa", "Check")),
        (review.waiting_for_supervisor(person), Text("Periksa sebagai pembina", "Check as supervisor")),
    ):
        for one in waiting:
            yield Errand(
                group=act,
                title=one.dataset.title,
                words=Text(
                    f"{_said(one, 'id')}dari {one.dataset.producer.name.id}",
                    f"{_said(one, 'en')}from {one.dataset.producer.name.said('en')}",
                ),
                address=reverse("review:submission", args=(one.pk,)),
                act=Text("Periksa", "Check"),
                tone="grain" if one.warnings else "",
            )


def _said(one: Submission, language: str) -> str:
    periods = ", ".join(period.title.said(language) for period in one.parsed_periods[:3])
    return f"{periods} · " if periods else ""


def release_errands(person: Person) -> Iterator[Errand]:
    """Datasets whose accepted figures can be released."""
    for dataset in release.datasets_waiting(person):
        yield Errand(
            group=Text("Rilis", "Release"),
            title=dataset.title,
            words=Text("disetujui, menunggu rilis", "accepted, waiting for release"),
            address=reverse("release:dataset", args=(dataset.code,)),
            act=Text("Rilis", "Release"),
        )


def _waiting(person: Person) -> int:
    return len(workplace.errands_of(person))


def _office(person: Person) -> str:
    """The short name of the office for which a person first took up a duty."""
    held = people.memberships(person).first()
    return (held.organisation.short or t(held.organisation.name)) if held is not None else ""


def _may(*permissions: Permission) -> workplace.Shown:
    return lambda person: not _powers(person).isdisjoint(permissions)


def _powers(person: Person) -> frozenset[Permission]:
    """What a person may do anywhere; kept with the person, who is another object for each request."""
    kept: frozenset[Permission] | None = getattr(person, _KEPT, None)
    if kept is None:
        kept = people.powers(person)
        setattr(person, _KEPT, kept)
    return kept
