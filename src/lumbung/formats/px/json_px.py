"""A table as ``json-px``: rows with their key and their values, as PxWeb has it since its first API."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from lumbung.formats.jsonstat.cubes import Cube, Kind, Sign, Variable
from lumbung.formats.jsonstat.writing import all_notes, titled
from lumbung.formats.px.layout import Layout, written_number

LETTER = {Kind.TIME: "t", Kind.METRIC: "c"}  # every other variable: d


def json_px_chunks(layout: Layout) -> Iterator[bytes]:
    """The document, row by row; measures are its columns of values."""
    cube = layout.cube
    keys = tuple(variable for variable in (*layout.stub, *layout.heading) if variable.kind is not Kind.METRIC)
    contents = cube.contents
    table = Layout(cube, keys, (contents,) if contents is not None else ())
    head = orjson.dumps({"columns": _columns(keys, contents), "comments": _comments(cube)})
    yield head[:-1] + b',"data":['
    cells, codes = cube.cells, [variable.codes for variable in keys]
    is_first = True
    for numbers, places in table.rows() if cells is not None else ():
        assert cells is not None
        row = {
            "key": [of[number] for of, number in zip(codes, numbers, strict=True)],
            "values": [
                written_number(cells.values[place]) or cells.signs.get(place, Sign.NO_DATA.value)
                for place in places
            ],
        }
        yield (b"" if is_first else b",") + orjson.dumps(row)
        is_first = False
    about = cube.about
    told = {
        "infofile": None,
        "updated": about.released_at.isoformat(timespec="seconds"),
        "label": titled(about),
        "source": about.source,
        "edition": about.edition,
        "licence": about.licence,
    }
    yield b'],"metadata":[' + orjson.dumps(told) + b"]}"


def _columns(keys: tuple[Variable, ...], contents: Variable | None) -> list[dict[str, str]]:
    told = [
        {"code": variable.code, "text": variable.label, "type": LETTER.get(variable.kind, "d")}
        for variable in keys
    ]
    if contents is not None:
        told += [
            {"code": item.code, "text": item.label, "type": "c", "unit": item.unit}
            for item in contents.categories
        ]
    return told


def _comments(cube: Cube) -> list[dict[str, str]]:
    return [{"variable": "", "value": "", "comment": note} for note in all_notes(cube)]
