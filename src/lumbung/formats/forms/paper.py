"""A filled form laid out for paper, in the official order and with the official numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lumbung.formats.print.parts import Facts, Grid, Heading, Part
from lumbung.vocabulary.forms import Answers, FieldKind, Form, FormField
from lumbung.vocabulary.formvalues import YES_NO_OPTIONS, is_empty, said_value
from lumbung.vocabulary.words import Text

_NOTHING = Text("–", "–")
_MISSING = Text("(belum diisi)", "(not filled in yet)")
_OFFICER = Text("(diisi petugas)", "(filled in by the officer)")


def paper_parts(
    form: Form,
    answers: Answers,
    *,
    asked: frozenset[str] | None = None,
    language: str = "id",
    personal: bool = True,
    level: int = 1,
) -> tuple[Part, ...]:
    """The parts of the page; what is not asked is left out, and what is personal unless it is wanted."""
    parts: list[Part] = []
    for block in form.blocks:
        fields = [
            field
            for field in block.fields
            if (asked is None or field.key in asked) and (personal or not field.personal)
        ]
        if fields:
            parts.append(Heading(f"{block.code}. {block.title.said(language)}", level))
            parts += _block(fields, answers, language)
    return tuple(parts)


def _block(fields: list[FormField], answers: Answers, language: str) -> Iterator[Part]:
    facts: list[tuple[str, str]] = []
    for field in fields:
        value = answers.get(field.key)
        label = f"{field.number} {field.title.said(language)}".strip()
        if field.kind is FieldKind.TABLE and isinstance(value, list) and not is_empty(value):
            if facts:
                yield Facts(tuple(facts))
                facts = []
            yield _table(field, value, label, language)
        else:
            facts.append((label, said_answer(field, value, language)))
    if facts:
        yield Facts(tuple(facts))


def said_answer(field: FormField, value: Any, language: str = "id") -> str:
    """An answer as people read it on paper."""
    if is_empty(value):
        return (_OFFICER if field.officer else _MISSING if field.required else _NOTHING).said(language)
    match field.kind:
        case FieldKind.MULTI_CHOICE if isinstance(value, Mapping):
            titles = {item.code: item.title.said(language) for item in field.options}
            codes = value.get("codes")
            said = [titles.get(str(code), str(code)) for code in (codes if isinstance(codes, list) else ())]
            other = value.get("other")
            return "\n".join([*said, *([f"→ {other}"] if other else [])])
        case FieldKind.YES_NO_LIST if isinstance(value, Mapping):
            words = {item.code: item.title.said(language) for item in YES_NO_OPTIONS}
            return "\n".join(
                f"{item.title.said(language)}: {words.get(str(value.get(item.code)), '–')}"
                for item in field.options
            )
        case FieldKind.LIST if isinstance(value, list):
            return "\n".join(f"• {entry}" for entry in value if not is_empty(entry))
        case _:
            return said_value(field, value, language)


def _table(field: FormField, rows: list[Any], label: str, language: str) -> Grid:
    heads = [column.title.said(language) for column in field.columns]
    titles = {row.key: row.title.said(language) for row in field.rows}
    lines = []
    for row in rows:
        if not isinstance(row, Mapping) or is_empty(row):
            continue
        cells = [said_value(column, row.get(column.key), language) for column in field.columns]
        name = str(row.get("row") or "")
        lines.append([*([titles.get(name, name)] if titles else []), *cells])
    first = [Text("Rincian", "Item").said(language)] if titles else []
    return Grid((*first, *heads), lines, caption=label)
