"""Changes of areas: a kelurahan is split, two are merged, one is renamed or put under another kecamatan.

A change has its day, its law, and shifts that say where the figures of an area go. The codes in
force on the last day of a period are the codes of that period: a change on 1 January 2024 leaves
the year 2023 as it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.codelists import ListRef, PlaceOf, nowhere
from lumbung.vocabulary.codemaps import CodeMap, MapEntry, Shares, chained, map_faults
from lumbung.vocabulary.findings import Finding, finding
from lumbung.vocabulary.periods import Period, day_period
from lumbung.vocabulary.words import Text, Worded

ONE_DAY = dt.timedelta(days=1)


class ChangeKind(Worded):
    """What happened to the areas."""

    SPLIT = "split", Text("pemekaran", "split")
    MERGE = "merge", Text("penggabungan", "merger")
    RENAME = "rename", Text("perubahan nama", "change of name")
    MOVE = "move", Text("perpindahan", "move")


@dataclass(frozen=True, slots=True)
class AreaShift:
    """Where the figures of an area go, and how much of them.

    ``parent_before`` is named where an area keeps its code and comes under another parent.
    """

    source: str
    target: str
    weight: float = 1.0
    parent_before: str = ""


@dataclass(frozen=True)
class AreaChange:
    """One change with its day and its law."""

    code: str
    kind: ChangeKind
    on: dt.date  # the first day on which the new areas are in force
    legal_basis: str
    shifts: tuple[AreaShift, ...]
    weights_by: Text = field(default_factory=lambda: Text(""))  # what the shares were worked out from
    note: Text = field(default_factory=lambda: Text(""))

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The areas that were."""
        return tuple(dict.fromkeys(shift.source for shift in self.shifts))

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The areas that are."""
        return tuple(dict.fromkeys(shift.target for shift in self.shifts))

    @property
    def ended(self) -> tuple[str, ...]:
        """The areas whose codes are no more."""
        return tuple(code for code in self.sources if code not in self.targets)

    @property
    def moves_figures(self) -> bool:
        """Whether a code means another area afterwards, so that figures before and after differ in it."""
        return any(shift.source != shift.target for shift in self.shifts)

    def is_before(self, period: Period) -> bool:
        """Whether the old codes were in force in a period."""
        return period.end < self.on

    def as_map(self) -> CodeMap:
        """The change as a map between the areas of two days."""
        before, after = (self.on - ONE_DAY).isoformat(), self.on.isoformat()
        entries = tuple(MapEntry(item.source, item.target, item.weight) for item in self.shifts)
        return CodeMap(
            code=self.code,
            title=Text(f"Wilayah sebelum dan sesudah {after}", f"Areas before and after {after}"),
            source=ListRef("wilayah", before),
            target=ListRef("wilayah", after),
            entries=entries,
            basis=self.legal_basis,
            weights_by=self.weights_by,
        )

    def said(self, tree: AreaTree) -> Text:
        """What happened, in a sentence without its full stop."""
        day = day_period(self.on).title
        before, after = _names(self.sources, tree), _names(self.targets, tree)
        words = _SAID[self.kind].filled(day=day, before=before, after=after)
        if not self.legal_basis:
            return words
        return Text(f"{words.id} ({self.legal_basis})", f"{words.en} ({self.legal_basis})")


_SAID = {
    ChangeKind.SPLIT: Text(
        "{day}: {before} dimekarkan menjadi {after}", "{day}: {before} was split into {after}"
    ),
    ChangeKind.MERGE: Text(
        "{day}: {before} digabung menjadi {after}", "{day}: {before} were merged into {after}"
    ),
    ChangeKind.RENAME: Text("{day}: {before} menjadi {after}", "{day}: {before} became {after}"),
    ChangeKind.MOVE: Text(
        "{day}: {before} berpindah, kini {after}", "{day}: {before} was moved and is now {after}"
    ),
}


def _names(codes: Iterable[str], tree: AreaTree) -> Text:
    names = [f"{area.title} ({code})" if (area := tree.get(code)) else code for code in codes]
    if len(names) < 2:
        name = names[0] if names else "–"
        return Text(name, name)
    head = ", ".join(names[:-1])
    return Text(f"{head} dan {names[-1]}", f"{head} and {names[-1]}")


def shares_since(changes: Iterable[AreaChange], period: Period) -> Shares:
    """Where the figures of a period belong today: all later changes, one after the other."""
    found: Shares = {}
    for change in sorted(changes, key=lambda item: item.on):
        if change.is_before(period):
            found = chained(found, change.as_map().shares)
    return found


def change_faults(change: AreaChange, tree: AreaTree, place: PlaceOf = nowhere) -> list[Finding]:
    """What is wrong with a change: its weights, its areas, and whether it is what it says it is."""
    entries = [MapEntry(shift.source, shift.target, shift.weight) for shift in change.shifts]
    found = [item for item in map_faults(entries, place) if item.rule != "codemap.left-out"]
    for row, shift in enumerate(change.shifts):
        for column, code in (("source", shift.source), ("target", shift.target)):
            if code and code not in tree:
                found.append(finding("areachange.area-unknown", place(row, column), value=code))
        if shift.parent_before and shift.parent_before not in tree:
            found.append(
                finding("areachange.area-unknown", place(row, "parent_before"), value=shift.parent_before)
            )
    found += _shape(change)
    found += _days(change, tree, place)
    return found


def _shape(change: AreaChange) -> Iterator[Finding]:
    sources, targets = len(change.sources), len(change.targets)
    moved = any(shift.parent_before or shift.source != shift.target for shift in change.shifts)
    fits = {
        ChangeKind.SPLIT: targets > sources,
        ChangeKind.MERGE: sources > targets,
        ChangeKind.RENAME: sources == targets,
        ChangeKind.MOVE: sources == targets and moved,
    }
    if change.shifts and not fits[change.kind]:
        yield finding("areachange.kind", value=change.kind.title, sources=sources, targets=targets)


def _days(change: AreaChange, tree: AreaTree, place: PlaceOf) -> Iterator[Finding]:
    rows = {shift.source: row for row, shift in reversed(list(enumerate(change.shifts)))}
    for code in change.ended:
        area = tree.get(code)
        if area is not None and area.in_force(change.on):
            day = (change.on - ONE_DAY).isoformat()
            yield finding("areachange.still-in-force", place(rows[code], "source"), value=code, day=day)
    rows = {shift.target: row for row, shift in reversed(list(enumerate(change.shifts)))}
    for code in change.targets:
        area = tree.get(code)
        if area is not None and not area.in_force(change.on):
            day = change.on.isoformat()
            yield finding("areachange.not-in-force", place(rows[code], "target"), value=code, day=day)
