"""Two concepts that are taken for one, side by side: what each says of the city, period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.quality.claims import Claim
from lumbung.rooms.quality.models import Comparison
from lumbung.rooms.quality.reading import claims_about
from lumbung.rooms.quality.showing import Lexicon
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class Column:
    """A concept, with the datasets that speak about it."""

    concept: str
    title: Text
    definition: Text
    datasets: tuple[Dataset, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A period, and what is said of it under either concept; nothing where neither speaks."""

    period: Text
    said: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class LookAlike:
    """The two concepts with their figures for one area, the newest period first."""

    row: Comparison
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def side_by_side(row: Comparison, area: str) -> LookAlike:
    """What both concepts say of an area, where figures of the whole population are known."""
    codes, lexicon = (row.one, row.other), Lexicon()
    told = [
        claim
        for claim in claims_about(codes, alone=True).claims
        if claim.thing.area == area and not claim.thing.cut
    ]
    names = {one.code: one for one in catalog.datasets().filter(code__in={one.dataset for one in told})}
    by_place: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in told:
        if not claim.at:
            by_place[claim.thing.period, claim.thing.concept].append(claim)
    periods = sorted({period for period, _ in by_place}, key=parse_period, reverse=True)
    return LookAlike(
        row,
        tuple(_column(code, told, names, lexicon) for code in codes),
        tuple(
            Line(
                parse_period(period).title, tuple(_values(by_place[period, code], lexicon) for code in codes)
            )
            for period in periods
        ),
    )


def _column(code: str, told: Iterable[Claim], names: dict[str, Dataset], lexicon: Lexicon) -> Column:
    speakers = sorted({claim.dataset for claim in told if claim.thing.concept == code})
    definition = lexicon.concepts.get(code, (Text(""), Text("")))[1]
    return Column(code, lexicon.concept(code), definition, tuple(names[one] for one in speakers))


def _values(claims: Iterable[Claim], lexicon: Lexicon) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(lexicon.amount(claim.value, claim.decimals, claim.unit) for claim in claims))
