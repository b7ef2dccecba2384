"""Large tidy lists: read by their columns, and told as the general way tells every file."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.formats.tables.corpus.blitar import TREE

from lumbung.formats.tables import Reading, read_workbook
from lumbung.formats.tables.grids import LIMITS
from lumbung.formats.tables.reading import tidy
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.structures import Structure

VILLAGES = [area for area in TREE.areas.values() if area.level.name == "VILLAGE"]
STRUCTURE = structure_of(
    {
        "code": "penduduk",
        "title": {"id": "Penduduk"},
        "frequency": "A",
        "area": {"within": "35.72", "level": "kelurahan"},
        "periods": ["2022", "2023", "2024"],
        "dimensions": [
            {"code": "jenis_kelamin", "codes": {"laki-laki": "Laki-laki", "perempuan": "Perempuan"}},
            {"code": "kelompok_umur", "codes": {"0-14": "0–14", "15-64": "15–64", "65+": "65+"}},
        ],
        "measures": [
            {"code": "penduduk", "title": {"id": "Penduduk"}, "unit": "jiwa", "decimals": 0},
            {"code": "luas", "title": {"id": "Luas wilayah"}, "unit": "km2", "adds_up": "none"},
        ],
    }
)
HEADING = ("kode_wilayah", "tahun", "jenis_kelamin", "kelompok_umur", "penduduk", "status", "luas", "petugas")


def saved(
    folder: Path, rows: list[tuple[str, ...]], *, separator: str = ",", encoding: str = "utf-8"
) -> Path:
    """The rows as a CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([HEADING, *rows])
    path = folder / "penduduk.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def quickly(path: Path, structure: Structure = STRUCTURE) -> Reading | None:
    """The reading of the fast way alone."""
    return tidy.read_tidy(
        path, structure, TREE, name=path.name, units={}, recipe=None, progress=lambda _: None
    )


def generally(path: Path, structure: Structure = STRUCTURE) -> Reading:
    """The reading of the general way alone."""
    limits = replace(LIMITS, tidy_bytes=1 << 40)
    return read_workbook(path, name=path.name, structure=structure, areas=TREE, limits=limits)


def assert_same(quick: Reading, general: Reading) -> None:
    assert quick.frame.columns == general.frame.columns
    assert quick.frame.rows() == general.frame.rows()
    assert quick.frame.schema == general.frame.schema
    assert quick.findings == general.findings
    assert quick.rows_read == general.rows_read
    assert quick.waiting == general.waiting
    assert quick.headings == general.headings
    assert quick.printed_units == general.printed_units
    assert quick.layout == general.layout
    assert quick.sheets == general.sheets


def ordinary(count: int = 21) -> list[tuple[str, ...]]:
    """Rows without any fault."""
    keys = [(sex, age) for sex in ("laki-laki", "perempuan") for age in ("0-14", "15-64", "65+")]
    return [
        (
            VILLAGES[n // 6 % len(VILLAGES)].code,
            "2024",
            *keys[n % 6],
            str(1000 + n),
            "tetap",
            f"{n}.25",
            "Ani",
        )
        for n in range(count)
    ]


def test_a_tidy_list_is_read_as_any_other_file(tmp_path):
    path = saved(tmp_path, ordinary(60))

    quick = quickly(path)

    assert quick is not None
    assert quick.rows_read == 60
    assert_same(quick, generally(path))


@pytest.mark.parametrize(("separator", "encoding"), [(";", "cp1252"), ("\t", "utf-16"), ("|", "utf-8-sig")])
def test_the_guises_of_a_csv_do_not_matter(tmp_path, separator, encoding):
    rows = [(*row[:7], "Café") for row in ordinary()]
    path = saved(tmp_path, rows, separator=separator, encoding=encoding)

    quick = quickly(path)

    assert quick is not None
    assert_same(quick, generally(path))


def test_the_door_takes_the_fast_way_from_a_declared_size_on(tmp_path):
    path = saved(tmp_path, ordinary())

    assert tidy.is_worth_trying(path, path.name, replace(LIMITS, tidy_bytes=0))
    assert not tidy.is_worth_trying(path, path.name, LIMITS)


def test_every_faulty_cell_is_told_and_many_are_counted(tmp_path):
    rows = [(*row[:4], "seratus", *row[5:]) if 0 < n < 610 else row for n, row in enumerate(ordinary(612))]
    path = saved(tmp_path, rows)

    quick = quickly(path)

    assert quick is not None
    told = [finding for finding in quick.findings if finding.rule == "value.unreadable"]
    assert [str(finding.place) for finding in told] == [f"E{row}" for row in range(3, 503)]
    assert quick.findings[-1].facts["count"] == 109
    assert_same(quick, generally(path))


def test_a_list_of_persons_is_told_by_its_column(tmp_path):
    rows = [(*row[:7], f"35720152039{n:05d}") for n, row in enumerate(ordinary(), start=1)]

    quick = quickly(saved(tmp_path, rows))

    assert quick is not None
    assert ("personal.nik", "H1") in [(finding.rule, finding.place.cell) for finding in quick.findings]


def test_statuses_and_notes_under_the_headings_of_our_own_downloads_are_read(tmp_path):
    said = {3: "revised,dihitung ulang", 4: "mungkin,"}
    text = "area,period,jenis_kelamin,kelompok_umur,luas,penduduk,penduduk:status,penduduk:note\n" + "".join(
        f"{row[0]},2024,{row[2]},{row[3]},1.5,{row[4]},{said.get(n, ',')}\n"
        for n, row in enumerate(ordinary())
    )
    path = tmp_path / "unduhan.csv"
    path.write_text(text)

    quick = quickly(path)

    assert quick is not None
    assert quick.frame["penduduk:status"].to_list()[3:6] == ["revised", "mungkin", None]
    assert quick.frame["penduduk:note"].to_list()[3:5] == ["dihitung ulang", None]
    assert "luas:status" not in quick.frame.columns


def test_an_empty_figure_that_must_be_given_is_left_for_the_check(tmp_path):
    first, *others = STRUCTURE.measures
    structure = replace(STRUCTURE, measures=(replace(first, required=True), *others))
    rows = ordinary()
    rows[4] = (*rows[4][:4], "", "", *rows[4][6:])
    rows[5] = (*rows[5][:4], "…", "", *rows[5][6:])
    rows[6] = (*rows[6][:4], "", "tidak ada data", *rows[6][6:])
    rows[7] = (*rows[7][:4], "seribu", "", *rows[7][6:])
    rows[8] = (*rows[8][:4], "QUOTED", "", *rows[8][6:])
    path = saved(tmp_path, rows)
    path.write_text(path.read_text().replace("QUOTED", '""'))  # as machines write an empty cell

    quick = quickly(path, structure)

    assert quick is not None
    assert quick.frame["penduduk"].to_list()[4:9] == [None] * 5
    assert quick.frame["penduduk:status"].to_list()[4:9] == [None, "missing", "missing", "missing", None]
    assert_same(quick, generally(path, structure))


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda rows: [*rows, ("Jumlah", "2024", "", "", "99", "", "", "")],
        lambda rows: [("Judul", "", "", "", "", "", "", ""), *rows],
        lambda rows: [(row[0], row[1], "jumlah", *row[3:]) if n == 5 else row for n, row in enumerate(rows)],
        lambda rows: [("35.72.01", *row[1:]) if n == 5 else row for n, row in enumerate(rows)],
    ],
    ids=["a total below", "a title within", "a total among the codes", "a wider area"],
)
def test_what_is_no_tidy_list_is_left_to_the_general_way(tmp_path, spoiled):
    assert quickly(saved(tmp_path, spoiled(ordinary()))) is None


@pytest.mark.parametrize("text", ['area,period\n"a "b" c",1\n', "area\rperiod\n1\n", "", "area,period\n"])
def test_what_programs_would_cut_differently_is_left_to_the_general_way(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text(text, newline="")

    assert quickly(path) is None


# Values of each column, the good ones first and often.
AREAS = [*(area.code for area in VILLAGES[:6]), VILLAGES[7].code.replace(".", "")]
WRONG_AREAS = ["35.72.99.1001", "XX.1", "35.73.01.1001"]
PERIODS, WRONG_PERIODS = ["2022", "2023", "2024", "Tahun 2024"], ["2031", "kemarin", "2024*"]
SEXES, WRONG_SEXES = ["laki-laki", "perempuan", "L", "P", "Perempuan"], ["campuran", "perempuam", "=1+1"]
AGES, WRONG_AGES = ["0-14", "15-64", "65+", "0–14 tahun"], ["99+", "tua"]
COUNTS = ["12", "0", "1.234", "2.500", "7", "1234", "+5"]
WRONG_COUNTS = [
    "seratus",
    "",
    "-",
    "n/a",
    "1.234,5",
    "12*",
    "1l0",
    "nihil",
    "=A1+1",
    "12e5",
    " 7 ",
    "1,5 jiwa",
]
SIZES = ["1.5", "0.25", "12.345", "1", "-3.5", "1e3"]
WRONG_SIZES = ["1,5", "luas", "…", "1.234.567", "2,5 ha", "inf", "-1.234", "5."]
REMARKS = ["Ani", "Budi", "", "-", "@SUM(A1)", "+cmd|' /C calc'!A0", "- Laki-laki"]


def mostly(good: list[str], wrong: list[str]) -> st.SearchStrategy[str]:
    return st.one_of(*[st.sampled_from(good)] * 7, st.sampled_from(wrong))


def rows() -> st.SearchStrategy[list[tuple[str, ...]]]:
    row = st.tuples(
        mostly(AREAS, WRONG_AREAS),
        mostly(PERIODS, WRONG_PERIODS),
        mostly(SEXES, WRONG_SEXES),
        mostly(AGES, WRONG_AGES),
        mostly(COUNTS, WRONG_COUNTS),
        mostly(["tetap", "", "sementara"], ["*", "r"]),
        mostly(SIZES, WRONG_SIZES),
        st.sampled_from(REMARKS),
    )
    return st.lists(row, min_size=4, max_size=16)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(faulty=rows())
def test_both_ways_say_the_same_whatever_is_wrong(faulty, tmp_path_factory):
    path = saved(tmp_path_factory.getbasetemp(), [*ordinary(13), *faulty, *ordinary(7)])

    quick = quickly(path)

    assume(quick is not None)
    assert quick is not None
    assert_same(quick, generally(path))


@settings(max_examples=25, deadline=None)
@given(
    counts=st.lists(
        st.sampled_from([*COUNTS, "1.500", "12.5", "1,5", "3,250", "0.125"]), min_size=1, max_size=12
    ),
    sizes=st.lists(st.sampled_from([*SIZES, "1,250", "3.125"]), min_size=1, max_size=12),
)
def test_the_whole_column_says_how_its_numbers_are_written(counts, sizes, tmp_path_factory):
    listed = [
        (*row[:4], counts[n % len(counts)], "", sizes[n % len(sizes)], row[7])
        for n, row in enumerate(ordinary(30))
    ]
    path = saved(tmp_path_factory.getbasetemp(), listed)

    quick = quickly(path)

    assume(quick is not None)
    assert quick is not None
    assert_same(quick, generally(path))


def test_places_are_those_of_the_file_where_lines_are_empty(tmp_path):
    path = saved(tmp_path, ordinary())
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:5], "", ",,,,,,,", *lines[5:], ",,,,,,,", ""]))

    quick = quickly(path)

    assert quick is not None
    rows_of = (quick.frame["penduduk:place"] // (1 << 14)).to_list()
    assert rows_of == [*range(1, 5), *range(7, 24)]
    assert isinstance(quick.frame, pl.DataFrame)
    assert_same(quick, generally(path))


@pytest.mark.parametrize(
    ("heading", "middle"),
    [
        (
            "kode_wilayah;tahun;petugas;Anggaran (juta rupiah)",
            ["Ani;1,005", "Ani;1500 ribu rupiah", "Ani;3 ha", "Ani;…"],
        ),
        ("kode_wilayah;tahun;Satuan;Anggaran (ribu rupiah)", ["rupiah;7", ";7", "juta rupiah;7,5", "ha;7"]),
    ],
)
def test_figures_in_thousands_or_millions_are_converted_in_either_way(tmp_path, heading, middle):
    definition = {
        "code": "anggaran",
        "title": {"id": "Anggaran"},
        "frequency": "A",
        "area": {"within": "35.72", "level": "kelurahan"},
        "measures": [{"code": "anggaran", "title": {"id": "Anggaran"}, "unit": "rupiah"}],
    }
    who = "Ani" if "petugas" in heading else ""
    cells = [*[f"{who};12,5"] * 8, *middle, *[f"{who};12,5"] * 8]
    path = tmp_path / "anggaran.csv"
    lines = [f"{area.code};2024;{cell}" for area, cell in zip(VILLAGES, cells, strict=False)]
    path.write_text("\n".join([heading, *lines]))
    structure = structure_of(definition)

    quick = quickly(path, structure)

    assert quick is not None
    assert_same(quick, generally(path, structure))
    assert "unit.converted" in {finding.rule for finding in quick.findings}
    assert quick.frame["anggaran"][0] in {12_500, 12_500_000}
