"""A pack brings standards with owner, code, state and earlier versions; faults are told by their line."""

from __future__ import annotations

import pytest
import yaml

from lumbung.faces import packs
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.standards import queries as standards

CONCEPTS = """\
- code: sampah
  title: {id: Sampah, en: Waste}
  definition: {id: Sisa kegiatan sehari-hari., en: What daily life leaves over.}
  source: BPS
  owner: diskominfotik
  standard: SD00123.00.01
  state: final
  valid_from: 2024-01-01
  versions:
    - {definition: {id: Barang buangan.}, note: istilah lama, valid_from: 2015-01-01, valid_to: 2023-12-31}
- code: sampah-organik
  title: {id: Sampah organik}
  parent: sampah
"""
MEASURES = """\
- code: sampah-ton
  title: {id: Sampah terangkut, en: Waste taken away}
  concept: sampah
  unit: ton
  adds_up: sum
"""


def load(city, pack):
    return packs.load_pack(pack, actor=city.operator)


def test_a_pack_says_who_keeps_a_standard_and_what_it_said_before(city, pack):
    (pack / "concepts.yaml").write_text(CONCEPTS)
    load(city, pack)

    entry = standards.standard("concept", "sampah")
    assert (entry.owner, entry.state.value, entry.origin.value) == (
        city.office("diskominfotik"),
        "final",
        "national",
    )
    assert entry.reference == "SD00123.00.01 · BPS"
    versions = standards.versions_of("concept", "sampah")
    assert [(one.number, one.words["definition"]["id"], one.note) for one in versions] == [
        (2, "Sisa kegiatan sehari-hari.", "Paket kecil 1"),
        (1, "Barang buangan.", "istilah lama"),
    ]
    assert catalog.structure(catalog.dataset("sampah")).measures[0].standard == "SD00123.00.01 · BPS"
    assert not load(city, pack).any


def test_a_dataset_takes_a_measure_that_the_pack_shares(city, pack):
    (pack / "concepts.yaml").write_text(CONCEPTS)
    (pack / "measures.yaml").write_text(MEASURES)
    file = pack / "datasets" / "sampah.yaml"
    definition = yaml.safe_load(file.read_text())
    definition["measures"] = [{"code": definition["measures"][0]["code"], "standard": "sampah-ton"}]
    file.write_text(yaml.safe_dump(definition))

    load(city, pack)

    (measure,) = catalog.structure(catalog.dataset("sampah")).measures
    assert (measure.title.said("en"), measure.unit, measure.concept) == ("Waste taken away", "ton", "sampah")
    assert not load(city, pack).any


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("concepts.yaml", "parent: sampah\n", "parent: tiada\n", "yaml:11: “sampah-organik” menunjuk"),
        ("concepts.yaml", "BPS\n", "BPS\n  parent: sampah-organik\n", "yaml:1: “sampah” menjadi"),
        ("concepts.yaml", "valid_to: 2023-12-31", "valid_to: 2024-06-30", "concepts.yaml:1: Versi 1 dan 2"),
        ("concepts.yaml", "owner: diskominfotik", "owner: tiada", "concepts.yaml:1: Pemilik “sampah”"),
        ("concepts.yaml", "state: final", "state: selesai", "concepts.yaml:7: state"),
        ("concepts.yaml", "code: sampah-organik", "code: sampah", "concepts.yaml:11: “sampah” ada dua kali"),
        ("measures.yaml", "concept: sampah", "concept: tiada", "yaml:1: “sampah-ton” menunjuk"),
        ("measures.yaml", "adds_up: sum", "adds_up: ratio", "measures.yaml:1: cara ratio memerlukan 2"),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_its_line_and_nothing_is_loaded(city, pack, file, before, after, told):
    (pack / "concepts.yaml").write_text(CONCEPTS)
    (pack / "measures.yaml").write_text(MEASURES)
    text = (pack / file).read_text()
    assert before in text
    (pack / file).write_text(text.replace(before, after))

    with pytest.raises(packs.PackInvalid) as refused:
        load(city, pack)

    assert told in "\n".join(fault.told.id for fault in refused.value.faults)
    assert ("concept", "sampah") not in standards.entries()


def test_a_pack_that_retires_what_is_used_says_what_it_touches(city, pack):
    load(city, pack)
    (pack / "units.yaml").write_text("- {code: ton, title: ton, factor: 1000, state: retired}\n")

    loaded = load(city, pack)

    assert "satuan “ton” tidak dipakai lagi, tetapi masih dipakai" in loaded.notes[0].id
