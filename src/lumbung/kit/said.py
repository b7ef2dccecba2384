"""Values as people read them, in the language of the answer: numbers, dates, periods, changes."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lumbung.kit.language import language
from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.periods import MONTHS_EN, MONTHS_ID, Period, UnreadablePeriod, parse_period
from lumbung.vocabulary.words import Text, text_of

NO_BREAK = "\u00a0"


def t(indonesian: str | Text | None, english: str = "") -> str:
    """Words in the language of the answer; both stand where they are used."""
    words = Text(str(indonesian), english) if english else text_of(indonesian)
    return words.said(language())


def number(value: float | None, decimals: int | None = None, empty: str = "–") -> str:
    """A number as the readers write it."""
    return said_number(value, decimals=decimals, language=language(), empty=empty)


def period(written: Period | str | None) -> str:
    """A period as people say it; what is no period stays as it is."""
    if written is None:
        return "–"
    if isinstance(written, str):
        try:
            written = parse_period(written)
        except UnreadablePeriod:
            return str(written)
    return written.title.said(language())


def _day_of(moment: dt.date | dt.datetime | str) -> dt.date:
    if isinstance(moment, str):
        moment = dt.datetime.fromisoformat(moment) if "T" in moment else dt.date.fromisoformat(moment)
    if isinstance(moment, dt.datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment


def date(moment: dt.date | dt.datetime | str | None, *, short: bool = False) -> str:
    """A day: ``25 September 2025``, or short ``25 Sep 2025``."""
    if moment is None or moment == "":
        return "–"
    day = _day_of(moment)
    month = (MONTHS_EN if language() == "en" else MONTHS_ID)[day.month - 1]
    # "Agustus" is shortened to "Agu": three letters are the habit of Indonesian tables.
    return NO_BREAK.join((str(day.day), month[:3] if short else month, str(day.year)))


def moment(when: dt.datetime | None) -> str:
    """A day and a time: ``25 Sep 2025, 09.14``."""
    if when is None:
        return "–"
    local = timezone.localtime(when) if timezone.is_aware(when) else when
    mark = ":" if language() == "en" else "."
    return f"{date(local, short=True)}, {local:%H}{mark}{local:%M}"


def unit_sign(unit: str) -> str:
    """How a unit is written after a number: ``%`` close by, other words after a space."""
    if unit.lower() in {"persen", "percent", "%"}:
        return f"{NO_BREAK}%"
    return f"{NO_BREAK}{unit}" if unit else ""


def size(count: int) -> str:
    """A number of bytes, in the unit that people expect."""
    amount, units = float(count), ("B", "kB", "MB", "GB", "TB")
    for unit in units:
        if amount < 1000 or unit == units[-1]:
            break
        amount /= 1000
    return f"{number(round(amount, 1 if amount < 100 and unit != 'B' else 0), None)}{NO_BREAK}{unit}"
