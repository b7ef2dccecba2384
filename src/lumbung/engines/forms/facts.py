"""What the expressions of a form may read: its answers as one row of facts.

==================  =====================================================================
text, long_text …   ``KEY``, a text; choice and yes_no the code: ``jenis = '2'``
integer, year       ``KEY``, a number
date                ``KEY``, a day that can be compared, and asked for ``year(KEY)``
multi_choice        ``KEY_CODE``, 1 or 0 for each option, and ``KEY_other``, a text
yes_no_list         ``KEY_ITEM``, a text: ``'1'`` yes, ``'2'`` no
table               ``KEY_rows``, how many rows are written in
list                ``KEY_count``, how many entries there are
==================  =====================================================================

An answer of the wrong kind is no fact, and one that is not asked is none either: it reads as empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lumbung.vocabulary.forms import FieldKind, FormColumn, FormField
from lumbung.vocabulary.formvalues import date_of, is_empty
from lumbung.vocabulary.periods import Period

Facts = dict[str, object]
NUMBERS = frozenset({FieldKind.INTEGER, FieldKind.YEAR})
MOST_NUMBER = 10**15


def columns_of(field: FormField) -> dict[str, type]:
    """The columns that a field gives to expressions, with their types."""
    key = field.key
    match field.kind:
        case FieldKind.MULTI_CHOICE:
            return {f"{key}_{item.code}": float for item in field.options} | {f"{key}_other": str}
        case FieldKind.YES_NO_LIST:
            return {f"{key}_{item.code}": str for item in field.options}
        case FieldKind.TABLE:
            return {f"{key}_rows": float}
        case FieldKind.LIST:
            return {f"{key}_count": float}
        case kind:
            return {key: type_of(kind)}


def type_of(kind: FieldKind) -> type:
    """The type of a plain answer."""
    return float if kind in NUMBERS else Period if kind is FieldKind.DATE else str


def no_facts(field: FormField) -> Facts:
    """The facts of a field that is empty or not asked: nothing chosen, no rows, no value."""
    counted = field.kind in {FieldKind.MULTI_CHOICE, FieldKind.TABLE, FieldKind.LIST}
    return {name: 0.0 if counted and column is float else None for name, column in columns_of(field).items()}


def facts_of(field: FormField, value: Any, nothing: Mapping[str, object]) -> Mapping[str, object]:
    """The facts of one answer; ``nothing`` are those of none."""
    if value is None:
        return nothing
    key, facts = field.key, dict(nothing)
    match field.kind:
        case FieldKind.MULTI_CHOICE if isinstance(value, Mapping):
            codes = value.get("codes")
            for code in codes if isinstance(codes, list) else ():
                if (name := f"{key}_{code}") in facts:
                    facts[name] = 1.0
            other = value.get("other")
            facts[f"{key}_other"] = other if isinstance(other, str) and other.strip() else None
        case FieldKind.YES_NO_LIST if isinstance(value, Mapping):
            for item in field.options:
                said = value.get(item.code)
                facts[f"{key}_{item.code}"] = said if said in ("1", "2") else None
        case FieldKind.TABLE if isinstance(value, list):
            facts[f"{key}_rows"] = float(sum(not is_empty(row) for row in value))
        case FieldKind.LIST if isinstance(value, list):
            facts[f"{key}_count"] = float(sum(not is_empty(entry) for entry in value))
        case kind if key in facts:
            facts[key] = plain_fact(kind, value)
    return facts


def row_facts(columns: tuple[FormColumn, ...], row: Mapping[str, Any]) -> Facts:
    """The facts of one row of a table: its cells, and which row it is."""
    facts: Facts = {column.key: plain_fact(column.kind, row.get(column.key)) for column in columns}
    return facts | {"row": plain_fact(FieldKind.TEXT, row.get("row"))}


def plain_fact(kind: FieldKind, value: Any) -> object:
    """A plain answer as a fact; nothing where it is empty or of another kind."""
    if kind in NUMBERS:
        whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MOST_NUMBER
        return float(value) if whole else None
    if not isinstance(value, str) or not value.strip():
        return None
    return value if kind is not FieldKind.DATE or date_of(value) else None
