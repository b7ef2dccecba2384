"""Answers as a page posts them, and as a page needs them to fill its inputs.

``KEY`` for a plain answer, ``KEY`` repeated and ``KEY:other`` for several choices, ``KEY:ITEM`` for yes or no
item by item, ``KEY:N:COLUMN`` for tables (N the number of the row, or the key of a fixed one), ``KEY:N`` or
one text with a line each for lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lumbung.vocabulary.forms import Answers, FieldKind, Form, FormField
from lumbung.vocabulary.formvalues import clean_text, is_empty, read_value

Posted = Mapping[str, Sequence[str]]
_LONGEST_NUMBER = 6  # digits of a row's number


def answers_of(form: Form, posted: Posted) -> dict[str, Any]:
    """The answers in what a page posted: those that say something, as JSON; strange names are left out.

    What cannot be read as its kind is kept as it was typed; ``judge`` will say so.
    """
    answers = {}
    parts = _parts(posted)
    for field in form.fields:
        value = _READERS.get(field.kind, _plain)(field, parts.get(field.key, {}))
        if not is_empty(value):
            answers[field.key] = value
    return answers


def posted_fields(form: Form, posted: Posted) -> frozenset[str]:
    """The keys of the fields that a post speaks about, also to empty them."""
    return frozenset(_parts(posted)) & {field.key for field in form.fields}


def with_posted(form: Form, answers: Answers, posted: Posted) -> dict[str, Any]:
    """Answers with what a page of some of the fields posted in their place; an empty one goes."""
    spoken = posted_fields(form, posted)
    return {key: value for key, value in answers.items() if key not in spoken} | answers_of(form, posted)


def posted_of(form: Form, answers: Answers) -> dict[str, list[str]]:
    """Answers as a page would post them: what its inputs hold."""
    posted: dict[str, list[str]] = {}
    for field in form.fields:
        value = answers.get(field.key)
        if not is_empty(value):
            for name, text in _inputs(field, value):
                posted.setdefault(name, []).append(text)
    return posted


def _parts(posted: Posted) -> dict[str, dict[tuple[str, ...], list[str]]]:
    """What was posted by field: the rest of the name → the texts."""
    parts: dict[str, dict[tuple[str, ...], list[str]]] = defaultdict(dict)
    for name, texts in posted.items():
        key, *rest = name.split(":")
        cleaned = [clean_text(text) for text in ([texts] if isinstance(texts, str) else texts)]
        parts[key].setdefault(tuple(rest), []).extend(cleaned)
    return parts


Parts = Mapping[tuple[str, ...], list[str]]


def _plain(field: FormField, parts: Parts) -> Any:
    said = [text for text in parts.get((), []) if text]
    return read_value(field.kind, said[-1], field.options) if said else None


def _choices(field: FormField, parts: Parts) -> Any:
    order = {item.code: number for number, item in enumerate(field.options)}
    codes = {read_value(FieldKind.CHOICE, text, field.options) for text in parts.get((), []) if text}
    other = next((text for text in parts.get(("other",), []) if text), "")
    chosen: dict[str, Any] = {"codes": sorted(codes, key=lambda code: (order.get(code, len(order)), code))}
    return chosen | ({"other": other} if other else {})


def _items(field: FormField, parts: Parts) -> Any:
    said = {item.code: next((t for t in parts.get((item.code,), []) if t), "") for item in field.options}
    return {code: read_value(FieldKind.YES_NO, text) for code, text in said.items() if text}


def _table(field: FormField, parts: Parts) -> Any:
    rows: dict[str, dict[str, Any]] = defaultdict(dict)
    kinds = {column.key: column for column in field.columns}
    for name, texts in parts.items():
        if len(name) != 2 or name[1] not in kinds or not (text := next((t for t in texts if t), "")):
            continue
        column = kinds[name[1]]
        rows[name[0]][column.key] = read_value(column.kind, text, column.options)
    if field.rows:
        return [{"row": row.key} | _ordered(field, rows[row.key]) for row in field.rows if row.key in rows]
    return [_ordered(field, rows[number]) for number in sorted(filter(_is_number, rows), key=int)]


def _ordered(field: FormField, row: Mapping[str, Any]) -> dict[str, Any]:
    return {column.key: row[column.key] for column in field.columns if column.key in row}


def _list(_field: FormField, parts: Parts) -> Any:
    lines = [line.strip() for text in parts.get((), []) for line in text.split("\n")]
    numbered = sorted(
        (int(name[0]), texts) for name, texts in parts.items() if len(name) == 1 and _is_number(name[0])
    )
    return [
        entry
        for entry in [*lines, *(" ".join(t.split("\n")) for _n, texts in numbered for t in texts)]
        if entry
    ]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER


_READERS: dict[FieldKind, Callable[[FormField, Parts], Any]] = {
    FieldKind.MULTI_CHOICE: _choices,
    FieldKind.YES_NO_LIST: _items,
    FieldKind.TABLE: _table,
    FieldKind.LIST: _list,
}


def _inputs(field: FormField, value: Any) -> list[tuple[str, str]]:
    key = field.key
    match field.kind:
        case FieldKind.MULTI_CHOICE if isinstance(value, Mapping):
            codes = value.get("codes")
            chosen = [(key, str(code)) for code in (codes if isinstance(codes, list) else ())]
            return chosen + ([(f"{key}:other", str(value["other"]))] if value.get("other") else [])
        case FieldKind.YES_NO_LIST if isinstance(value, Mapping):
            return [(f"{key}:{item}", str(said)) for item, said in value.items() if not is_empty(said)]
        case FieldKind.TABLE if isinstance(value, list):
            return [
                (f"{key}:{row.get('row', number)}:{column.key}", str(row[column.key]))
                for number, row in enumerate(value)
                if isinstance(row, Mapping)
                for column in field.columns
                if not is_empty(row.get(column.key))
            ]
        case FieldKind.LIST if isinstance(value, list):
            return [
                (f"{key}:{number}", str(entry)) for number, entry in enumerate(value) if not is_empty(entry)
            ]
    return [(key, str(value))]
