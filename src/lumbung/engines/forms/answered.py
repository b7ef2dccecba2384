"""One answer held against its field: is it of the kind, one of the options, whole?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as part_of
from typing import Any

from lumbung.vocabulary.findings import Finding, Place, finding
from lumbung.vocabulary.formfindings import no_option, wrong_kind
from lumbung.vocabulary.forms import FieldKind, FormColumn, FormField, Option
from lumbung.vocabulary.formvalues import DASHES, YES_NO_OPTIONS, date_of, is_empty
from lumbung.vocabulary.words import NO_WORDS, Text

LONGEST = 30_000  # characters of one answer: a cell of a workbook holds it
MOST_ROWS = 1_000
FIRST_YEAR, LAST_YEAR = 1900, 2200
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an answer that is missing; the whole answer where it has no title."""

    title: Text = NO_WORDS
    row: str | None = None


@dataclass(slots=True)
class Look:
    """What a look at one answer found."""

    findings: list[Finding] = part_of(default_factory=list)
    parts: list[Part] = part_of(default_factory=list)  # what is missing in it


def look_at(field: FormField, value: Any, rows: frozenset[str] = frozenset()) -> Look:
    """An answer that is not empty, held against its field; ``rows`` are the fixed rows that are asked."""
    look = Look()
    match field.kind:
        case FieldKind.MULTI_CHOICE:
            _choices(field, value, look)
        case FieldKind.YES_NO_LIST:
            _items(field, value, look)
        case FieldKind.TABLE:
            _table(field, value, rows, look)
        case FieldKind.LIST:
            _list(field, value, look)
        case _:
            look.findings += _plain(field, field.kind, field.options, value)
            look.findings += _length(field, value)
    return look


def _plain(
    field: FormField,
    kind: FieldKind,
    options: Sequence[Option],
    value: Any,
    row: str | None = None,
    within: tuple[Text, ...] = (),
) -> Iterator[Finding]:
    """One plain answer: a field's own, or a cell of its table; ``within`` says which row and column."""
    wrong = _wrong(field, kind, options, value)
    if not wrong:
        return
    place, title = Place(column=field.key, row=row), _titled(field, *within)
    match wrong:
        case "option":
            yield no_option(YES_NO_OPTIONS if kind is FieldKind.YES_NO else options, value, place, title)
        case "kind":
            yield wrong_kind(kind, value, place, title)
        case "dash":
            yield finding("form.dash", place, value=value.strip(), field=title)
        case _:
            yield finding("form.too-long", place, field=title, length=len(value), most=LONGEST)


def _wrong(field: FormField, kind: FieldKind, options: Sequence[Option], value: Any) -> str:
    """What is wrong with a plain answer, in a word; nothing where all is well."""
    if isinstance(value, str) and value.strip() in DASHES:
        return "" if field.dash else "dash"
    if kind is FieldKind.CHOICE or kind is FieldKind.YES_NO:
        known = YES_NO_OPTIONS if kind is FieldKind.YES_NO else options
        return "" if any(item.code == value for item in known) else "option"
    if not _is_of(kind, value):
        return "kind"
    return "long" if isinstance(value, str) and len(value) > LONGEST else ""


def _is_of(kind: FieldKind, value: Any) -> bool:
    match kind:
        case FieldKind.INTEGER:
            return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10**15
        case FieldKind.YEAR:
            return type(value) is int and FIRST_YEAR <= value <= LAST_YEAR
        case FieldKind.DATE:
            return date_of(value) is not None
        case FieldKind.EMAIL:
            return isinstance(value, str) and len(value) <= 254 and bool(_EMAIL.fullmatch(value.strip()))
        case _:
            return isinstance(value, str)


def _length(field: FormField, value: Any) -> Iterator[Finding]:
    if isinstance(value, str) and len(value.strip()) < field.min_length and value.strip() not in DASHES:
        place, length = Place(column=field.key), len(value.strip())
        yield finding("form.too-short", place, field=field.title, length=length, least=field.min_length)


def _choices(field: FormField, value: Any, look: Look) -> None:
    place = Place(column=field.key)
    codes, other = (
        (value.get("codes", []), value.get("other")) if isinstance(value, Mapping) else (None, None)
    )
    if not isinstance(codes, list) or not (other is None or isinstance(other, str)):
        look.findings.append(wrong_kind(field.kind, value, place, field.title))
        return
    known = {item.code for item in field.options}
    look.findings += [
        no_option(field.options, code, place, field.title)
        for code in codes[:MOST_ROWS]
        if not isinstance(code, str) or code not in known
    ]
    said = (other or "").strip()
    other_title = next((item.title for item in field.options if item.code == field.other), NO_WORDS)
    if said and not (field.other and field.other in codes):
        title = Text("{field}, sebutkan", "{field}, specify").filled(field=field.title)
        look.findings.append(finding("form.not-asked", place, value=said[:80], field=title))
    if field.other and field.other in codes and not said:
        look.parts.append(Part(other_title))
    if not codes:
        look.parts.append(Part())
    if len(said) > LONGEST:
        look.findings.append(
            finding("form.too-long", place, field=field.title, length=len(said), most=LONGEST)
        )


def _items(field: FormField, value: Any, look: Look) -> None:
    if not isinstance(value, Mapping):
        look.findings.append(wrong_kind(field.kind, value, Place(column=field.key), field.title))
        return
    for item in field.options:
        said = value.get(item.code)
        if is_empty(said):
            look.parts.append(Part(item.title, item.code))
        elif said not in ("1", "2"):
            place = Place(column=field.key, row=item.code)
            look.findings.append(no_option(YES_NO_OPTIONS, said, place, _titled(field, item.title)))
    known = {item.code for item in field.options}
    for code in [code for code in value if code not in known and not is_empty(value[code])]:
        look.findings.append(no_option(field.options, code, Place(column=field.key), field.title))


def _table(field: FormField, value: Any, asked: frozenset[str], look: Look) -> None:
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        look.findings.append(wrong_kind(field.kind, value, Place(column=field.key), field.title))
        return
    written = [(number, row) for number, row in enumerate(value, 1) if not is_empty(row)]
    if len(written) > MOST_ROWS:
        look.findings.append(_too_many(field, len(written)))
    if field.rows:
        _fixed_rows(field, [row for _number, row in written], asked, look)
        return
    for number, row in written[:MOST_ROWS]:
        _row(field, row, str(number), Text(f"baris {number}", f"row {number}"), look)
    if len(written) < max(field.min_rows, 1):
        look.parts.append(_more_rows(field, len(written)))


def _fixed_rows(
    field: FormField, written: Sequence[Mapping[str, Any]], asked: frozenset[str], look: Look
) -> None:
    titles = {row.key: row.title for row in field.rows}
    seen: set[str] = set()
    for row in written[:MOST_ROWS]:
        name = row.get("row")
        if not isinstance(name, str) or name not in titles or name in seen:
            place = Place(column=field.key)
            look.findings.append(finding("form.row-unknown", place, value=str(name)[:80], field=field.title))
        elif name not in asked:
            place, title = Place(column=field.key, row=name), _titled(field, titles[name])
            words = ", ".join(str(row[c.key])[:20] for c in field.columns if not is_empty(row.get(c.key)))
            look.findings.append(finding("form.not-asked", place, value=words, field=title))
            seen.add(name)
        else:
            _row(field, row, name, titles[name], look)
            seen.add(name)
    look.parts += [Part(row.title, row.key) for row in field.rows if row.key not in seen and row.key in asked]


def _row(field: FormField, row: Mapping[str, Any], name: str, title: Text, look: Look) -> None:
    """The cells of one row; what it lacks is told once for the row."""
    lacking: list[FormColumn] = []
    for column in field.columns:
        cell = row.get(column.key)
        if not is_empty(cell):
            look.findings += _plain(field, column.kind, column.options, cell, name, (title, column.title))
        elif column.required:
            lacking.append(column)
    if lacking:
        words = Text(
            ", ".join(column.title.id for column in lacking),
            ", ".join(column.title.said("en") for column in lacking),
        )
        look.parts.append(Part(Text("{row}, {what}", "{row}, {what}").filled(row=title, what=words), name))


def _list(field: FormField, value: Any, look: Look) -> None:
    place = Place(column=field.key)
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        look.findings.append(wrong_kind(field.kind, value, place, field.title))
        return
    entries = [entry for entry in value if entry.strip()]
    if len(entries) > MOST_ROWS:
        look.findings.append(_too_many(field, len(entries)))
    for entry in entries[:MOST_ROWS]:
        look.findings += _plain(field, FieldKind.TEXT, (), entry)
    if len(entries) < field.min_rows:
        look.parts.append(_more_rows(field, len(entries)))


def _too_many(field: FormField, count: int) -> Finding:
    expected = Text(f"paling banyak {MOST_ROWS}", f"{MOST_ROWS} at most")
    return finding("form.rows", Place(column=field.key), field=field.title, count=count, expected=expected)


def _more_rows(field: FormField, count: int) -> Part:
    least = max(field.min_rows, 1)
    return Part(Text(f"baru {count} dari paling sedikit {least} baris", f"{count} of at least {least} rows"))


def _titled(field: FormField, *within: Text) -> Text:
    """The title of a field, and of the row and column in it."""
    if not within:
        return field.title
    parts = Text(", ".join(part.id for part in within), ", ".join(part.said("en") for part in within))
    return Text("{field}: {part}", "{field}: {part}").filled(field=field.title, part=parts)
