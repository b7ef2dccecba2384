"""Periods as people write them: ``Triwulan II 2025``, ``TW 3``, ``Jan-25``, ``2024/2025``.

A cell often says only a part (*Januari*; the year stands in the title), so what is read is a
:class:`PeriodPart`, and parts from row, heading, title and sheet are joined by :func:`joined`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lumbung.formats.tables.words.folding import plain
from lumbung.vocabulary.periods import Frequency, Period, period_at

_MONTHS = {
    "januari": 1, "january": 1, "jan": 1, "februari": 2, "pebruari": 2, "february": 2, "feb": 2, "peb": 2,
    "maret": 3, "march": 3, "mar": 3, "mrt": 3, "april": 4, "apr": 4, "mei": 5, "may": 5, "juni": 6,
    "june": 6, "jun": 6, "juli": 7, "july": 7, "jul": 7, "agustus": 8, "august": 8, "agst": 8, "agt": 8,
    "agu": 8, "ags": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "oktober": 10, "october": 10,
    "okt": 10, "oct": 10, "november": 11, "nopember": 11, "nov": 11, "nop": 11, "desember": 12,
    "december": 12, "des": 12, "dec": 12,
}  # fmt: skip
_NUMBERS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "pertama": 1,
    "kedua": 2, "ketiga": 3, "keempat": 4, "ganjil": 1, "genap": 2, "1": 1, "2": 2, "3": 3, "4": 4,
    "01": 1, "02": 2, "03": 3, "04": 4,
}  # fmt: skip
_M = "|".join(sorted(_MONTHS, key=len, reverse=True))
_N = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_Y = r"(?P<year>(?:19|20)\d\d)"
_YY = r"(?:(?P<year>(?:19|20)\d\d)|'?(?P<short>\d\d))"
_QUARTER = r"(?:triwulan|tri wulan|tribulan|trw|tw|kuartal|kwartal|quarter|q)"
_HALF = r"(?:semester|smt|sem|smst|half|s|h)"
_SEP = r"[\s./,'_-]*(?:tahun|thn|th|ta)?[\s./,'_-]*"
_KE = r"[\s._-]*(?:ke[\s-]*)?"
_NEXT = r"\s*/\s*(?P<next>\d{4})"
_SCHOOL = r"(?:(?:tahun|thn|th|t)?[\s.]*(?:ajaran|pelajaran|akademik|a|p)?[\s.]*)"
_HALVES = r"(?P<number>i|ii|1|2|01|02|satu|dua|pertama|kedua|ganjil|genap)"
_MIDNIGHT = r"(?:[ t]0?0:00(?::00)?(?:\.0+)?)?"
_LEAD = r"(?:(?:pada|per|data|keadaan|posisi|periode|bulan|tahun|thn|th|t\.?a|fy|akhir|s/d|s\.d)\b[\s.:]*)*"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"{_LEAD}{pattern}"))
    for name, pattern in (
        ("year", _Y),
        ("month", rf"{_Y}\s*[.-]\s*m?(?P<digits>0[1-9]|1[0-2])"),
        ("school", rf"{_SCHOOL}{_Y}\s*[/-]\s*(?P<next>\d{{4}}|\d\d)"),
        ("quarter", rf"{_QUARTER}{_KE}(?P<number>{_N})(?:{_SEP}{_YY})?"),
        ("quarter", rf"{_Y}[\s./_-]*{_QUARTER}{_KE}(?P<number>{_N})"),
        ("quarter", rf"(?P<number>i|ii|iii|iv)\s*[/-]\s*{_Y}"),
        ("half", rf"{_HALF}{_KE}{_HALVES}(?:{_SEP}(?:{_Y}(?:{_NEXT})?|'?(?P<short>\d\d)))?"),
        ("half", rf"{_Y}(?:{_NEXT})?[\s./_-]*{_HALF}[\s._-]*(?P<number>i|ii|1|2)"),
        ("month", rf"(?P<month>{_M})\.?(?:{_SEP}{_YY})?"),
        ("month", rf"{_Y}[\s./_-]*(?P<month>{_M})"),
        ("month", rf"(?P<digits>0?[1-9]|1[0-2])\s*[/.-]\s*{_Y}"),
        ("month", rf"{_Y}\s*/\s*(?P<digits>0[1-9]|1[0-2])"),
        ("month", rf"{_Y}(?P<digits>0[1-9]|1[0-2])"),
        ("day", rf"(?P<day>\d\d?)[\s./-]+(?P<month>{_M})\.?[\s./,-]+{_YY}"),
        ("day", rf"(?P<day>\d\d?)\s*[/.-]\s*(?P<digits>\d\d?)\s*[/.-]\s*{_Y}"),
        ("day", rf"{_Y}\s*[/.-]\s*(?P<digits>\d\d?)\s*[/.-]\s*(?P<day>\d\d?){_MIDNIGHT}"),
        ("week", rf"{_Y}-?w(?P<week>\d\d?)"),
        ("week", rf"(?:minggu|pekan|week)\s*(?:ke[\s-]*)?(?P<week>\d\d?)(?:{_SEP}{_Y})?"),
    )
)
_RANGE = re.compile(r"(?:19|20)\d\d\s*(?:-|s\.?\s*/?\s*d\.?|sampai(?: dengan)?|to)\s*(?:19|20)\d\d")
_INSIDE = re.compile(
    rf"(?<![\w./])(?:(?:{_QUARTER}){_KE}(?:{_N})\b(?:{_SEP}(?:19|20)\d\d)?"
    rf"|(?:semester|smt)[\s._-]*(?:i{{1,2}}|[12]|ganjil|genap)\b(?:{_SEP}(?:19|20)\d\d(?:\s*/\s*\d{{4}})?)?"
    rf"|(?:\d\d?\s+)?(?:{_M})\b\.?(?:{_SEP}(?:19|20)\d\d)?"
    r"|(?:19|20)\d\d\s*/\s*(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d)(?![\d])"
)
_FREQUENCY = {"quarter": Frequency.QUARTER, "half": Frequency.HALF, "month": Frequency.MONTH}


@dataclass(frozen=True, slots=True)
class PeriodPart:
    """What a text says of a period: perhaps only the year, perhaps only the month."""

    year: int | None = None
    frequency: Frequency | None = None  # of ``number``; none where only a year is said
    number: int = 0
    ends: int | None = None  # the second year of a school or budget year
    day: dt.date | None = None

    @property
    def is_year(self) -> bool:
        """Whether it is a year and nothing finer."""
        return self.year is not None and self.frequency is None

    @property
    def is_complete(self) -> bool:
        """Whether it names one stretch of time."""
        return self.year is not None


@lru_cache(maxsize=100_000)
def period_text(text: str) -> PeriodPart | None:
    """Read a text that is a period and nothing else.

    >>> period_text("Triwulan II 2025")
    PeriodPart(year=2025, frequency=<Frequency.QUARTER: 'Q'>, number=2, ends=None, day=None)
    >>> period_text("Jan-25").number, period_text("2024/2025").ends, period_text("Jumlah")
    (1, 2025, None)
    """
    folded = plain(text).strip(" .:;,")
    if not folded or len(folded) > 60:
        return None
    for name, form in _FORMS:
        found = form.fullmatch(folded)
        if found:
            part = _part(name, found.groupdict())
            if part is not None:
                return part
    return None


def _part(name: str, said: dict[str, str | None]) -> PeriodPart | None:
    year = _year(said)
    match name:
        case "year":
            return PeriodPart(year)
        case "school":
            ends = _second_year(year, said["next"])
            return PeriodPart(year, ends=ends) if ends else None
        case "quarter" | "half":
            ends = _second_year(year, said.get("next"))
            return PeriodPart(year, _FREQUENCY[name], _NUMBERS[str(said["number"])], ends)
        case "week":
            week = int(str(said["week"]))
            return PeriodPart(year, Frequency.WEEK, week) if 1 <= week <= 53 else None
        case _:
            return _month_part(name, year, said)


def _month_part(name: str, year: int | None, said: dict[str, str | None]) -> PeriodPart | None:
    month = _MONTHS[str(said["month"])] if said.get("month") else int(str(said["digits"]))
    if not 1 <= month <= 12:
        return None
    return PeriodPart(year, Frequency.MONTH, month) if name == "month" else _day_part(year, month, said)


def _day_part(year: int | None, month: int, said: dict[str, str | None]) -> PeriodPart | None:
    try:
        return date_part(dt.date(year or 0, month, int(str(said["day"]))))
    except ValueError:
        return None


def _year(said: dict[str, str | None]) -> int | None:
    if said.get("year"):
        return int(str(said["year"]))
    if said.get("short"):
        short = int(str(said["short"]))
        return 2000 + short if short < 70 else 1900 + short
    return None


def _second_year(year: int | None, raw: str | None) -> int | None:
    """The year after, as school years name it; none where it is not the next one."""
    if year is None or not raw:
        return None
    second = int(raw) if len(raw) == 4 else year // 100 * 100 + int(raw)
    return second if second == year + 1 else None


def date_part(day: dt.date) -> PeriodPart:
    """A date as a part: its day, to be taken for the period that it lies in."""
    return PeriodPart(day.year, Frequency.DAY, day.timetuple().tm_yday, day=day)


def period_value(value: object, hint: Frequency | None = None) -> PeriodPart | None:
    """Read a cell's value as a period; ``hint`` is what its heading says (*Bulan*, *Triwulan*).

    >>> period_value(2024.0), period_value(3, Frequency.MONTH).number
    (PeriodPart(year=2024, frequency=None, number=0, ends=None, day=None), 3)
    """
    if isinstance(value, dt.date):
        return date_part(value.date() if isinstance(value, dt.datetime) else value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    text = str(value)
    number = _numbered(plain(text), hint) if hint is not None else None
    return PeriodPart(None, hint, number) if number is not None else period_text(text)


def _numbered(folded: str, hint: Frequency) -> int | None:
    if hint not in {Frequency.MONTH, Frequency.QUARTER, Frequency.HALF}:
        return None
    if folded in _NUMBERS and _NUMBERS[folded] <= hint.per_year:
        return _NUMBERS[folded]
    if hint is Frequency.MONTH and folded.isdecimal() and 1 <= int(folded) <= 12:
        return int(folded)
    return None


def periods_inside(text: str) -> list[PeriodPart]:
    """The periods named within a longer text; a range of years (*2021-2025*) names none.

    >>> [part.year for part in periods_inside("Guru Kota Blitar, 2020-2024")]
    []
    >>> periods_inside("Balita Diukur, Agustus 2024")[0].number
    8
    """
    folded = plain(text)
    found = []
    for piece in _INSIDE.findall(_RANGE.sub(" ", folded)):
        part = period_text(piece)
        if part is not None:
            found.append(part)
    return found


def joined(parts: Iterable[PeriodPart | None], frequency: Frequency, *, ends: bool = False) -> Period | None:
    """One period of parts, the most telling first; none where the year or the finer part is lacking.

    A part that is finer than the dataset's frequency stands for the period that it lies in only
    where it is a date; otherwise it is kept, and the check says that it was not asked for.
    """
    said = [part for part in parts if part is not None]
    fine = next((part for part in said if part.frequency is not None), None)
    years = [part for part in said if part.year is not None]
    if fine is not None and fine.year is not None and fine.day is None:
        years = [fine, *years]
    if not years:
        return None
    year = years[0].ends if ends and years[0].ends else years[0].year
    if year is None:
        return None
    if fine is None or fine.frequency is None:
        return Period(year) if frequency is Frequency.YEAR else None
    if fine.day is not None:
        return period_at(fine.day, frequency)
    return Period(year, fine.frequency, fine.number)
