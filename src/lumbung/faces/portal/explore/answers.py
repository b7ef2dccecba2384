"""The answers to a wish: questions to the one road, and the figures as they lie in the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lumbung.cube.problems import NotAdditive
from lumbung.cube.queries import Query
from lumbung.cube.selections import selection
from lumbung.faces.portal.explore.limits import MOST_ROWS
from lumbung.faces.portal.explore.problems import CannotBePutTogether, TooManyRows
from lumbung.faces.portal.explore.wishes import Wish
from lumbung.faces.portal.holdings import Holding
from lumbung.kit.charts.figures import AREA, PERIOD
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import Cited
from lumbung.vocabulary.observations import Status, note_column, status_column
from lumbung.vocabulary.structures import Measure
from lumbung.vocabulary.words import Text

Key = tuple[str, ...]  # the codes of some roles, in their order


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands in one place of the table."""

    value: float | None
    status: Status = Status.NORMAL
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """Figures by the codes of the roles that were kept, for each measure."""

    roles: tuple[str, ...]
    figures: Mapping[tuple[Key, str], Figure]
    notes: tuple[Text, ...]


def measures_of(wish: Wish, held: Holding) -> tuple[Measure, ...]:
    """The measures of a wish; the road refuses those that are not there when it is asked."""
    found = (held.structure.measure(code) for code in wish.measures)
    return tuple(measure for measure in found if measure is not None)


def periods_of(wish: Wish, held: Holding) -> tuple[str, ...]:
    """The periods that a wish means today, in their order; rolling words say others tomorrow."""
    asked = question(wish, held, keep=())
    chosen = selection(asked, observations.cube().opened(held.edition.pk))
    found = chosen.codes.get(PERIOD)
    return tuple(map(str, held.periods)) if found is None else found


def question(wish: Wish, held: Holding, *, keep: Sequence[str]) -> Query:
    """The question that a wish puts to the one road, told apart by some roles."""
    words: dict[str, Sequence[str]] = dict(wish.where)
    words |= {
        "measures": wish.measures,
        "by": [",".join(keep)],
        "within": [wish.within],
        "roll_up": [wish.roll_up],
        "boundaries": [wish.boundaries],
        "edition": [held.edition.label],
    }
    return observations.question(held.structure.dataset, words, limit=MOST_ROWS)


def answered(wish: Wish, held: Holding, *, keep: Sequence[str]) -> Answered:
    """The figures of a wish, told apart by some roles, everything else put together as it may be."""
    kept = tuple(dict.fromkeys(keep))
    by = _whole_key(wish, held, kept)
    try:
        found = observations.answer(question(wish, held, keep=by), reader=None)
    except NotAdditive as refusal:
        raise _refused(wish, held, kept, refusal) from refusal
    if found.next is not None:
        raise TooManyRows(rows=found.total, most=MOST_ROWS)
    return Answered(kept, dict(_figures(found, kept, wish.measures)), found.notes)


def _whole_key(wish: Wish, held: Holding, kept: tuple[str, ...]) -> tuple[str, ...]:
    """All key columns where what is not kept has one code only: then rows come as they stand, with notes."""
    if wish.roll_up:
        return kept
    left = [role for role in held.structure.key if role not in kept]
    if all(_is_single(wish, held, role) for role in left):
        return held.structure.key
    return kept


def _is_single(wish: Wish, held: Holding, role: str) -> bool:
    there = held.manifest.counts.of(role)
    codes = periods_of(wish, held) if role == PERIOD else wish.chosen(role)
    if role == AREA and wish.within:
        return False
    return len(there) == 1 if not codes else len(codes) == 1 and codes[0] in there


def _refused(wish: Wish, held: Holding, kept: tuple[str, ...], refusal: NotAdditive) -> CannotBePutTogether:
    """What stands in the way, in the words of the page: the roles that would have to be put together."""
    loose = [
        _title(held, role)
        for role in held.structure.key
        if role not in kept and not _is_single(wish, held, role)
    ]
    if wish.roll_up or not loose:
        loose = [_title(held, AREA), *loose]
    names = Text(" dan ".join(title.id for title in loose), " and ".join(title.said("en") for title in loose))
    return CannotBePutTogether(**refusal.facts, roles=names)


def _title(held: Holding, role: str) -> Text:
    if role == AREA:
        return held.structure.area.level.title
    if role == PERIOD:
        return Text("Periode", "Period")
    dimension = held.structure.dimension(role)
    return dimension.title if dimension is not None else Text(role)


def _figures(
    found: Cited, kept: tuple[str, ...], measures: Sequence[str]
) -> Iterator[tuple[tuple[Key, str], Figure]]:
    places = {column.code: place for place, column in enumerate(found.columns)}
    keys = [places[role] for role in kept]
    told = [
        (measure, places[measure], places.get(status_column(measure)), places.get(note_column(measure)))
        for measure in measures
    ]
    for row in found.rows:
        key = tuple(str(row[place]) for place in keys)
        for measure, at, status_at, note_at in told:
            value = row[at]
            status = (
                Status(str(row[status_at])) if status_at is not None and row[status_at] else Status.NORMAL
            )
            note = str(row[note_at] or "") if note_at is not None else ""
            number = float(value) if isinstance(value, int | float) else None
            if number is not None or status is Status.MISSING:
                yield (key, measure), Figure(number, status, note)
