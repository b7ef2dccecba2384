"""What the codes and numbers of a row are called when a finding speaks of them."""

from __future__ import annotations

from collections.abc import Iterable

from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.periods import Period, UnreadablePeriod, parse_period
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text

LISTED = 10  # names told in one sentence; the rest is counted


class Names:
    """The words for a dataset's keys."""

    def __init__(self, structure: Structure, areas: AreaTree) -> None:
        self._structure = structure
        self._areas = areas

    def area(self, code: str) -> Text:
        """An area by its name: ``Kelurahan Rembang (35.72.03.1005)``."""
        area = self._areas.get(code)
        words = code if area is None else f"{area.title} ({code})"
        return Text(words, words)

    def key(self, column: str, code: str | None) -> Text:
        """A value of a key column in words."""
        if code is None:
            return Text("–", "–")
        if column == AREA:
            area = self._areas.get(code)
            return Text(area.title, area.title) if area else Text(code, code)
        if column == PERIOD:
            return period_words(code)
        dimension = self._structure.dimension(column)
        found = dimension.code_named(code) if dimension else None
        return found.title if found else Text(code, code)

    def row(self, values: dict[str, str | None]) -> Text:
        """A whole key: area, period and the codes that are not empty."""
        return listed([self.key(column, code) for column, code in values.items() if code is not None])

    def column(self, column: str) -> Text:
        """What a column is called."""
        if column == AREA:
            return Text("Wilayah", "Area")
        if column == PERIOD:
            return Text("Periode", "Period")
        item = self._structure.dimension(column) or self._structure.measure(column)
        return item.title if item else Text(column, column)


def period_words(code: str) -> Text:
    """A period as people say it; the code itself where it is none."""
    try:
        return parse_period(code).title
    except UnreadablePeriod:
        return Text(code, code)


def period_span(periods: Iterable[Period]) -> Text:
    """Several periods in a few words: each, or from the first to the last."""
    titles = [period.title for period in sorted(periods)]
    return listed(titles) if len(titles) <= 3 else between(titles[0], titles[-1])


def between(low: Text, high: Text) -> Text:
    """Two ends with a dash."""
    return Text(f"{low.id}–{high.id}", f"{low.said('en')}–{high.said('en')}")


def listed(words: list[Text], most: int = LISTED) -> Text:
    """Some names in a row; those beyond the most are counted."""
    rest = len(words) - most
    shown = words[:most]
    more = Text(f" dan {rest} lainnya", f" and {rest} more") if rest > 0 else Text("")
    return Text(
        ", ".join(word.id for word in shown) + more.id, ", ".join(word.said("en") for word in shown) + more.en
    )


def plain(value: float | None) -> float | int | None:
    """A number without a needless fraction, as the value of a finding."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def bound(value: float | None, *, above: bool) -> Text:
    """A limit in words; what is not limited goes to infinity."""
    infinity = "∞" if above else "−∞"
    return Text(infinity, infinity) if value is None else both_numbers(value)
