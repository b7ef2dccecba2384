"""Saving what people type: one, two at once, too much, and what is hostile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.rooms.journal import queries as journal
from lumbung.rooms.metadata import actions as metadata
from lumbung.rooms.metadata import queries
from lumbung.rooms.metadata.merging import merged, undone
from lumbung.rooms.metadata.problems import (
    AnswersTooLong,
    EmptyRemark,
    OfficerField,
    UnknownField,
    UnknownRevision,
)


def save(record, actor, revision=None, **answers):
    return metadata.save_answers(
        record=record, answers=answers, revision=revision or record.revision, actor=actor
    )


def test_every_save_grows_the_revision_and_keeps_what_was_there(city, record):
    first = save(record, city.producer, judul="Satu")
    second = save(first, city.producer, judul="Dua")
    same = save(second, city.producer, judul="Dua")

    assert (second.revision, same.revision) == (first.revision + 1, second.revision)
    assert second.changes.first().changes == {"judul": {"was": "Satu", "is": "Dua"}}


def test_a_sitting_is_one_line_of_the_journal_and_one_entry_of_the_history(city, submitted):
    back = metadata.return_record(record=submitted, reason="perbaiki", actor=city.steward)
    for title in ("A", "AB", "ABC"):
        back = save(back, city.producer, judul=title)

    told = queries.history(back)[0]
    assert told.changes["judul"] == {"was": "Registrasi penduduk", "is": "ABC"}
    assert len(journal.entries(subject=back, verb="metadata.answered")) == 1


def test_two_people_in_different_fields_both_count(city, record):
    save(record, city.producer, judul="Registrasi", cara="1")
    # The other page was opened before: it posts the whole form as it stood then, with one change.
    kept = save(
        record, city.supporting_steward, revision=record.revision, judul=None, cara=None, pj_nama="Rini"
    )

    assert kept.answers["judul"] == "Registrasi"
    assert kept.answers["pj_nama"] == "Rini"


def test_two_people_in_the_same_field_keep_both_values(city, record):
    save(record, city.supporting_steward, judul="Dari Panji")

    with pytest.raises(queries.SavedByAnother) as told:
        save(record, city.producer, revision=record.revision, judul="Dari Dina", cara="1")

    (clash,) = told.value.clashes
    assert (clash.theirs, clash.mine) == ("Dari Panji", "Dari Dina")
    assert "Panji" in told.value.told.id
    kept = queries.record(record.code, city.producer)
    assert (kept.answers["judul"], kept.answers["cara"]) == ("Dari Panji", "1")  # the rest was saved
    (waiting,) = queries.set_aside(kept)
    taken = metadata.choose_answer(set_aside=waiting, take=True, actor=city.producer)
    assert taken.answers["judul"] == "Dari Dina"
    # Chosen twice (a double click) changes nothing more.
    assert metadata.choose_answer(set_aside=waiting, take=False, actor=city.producer).revision == (
        taken.revision
    )


def test_a_revision_that_never_was_is_refused(city, record):
    for revision in (0, -1, record.revision + 1):
        with pytest.raises(UnknownRevision):
            metadata.save_answers(
                record=record, answers={"judul": "x"}, revision=revision, actor=city.producer
            )


def test_a_producer_does_not_fill_what_is_the_officers(city, record):
    with pytest.raises(OfficerField, match="Kode kegiatan"):
        save(record, city.producer, kode="M.1")
    with pytest.raises(OfficerField):
        metadata.fill_as_officer(record=record, answers={"judul": "x"}, actor=city.supervisor)


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"judul": "x" * 20_001}, AnswersTooLong),
        ({"jadwal": [{"nama": "x"}] * 501}, AnswersTooLong),
        ({"jadwal": [{"nama": "x" * 19_000}] * 30}, AnswersTooLong),
        ({"tidak_ada": "x"}, UnknownField),
    ],
)
def test_answers_over_a_limit_are_refused_with_the_field(city, record, answers, problem):
    with pytest.raises(problem):
        save(record, city.producer, **answers)


def test_what_no_database_can_hold_is_left_out_and_wrong_kinds_are_kept_as_typed(city, record):
    kept = save(
        record,
        city.producer,
        judul="a\x00b\ud800",
        tahun="kapan-kapan",
        cara={"x": [1]},
        jadwal="bukan tabel",
    )

    assert kept.answers["judul"] == "ab?"
    assert kept.answers["tahun"] == "kapan-kapan"
    told = {one.place.column for one in queries.faults(queries.judged(kept))}
    assert {"tahun", "cara", "jadwal"} <= told


def test_a_remark_needs_words_and_a_field(city, record):
    with pytest.raises(EmptyRemark):
        metadata.remark(record=record, field="judul", words=" ", actor=city.steward)
    with pytest.raises(UnknownField):
        metadata.remark(record=record, field="tidak_ada", words="x", actor=city.steward)


VALUES = st.none() | st.sampled_from(["a", "b", "c"])
ANSWERS = st.dictionaries(st.sampled_from("xyz"), st.sampled_from(["a", "b", "c"]))


@given(base=ANSWERS, theirs=ANSWERS, mine=st.fixed_dictionaries(dict.fromkeys("xyz", VALUES)))
def test_laid_together_nobodys_change_is_lost(base, theirs, mine):
    merge = merged(base, theirs, mine)

    for key in "xyz":
        was, other, own = base.get(key), theirs.get(key), mine[key]
        result = merge.changes.get(key, other)
        if own not in (was, other):  # I changed it, and not to the same
            assert result == own or merge.clashes[key] == own
        if other != was:  # the other changed it
            assert result in (other, own)
            assert result == other
        assert not (key in merge.changes and key in merge.clashes)


@given(steps=st.lists(st.dictionaries(st.sampled_from("xyz"), VALUES, min_size=1), max_size=6))
def test_undoing_all_changes_gives_the_beginning(steps):
    answers: dict[str, str] = {}
    changes = []
    for step in steps:
        told = {key: {"was": answers.get(key), "is": value} for key, value in step.items()}
        changes.append(told)
        answers |= step
        answers = {key: value for key, value in answers.items() if value is not None}

    assert undone(answers, reversed(changes)) == {}
