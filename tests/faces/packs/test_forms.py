"""A pack brings forms; what is wrong with one is told with its line, and nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.faces import packs
from lumbung.rooms.metadata import queries as metadata

FORM = """\
code: kegiatan
version: "2020"
title: {id: Kegiatan}
blocks:
  - code: "0"
    title: Identitas
    fields:
      - {key: judul, title: Judul, kind: text}
      - key: jenis
        title: Jenis
        kind: choice
        options: {"1": Dasar, "2": Sektoral}
      - {key: nomor, title: Nomor, kind: text, when: "jenis = '2'"}
"""


def written(pack: Path, text: str, name: str = "kegiatan") -> Path:
    folder = pack / "forms"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, "utf-8")
    return pack


def faults(city, pack: Path) -> list[str]:
    with pytest.raises(packs.PackInvalid) as refused:
        packs.load_pack(pack, actor=city.operator)
    assert not metadata.forms().exists()
    return [fault.told.id.replace(f"{pack}/", "") for fault in refused.value.faults]


def test_a_form_of_a_pack_is_there_and_a_second_load_changes_nothing(city, pack):
    loaded = packs.load_pack(written(pack, FORM), actor=city.operator)
    assert loaded.changes["forms"].added == ("kegiatan@2020",)
    assert metadata.forms().get().definition["blocks"][0]["fields"][2]["when"] == "jenis = '2'"
    assert not packs.load_pack(pack, actor=city.operator).any


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: choice", "kind: pilihan", ":11: Formulir kegiatan, blocks.0.fields.1.kind"),
        ('{"1": Dasar', "{1: Dasar", ":12: Formulir kegiatan, blocks.0.fields.1.options.1"),
        ("jenis = '2'", "jenis = 2", ":13: Formulir kegiatan@2020, blocks.0.fields.2.when"),
        ("jenis = '2'", "jns = '2'", "kolom “jns” tidak ada"),
        ("jenis = '2'", "nomor IS NULL", "syaratnya berputar: nomor → nomor"),
        ("key: nomor", "key: judul", "“judul” dipakai dua kali"),
        ("title: {id: Kegiatan}", "title: {id: Kegiatan}\nunder: induk", "4: formulir “induk” tidak ada"),
        ("    fields:", "    feilds:", "forms/kegiatan.yaml:7: Formulir kegiatan, blocks.0.feilds: kunci"),
    ],
)
def test_a_fault_is_told_with_its_line(city, pack, old: str, new: str, told: str):
    assert any(told in fault for fault in faults(city, written(pack, FORM.replace(old, new))))


def test_two_files_with_one_form_are_refused(city, pack):
    written(pack, FORM)
    assert "“kegiatan@2020” ada dua kali" in faults(city, written(pack, FORM, "lain"))[0]


def test_the_pack_of_the_official_forms_loads(city):
    folder = Path(__file__).parents[3] / "packs" / "metadata-bps-2020"
    packs.load_pack(folder, actor=city.operator)
    assert [form.identity for form in metadata.forms()] == [
        "ms-kegiatan@2020",
        "ms-variabel@2020",
        "ms-indikator@2020",
    ]
