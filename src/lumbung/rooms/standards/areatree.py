"""The areas as a tree, each with what it was under before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from lumbung.kit.stamps import Stamped
from lumbung.rooms.standards.models import Area, AreaChange
from lumbung.vocabulary import areachanges, areas

Earlier = Mapping[str, tuple[tuple[str, dt.date], ...]]


def change_in_words(row: AreaChange) -> areachanges.AreaChange:
    """A change as the cube takes it."""
    return areachanges.AreaChange(
        code=row.code,
        kind=areachanges.ChangeKind(row.kind),
        on=row.on,
        legal_basis=row.legal_basis,
        shifts=tuple(areachanges.AreaShift(*shift) for shift in row.shifts),
        weights_by=row.weights_by,
        note=row.note,
    )


def _make_changes() -> tuple[areachanges.AreaChange, ...]:
    return tuple(map(change_in_words, AreaChange.objects.all()))


def _make_tree() -> areas.AreaTree:
    earlier = _earlier_parents()
    return areas.AreaTree.of(
        areas.Area(
            code=row.code,
            name=row.name,
            level=areas.AreaLevel(row.level),
            kind=row.kind,
            parent=row.parent,
            bps=row.bps,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            longitude=row.longitude,
            latitude=row.latitude,
            square_km=row.square_km,
            aliases=tuple(row.aliases),
            earlier=earlier.get(row.code, ()),
        )
        for row in Area.objects.all()
    )


def _earlier_parents() -> Earlier:
    """For each area that came under another one and kept its code: what it was under, until when."""
    found: dict[str, list[tuple[str, dt.date]]] = {}
    for change in _make_changes():
        for shift in change.shifts:
            if shift.parent_before and shift.source == shift.target:
                last = change.on - areachanges.ONE_DAY
                found.setdefault(shift.source, []).append((shift.parent_before, last))
    return {code: tuple(sorted(parents, key=lambda item: item[1])) for code, parents in found.items()}


area_tree = Stamped("standards", make=_make_tree)
area_changes = Stamped("standards", make=_make_changes)
