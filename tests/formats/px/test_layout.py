"""Dense tables laid out, and put into files that people open."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.formats.jsonstat.cubes import About, Category, Cells, Cube, Kind, Sign, Variable, strides
from lumbung.formats.jsonstat.filling import Beside, Filling
from lumbung.formats.jsonstat.writing import document
from lumbung.formats.px.dressing import Dress, Shown
from lumbung.formats.px.files import px_chunks
from lumbung.formats.px.layout import laid_out
from lumbung.formats.px.pages import csv_chunks, html_chunks
from lumbung.formats.px.problems import PlacementUnfit, TooWide
from lumbung.formats.px.sheets import write_parquet, write_xlsx

RELEASED = dt.datetime(2025, 5, 2, 9, tzinfo=dt.UTC)
KINDS = (Kind.GEO, Kind.REGULAR, Kind.METRIC, Kind.TIME)


def about(**more: object) -> About:
    told = {"table": "t", "title": "Judul", "source": "Dinas", "edition": "t@2025.1", "licence": "CC0-1.0"}
    return About(**{**told, "released_at": RELEASED, **more})  # type: ignore[arg-type]  # as given


def cube(sizes: tuple[int, ...], **more: object) -> Cube:
    variables = tuple(
        Variable(
            code,
            code.upper(),
            kind,
            tuple(
                Category(str(2000 + n) if kind is Kind.TIME else f"{code}{n}", f"{code} ke-{n}", "jiwa", 1)
                for n in range(size)
            ),
        )
        for code, kind, size in zip("adme", KINDS, sizes, strict=True)
    )
    total = 1
    for size in sizes:
        total *= size
    return Cube(about(**more), variables, Cells([n / 2 for n in range(total)], {}))


SIZES = st.tuples(*(st.integers(1, 4),) * 4)
PLACES = st.permutations("adme").flatmap(
    lambda order: st.integers(0, 4).map(lambda cut: (list(order[:cut]), list(order[cut:])))
)


@given(SIZES, PLACES)
def test_every_cell_stands_once_wherever_variables_are_placed(sizes, places):
    made = cube(sizes)
    layout = laid_out(made, *places)

    rows = list(csv.reader(io.StringIO(b"".join(csv_chunks(layout, Dress(Shown.CODES))).decode())))

    width = len(layout.stub)
    figures = [float(cell) for row in rows[1:] for cell in row[width:]]
    assert sorted(figures) == made.cells.values
    steps = strides(made.variables)
    for row in rows[1:]:
        start = sum(
            of.codes.index(code) * steps[of.code] for of, code in zip(layout.stub, row[:width], strict=True)
        )
        for words, cell in zip(rows[0][width:], row[width:], strict=True):
            codes = words.split(" ") if words else []
            along = sum(
                of.codes.index(code) * steps[of.code] for of, code in zip(layout.heading, codes, strict=True)
            )
            assert float(cell) == made.cells.values[start + along]


@given(SIZES, st.randoms(use_true_random=False))
def test_rows_find_their_places_in_any_order_and_number_of_lots(sizes, random):
    made = cube(sizes)
    area, dimension, measure, period = made.variables
    keys = list(itertools.product(area.codes, dimension.codes, period.codes))
    values = dict(
        zip(itertools.product(*(of.codes for of in made.variables)), made.cells.values, strict=True)
    )
    rows = [(*key, *(values[key[0], key[1], code, key[2]] for code in measure.codes)) for key in keys]
    random.shuffle(rows)
    places = {code: Beside(3 + number) for number, code in enumerate(measure.codes)}
    filling = Filling(made.variables, {"a": 0, "d": 1, "e": 2}, places)

    cut = random.randint(0, len(rows))
    filling.add(rows[:cut])
    filling.add(rows[cut:])

    assert filling.cells() == made.cells


def test_two_names_that_are_alike_are_told_apart():
    alike = (Category("1", "Sumber"), Category("2", "Sumber"), Category("3", "Tlogo"))
    assert Variable("a", "A", Kind.GEO, alike).labels == ("Sumber (1)", "Sumber (2)", "Tlogo")


def test_a_variable_cannot_stand_in_two_places():
    with pytest.raises(PlacementUnfit):
        laid_out(cube((1, 1, 1, 1)), ["a"], ["A"])


def test_a_sheet_that_is_too_wide_says_so():
    with pytest.raises(TooWide, match="20000 kolom"):
        write_xlsx(io.BytesIO(), laid_out(cube((20_000, 1, 1, 1)), ["a", "d", "m", "e"]), Dress())


def test_a_table_of_nothing_is_written_in_every_form():
    made = cube((0, 1, 1, 1))
    layout = laid_out(made)
    assert b"".join(csv_chunks(layout, Dress())).decode() == "A,D,M,e ke-0\r\n"
    assert b"<tbody></tbody>" in b"".join(html_chunks(layout, Dress()))
    assert b"".join(px_chunks(layout)).endswith(b"DATA=;\r\n")
    target = io.BytesIO()
    write_parquet(target, made)
    target.seek(0)
    assert pl.read_parquet(target).columns == ["a", "d", "m", "e", "value", "status"]
    write_xlsx(target := io.BytesIO(), layout, Dress())
    assert openpyxl.load_workbook(target).worksheets[0]["A1"].value == "Judul"


def test_simulated_figures_say_so_wherever_they_go():
    layout = laid_out(made := cube((1, 1, 1, 1), simulated=True))
    said = "Data simulasi"
    assert said in document(made)["label"]
    assert document(made)["extension"]["noteMandatory"] == {"0": True}
    assert all(said in line for line in b"".join(csv_chunks(layout, Dress())).decode().splitlines()[1:])
    assert f'NOTEX="{said}' in b"".join(px_chunks(layout)).decode()
    assert said in b"".join(html_chunks(layout, Dress())).decode()
    target = io.BytesIO()
    write_parquet(target, made)
    target.seek(0)
    assert pl.read_parquet_metadata(target)["simulated"] == "true"


def test_names_that_a_spreadsheet_would_run_are_neutralised_in_csv_and_plain_in_html():
    bad = Variable("a", "A", Kind.GEO, (Category("1", "=HYPERLINK(1)"), Category("2", "<script>")))
    made = Cube(about(), (bad,), Cells([1, None], {1: Sign.NO_DATA.value}))
    layout = laid_out(made)

    assert b"".join(csv_chunks(layout, Dress())).decode() == "A,\r\n'=HYPERLINK(1),1\r\n<script>,..\r\n"
    assert "&lt;script&gt;" in b"".join(html_chunks(layout, Dress())).decode()


@pytest.mark.parametrize(
    ("codes", "listed"),
    [
        (("2024-Q1", "2024-Q2"), 'TLIST(Q1),"20241","20242"'),
        (("2024-01", "2024-12"), 'TLIST(M1),"202401","202412"'),
        (("2024-S1",), 'TLIST(H1),"20241"'),
        (("2024-W05",), 'TLIST(W1),"202405"'),
    ],
)
def test_a_px_file_lists_its_times_as_the_format_has_them(codes, listed):
    time = Variable("e", "Periode", Kind.TIME, tuple(Category(code, code) for code in codes))
    text = b"".join(px_chunks(laid_out(Cube(about(), (time,), Cells([1] * len(codes), {}))))).decode()
    assert f'TIMEVAL("Periode")={listed};' in text


def test_days_have_no_list_of_times_in_a_px_file():
    day = Variable("e", "Hari", Kind.TIME, (Category("2024-01-02", "2 Januari 2024"),))
    assert "TIMEVAL" not in b"".join(px_chunks(laid_out(Cube(about(), (day,), Cells([1], {}))))).decode()
