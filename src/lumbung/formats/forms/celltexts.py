"""An answer as the text of one cell, and back: what people read is what is read again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lumbung.vocabulary.forms import FieldKind, FormField, Option
from lumbung.vocabulary.formvalues import YES_NO_OPTIONS, is_empty, read_value

_SHORT_CODE = 3  # a longer code says nothing that its label does not
_BAR = " | "


def option_text(option: Option) -> str:
    """An option as the drop-down list offers it.

    >>> from lumbung.vocabulary.words import Text
    >>> option_text(Option("2", Text("Survei")))
    '2. Survei'
    """
    return f"{option.code}. {option.title.id}" if len(option.code) <= _SHORT_CODE else option.title.id


def plain_text(kind: FieldKind, value: Any, options: Sequence[Option] = ()) -> Any:
    """A plain answer as a cell holds it: a choice in words, a number as a number."""
    if kind is FieldKind.YES_NO:
        return next((item.title.id for item in YES_NO_OPTIONS if item.code == value), value)
    if kind is FieldKind.CHOICE:
        return next((option_text(item) for item in options if item.code == value), value)
    return value


def chosen_text(field: FormField, value: Any) -> str:
    """Several choices, a line each."""
    codes = value.get("codes") if isinstance(value, Mapping) else None
    words = {item.code: option_text(item) for item in field.options}
    return "\n".join(words.get(str(code), str(code)) for code in (codes if isinstance(codes, list) else ()))


def read_chosen(field: FormField, text: str) -> list[str]:
    """The codes of several choices, by code, by label, or by the sum that the paper form asks for.

    >>> from lumbung.vocabulary.words import Text
    >>> ways = tuple(Option(c, Text(t)) for c, t in (("1", "PAPI"), ("2", "CAPI"), ("4", "CATI, telepon")))
    >>> field = FormField("sarana", Text("Sarana"), FieldKind.MULTI_CHOICE, options=ways)
    >>> read_chosen(field, "1. PAPI; CATI, telepon"), read_chosen(field, "2, 4"), read_chosen(field, "5")
    (['1', '4'], ['2', '4'], ['1', '4'])
    """
    known = [item.code for item in field.options]
    codes: list[str] = []
    for part in re.split(r"[;\n]", text):
        if not part.strip():
            continue
        read = _as_code(field, part)
        codes += [read] if read in known else [_as_code(field, one) for one in re.split(r"[,+&]", part)]
    if len(codes) == 1 and codes[0] not in known and (parts := _summands(known, codes[0])):
        codes = parts
    order = {code: number for number, code in enumerate(known)}
    return sorted(dict.fromkeys(filter(None, codes)), key=lambda code: order.get(code, len(order)))


def _as_code(field: FormField, text: str) -> str:
    return str(read_value(FieldKind.CHOICE, text, field.options) or "")


def _summands(codes: Sequence[str], text: str) -> list[str]:
    """The codes that add up to a number, where they are powers of two."""
    text = text.removesuffix(".0")
    if (
        not text.isascii()
        or not text.isdigit()
        or not all(code.isascii() and code.isdigit() for code in codes)
    ):
        return []
    numbers, total = [int(code) for code in codes], int(text[:9])
    if any(number & (number - 1) for number in numbers) or not 0 < total <= sum(numbers):
        return []
    return [code for code, number in zip(codes, numbers, strict=True) if total & number]


def rows_text(field: FormField, value: Any) -> str:
    """A table in one cell: a line each row, its cells parted by bars."""
    if not isinstance(value, list):
        return str(value)
    lines = []
    for row in value:
        if not isinstance(row, Mapping) or is_empty(row):
            continue
        cells = [row.get("row")] if field.rows else []
        cells += [plain_text(column.kind, row.get(column.key), column.options) for column in field.columns]
        said = [_guarded(cell) for cell in cells]
        while said and not said[-1]:
            said.pop()  # nothing is written behind the last that says something
        lines.append(_BAR.join(said))
    return "\n".join(lines)


def read_rows(field: FormField, text: str) -> list[dict[str, Any]]:
    """A table back from one cell; a bar inside of a word is written with a backslash."""
    rows = []
    for line in filter(str.strip, text.split("\n")):
        cells = [part.replace("\\|", "|").replace("\\n", "\n").strip() for part in _parted(line)]
        row: dict[str, Any] = {"row": cells.pop(0)} if field.rows and cells else {}
        for column, cell in zip(field.columns, cells, strict=False):
            if (read := read_value(column.kind, cell, column.options)) is not None:
                row[column.key] = read
        if len(cells) > len(field.columns) and field.columns:  # more bars than columns: nothing is lost
            last = field.columns[-1].key
            row[last] = _BAR.join([str(row.get(last, "")), *cells[len(field.columns) :]])
        if not is_empty(row):
            rows.append(row)
    return rows


def _parted(line: str) -> list[str]:
    return re.split(r"(?<!\\)\|", line)


def _guarded(cell: Any) -> str:
    said = "" if cell is None else str(cell)
    return said.replace("|", "\\|").replace("\n", "\\n")


def list_text(value: Any) -> str:
    """A list, a line each."""
    return (
        "\n".join(" ".join(str(entry).split("\n")) for entry in value if not is_empty(entry))
        if isinstance(value, list)
        else str(value)
    )
