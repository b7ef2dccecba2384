"""A table as a workbook for print, and as Parquet for programs."""

from __future__ import annotations

from math import prod
from typing import BinaryIO

from lumbung.formats.jsonstat.cubes import Cube, strides
from lumbung.formats.jsonstat.writing import titled
from lumbung.formats.px.dressing import Dress, decimals, foot, heads, metadata, names, tops
from lumbung.formats.px.layout import Layout
from lumbung.formats.px.problems import TooWide

MOST_COLUMNS = 16_384  # the limit of the file format
SIDE, FIGURE = 24, 14  # widths of columns, in characters


def write_xlsx(target: BinaryIO, layout: Layout, dress: Dress) -> None:
    """A workbook: title, table with its headings, and at the foot notes, source and licence."""
    from lumbung.formats.tables import look
    from lumbung.formats.tables.pen import Pen, number_format, open_book

    cube = layout.cube
    side, top = heads(layout, dress.shown), tops(layout, dress.shown)
    if len(side) + len(top) > MOST_COLUMNS:
        raise TooWide(columns=len(side) + len(top), most=MOST_COLUMNS)
    book = open_book(target)
    pen, sheet = Pen(book), book.add_worksheet("Data")
    plain = pen.style()
    head = pen.style(bold=True, text_wrap=True, bg_color=f"#{look.DAUN_TINT}", bottom=1)
    pen.text(sheet, 0, 0, titled(cube.about), pen.style(bold=True, font_size=13))
    row, levels = 2, max(1, len(layout.heading))
    for level in range(levels):
        pen.texts(sheet, row, [word if level == levels - 1 else "" for word in side], head)
        for column, words in enumerate(top, start=len(side)):
            pen.text(sheet, row, column, words[level] if words else "", head)
        row += 1
    sheet.freeze_panes(row, len(side))
    if side:
        sheet.set_column(0, len(side) - 1, SIDE)
    sheet.set_column(len(side), len(side) + max(0, len(top) - 1), FIGURE)
    words_of = [names(variable, dress.shown) for variable in layout.stub]
    digits = decimals(cube)
    looks = {number: pen.style(num_format=number_format(number)) for number in {*digits.of_measures, None}}
    cells = cube.cells
    for codes, places in layout.rows() if cells is not None else ():
        assert cells is not None
        said = [word for of, code in zip(words_of, codes, strict=True) for word in of[code]]
        pen.texts(sheet, row, said, plain)
        for column, place in enumerate(places, start=len(side)):
            number = cells.values[place]
            shown = number if number is not None else cells.signs.get(place, "")
            pen.value(sheet, row, column, shown, looks[digits.of(place)])
        row += 1
    for line in foot(cube):
        row += 1
        pen.text(sheet, row, 0, line, plain)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()


def write_parquet(target: BinaryIO, cube: Cube) -> None:
    """One row for each cell: a column of codes for each variable, the figure, and its sign."""
    import polars as pl

    cells, step = cube.cells, strides(cube.variables)
    places = pl.int_range(prod(cube.size), eager=True)
    columns = {
        variable.code: pl.Series(variable.code, variable.codes, dtype=pl.String).gather(
            places // step[variable.code] % len(variable.categories)
        )
        for variable in cube.variables
    }
    if cells is not None:
        columns["value"] = pl.Series("value", cells.values, dtype=pl.Float64, strict=False)
        signs = [cells.signs.get(place) for place in range(len(cells.values))]
        columns["status"] = pl.Series("status", signs, dtype=pl.String)
    pl.DataFrame(columns).write_parquet(target, compression="zstd", metadata=dict(metadata(cube)))
