"""What is wrong with a pack is told with file and line, what, and how to mend it; nothing is loaded."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lumbung.faces import packs
from lumbung.faces.packs.places import Unreadable, read_document
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import queries as people

DATASET = """\
code: sampah
title: {id: Sampah}
producer: dlh
frequency: A
area: {within: "35.72", level: kecamatan}
measures:
  - code: berat
    unit: ton
"""


def faults(city, pack) -> list[str]:
    """What the load tells, without the folder; and that it kept nothing."""
    before = journal.head(), people.organisations().count()
    with pytest.raises(packs.PackInvalid) as refused:
        packs.load_pack(pack, actor=city.operator)
    assert (journal.head(), people.organisations().count()) == before
    return [fault.told.id.replace(f"{pack}/", "") for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        (
            "pack.yaml",
            "code: kecil\ntitle: Kecil\nverzion: 1\n",
            "pack.yaml:3: kunci “verzion” tidak dikenal. Mungkin maksudnya “version”.",
        ),
        (
            "pack.yaml",
            "code: kecil\ntitle: Kecil\n",
            "pack.yaml:1: “version” belum ada. Tambahkan version: …",
        ),
        (
            "datasets/sampah.yaml",
            DATASET.replace('within: "35.72"', "within: 35.72"),
            "datasets/sampah.yaml:5: area.within: 35.72 harus teks. Tulis di antara tanda kutip.",
        ),
        (
            "datasets/sampah.yaml",
            DATASET + "    minimun: 0\n",
            "datasets/sampah.yaml:9: kunci “measures.0.minimun” tidak dikenal. Mungkin maksudnya “minimum”.",
        ),
        (
            "datasets/sampah.yaml",
            DATASET + "complete: ya\n",
            "datasets/sampah.yaml:9: complete: 'ya' bukan ya atau tidak. Tulis true atau false.",
        ),
        (
            "datasets/sampah.yaml",
            DATASET.replace("frequency: A", "frequency: Y"),
            "datasets/sampah.yaml:4: frequency: 'Y' tidak dikenal. Pilih salah satu: ",
        ),
        (
            "datasets/sampah.yaml",
            DATASET.replace("producer: dlh", "producer: dlhk"),
            "datasets/sampah.yaml:3: produsen “dlhk” tidak dikenal. Tulis kode dari organisations.yaml.",
        ),
        (
            "datasets/sampah.yaml",
            DATASET + "    adds_up: weighted\n    weight: penduduk\n",
            "datasets/sampah.yaml:7: Definisi dataset sampah: berat → penduduk?.",
        ),
        (
            "datasets/sampah.yaml",
            DATASET + "dimensions:\n  - {code: jenis, codes: {01: Organik}}\n",
            "datasets/sampah.yaml:10: dimensions.0.codes.1: 1 harus teks. Tulis di antara tanda kutip.",
        ),
        (
            "datasets/sampah.yaml",
            DATASET.replace('"35.72"', '"99.99"'),
            "datasets/sampah.yaml:5: Definisi dataset sampah: area.within → 99.99?.",
        ),
        (
            "datasets/sampah.yaml",
            DATASET + "rules:\n  - code: x\n    severity: error\n    check: berat > __import__('os')\n",
            "datasets/sampah.yaml:12: Aturan x pada dataset sampah tidak dapat dipakai (baris 1, kolom",
        ),
        (
            "datasets/sampah.yaml",
            DATASET + "rules:\n  - {code: x, check: berta > 1}\n",
            "datasets/sampah.yaml:10: Aturan x pada dataset sampah tidak dapat dipakai (baris 1, kolom 1)",
        ),
        (
            "datasets/sampah.yaml",
            "code: sampah\n  title: x\n",
            "datasets/sampah.yaml:2: tidak terbaca sebagai YAML",
        ),
        ("datasets/sampah.yaml", "- 1\n", "datasets/sampah.yaml:1: Dataset: [1] tidak berisi kunci"),
        (
            "topics.yaml",
            "- {code: a, title: A, code: b}\n",
            "topics.yaml:1: kunci “code” tertulis dua kali. Hapus salah satunya.",
        ),
        ("topics.yaml", "code: a\n", "topics.yaml:1: harus berupa daftar. Mulai setiap isi dengan “- ”."),
        ("topics.yaml", "- {code: a, title: A}\n" * 2, "topics.yaml:2: “a” ada dua kali."),
        (
            "organisations.yaml",
            "- {code: dlh, name: DLH, parent: tiada}\n",
            "organisations.yaml:1: dlh: induk “tiada” tidak ada. Periksa kodenya.",
        ),
        (
            "people.yaml",
            "- {username: lina, name: Lina, memberships: [{organisation: tiada, duty: producer}]}\n",
            "people.yaml:1: lina: organisasi “tiada” tidak ada. Periksa kodenya.",
        ),
        ("areas/a.csv", "kode,nama\n1,A\n", "areas/a.csv:1: kolom code belum ada. Tambahkan"),
        (
            "areas/a.csv",
            "code,name,level,parent,latitude\n35.72.03,X,kecamatan,35.72,selatan\n",
            "areas/a.csv:2: latitude: 'selatan' bukan angka. Pakai titik desimal.",
        ),
        (
            "areas/a.csv",
            "code,name,level\n35.72.03,X\n",
            "areas/a.csv:2: jumlah selnya tidak sama dengan judulnya. Periksa koma dan tanda kutipnya.",
        ),
        (
            "areas/a.csv",
            "code,name,level\n35.72.03,X,kampung\n",
            "areas/a.csv:2: level: 'kampung' bukan jenjang wilayah.",
        ),
    ],
)
def test_a_fault_is_told_with_file_line_and_mend(city, pack, file, text, told):
    (pack / file).parent.mkdir(exist_ok=True)
    (pack / file).write_text(text)

    assert any(fault.startswith(told) for fault in faults(city, pack)), faults(city, pack)


def test_all_faults_of_all_files_are_told_at_once(city, pack):
    (pack / "topics.yaml").write_text("- {code: a}\n- {title: B}\n")
    (pack / "units.yaml").write_text("- {code: ha, title: hektare, faktor: 10}\n")

    assert [fault.split(".")[0] for fault in faults(city, pack)] == ["units", "topics", "topics"]


def test_a_file_that_is_not_utf8_is_told_so(city, pack):
    (pack / "topics.yaml").write_bytes(b"- {code: a, title: \xff\xfe}\n")

    assert faults(city, pack) == ["topics.yaml:1: bukan teks UTF-8. Simpan sebagai UTF-8."]


def test_an_alias_that_multiplies_itself_does_not_fill_the_memory(tmp_path):
    file = tmp_path / "bom.yaml"
    rows = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"{b}: &{b} [{', '.join(['*' + a] * 10)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    file.write_text("\n".join(rows))

    with pytest.raises(Unreadable):
        read_document(file)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from("ab:-[]{}&*!|>'\"#\n ,?%@0189.~"), max_size=60))
def test_no_text_whatever_breaks_the_reading(tmp_path, text):
    file = tmp_path / "x.yaml"
    file.write_text(text)
    try:
        read_document(file)
    except Unreadable as told:
        assert told.fault.line >= 1  # noqa: PT017  # either outcome is good
