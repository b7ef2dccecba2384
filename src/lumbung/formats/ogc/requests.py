"""Requests for features, read into plain values; whatever is not understood is refused."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from lumbung.formats.ogc.crs import SYSTEMS, Box, System, box_in_degrees
from lumbung.formats.ogc.problems import ParameterUnknown, ParameterUnreadable

FEATURES_A_PAGE = 100  # where nothing is asked
MOST_FEATURES_A_PAGE = 10_000
MOST_FIGURES = 250  # columns of figures that a feature may have
LARGEST_OFFSET = 100_000_000
LIMITS = {
    "features_a_page": FEATURES_A_PAGE,
    "most_features_a_page": MOST_FEATURES_A_PAGE,
    "most_figures_of_a_feature": MOST_FIGURES,
}
SAID = 60
NAMES = ("bbox", "bbox-crs", "crs", "datetime", "f", "filter", "filter-crs", "filter-lang", "limit", "offset")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt]([0-2]\d:[0-5]\d:[0-6]\d)(\.\d+)?([Zz]|[+-][0-2]\d:[0-5]\d)")


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of days; without an end it goes on."""

    first: dt.date | None = None
    last: dt.date | None = None

    def meets(self, first: dt.date | None, last: dt.date | None) -> bool:
        """Whether another stretch shares a day with it."""
        return not (
            (self.last is not None and first is not None and first > self.last)
            or (self.first is not None and last is not None and last < self.first)
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which features are asked for, and how."""

    limit: int = FEATURES_A_PAGE
    offset: int = 0
    box: Box | None = None
    when: Interval | None = None
    system: System = System.CRS84
    filter: str = ""
    filter_system: System = System.CRS84
    equal: Mapping[str, str] = field(default_factory=dict)


def wanted(given: Mapping[str, str], queryable: Collection[str]) -> Wanted:
    """Read the parameters of a request for features."""
    refuse_unknown(given, (*NAMES, *queryable))
    _json_only(given)
    if given.get("filter-lang", "cql2-text") != "cql2-text":
        raise _unfit("filter-lang", given["filter-lang"], "cql2-text")
    return Wanted(
        limit=_limit(given.get("limit")),
        offset=_number("offset", given.get("offset"), 0, LARGEST_OFFSET),
        box=_box(given.get("bbox"), _system("bbox-crs", given.get("bbox-crs"))),
        when=_interval(given.get("datetime")),
        system=_system("crs", given.get("crs")),
        filter=given.get("filter", ""),
        filter_system=_system("filter-crs", given.get("filter-crs")),
        equal={name: value for name, value in given.items() if name not in NAMES},
    )


def wanted_system(given: Mapping[str, str]) -> System:
    """Read the parameters of a request for one feature."""
    refuse_unknown(given, ("crs", "f"))
    _json_only(given)
    return _system("crs", given.get("crs"))


def refuse_unknown(given: Collection[str], known: Collection[str]) -> None:
    """Refuse parameters that do not exist."""
    for name in given:
        if name not in known:
            raise ParameterUnknown(name=name[:SAID], known=", ".join(sorted(known)))


def _json_only(given: Mapping[str, str]) -> None:
    if given.get("f", "json") not in {"json", "geojson"}:
        raise _unfit("f", given["f"], "json")


def _limit(text: str | None) -> int:
    """A longer page than the longest is given as the longest, as the standard has it."""
    found = _number("limit", text, FEATURES_A_PAGE, LARGEST_OFFSET)
    if found < 1:
        raise _unfit("limit", str(text), "100")
    return min(found, MOST_FEATURES_A_PAGE)


def _number(name: str, text: str | None, otherwise: int, most: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))) or int(text) > most:
        raise _unfit(name, text, str(otherwise))
    return int(text)


def _system(name: str, address: str | None) -> System:
    if address is None:
        return System.CRS84
    try:
        return System(address.strip("[]<>"))
    except ValueError as fault:
        raise _unfit(name, address, ", ".join(SYSTEMS)) from fault


def _box(text: str | None, system: System) -> Box | None:
    if text is None:
        return None
    example = "112.13,-8.13,112.19,-8.04"
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError as fault:
        raise _unfit("bbox", text, example) from fault
    if len(numbers) == 6:  # heights say nothing of an area
        del numbers[5], numbers[2]
    if len(numbers) != 4 or not all(map(math.isfinite, numbers)):
        raise _unfit("bbox", text, example)
    west, south, east, north = box_in_degrees(system, numbers)
    if south > north or min(south, north) < -90.000001 or max(south, north) > 90.000001:
        raise _unfit("bbox", text, example)
    if max(abs(west), abs(east)) > 360:
        raise _unfit("bbox", text, example)
    return west, south, east, north  # west > east: it spans the antimeridian


def _interval(text: str | None) -> Interval | None:
    if text is None:
        return None
    first, slash, last = text.partition("/")
    found = Interval(_day(first, text), _day(last if slash else first, text))
    if not slash and found.first is None:
        raise _unfit("datetime", text, "2024-06-30")
    if found.first and found.last and found.first > found.last:
        raise _unfit("datetime", text, "2023-01-01/2024-12-31")
    return found


def _day(text: str, whole: str) -> dt.date | None:
    if text in {"", ".."}:
        return None
    moment = _MOMENT.fullmatch(text)
    try:
        if moment is not None:
            dt.time.fromisoformat(moment[2])
        return dt.date.fromisoformat(moment[1] if moment else _DAY.fullmatch(text)[0])  # type: ignore[index]  # told below
    except (ValueError, TypeError) as fault:
        raise _unfit("datetime", whole, "2024-06-30, 2023-01-01/.., 2024-01-01T00:00:00Z") from fault


def _unfit(name: str, value: str, example: str) -> ParameterUnreadable:
    return ParameterUnreadable(name=name, value=value[:SAID], example=example)
