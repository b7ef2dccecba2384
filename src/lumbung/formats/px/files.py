"""PC-Axis files (``.px``), as offices exchange tables since the nineties.

Text is UTF-8 and says so (CODEPAGE). The format knows no escape for a quotation mark, so one within
a text becomes an apostrophe; a line break is written ``#``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from lumbung.formats.jsonstat.cubes import SIGN_WORDS, Cells, Cube, Kind, Sign, Variable
from lumbung.formats.jsonstat.writing import all_notes, titled
from lumbung.formats.px.layout import Layout, written_number
from lumbung.vocabulary.periods import Frequency, Period, parse_period

TIME_LISTS = {
    Frequency.YEAR: "A1",
    Frequency.HALF: "H1",
    Frequency.QUARTER: "Q1",
    Frequency.MONTH: "M1",
    Frequency.WEEK: "W1",
}
DOTS = (Sign.NO_ROW, Sign.NO_DATA, Sign.SUPPRESSED)  # they stand in place of a figure
MOMENT = "%Y%m%d %H:%M"


def px_chunks(layout: Layout) -> Iterator[bytes]:
    """The file; the figures row by row."""
    cube = layout.cube
    lines = [*_head(cube), *_variables(layout), *_measures(cube), *_tail(cube), *_cell_notes(layout)]
    yield "\r\n".join([*lines, "DATA="]).encode()
    cells = cube.cells
    if cells is not None:
        for _, places in layout.rows():
            yield b"\r\n" + " ".join(_cell(place, cells) for place in places).encode()
    yield b";\r\n"


def _head(cube: Cube) -> Iterator[str]:
    about = cube.about
    contents = cube.contents
    decimals = max((item.decimals or 0 for item in contents.categories), default=0) if contents else 0
    yield from (
        'CHARSET="ANSI";',
        'AXIS-VERSION="2013";',
        'CODEPAGE="utf-8";',
        _said("LANGUAGE", about.language),
        _said("CREATION-DATE", about.released_at.strftime(MOMENT)),
        f"DECIMALS={decimals};",
        f"SHOWDECIMALS={decimals};",
        _said("MATRIX", about.table),
        _said("TABLEID", about.table),
        _said("SUBJECT-CODE", about.subject[0]),
        _said("SUBJECT-AREA", about.subject[1]),
        _said("TITLE", titled(about)),
        _said("DESCRIPTION", titled(about)),
        _said("CONTENTS", about.title),
        _said(
            "UNITS", ", ".join(dict.fromkeys(item.unit for item in contents.categories)) if contents else ""
        ),
    )


def _variables(layout: Layout) -> Iterator[str]:
    names = _names(layout.cube)
    for keyword, placed in (("STUB", layout.stub), ("HEADING", layout.heading)):
        if placed:
            yield f"{keyword}={_listed(names[variable.code] for variable in placed)};"
    if (contents := layout.cube.contents) is not None:
        yield _said("CONTVARIABLE", names[contents.code])
    placed = (*layout.stub, *layout.heading)
    for variable in placed:
        yield f"VALUES({_quoted(names[variable.code])})={_listed(variable.labels)};"
    for variable in placed:
        if variable.kind is Kind.TIME and (listed := _time_list(variable)):
            yield f"TIMEVAL({_quoted(names[variable.code])})={listed};"
    for variable in placed:
        yield f"CODES({_quoted(names[variable.code])})={_listed(variable.codes)};"
    for variable in placed:
        yield f"VARIABLECODE({_quoted(names[variable.code])})={_quoted(variable.code)};"


def _measures(cube: Cube) -> Iterator[str]:
    contents = cube.contents
    if contents is None:
        return
    names = _names(cube)
    updated = cube.about.released_at.strftime(MOMENT)
    for item, label in zip(contents.categories, contents.labels, strict=True):
        key = _quoted(label)
        if item.decimals:
            yield f"PRECISION({_quoted(names[contents.code])},{key})={item.decimals};"
        yield f"UNITS({key})={_quoted(item.unit)};"
        yield f"LAST-UPDATED({key})={_quoted(updated)};"


def _tail(cube: Cube) -> Iterator[str]:
    about = cube.about
    yield _said("SOURCE", about.source)
    yield _said("CONTACT", about.source)
    yield f"OFFICIAL-STATISTICS={'YES' if about.official else 'NO'};"
    yield f"AGGREGALLOWED={'YES' if about.adds_up else 'NO'};"
    if about.next_update is not None:
        yield _said("NEXT-UPDATE", about.next_update.strftime("%Y%m%d"))
    for number, sign in enumerate(DOTS, start=1):
        yield _said(f"DATASYMBOL{number}", SIGN_WORDS[sign].said(about.language))
    if about.address:
        yield _said("LINK", about.address)
    licence = " ".join(word for word in (about.licence, about.licence_address) if word)
    notes = all_notes(cube)
    if about.simulated:
        yield _said("NOTEX", notes.pop(0))
    for note in (*notes, f"{about.edition}. {licence}".strip()):
        yield _said("NOTE", note)


def _cell_notes(layout: Layout) -> Iterator[str]:
    """What stands beside single cells: signs that go with a figure, and notes."""
    cells = layout.cube.cells
    if cells is None:
        return
    beside = {place: sign for place, sign in cells.signs.items() if sign not in DOTS}
    if beside or cells.notes:
        told = sorted({*beside, *cells.notes})
        keys = _keys(layout, told)
        for place in told:
            if place in beside:
                yield f"DATANOTECELL({keys[place]})={_quoted(beside[place])};"
            if place in cells.notes:
                yield f"CELLNOTE({keys[place]})={_quoted(cells.notes[place])};"


def _keys(layout: Layout, wanted: Iterable[int]) -> dict[int, str]:
    """The values that lead to each of some cells: those of the stub, then those of the heading."""
    labels = [variable.labels for variable in (*layout.stub, *layout.heading)]
    left = set(wanted)
    keys: dict[int, str] = {}
    columns = list(product(*(range(len(variable.categories)) for variable in layout.heading)))
    for codes, places in layout.rows():
        for column, place in zip(columns, places, strict=True):
            if place in left:
                numbers = (*codes, *column)
                keys[place] = _listed(of[number] for of, number in zip(labels, numbers, strict=True))
    return keys


def _cell(place: int, cells: Cells) -> str:
    number = cells.values[place]
    if number is None:
        return _quoted(cells.signs.get(place, Sign.NO_DATA.value))
    return written_number(number)


def _names(cube: Cube) -> dict[str, str]:
    """What the file calls the variables: their labels, told apart where two are alike."""
    labels = [variable.label for variable in cube.variables]
    return {
        variable.code: variable.label
        if labels.count(variable.label) == 1
        else f"{variable.label} ({variable.code})"
        for variable in cube.variables
    }


def _time_list(variable: Variable) -> str:
    periods = [parse_period(code) for code in variable.codes]
    kinds = {period.frequency for period in periods}
    if len(kinds) != 1 or (frequency := kinds.pop()) not in TIME_LISTS:
        return ""  # days, and mixed lists, have no list of times in the format
    return f"TLIST({TIME_LISTS[frequency]}),{_listed(map(_time_code, periods))}"


def _time_code(period: Period) -> str:
    """A period as time lists have it: ``2024``, ``20243``, ``202407``."""
    if period.frequency is Frequency.YEAR:
        return f"{period.year:04d}"
    width = 2 if period.frequency in {Frequency.MONTH, Frequency.WEEK} else 1
    return f"{period.year:04d}{period.number:0{width}d}"


def _said(keyword: str, text: str) -> str:
    return f"{keyword}={_quoted(text)};"


def _listed(texts: Iterable[str]) -> str:
    return ",".join(map(_quoted, texts))


def _quoted(text: str) -> str:
    plain = text.replace('"', "'").replace("\r\n", "#").replace("\n", "#").replace("\r", "#")
    return f'"{plain}"'
