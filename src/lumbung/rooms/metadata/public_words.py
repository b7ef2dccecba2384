"""Answers as everybody may read them: in both languages, and without the number of any person.

A field about a person is left out altogether (``personal`` in its form). What is typed into the
other fields is free text, so numbers shaped like those of persons are struck out there as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lumbung.vocabulary.forms import FieldKind, FormColumn, FormField
from lumbung.vocabulary.formvalues import YES_NO_OPTIONS, is_empty, said_value
from lumbung.vocabulary.persons import person_number_in
from lumbung.vocabulary.words import Text

STRUCK = "▒▒▒"
_EMPLOYEE = re.compile(r"(?<!\d)(?:19|20)\d{6}[ .]?(?:19|20)\d{4}[ .]?[12][ .]?\d{3}(?!\d)")  # NIP
_LONG = re.compile(r"(?<!\d)\d(?:[ .-]?\d){14,18}(?!\d)")


def without_persons(text: str) -> str:
    """A text without numbers of employees, residents and family cards.

    >>> without_persons("Hubungi NIP 19700101 199503 1 001")
    'Hubungi NIP ▒▒▒'
    >>> without_persons("345.000 rumah tangga, 2025-02-01 sampai 2025-02-28")
    '345.000 rumah tangga, 2025-02-01 sampai 2025-02-28'
    """
    plain = _EMPLOYEE.sub(STRUCK, text)
    if person_number_in(plain) is None:
        return plain
    return _LONG.sub(lambda run: STRUCK if person_number_in(run[0]) else run[0], plain)


def cleaned(value: Any) -> Any:
    """An answer as JSON, every text of it without persons."""
    match value:
        case str():
            return without_persons(value)
        case list():
            return [cleaned(one) for one in value]
        case Mapping():
            return {key: cleaned(one) for key, one in value.items()}
        case _:
            return value


def lines(field: FormField, value: Any) -> tuple[Text, ...]:
    """An answer as people read it, a line each; the parts of a row are joined."""
    return tuple(_lines(field, value))


def _lines(field: FormField, value: Any) -> Iterator[Text]:
    match field.kind:
        case FieldKind.MULTI_CHOICE if isinstance(value, Mapping):
            titles = {option.code: option.title for option in field.options}
            for code in value.get("codes") or ():
                other = str(value.get("other") or "") if code == field.other else ""
                yield Text(other) if other else titles.get(code, Text(str(code)))
        case FieldKind.YES_NO_LIST if isinstance(value, Mapping):
            said = {option.code: option.title for option in YES_NO_OPTIONS}
            for option in field.options:
                if (given := said.get(str(value.get(option.code)))) is not None:
                    yield Text("{item}: {said}", "{item}: {said}").filled(item=option.title, said=given)
        case FieldKind.TABLE if isinstance(value, list):
            yield from _rows(field, value)
        case FieldKind.LIST if isinstance(value, list):
            yield from (Text(str(one)) for one in value if not is_empty(one))
        case FieldKind.LONG_TEXT if isinstance(value, str):
            yield from (Text(line) for line in value.splitlines() if line.strip())
        case _ if not is_empty(value):
            yield _plain(field, value)


def _rows(field: FormField, rows: list[Any]) -> Iterator[Text]:
    fixed = {row.key: row.title for row in field.rows}
    for row in rows:
        if not isinstance(row, Mapping) or is_empty(row):
            continue
        name = fixed.get(str(row.get("row")))
        cells = [
            _plain(column, row[column.key]) for column in field.columns if not is_empty(row.get(column.key))
        ]
        joined = Text(" – ".join(cell.id for cell in cells), " – ".join(cell.said("en") for cell in cells))
        yield Text("{name}: {cells}", "{name}: {cells}").filled(name=name, cells=joined) if name else joined


def _plain(field: FormField | FormColumn, value: Any) -> Text:
    return Text(said_value(field, value), said_value(field, value, "en"))
