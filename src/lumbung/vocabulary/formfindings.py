"""What is wrong with one plain answer, in the same words for pages and for workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lumbung.vocabulary.findings import Finding, Place, finding
from lumbung.vocabulary.forms import FieldKind, FormColumn, FormField, Option
from lumbung.vocabulary.formvalues import YES_NO_OPTIONS, date_of
from lumbung.vocabulary.words import Text

_SHOWN = 80  # characters of an answer that a finding repeats
_CHOICES_SHOWN = 12
_EXAMPLES = {
    FieldKind.INTEGER: "12",
    FieldKind.YEAR: "2026",
    FieldKind.DATE: "2026-03-31",
    FieldKind.EMAIL: "data@blitarkota.go.id",
    FieldKind.REFERENCE: "SD00001.00.01",
    FieldKind.REGION: "35.72",
}
_TEXT_EXAMPLE = Text("satu kalimat", "a sentence")


def options_of(field: FormField | FormColumn) -> Sequence[Option]:
    """What may be chosen in a field or a column."""
    return YES_NO_OPTIONS if field.kind is FieldKind.YES_NO else field.options


def no_option(options: Sequence[Option], value: Any, place: Place, title: Text) -> Finding:
    """An answer that is none of the choices."""
    shown = options[:_CHOICES_SHOWN]
    more = len(options) - len(shown)
    rest = f" … (+{more})" if more else ""
    choices = Text(
        ", ".join(f"{item.code} {item.title.id}" for item in shown) + rest,
        ", ".join(f"{item.code} {item.title.said('en')}" for item in shown) + rest,
    )
    return finding("form.option", place, value=str(value)[:_SHOWN], field=title, choices=choices)


def wrong_kind(kind: FieldKind, value: Any, place: Place, title: Text) -> Finding:
    """An answer that is not of its field's kind."""
    example = _EXAMPLES.get(kind, _TEXT_EXAMPLE)
    return finding(
        "form.kind", place, value=str(value)[:_SHOWN], field=title, kind=kind.title, example=example
    )


def unread(field: FormField | FormColumn, value: Any, place: Place, title: Text) -> Finding | None:
    """What is wrong with an answer as it was read from a text; nothing where it could be taken."""
    match field.kind:
        case FieldKind.CHOICE | FieldKind.YES_NO:
            options = options_of(field)
            known = any(item.code == value for item in options)
            return None if known else no_option(options, value, place, title)
        case FieldKind.INTEGER | FieldKind.YEAR:
            return None if isinstance(value, int) else wrong_kind(field.kind, value, place, title)
        case FieldKind.DATE:
            return None if date_of(value) else wrong_kind(field.kind, value, place, title)
        case _:
            return None
