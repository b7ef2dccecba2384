"""Measures, codes, marks, units and totals by what headings and labels say."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.tables.corpus.truth import AGES, SEX, definition, dimension, measure

from lumbung.formats.tables.words.headingwords import HeadingKind, heading_word
from lumbung.formats.tables.words.lexicon import Lexicon
from lumbung.formats.tables.words.marks import is_missing, split_heading_mark, split_mark, status_word
from lumbung.formats.tables.words.ranges import range_of, ranges_behind_date
from lumbung.formats.tables.words.totalwords import total_word
from lumbung.formats.tables.words.unitwords import Fit, UnitWords
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.structures import Unit
from lumbung.vocabulary.words import Text

STRUCTURE = structure_of(
    definition(
        dimensions=[
            dimension("jenis_kelamin", SEX),
            dimension("kelompok_umur", AGES),
            dimension("jenjang", {"sd": "SD/MI", "smp": "SMP/MTs", "sma": "SMA/MA"}),
        ],
        measures=[
            measure("rw", "RW", "unit"),
            measure("rt", "RT", "unit"),
            measure("miskin", "Jumlah Penduduk Miskin", "ribu jiwa"),
            measure("p0", "Persentase Penduduk Miskin (P0)", "persen"),
            measure("balita", "Balita stunting", "anak"),
        ],
    )
)
LEXICON = Lexicon(STRUCTURE, UnitWords())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("L", "laki-laki"),
        ("Lk", "laki-laki"),
        ("LAKI–LAKI", "laki-laki"),
        ("Pria", "laki-laki"),
        ("P", "perempuan"),
        ("Pr.", "perempuan"),
        ("1. Perempuan", "perempuan"),
        ("Perempuan/Female", "perempuan"),
    ],
)
def test_a_sex_is_known_by_its_letters_and_words(text: str, code: str) -> None:
    assert LEXICON.dimensions["jenis_kelamin"].read(text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0–4", "0-4"),
        ("0 - 4 tahun", "0-4"),
        ("5 s.d. 9", "5-9"),
        ("15 sampai 64 th", "15-64"),
        ("65+", "65"),
        ("65 tahun ke atas", "65"),
        ("≥ 65", "65"),
        ("Kelompok umur 10-14", "10-14"),
    ],
)
def test_an_age_group_is_known_by_its_two_ends(text: str, code: str) -> None:
    assert LEXICON.dimensions["kelompok_umur"].read(text).code == code


@pytest.mark.parametrize(
    "text", ["0-14", "64+", "Jumlah", "L+P", "MI", "% Laki-laki", "Laki-laki dan Perempuan"]
)
def test_what_is_only_like_a_code_is_none(text: str) -> None:
    assert LEXICON.codes_named(text) == {}


def test_a_misspelt_code_is_proposed_and_not_taken() -> None:
    hit = LEXICON.dimensions["jenis_kelamin"].read("Perempuam")

    assert (hit.code, hit.near) == (None, "perempuan")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RW", "rw"),
        ("Jumlah RT", "rt"),
        ("Banyaknya RW (unit)", "rw"),
        ("JUMLAH PENDUDUK MISKIN", "miskin"),
        ("Penduduk Miskin (ribu jiwa)", "miskin"),
        ("Persentase Penduduk Miskin", "p0"),
        ("Jml Balita Stunting", "balita"),
    ],
)
def test_a_measure_is_known_by_its_heading(text: str, code: str) -> None:
    assert LEXICON.measures.read(text)[0] == code


@pytest.mark.parametrize("text", ["Luas panen", "Keterangan", "Jumlah", ""])
def test_another_heading_is_no_measure(text: str) -> None:
    assert LEXICON.measures.read(text)[0] is None


@pytest.mark.parametrize(
    ("text", "rest", "mark"),
    [
        ("592.151r", "592.151", "r"),
        ("10,00 **)", "10,00", "**"),
        ("1.234*", "1.234", "*"),
        ("5 xx", "5", "xx"),
        ("1.234 1)", "1.234", ""),
        ("12e", "12", "e"),
        ("(1.234)", "(1.234)", ""),
        ("7", "7", ""),
    ],
)
def test_a_mark_is_parted_from_its_figure(text: str, rest: str, mark: str) -> None:
    assert split_mark(text) == (rest, mark)


@pytest.mark.parametrize(
    ("text", "rest", "mark"),
    [
        ("2024*", "2024", "*"),
        ("2023r)", "2023", "r"),
        ("2022 xx)", "2022", "xx"),
        ("RT", "RT", ""),
        ("Luas (ha)", "Luas (ha)", ""),
    ],
)
def test_a_mark_is_parted_from_its_heading(text: str, rest: str, mark: str) -> None:
    assert split_heading_mark(text) == (rest, mark)


@pytest.mark.parametrize(
    "text", ["-", "–", "...", "…", "n/a", "N.A.", "NA", "tad", "t.a.d.", "belum ada data", "x)"]
)
def test_every_sign_for_no_figure_is_known(text: str) -> None:
    assert is_missing(text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Sementara", Status.PROVISIONAL),
        ("r", Status.REVISED),
        ("Tetap", Status.NORMAL),
        ("Estimasi", Status.ESTIMATED),
        ("Turi", None),
    ],
)
def test_a_word_of_a_status_column_is_its_status(text: str, status: Status | None) -> None:
    assert status_word(text) is status


@pytest.mark.parametrize(
    ("printed", "wanted", "fit"),
    [
        ("%", "persen", Fit.SAME),
        ("Rp/kapita/bulan", "rupiah/kapita/bulan", Fit.SAME),
        ("Ha", "hektar", Fit.SAME),
        ("Jt Rp", "juta rupiah", Fit.SAME),
        ("jiwa/km²", "jiwa per km2", Fit.SAME),
        ("orang", "jiwa", Fit.SAME),
        ("orang", "kunjungan", Fit.OTHER_COUNT),
        ("ha", "km2", Fit.DIFFERENT),
        ("ton", "kuintal", Fit.DIFFERENT),
        ("ribu jiwa", "jiwa", Fit.MULTIPLE),
        ("ku/ha", "ton/ha", Fit.DIFFERENT),
        ("ekor", "ton", Fit.DIFFERENT),
        ("bungkus", "ton", Fit.UNKNOWN),
    ],
)
def test_a_printed_unit_is_held_against_the_wanted_one(printed: str, wanted: str, fit: Fit) -> None:
    assert UnitWords().fit(printed, wanted) is fit


def test_units_of_the_registry_are_known_with_their_aliases() -> None:
    registry = {"ikat": Unit("ikat", Text("Ikat", "Bundle"), quantity="count:ikat", aliases=("gedeng",))}

    assert UnitWords(registry).fit("gedeng", "ikat") is Fit.SAME


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Jumlah", ""),
        ("J U M L A H", ""),
        ("Sub Total", ""),
        ("Jumlah/Total", ""),
        ("L + P", ""),
        ("Total Kota Blitar", "kota blitar"),
        ("Rata-rata", ""),
    ],
)
def test_a_total_is_known_by_its_word(text: str, rest: str) -> None:
    word = total_word(text)

    assert word is not None
    assert word.rest == rest


@pytest.mark.parametrize("text", ["Turi", "Totalitas", "Jumlahan", "Laki-laki", ""])
def test_another_word_is_no_total(text: str) -> None:
    assert total_word(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("No.", HeadingKind.SERIAL),
        ("kode_kelurahan", HeadingKind.AREA_CODE),
        ("Nama Desa/Kelurahan", HeadingKind.AREA),
        ("Kecamatan\nSubdistrict", HeadingKind.AREA),
        ("Tahun/Year", HeadingKind.PERIOD),
        ("Satuan", HeadingKind.UNIT),
        ("Ket.", HeadingKind.NOTE),
        ("Uraian", HeadingKind.LABEL),
        ("NIK", HeadingKind.PERSON),
    ],
)
def test_a_heading_gives_its_column_away(text: str, kind: HeadingKind) -> None:
    word = heading_word(text)

    assert word is not None
    assert word.kind is kind


@given(st.integers(1, 12), st.integers(1, 28))
def test_the_range_behind_a_date_is_among_those_proposed(month: int, day: int) -> None:
    assert f"{day}-{month}" in ranges_behind_date(dt.date(2024, month, day))


@given(st.text(max_size=30))
def test_any_text_can_be_tried(text: str) -> None:
    LEXICON.codes_named(text)
    LEXICON.codes_within(text)
    LEXICON.measures.read(text)
    total_word(text)
    heading_word(text)
    range_of(text)
    ranges_behind_date(text)
    UnitWords().inside(text)
