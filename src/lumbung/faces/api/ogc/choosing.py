"""Which features a request is about: the layers of a collection, narrowed by box, filter and columns."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.utils import timezone

from lumbung.faces.api.ogc import figures, rungs
from lumbung.faces.api.ogc.places import places
from lumbung.formats import conditions as say
from lumbung.formats.conditions import Condition, Kind
from lumbung.formats.ogc.cql2 import GEOMETRY, read_filter
from lumbung.formats.ogc.crs import System
from lumbung.formats.ogc.documents import Collection
from lumbung.formats.ogc.layers import Chosen, Layer
from lumbung.formats.ogc.problems import CollectionUnknown, FeatureUnknown, ParameterUnreadable
from lumbung.formats.ogc.requests import SAID, Interval, Wanted
from lumbung.formats.ogc.shapes import shape_of
from lumbung.rooms.query import queries as observations
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.publications import Publication

ROOM = 96 << 20  # bytes of layers that a process keeps
TRUTHS = {"true": True, "false": False}


class Layers:
    """The layers that were asked for lately, up to a number of bytes."""

    def __init__(self, room: int = ROOM) -> None:
        self.room, self._used, self._lock = room, 0, Lock()
        self._kept = OrderedDict[Hashable, Layer]()

    def get(self, key: Hashable, make: Callable[[], Layer]) -> Layer:
        """A layer, made if it is not kept."""
        with self._lock:
            layer = self._kept.get(key)
            if layer is not None:
                self._kept.move_to_end(key)
                return layer
        layer = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = layer
                self._used += layer.size
            while self._used > self.room and len(self._kept) > 1:
                self._used -= self._kept.popitem(last=False)[1].size
        return layer


_layers = Layers()


@dataclass(frozen=True, slots=True)
class Found:
    """A collection that an address names: a rung or a dataset, in a state of the registry."""

    id: str
    rung: AreaLevel | None
    dataset: Publication | None
    state: int

    @property
    def edition(self) -> str:
        """The edition that its figures are of; empty for areas."""
        return self.dataset.current.id if self.dataset is not None else ""

    def described(self) -> Collection:
        """The collection in words."""
        if self.rung is not None:
            return rungs.described(self.rung)
        return figures.described(self._published(), self.state)

    def kinds(self) -> dict[str, Kind]:
        """What its columns hold."""
        columns = (
            rungs.PROPERTIES
            if self.rung is not None
            else (*figures.BEFORE, *figures.shape(self._published()).properties, *figures.AFTER)
        )
        return {item.name: item.kind for item in columns}

    def layers(self, when: Interval | None) -> list[Layer]:
        """Its features at a time, layer by layer."""
        outlines = places(self.state, System.CRS84)
        here = (settings.HOME, self.id, self.edition, self.state)
        if self.rung is not None:
            rung, day = self.rung, _day(when)
            return [_layers.get((*here, day), lambda: rungs.layer(rung, day, outlines))]
        published = self._published()
        return [
            _layers.get((*here, period), lambda period=period: figures.layer(published, period, outlines))  # type: ignore[misc]  # bound now
            for period in figures.periods(published, when)
        ]

    def _published(self) -> Publication:
        assert self.dataset is not None
        return self.dataset


def found(name: str, state: int) -> Found:
    """The collection with a name."""
    if rung := rungs.RUNGS.get(name):
        return Found(name, rung, None, state)
    published = observations.published().by_code.get(name)
    if published is None:
        raise CollectionUnknown(collection=name[:SAID])
    figures.shape(published)  # refuses one that is too wide for a map
    return Found(name, None, published, state)


def every(state: int) -> Iterator[Found]:
    """All collections: the rungs, then the datasets."""
    for name, rung in rungs.RUNGS.items():
        yield Found(name, rung, None, state)
    for published in observations.published().publications:
        if figures.is_narrow(published) and published.code not in rungs.RUNGS:
            yield Found(published.code, None, published, state)


def _day(when: Interval | None) -> dt.date:
    """On which day areas are wanted: the last of a stretch, today if it has none."""
    today = timezone.localdate()
    return today if when is None or when.last is None else min(when.last, today)


def chosen(collection: Found, wanted: Wanted) -> list[Chosen]:
    """The features that a request asks for."""
    layers = collection.layers(wanted.when)
    outlines = places(collection.state, System.CRS84)
    kept = _condition(collection, wanted)
    found = []
    for layer in layers:
        numbers: Sequence[int] = range(len(layer))
        if wanted.box is not None:
            numbers = layer.at(outlines.touching(wanted.box, layer.numbers))
        if kept is not None:
            numbers = [number for number in numbers if kept.holds(_row(layer, number, kept)) is True]
        found.append(Chosen(layer, numbers))
    return found


def _row(layer: Layer, number: int, condition: Condition) -> say.Row:
    row = layer.rows[number]
    return {**row, GEOMETRY: layer.places[number]} if GEOMETRY in condition.columns else row


def _condition(collection: Found, wanted: Wanted) -> Condition | None:
    parts = []
    kinds = collection.kinds() if wanted.equal or wanted.filter else {}
    for name, value in wanted.equal.items():
        constant = say.literal(_value(name, value, kinds[name]), kinds[name])
        parts.append(say.compared(say.column(name, kinds[name]), "=", constant))
    if wanted.filter:
        outlines = places(collection.state, System.CRS84)

        def intersects(text: str) -> Callable[[object], bool]:
            met = outlines.meeting(shape_of(text, wanted.filter_system), range(len(outlines.boxes)))
            return lambda place: place in met

        parts.append(read_filter(wanted.filter, kinds, intersects))
    return say.both(parts) if parts else None


def _value(name: str, text: str, kind: Kind) -> str | float | bool:
    if kind is Kind.TRUTH and text in TRUTHS:
        return TRUTHS[text]
    if kind not in {Kind.NUMBER, Kind.TRUTH}:
        return text
    try:
        return float(text) if kind is Kind.NUMBER else TRUTHS[text]
    except (ValueError, KeyError) as fault:
        example = "123.4" if kind is Kind.NUMBER else "true"
        raise ParameterUnreadable(name=name, value=text[:SAID], example=example) from fault


def single(collection: Found, feature: str) -> tuple[Layer, int]:
    """One feature: by the code of an area (with its latest figures), or by code and period."""
    if collection.dataset is None:
        name, when = feature, None
    else:
        code, _, period = feature.partition("@")
        latest = figures.periods(collection.dataset, None)
        if period and period not in figures.periods(collection.dataset, Interval()):
            raise FeatureUnknown(collection=collection.id, feature=feature[:SAID])
        name = feature if period else f"{code}@{latest[0]}"
        when = _stretch(period) if period else None
    for layer in collection.layers(when):
        if name in layer.ids:
            return layer, layer.ids[name]
    raise FeatureUnknown(collection=collection.id, feature=feature[:SAID])


def _stretch(period: str) -> Interval:
    read = parse_period(period)
    return Interval(read.start, read.end)
