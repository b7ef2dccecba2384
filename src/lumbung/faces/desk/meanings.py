"""The errands of metadata: what waits to be checked, what came back, and what a release waits for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from lumbung.kit.workplace import Errand
from lumbung.rooms.metadata import queries as metadata
from lumbung.rooms.metadata.queries import Record, RecordState
from lumbung.rooms.release import queries as release
from lumbung.vocabulary.words import Text

CHECK = {
    RecordState.SUBMITTED: Text("Periksa metadata", "Check metadata"),
    RecordState.CHECKED: Text("Periksa metadata sebagai pembina", "Check metadata as supervisor"),
}
MEND = Text("Perbaiki metadata", "Mend metadata")


def metadata_errands(person: AbstractBaseUser) -> Iterator[Errand]:
    """One errand for an activity and what stands under it."""
    for first, along in _families(metadata.waiting_for(person)):
        words = Text(f"dari {first.organisation.name.id}", f"from {first.organisation.name.said('en')}")
        group = CHECK[first.station]
        yield _errand(group, first, along, words, Text("Periksa", "Check"), "")
    for first, along in _families(metadata.with_producer(person)):
        words = Text("dikembalikan; alasannya ada di halamannya", "returned; the reason is on its page")
        yield _errand(MEND, first, along, words, Text("Perbaiki", "Mend"), "brick")
    for dataset, gap in release.held_up(person):
        yield Errand(
            group=Text("Lengkapi metadata", "Complete metadata"),
            title=dataset.title,
            words=Text(f"rilisnya menunggu: {gap.what.id}", f"its release waits: {gap.what.said('en')}"),
            address=gap.address,
            act=Text("Lengkapi", "Complete"),
            tone="grain",
        )


def _families(waiting: Iterable[Record]) -> list[tuple[Record, int]]:
    """The first of each family that waits at one station, and how many go along with it."""
    families: dict[tuple[int, str], list[Record]] = {}
    for record in waiting:
        families.setdefault((record.parent_id or record.pk, record.state), []).append(record)
    told = []
    for family in families.values():
        first = next((one for one in family if one.parent_id is None), family[0])
        told.append((first, len(family) - 1))
    return told


def _errand(group: Text, first: Record, along: int, words: Text, act: Text, tone: str) -> Errand:
    more = Text(f", dengan {along} lainnya", f", with {along} others") if along else Text("", "")
    return Errand(
        group=group,
        title=Text(first.title or first.code),
        words=Text(words.id + more.id, words.en + more.en),
        address=reverse("metadata:record", args=(first.code,)),
        act=act,
        tone=tone,
    )
