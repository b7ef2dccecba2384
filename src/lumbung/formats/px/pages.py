"""A table as text: comma-separated values, or a page with one table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html import escape

from lumbung.formats.jsonstat.cubes import Cells
from lumbung.formats.jsonstat.writing import titled
from lumbung.formats.px.dressing import Decimals, Dress, decimals, foot, heads, names, tops
from lumbung.formats.px.layout import Layout, written_number
from lumbung.formats.tables.envelope import NOTICE, SIMULATED
from lumbung.formats.tables.safety import neutralised
from lumbung.vocabulary.numbers import said_number

ROWS_A_CHUNK = 500


def csv_chunks(layout: Layout, dress: Dress) -> Iterator[bytes]:
    """Comma-separated values; figures with a point, and the dots of PC-Axis where there is none."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=dress.separator, lineterminator="\r\n")
    about, cells = layout.cube.about, layout.cube.cells
    if dress.has_title:
        writer.writerow([neutralised(titled(about))])
        writer.writerow([])
    notice = [f"{SIMULATED.id} / {SIMULATED.en}"] if about.simulated else []
    top = [" ".join(words) for words in tops(layout, dress.shown)]
    writer.writerow(map(neutralised, (*heads(layout, dress.shown), *top, *([NOTICE] if notice else []))))
    sides = [names(variable, dress.shown) for variable in layout.stub]
    for number, (codes, places) in enumerate(layout.rows() if cells is not None else (), start=1):
        assert cells is not None
        said = [neutralised(word) for of, code in zip(sides, codes, strict=True) for word in of[code]]
        figures = (written_number(cells.values[place]) or cells.signs.get(place, "") for place in places)
        writer.writerow([*said, *figures, *notice])
        if number % ROWS_A_CHUNK == 0:
            yield _taken(out)
    yield _taken(out)


def html_chunks(layout: Layout, dress: Dress) -> Iterator[bytes]:
    """A page with one table, for reading and for pasting."""
    cube = layout.cube
    about, cells = cube.about, cube.cells
    title = escape(titled(about))
    yield (
        f'<!doctype html><html lang="{about.language}"><head><meta charset="utf-8">'
        f"<title>{title}</title></head><body><table><caption>{title}</caption><thead>"
        f"{_html_head(layout, dress)}</thead><tbody>"
    ).encode()
    sides = [[" ".join(words) for words in names(variable, dress.shown)] for variable in layout.stub]
    digits = decimals(cube)
    for codes, places in layout.rows() if cells is not None else ():
        assert cells is not None
        row = [f'<th scope="row">{escape(of[code])}</th>' for of, code in zip(sides, codes, strict=True)]
        row += [f"<td>{escape(_spoken(place, cells, digits, about.language))}</td>" for place in places]
        yield f"<tr>{''.join(row)}</tr>".encode()
    lines = "".join(f"<p>{escape(line)}</p>" for line in foot(cube))
    yield f"</tbody></table>{lines}</body></html>".encode()


def _html_head(layout: Layout, dress: Dress) -> str:
    top = tops(layout, dress.shown)
    levels = max(1, len(layout.heading))
    rows = []
    for level in range(levels):
        is_last = level == levels - 1
        row = [f"<th>{escape(variable.label) if is_last else ''}</th>" for variable in layout.stub]
        row += [f'<th scope="col">{escape(words[level] if words else "")}</th>' for words in top]
        rows.append(f"<tr>{''.join(row)}</tr>")
    return "".join(rows)


def _spoken(place: int, cells: Cells, digits: Decimals, language: str) -> str:
    number, sign = cells.values[place], cells.signs.get(place, "")
    if number is None:
        return sign
    said = said_number(number, decimals=digits.of(place), language=language)
    return f"{said} {sign}" if sign else said


def _taken(out: io.StringIO) -> bytes:
    told = out.getvalue().encode()
    out.seek(0)
    out.truncate()
    return told
