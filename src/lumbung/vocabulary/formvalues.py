"""Answers as people write them, made into the JSON in which they are kept, and back into words.

Pages and workbooks bring the same things: ``31/03/2026``, ``Ya``, ``1.250``, the label of an option
instead of its code. What cannot be taken is kept as it was written, so that nothing typed is lost;
whoever judges the answers then says what is wrong with it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from lumbung.vocabulary.forms import FieldKind, Form, FormColumn, FormField, Option
from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.periods import day_period
from lumbung.vocabulary.words import Text

YES, NO = "1", "2"
YES_NO_OPTIONS = (Option(YES, Text("Ya", "Yes")), Option(NO, Text("Tidak", "No")))
DASHES = frozenset({"-", "–", "—"})
_SAID_YES = {"1", "ya", "iya", "y", "yes", "true", "ada"}
_SAID_NO = {"2", "tidak", "tdk", "t", "no", "n", "false"}
_MONTHS = (
    "jan januari january", "feb peb februari pebruari february", "mar maret march", "apr april", "mei may",
    "jun juni june", "jul juli july", "agu ags agt agustus aug august", "sep sept september",
    "okt oktober oct october", "nov nop november nopember", "des desember dec december",
)  # fmt: skip
_MONTH = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[./ -]\s*(\d{1,2}|[A-Za-z]{3,9})\.?\s*[./ -]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_GROUPED = re.compile(r"-?\d{1,3}(?:[.\s]\d{3})+")
_WHOLE = re.compile(r"-?\d{1,15}(?:[.,]0+)?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def clean_text(text: str) -> str:
    """A text without what no form can hold: control characters, halves of letters, blanks around it.

    >>> clean_text(" satu\\r\\ndua\\x00 ")
    'satu\\ndua'
    """
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def is_empty(value: Any) -> bool:
    """Whether an answer says nothing.

    >>> is_empty({"codes": [], "other": " "}), is_empty([{"row": "desain", "awal": None}]), is_empty(0)
    (True, True, False)
    """
    if value is None or isinstance(value, str):
        return not (value or "").strip()
    if isinstance(value, dict):
        return all(is_empty(part) for key, part in value.items() if key != "row")
    if isinstance(value, list | tuple):
        return all(is_empty(part) for part in value)
    return False


def read_value(kind: FieldKind, written: str, options: Sequence[Option] = ()) -> Any:
    """One plain answer from what was written; the text itself where it is none of the kind.

    >>> read_value(FieldKind.DATE, "31 Maret 2026"), read_value(FieldKind.INTEGER, "1.250")
    ('2026-03-31', 1250)
    >>> read_value(FieldKind.YES_NO, "Tidak"), read_value(FieldKind.YEAR, "kapan-kapan")
    ('2', 'kapan-kapan')
    """
    text = clean_text(written)
    if not text:
        return None
    match kind:
        case FieldKind.INTEGER | FieldKind.YEAR:
            return _whole(text)
        case FieldKind.DATE:
            return _day(text)
        case FieldKind.YES_NO:
            said = text.split(".")[0].strip().lower()
            return YES if said in _SAID_YES else NO if said in _SAID_NO else _code(text, YES_NO_OPTIONS)
        case FieldKind.CHOICE:
            return _code(text, options)
        case _:
            return text


def said_value(field: FormField | FormColumn, value: Any, language: str = "id") -> str:
    """A plain answer as people read it: the label, the date, the number.

    >>> said_value(FormField("tgl", Text("Tanggal"), FieldKind.DATE), "2026-03-05")
    '5 Maret 2026'
    """
    if value is None:
        return ""
    options = YES_NO_OPTIONS if field.kind is FieldKind.YES_NO else field.options
    if label := next((item.title.said(language) for item in options if item.code == value), ""):
        return label
    if field.kind is FieldKind.DATE and (day := date_of(value)):
        return day_period(day).title.said(language)
    if field.kind is FieldKind.INTEGER and isinstance(value, int) and not isinstance(value, bool):
        return said_number(value, language=language)
    return str(value)


def date_of(value: Any) -> dt.date | None:
    """The day of an answer to a question for a date.

    >>> date_of("2026-02-30") is None
    True
    """
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def public_answers(form: Form, answers: Any) -> dict[str, Any]:
    """The answers that may be shown to everybody: never those about persons, never unknown keys."""
    shown = {field.key for field in form.fields if not field.personal}
    found = answers if isinstance(answers, dict) else {}
    return {key: value for key, value in found.items() if key in shown}


def _whole(text: str) -> int | str:
    if _GROUPED.fullmatch(text):
        return int(re.sub(r"[.\s]", "", text))
    return int(re.split("[.,]", text)[0]) if _WHOLE.fullmatch(text) and text.isascii() else text


def _day(text: str) -> str:
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
        month = str(_MONTH.get(month.lower(), month))
    else:
        return text
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return text


def _code(text: str, options: Sequence[Option]) -> str:
    """The code of an option named by its code, its label, or both: ``2. Survei``."""
    codes = {item.code: item.code for item in options}
    if text.removesuffix(".0") in codes:
        return text.removesuffix(".0")
    folded = {}
    for item in options:
        for title in (item.title.id, item.title.said("en")):
            folded[_folded(title)] = folded[_folded(f"{item.code} {title}")] = item.code
    if code := folded.get(_folded(text)):
        return code
    lead = re.match(r"([A-Za-z0-9_-]+)\s*[.)–-]?\s", text + " ")
    return lead[1] if lead and lead[1] in codes and _folded(text[lead.end() :]) in folded else text


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()
