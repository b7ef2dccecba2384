"""Keys and conditions: which codes and periods of a dataset a request names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lumbung.formats.sdmx.faults import ComponentUnknown, KeyUnfit, NothingFound, NotServed, SyntaxFault
from lumbung.formats.sdmx.flows import ATTRIBUTES, TIME, VALUE, Flow
from lumbung.formats.sdmx.requests import SAID, DataRequest, read_period
from lumbung.vocabulary.periods import Period, UnreadablePeriod, parse_period

EVERYTHING = frozenset({"", "all", "*"})
MOST_KEYS = 500
Places = frozenset[int]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The places of codes on each axis that is restricted, and the periods if they are.

    ``keys`` are there when several keys were asked for that are not one block; each has the
    places on every axis, or none where it is free.
    """

    places: Mapping[str, Places]
    periods: tuple[str, ...] | None
    keys: tuple[tuple[Places | None, ...], ...] = ()

    def codes(self, flow: Flow) -> dict[str, tuple[str, ...]]:
        """The codes of the wide table, by column, that are asked for."""
        found = {
            axis.column: tuple(axis.codes[place] for place in sorted(self.places[axis.id]))
            for axis in flow.axes
            if axis.column and axis.id in self.places
        }
        if self.periods is not None:
            found["period"] = self.periods
        return found

    def measures(self, flow: Flow) -> tuple[int, ...]:
        """The places of the measures that are asked for."""
        axis = flow.axes[2]
        return tuple(sorted(self.places.get(axis.id, range(len(axis.codes)))))


def chosen(flow: Flow, asked: DataRequest) -> Chosen:
    """What a request names; raises where it names nothing that is there."""
    keys = _keys(flow, asked.key)
    places: dict[str, Places] = {}
    for number, axis in enumerate(flow.axes):
        named = [key[number] for key in keys]
        if keys and all(one is not None for one in named):
            places[axis.id] = frozenset().union(*(one for one in named if one is not None))
    periods: Sequence[str] = flow.periods
    for name, words in asked.filters:
        if name == TIME:
            periods = _times(periods, words)
        else:
            found = _filtered(flow, name, words)
            places[name] = places[name] & found if name in places else found
    periods = _between(periods, asked.first, asked.last)
    if not periods or any(not one for one in places.values()):
        raise NothingFound(what=f"{flow.id}/{asked.key}"[:SAID])
    is_all = len(periods) == len(flow.periods)
    return Chosen(places, None if is_all else tuple(periods), tuple(keys) if len(keys) > 1 else ())


def _keys(flow: Flow, text: str) -> list[tuple[Places | None, ...]]:
    if text in EVERYTHING:
        return []
    keys = text.split(",")
    if len(keys) > MOST_KEYS:
        raise SyntaxFault(name="key", value=f"{len(keys)} ×", example=f"≤ {MOST_KEYS}")
    read = [_key(flow, key) for key in keys]
    return [key for key in read if all(one is None or one for one in key)] or read[:1]


def _key(flow: Flow, text: str) -> tuple[Places | None, ...]:
    if text in EVERYTHING:
        return (None,) * len(flow.axes)
    parts = text.split(".")
    if len(parts) != len(flow.axes):
        raise KeyUnfit(
            key=text[:SAID],
            given=len(parts),
            needed=len(flow.axes),
            dimensions=".".join(axis.id for axis in flow.axes),
        )
    found: list[Places | None] = []
    for part, axis in zip(parts, flow.axes, strict=True):
        if part in {"", "*"}:
            found.append(None)
            continue
        words = set(part.split("+"))
        found.append(frozenset(place for place, id_ in enumerate(axis.ids) if id_ in words))
    return tuple(found)


COMPARED: dict[str, Callable[[str, str], bool]] = {
    "eq": lambda held, word: held == word,
    "ne": lambda held, word: held != word,
    "lt": lambda held, word: held < word,
    "le": lambda held, word: held <= word,
    "gt": lambda held, word: held > word,
    "ge": lambda held, word: held >= word,
    "co": lambda held, word: word in held,
    "nc": lambda held, word: word not in held,
    "sw": lambda held, word: held.startswith(word),
    "ew": lambda held, word: held.endswith(word),
}


def _filtered(flow: Flow, name: str, words: str) -> Places:
    axis = flow.axis(name)
    if axis is None:
        if name == VALUE or any(one.id == name for one in ATTRIBUTES):
            raise NotServed(what=f"c[{name}]")
        known = ", ".join((*(one.id for one in flow.axes), TIME))
        raise ComponentUnknown(flow=flow.id, name=name[:SAID], known=known)
    places = frozenset(range(len(axis.ids)))
    for condition in words.split("+"):
        tests = [_test(word) for word in condition.split(",")]
        places &= {
            place
            for place, id_ in enumerate(axis.ids)
            if any(COMPARED[how](id_, word) for how, word in tests)
        }
    return places


def _test(word: str) -> tuple[str, str]:
    how, colon, rest = word.partition(":")
    return (how, rest) if colon and how in COMPARED else ("eq", word)


def _times(periods: Sequence[str], words: str) -> list[str]:
    left = list(periods)
    for condition in words.split("+"):
        tests = [_test(word) for word in condition.split(",")]
        left = [held for held in left if any(_is_then(held, how, word) for how, word in tests)]
    return left


def _is_then(held: str, how: str, word: str) -> bool:
    try:
        wanted, period = read_period(word), parse_period(held)
    except (UnreadablePeriod, ValueError, OverflowError) as fault:
        raise SyntaxFault(name=TIME, value=word[:SAID], example="ge:2020+le:2024") from fault
    match how:
        case "eq":
            return wanted.covers(period)
        case "ne":
            return not wanted.covers(period)
        case "lt":
            return period.end < wanted.start
        case "le":
            return period.end <= wanted.end
        case "gt":
            return period.start > wanted.end
        case "ge":
            return period.start >= wanted.start
    raise SyntaxFault(name=TIME, value=how, example="ge:2020+le:2024")


def _between(periods: Sequence[str], first: Period | None, last: Period | None) -> Sequence[str]:
    if first is None and last is None:
        return periods
    read = ((held, parse_period(held)) for held in periods)
    return [
        held
        for held, period in read
        if (first is None or period.start >= first.start) and (last is None or period.end <= last.end)
    ]
