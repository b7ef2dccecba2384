"""Forms and records from packs, and copies from last year."""

from __future__ import annotations

import copy

import pytest
from tests.rooms.metadata.conftest import ACTIVITY, COMPLETE, VARIABLE

from lumbung.rooms.metadata import actions as metadata
from lumbung.rooms.metadata import queries
from lumbung.rooms.metadata.models import MetadataForm, Record
from lumbung.rooms.metadata.problems import (
    ConceptUnknown,
    FormUnknown,
    NotAVariable,
    NotLookedAt,
    RecordExists,
    WrongParent,
    WrongYear,
)
from lumbung.rooms.people import actions as people
from lumbung.rooms.standards import actions as standards
from lumbung.rooms.standards import queries as standards_found
from lumbung.vocabulary.formdefinitions import FormFault

ROW = {
    "code": "registrasi-2025",
    "form": "kegiatan",
    "year": 2025,
    "organisation": "dispendukcapil",
    "answers": {**COMPLETE, "tahun": 2025},
    "inferred": {"cara": "dari nama kegiatannya"},
    "sources": ["Profil 2025"],
    "state": "approved",
    "datasets": [{"dataset": "penduduk-kelamin"}],
}
CHILD = {
    "code": "registrasi-2025-jumlah",
    "form": "variabel@2020",
    "year": 2025,
    "organisation": "dispendukcapil",
    "parent": "registrasi-2025",
    "answers": {"nomor": 1, "nama": "Jumlah penduduk", "konsep": ["Penduduk"], "definisi": "Orang."},
    "state": "approved",
    "datasets": [{"dataset": "penduduk-kelamin", "measure": "jumlah"}],
}


def load(city, *rows):
    return metadata.load_records(rows, pack="kota", actor=city.operator)


def test_a_form_loaded_twice_changes_nothing_and_next_years_takes_its_place(city, forms):
    again = metadata.load_forms([ACTIVITY, VARIABLE], pack="formulir", actor=city.operator)
    assert (again.any, again.unchanged) == (False, 2)

    newer = copy.deepcopy(ACTIVITY) | {"version": "2027"}
    metadata.load_forms([newer], actor=city.operator)

    assert [form.identity for form in queries.forms()] == ["kegiatan@2027", "variabel@2020", "indikator@2020"]
    metadata.load_forms([ACTIVITY], actor=city.operator)  # the older pack, loaded once more
    assert MetadataForm.objects.get(identity="kegiatan@2020").current is False


def test_a_form_whose_condition_cannot_be_read_is_refused_whole(city):
    broken = copy.deepcopy(ACTIVITY)
    broken["blocks"][2]["when"] = "cara = "

    with pytest.raises(FormFault):
        metadata.load_forms([VARIABLE | {"under": ""}, broken], actor=city.operator)

    assert not MetadataForm.objects.exists()


def test_records_of_a_pack_explain_datasets_at_once(city, forms):
    done = load(city, ROW, CHILD)

    assert done.changes.added == ("registrasi-2025", "registrasi-2025-jumlah")
    assert queries.gaps(city.population) == ()
    assert queries.record("registrasi-2025", city.producer).inferred == {"cara": "dari nama kegiatannya"}
    again = load(city, ROW, CHILD)
    assert (again.changes.any, again.changes.unchanged, again.notes) == (False, 2, [])


def test_a_changed_pack_mends_its_record_but_never_what_a_person_changed(city, forms):
    load(city, ROW, CHILD)
    done = load(city, ROW | {"answers": ROW["answers"] | {"judul": "Judul paket"}}, CHILD)
    assert done.changes.changed == ("registrasi-2025",)

    record = queries.record("registrasi-2025", city.producer)
    assert record.approved_answers["judul"] == "Judul paket"
    opened = metadata.reopen_record(record=record, reason="lengkapi", actor=city.producer)
    metadata.save_answers(
        record=opened, answers={"judul": "Judul Dina"}, revision=opened.revision, actor=city.producer
    )
    done = load(city, ROW | {"year": 2024}, CHILD)

    record.refresh_from_db()
    assert (record.answers["judul"], record.year) == ("Judul Dina", 2025)
    assert "sudah diubah orang" in done.notes[0].id


def test_all_faults_of_all_rows_are_told_and_nothing_is_loaded(city, forms):
    wrong = [
        ROW | {"code": "Salah kode!"},
        ROW | {"code": "b", "organisation": "tidak-ada"},
        ROW | {"code": "c", "year": "kapan"},
        ROW | {"code": "d", "answers": {"tidak_ada": "x"}},
        ROW | {"code": "e", "datasets": [{"dataset": "tidak-ada"}]},
        ROW | {"code": "f", "form": "tidak-ada"},
        ROW | {"code": "g", "state": "selesai"},
        CHILD | {"code": "h", "parent": "tidak-ada"},
        CHILD | {"code": "i", "parent": ""},
        ROW | {"code": "j", "inferred": {"tidak_ada": "x"}, "aneh": 1},
        ROW | {"code": "k", "datasets": [{"dataset": "penduduk-kelamin", "measure": "tidak-ada"}]},
        ROW | {"code": "l"},
    ]

    with pytest.raises(metadata.RecordsInvalid) as told:
        load(city, *wrong)

    assert {fault.index for fault in told.value.faults} == set(range(11))
    assert not Record.objects.exists()


def test_only_who_may_load_packs_loads(city, forms):
    with pytest.raises(people.Forbidden):
        metadata.load_records([ROW], actor=city.producer)


def test_last_years_record_is_copied_with_all_below_it_and_each_answer_is_looked_at(city, forms):
    load(city, ROW, CHILD)
    source = queries.record("registrasi-2025", city.producer)
    source_child = queries.children(source).get()
    indicator = metadata.start_record(
        form="indikator", organisation=source.organisation, year=2025, parent=source, actor=city.producer
    )
    metadata.build_from(record=indicator, variables=[source_child], actor=city.producer)

    made = metadata.copy_record(record=source, year=2026, actor=city.producer)

    assert (made.year, made.answers["tahun"], made.copied_from) == (2026, 2026, source)
    assert set(made.copied) == {"judul", "cara"}
    variable, copied_indicator = queries.children(made)
    assert variable.title == "Jumlah penduduk"
    assert copied_indicator.built_from.get().variable == variable  # the copy's own, not last year's

    with pytest.raises(NotLookedAt, match="2 isian"):
        metadata.submit_record(record=made, actor=city.producer)
    metadata.save_answers(
        record=made, answers={"judul": "Registrasi 2026"}, revision=made.revision, actor=city.producer
    )
    made.refresh_from_db()
    metadata.save_answers(
        record=made, answers={}, revision=made.revision, looked_at=["cara"], actor=city.producer
    )
    assert metadata.submit_record(record=made, actor=city.producer).station is queries.RecordState.SUBMITTED


def test_a_record_cannot_begin_in_the_wrong_place(city, filled):
    office = city.office("dispendukcapil")
    with pytest.raises(WrongParent):
        metadata.start_record(form="variabel", organisation=office, year=2026, actor=city.producer)
    with pytest.raises(FormUnknown):
        metadata.start_record(form="zzz", organisation=office, year=2026, actor=city.producer)
    with pytest.raises(WrongYear):
        metadata.start_record(form="kegiatan", organisation=office, year=20260, actor=city.producer)
    with pytest.raises(RecordExists):
        metadata.start_record(
            form="kegiatan", organisation=office, year=2026, code=filled.code, actor=city.producer
        )
    with pytest.raises(people.Forbidden):
        metadata.start_record(form="kegiatan", organisation=office, year=2026, actor=city.other_producer)


def test_a_variable_takes_its_words_from_the_registry(city, filled):
    standards.load_concepts(
        [
            {
                "code": "jumlah-penduduk",
                "title": "Jumlah penduduk",
                "definition": "Banyaknya orang yang tinggal di suatu wilayah.",
            }
        ],
        actor=city.operator,
    )
    variable = metadata.start_record(
        form="variabel", organisation=filled.organisation, year=2026, parent=filled, actor=city.producer
    )

    taken = metadata.take_concept(record=variable, concept="jumlah-penduduk", actor=city.producer)

    assert taken.answers["id_sds"] == "jumlah-penduduk"
    assert taken.answers["konsep"] == ["Jumlah penduduk"]
    assert taken.answers["definisi"].startswith("Banyaknya orang")
    (use,) = standards_found.uses_of("concept", "jumlah-penduduk")
    assert use.user_code == variable.code
    with pytest.raises(ConceptUnknown):
        metadata.take_concept(record=variable, concept="tidak-ada", actor=city.producer)


def test_an_indicator_is_not_built_from_an_activity(city, filled):
    indicator = metadata.start_record(
        form="indikator", organisation=filled.organisation, year=2026, parent=filled, actor=city.producer
    )
    with pytest.raises(NotAVariable):
        metadata.build_from(record=indicator, variables=[filled], actor=city.producer)
