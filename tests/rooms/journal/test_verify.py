"""Every way of tampering with the journal is found, and what cannot be found is said."""

from __future__ import annotations

import pytest
from django.db import connection

from lumbung.rooms.journal import actions as journal
from lumbung.rooms.journal import queries
from lumbung.rooms.journal.chain import Line
from lumbung.rooms.journal.guards import lift_guards, set_guards
from lumbung.rooms.journal.models import Entry, Head
from lumbung.rooms.journal.queries import Break


@pytest.fixture
def ten_lines(db):
    for number in range(1, 11):
        journal.record("people.greeted", subject=("people.user", f"u{number}"), actor=None, reason="pagi")
    lift_guards(connection)  # as somebody would who may change the schema
    yield
    set_guards(connection)


def breaks() -> list[tuple[Break, int]]:
    return [(breakage.kind, breakage.number) for breakage in queries.verify().breakages]


def test_an_untouched_journal_is_whole_and_tells_its_length(ten_lines):
    told = []
    found = queries.verify(lambda done, due: told.append((done, due)))

    assert found.whole
    assert (found.lines, found.hash) == queries.head()
    assert told[-1] == (10, 10)


def test_an_empty_journal_is_whole(db):
    assert queries.verify().whole


@pytest.mark.parametrize(
    "columns",
    [{"reason": "malam"}, {"actor_name": "orang lain"}, {"verb": "people.scolded"}, {"facts": {"n": 1}}],
    ids=lambda columns: next(iter(columns)),
)
def test_a_changed_line_is_found(ten_lines, columns):
    Entry.objects.filter(number=4).update(**columns)

    assert breaks() == [(Break.CHANGED, 4)]


def test_a_changed_line_with_a_new_hash_does_not_fit_its_neighbour(ten_lines):
    rewrite(4, reason="malam")

    assert breaks() == [(Break.MOVED, 5)]


def test_a_line_removed_from_the_middle_is_found(ten_lines):
    Entry.objects.filter(number=4).delete()

    assert breaks() == [(Break.REMOVED, 5)]


@pytest.mark.parametrize("first", [10, 8, 1], ids=["the last", "the last three", "all"])
def test_lines_torn_off_the_end_are_found(ten_lines, first):
    Entry.objects.filter(number__gte=first).delete()

    assert breaks() == [(Break.TORN, 10)]


def test_lines_torn_off_the_end_with_a_head_put_back_are_found_by_an_edition_that_names_a_later_line(
    ten_lines,
):
    anchor = queries.head()
    Entry.objects.filter(number__gte=8).delete()
    Head.objects.update(number=7, hash=Entry.objects.get(number=7).hash)

    assert queries.verify().whole
    assert [b.kind for b in queries.verify(anchors=[anchor]).breakages] == [Break.FORKED]


def test_an_inserted_line_is_found(ten_lines):
    for number in range(10, 3, -1):
        Entry.objects.filter(number=number).update(number=number + 1)
    added = Entry.objects.get(number=3)
    added.number, added.reason, added.previous = 4, "selipan", added.hash
    added.hash = line_of(added).hash
    added.save(force_insert=True)

    assert (Break.CHANGED, 5) in breaks()
    assert (Break.MOVED, 5) in breaks()


def test_exchanged_lines_are_found(ten_lines):
    Entry.objects.filter(number=4).update(number=99)
    Entry.objects.filter(number=5).update(number=4)
    Entry.objects.filter(number=99).update(number=5)

    assert {number for _, number in breaks()} == {4, 5, 6}


def test_a_chain_rewritten_to_its_end_is_found_only_by_what_was_written_down_elsewhere(ten_lines):
    anchor = (6, Entry.objects.get(number=6).hash)
    rewrite(4, reason="malam")
    for number in range(5, 11):
        rewrite(number, previous=Entry.objects.get(number=number - 1).hash)
    Head.objects.update(hash=Entry.objects.get(number=10).hash)

    assert queries.verify().whole
    assert [(b.kind, b.number) for b in queries.verify(anchors=[anchor]).breakages] == [(Break.FORKED, 6)]


def test_a_journal_full_of_breaks_is_told_in_a_hundred_lines(db):
    for number in range(130):
        journal.record("people.greeted", subject=("people.user", str(number)), actor=None)
    lift_guards(connection)
    Entry.objects.update(reason="malam")
    set_guards(connection)

    found = queries.verify()

    assert len(found.breakages) == 100
    assert found.more == 30
    assert found.breakages[0].told.id == "Baris 1 telah diubah."


def rewrite(number: int, **columns: object) -> None:
    """Change a line and give it the hash that fits its new content."""
    Entry.objects.filter(number=number).update(**columns)
    entry = Entry.objects.get(number=number)
    Entry.objects.filter(number=number).update(hash=line_of(entry).hash)


def line_of(entry: Entry) -> Line:
    names = [name for name in Line.__dataclass_fields__ if name != "actor"]
    return Line(actor=entry.actor_id, **{name: getattr(entry, name) for name in names})
