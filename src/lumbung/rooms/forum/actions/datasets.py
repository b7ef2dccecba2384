"""An agreed item becomes a dataset, or is joined to one that is there.

The definition takes its words from the list: concept and unit make the measure, the update
schedule makes the frequency, so that the calendar lays out what is due by itself.
"""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction

from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog import queries as catalog_found
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.forum.actions.items import subject
from lumbung.rooms.forum.actions.telling import record
from lumbung.rooms.forum.columns import AccessClass, Schedule
from lumbung.rooms.forum.models import Item
from lumbung.rooms.forum.problems import ItemDecided, NoCalendar
from lumbung.rooms.forum.states import ItemState
from lumbung.rooms.people import actions as people
from lumbung.rooms.people import queries as offices
from lumbung.rooms.people.queries import Organisation, Permission, User
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.periods import Frequency

FREQUENCIES = {
    Schedule.DAILY: Frequency.DAY,
    Schedule.WEEKLY: Frequency.WEEK,
    Schedule.MONTHLY: Frequency.MONTH,
    Schedule.QUARTERLY: Frequency.QUARTER,
    Schedule.HALF_YEARLY: Frequency.HALF,
    Schedule.YEARLY: Frequency.YEAR,
}
LEVELS = ("kelurahan", "kecamatan")
"""Words of the breakdown that name a rung of areas, the finest first."""

DUE_DAYS = {
    Frequency.DAY: 2, Frequency.WEEK: 7, Frequency.MONTH: 15, Frequency.QUARTER: 30, Frequency.HALF: 45,
    Frequency.YEAR: 90,
}  # fmt: skip


def make_dataset(*, item: Item, actor: User, code: str = "", topic: str = "", level: str = "") -> Dataset:
    """Define the dataset of an agreed item; the calendar's chore then lays out its periods.

    Asked again in a later year, it carries the dataset's periods on to that year.
    """
    people.require(actor, Permission.DEFINE, on=item.producer)
    _require_agreed(item)
    with transaction.atomic():
        if item.dataset is not None:
            definition = _carried_on(item)
        else:
            definition = _definition(item, code or _free_code(item), topic, level)
        made = catalog.define_dataset(
            definition=definition,
            producer=item.producer,
            actor=actor,
            pack=item.dataset.pack if item.dataset else "",
        )
        item.dataset = made.dataset
        item.save(update_fields=["dataset"])
        record(
            "forum.dataset-made",
            subject=subject(item),
            actor=actor,
            dataset=made.dataset.code,
            facts={"frequency": made.dataset.frequency},
        )
    return made.dataset


def link_dataset(*, item: Item, dataset: Dataset | None, actor: User) -> Item:
    """Join an item to a dataset of the catalogue, or part them."""
    people.require(actor, Permission.DEFINE, on=item.producer)
    with transaction.atomic():
        was, item.dataset = item.dataset, dataset
        item.save(update_fields=["dataset"])
        record(
            "forum.dataset-linked" if dataset else "forum.dataset-unlinked",
            subject=subject(item),
            actor=actor,
            dataset=(dataset or was).code if dataset or was else "",  # type: ignore[union-attr]  # one is there
        )
    return item


def may_carry_on(item: Item) -> bool:
    """Whether the item's dataset was made here and names no period of the list's year yet."""
    dataset = item.dataset
    if dataset is None or dataset.pack or item.station is not ItemState.AGREED:
        return False
    periods = catalog_found.structure(dataset).periods
    return bool(periods) and all(period.year != item.data_list.year for period in periods)


def _require_agreed(item: Item) -> None:
    if item.station is not ItemState.AGREED:
        raise ItemDecided(item=item.code, state=item.station.title)


def _definition(item: Item, code: str, topic: str, level: str) -> dict[str, Any]:
    frequency = _frequency(item)
    measure: dict[str, Any] = {"code": "nilai", "title": {"id": item.indicator or item.title}}
    if item.concept in standards.concepts():
        measure["concept"] = item.concept
    if item.unit:
        measure["unit"] = item.unit
    if item.definition:
        measure["definition"] = {"id": item.definition}
    # A share or an index of two areas is not the sum of both; only a person can say how it adds up.
    measure["adds_up"] = "none"
    definition: dict[str, Any] = {
        "code": code,
        "title": {"id": item.title},
        "frequency": frequency.value,
        "area": {"within": _area(item.producer), "level": level or _level(item)},
        "measures": [measure],
        "periods": _periods(frequency, item.data_list.year),
        "access": AccessClass(item.access).value.lower(),
        "priority": item.priority,
        "due_days": DUE_DAYS[frequency],
        "source": item.reference,
    }
    if item.definition:
        definition["description"] = {"id": item.definition}
    if topic:
        definition["topic"] = topic
    return definition


def _carried_on(item: Item) -> dict[str, Any]:
    assert item.dataset is not None  # asked for by make_dataset
    definition = dict(item.dataset.definition)
    there = [str(period) for period in catalog_found.structure(item.dataset).periods]
    new = _periods(Frequency(item.dataset.frequency), item.data_list.year)
    return {**definition, "periods": [*there, *(period for period in new if period not in there)]}


def _periods(frequency: Frequency, year: int) -> list[str]:
    """Every period of a year, as SDMX writes them."""
    from lumbung.vocabulary.periods import parse_periods

    ends = {
        Frequency.YEAR: (f"{year}", f"{year}"),
        Frequency.HALF: (f"{year}-S1", f"{year}-S2"),
        Frequency.QUARTER: (f"{year}-Q1", f"{year}-Q4"),
        Frequency.MONTH: (f"{year}-01", f"{year}-12"),
    }
    if frequency not in ends:
        return []  # days and weeks are owed as they pass
    first, last = ends[frequency]
    return [str(period) for period in parse_periods(f"{first}..{last}")]


def _frequency(item: Item) -> Frequency:
    schedule = Schedule(item.schedule)
    if schedule is Schedule.OCCASIONAL:
        raise NoCalendar(item=item.code)
    return FREQUENCIES[schedule]


def _level(item: Item) -> str:
    said = item.breakdown.casefold()
    return next((level for level in LEVELS if level in said), "kota")


def _area(office: Organisation) -> str:
    """The area of the nearest office above that serves one: the city, for an agency of the city."""
    reach = {one.pk: one.area for one in offices.organisations().filter(pk__in=offices.above(office))}
    found = (reach[pk] for pk in offices.above(office) if reach.get(pk))
    return next(found, "")


def _free_code(item: Item) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", item.title.casefold()).strip("-")[:60].strip("-") or item.code.lower()
    there = set(catalog_found.datasets().filter(code__startswith=base).values_list("code", flat=True))
    names = (f"{base}-{number}" for number in range(2, len(there) + 3))
    return base if base not in there else next(name for name in names if name not in there)
