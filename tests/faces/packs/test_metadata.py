"""Filled forms and waivers come with a pack: all of them or none, each fault with its line."""

from __future__ import annotations

import pytest
import yaml
from tests.rooms.metadata.conftest import forms  # noqa: F401  # a fixture

from lumbung.faces import packs
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.metadata import actions as metadata
from lumbung.rooms.metadata import queries

RECORDS = """\
- code: angkut
  form: kegiatan
  year: 2026
  organisation: dlh
  datasets: [{dataset: sampah}]
  state: approved
  sources: [Laporan dinas]
  answers: {judul: Pengangkutan sampah, tahun: 2026, cara: "1", pj_nama: Sari}
  inferred: {cara: Tidak disebut sumber.}
- code: angkut-berat
  form: variabel
  year: 2026
  organisation: dlh
  parent: angkut
  datasets: [{dataset: sampah, measure: berat}]
  state: approved
  answers: {nomor: 1, nama: Berat, konsep: [Sampah], definisi: Berat sampah terangkut.}
"""


def write(pack, name, text):
    file = pack / "metadata" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)


def faults(city, pack) -> list[str]:
    with pytest.raises(packs.PackInvalid) as refused:
        packs.load_pack(pack, actor=city.operator)
    assert not queries.Record.objects.exists()
    assert not catalog.datasets().filter(code="sampah").exists()
    return [fault.told.id.replace(f"{pack}/", "") for fault in refused.value.faults]


def test_the_meaning_of_a_dataset_comes_with_its_pack_and_once(city, forms, pack):  # noqa: F811
    write(pack, "sampah.yaml", RECORDS)

    first = packs.load_pack(pack, actor=city.operator)
    again = packs.load_pack(pack, actor=city.operator)

    assert first.changes["metadata"].added == ("angkut", "angkut-berat")
    assert not again.any
    assert queries.gaps(catalog.dataset("sampah")) == ()
    told = queries.public_meaning(catalog.dataset("sampah"))
    assert told.activity.title == "Pengangkutan sampah"
    assert told.activity.inferred == {"cara": "Tidak disebut sumber."}
    assert "pj_nama" not in told.activity.values


def test_what_people_have_changed_is_left_to_them(city, forms, pack):  # noqa: F811
    write(pack, "sampah.yaml", RECORDS)
    packs.load_pack(pack, actor=city.operator)
    record = queries.record("angkut", anybody=True)
    metadata.reopen_record(record=record, reason="Salah judul.", actor=city.steward)

    write(pack, "sampah.yaml", RECORDS.replace("Pengangkutan sampah", "Pengangkutan"))
    loaded = packs.load_pack(pack, actor=city.operator)

    assert [note.id for note in loaded.notes if "angkut " in note.id]
    assert queries.record("angkut", anybody=True).title == "Pengangkutan sampah"


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("form: variabel", "form: varaibel", "metadata/sampah.yaml:11: formulir “varaibel” tidak ada"),
        (
            "organisation: dlh\n  datasets",
            "organisation: dlhk\n  datasets",
            "metadata/sampah.yaml:4: instansi “dlhk” tidak dikenal",
        ),
        ("parent: angkut", "parent: angkutan", "metadata/sampah.yaml:14: induk “angkutan” tidak ada"),
        ("measure: berat", "measure: barat", "metadata/sampah.yaml:15: sampah tidak punya ukuran “barat”"),
        (
            "state: approved\n  sources",
            "state: aproved\n  sources",
            "metadata/sampah.yaml:6: state: 'aproved' tidak dikenal",
        ),
        (
            "  year: 2026\n  organisation: dlh\n  datasets",
            '  year: "2026"\n  organisation: dlh\n  datasets',
            "metadata/sampah.yaml:3: year:",
        ),
        ("answers: {judul", "answers: {juddul", "metadata/sampah.yaml:8: "),
    ],
)
def test_a_fault_is_told_with_its_line_and_nothing_is_loaded(city, forms, pack, was, becomes, told):  # noqa: F811
    write(pack, "sampah.yaml", RECORDS.replace(was, becomes, 1))

    assert faults(city, pack)[0].startswith(told)


def test_records_without_their_forms_are_refused(city, pack):
    write(pack, "sampah.yaml", RECORDS)

    assert "formulir “kegiatan” tidak ada" in faults(city, pack)[0]


@pytest.mark.parametrize(
    ("waiver", "told"),
    [
        ({"datasets": ["sampah"], "reason": "Arsip."}, "metadata/waivers.yaml:1: tulis until atau months"),
        ({"datasets": ["sampah"], "reason": "Arsip.", "months": 13}, "metadata/waivers.yaml:4: months:"),
        (
            {"datasets": ["sampa"], "reason": "Arsip.", "months": 3},
            "metadata/waivers.yaml:2: dataset “sampa” tidak ada",
        ),
        ({"datasets": ["sampah"], "months": 3}, "metadata/waivers.yaml:1: “reason” belum ada"),
    ],
)
def test_a_waiver_says_why_and_for_how_long(city, forms, pack, waiver, told):  # noqa: F811
    write(pack, "waivers.yaml", yaml.safe_dump([waiver], sort_keys=False))

    assert faults(city, pack)[0].startswith(told)


def test_a_waiver_of_a_pack_lets_its_dataset_pass(city, forms, pack):  # noqa: F811
    write(pack, "waivers.yaml", "- {datasets: [sampah], reason: Arsip., months: 3}\n")

    packs.load_pack(pack, actor=city.operator)
    again = packs.load_pack(pack, actor=city.operator)

    assert not again.any
    assert queries.gaps(catalog.dataset("sampah")) == ()
    assert queries.public_meaning(catalog.dataset("sampah")).waiver.reason == "Arsip."
