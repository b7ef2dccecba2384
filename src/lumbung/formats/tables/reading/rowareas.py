"""Which area each row is about: by code, by name, by the kecamatan above it, by its place.

Kelurahan are often named like their kecamatan, and lists show both. A prefix decides, then the
heading, then the kecamatan beside or above; where one name stands twice under the same labels, the
row with the larger figure is the wider area.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lumbung.formats.tables.grids.grid import Cell, shown
from lumbung.formats.tables.reading.downward import Said
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.shapes.blocks import Block
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.words.areanames import AreaHit, AreaNames
from lumbung.formats.tables.words.folding import letters
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.findings import Place

_FINEST = AreaLevel.VILLAGE.rank + 1
Sayings = dict[int, dict[int, Said]]


@dataclass(frozen=True, slots=True)
class AreaFact:
    """The area of a row, as far as it is known."""

    code: str | None = None
    cell: Cell | None = None
    held: bool = False  # something is written, but it cannot be taken without a person
    own: bool = True


class RowAreas:
    """Finds the areas of one table's rows."""

    def __init__(
        self,
        block: Block,
        columns: list[Column],
        sayings: Sayings,
        names: AreaNames,
        told: Told,
        first_figure: Callable[[int], float | None],
    ) -> None:
        self.block, self.names, self.told = block, names, told
        self.sayings = sayings
        self.wanted = names.scope.level
        self.waiting: set[str] = set()
        self._known = names.known_rows
        self._has_company = sum(column.role is Role.AREA for column in columns) > 1
        by_rank = sorted(
            (column for column in columns if column.role in {Role.AREA, Role.AREA_CODE, Role.MIXED}),
            key=lambda column: -self._rank(column),
        )
        finest = self._rank(by_rank[0]) if by_rank else 0
        self._code = next((c for c in by_rank if c.role is Role.AREA_CODE and self._rank(c) == finest), None)
        self._name = next(
            (c for c in by_rank if c.role is not Role.AREA_CODE and self._rank(c) == finest), None
        )
        self._above = [c for c in reversed(by_rank) if c not in {self._code, self._name}]
        self._wider = self._wider_of_twins(first_figure)

    @property
    def are_told(self) -> bool:
        """Whether the table has a column of areas at all."""
        return self._code is not None or self._name is not None

    @property
    def columns(self) -> set[int]:
        """The columns that tell areas."""
        return {column.number for column in (self._code, self._name, *self._above) if column is not None}

    @property
    def heading_column(self) -> Column | None:
        """The column a person would look at for the area."""
        return self._name or self._code

    def at(self, row: int, above: str | None) -> AreaFact:
        """The area of a row; ``above`` is what a group row or the title says."""
        coded, named = self._said(self._code, row), self._said(self._name, row)
        beside = [said for column in self._above if (said := self._said(column, row)) is not None]
        levels = self._name.levels if self._name is not None else None
        key = (levels, coded and coded.value, named and named.value, above, *(said.value for said in beside))
        if row not in self._wider and key in self._known:
            said = named or coded
            return AreaFact(self._known[key], said.cell, own=said.own) if said is not None else AreaFact()
        fact = self._find(row, coded, named, above)
        if fact.code is not None and (coded or named) and row not in self._wider:
            self._known[key] = fact.code
        return fact

    def _find(self, row: int, coded: Said | None, named: Said | None, above: str | None) -> AreaFact:
        if coded is not None:
            return self._by_code(coded, named)
        parent, parent_said = self._parent(row, above)
        if named is not None:
            return self._by_name(named, row, parent)
        if parent_said is not None and parent_said.own and parent is not None:
            return AreaFact(parent, parent_said.cell)
        return AreaFact()

    def is_twin(self, row: int) -> bool:
        """Whether a row shares its name with another, one of which is the wider area."""
        return row in self._wider

    def named(self, text: str, above: str | None) -> str | None:
        """The area that a label outside the area columns names, such as a group's title."""
        codes = self.names.choose(self.names.by_name(text).candidates, parent=above)
        if len(codes) > 1:
            wider = [code for code in codes if self.names.level(code).rank < self.wanted.rank]
            codes = tuple(wider) if len(wider) == 1 else codes
        return codes[0] if len(codes) == 1 else None

    def _rank(self, column: Column) -> int:
        levels = column.levels or self._levels_by_contents(column)
        if levels:
            return max(level.rank for level in levels)
        if column.role is Role.AREA_CODE:
            found = [self.names.by_code(said.value) for said in self.sayings.get(column.number, {}).values()]
            ranks = [self.names.level(code).rank for code in found if code is not None]
            return max(ranks, default=0)
        return _FINEST

    def _levels_by_contents(self, column: Column) -> tuple[AreaLevel, ...]:
        """The rung of a column of areas beside others, where its heading does not say it."""
        if column.role is not Role.AREA or not self._has_company:
            return ()
        texts = {shown(said.value) for said in self.sayings.get(column.number, {}).values()}
        hits = [self.names.by_name(text).candidates for text in texts]
        rungs = [{self.names.level(code) for code in hit if code in self.names.inside} for hit in hits if hit]
        common = set.intersection(*rungs) if rungs else set()
        return (min(common, key=lambda level: level.rank),) if common else (AreaLevel.VILLAGE,)

    def _said(self, column: Column | None, row: int) -> Said | None:
        return self.sayings.get(column.number, {}).get(row) if column is not None else None

    def _parent(self, row: int, above: str | None) -> tuple[str | None, Said | None]:
        """The wider area that the row's other columns tell, and the last of those labels."""
        parent, last = above, None
        for column in self._above:
            said = self._said(column, row)
            if said is None:
                continue
            if column.role is Role.AREA_CODE:
                code = self.names.by_code(said.value)
                found: tuple[str, ...] = (code,) if code else ()
            else:
                found = self.names.choose(
                    self.names.by_name(shown(said.value)).candidates, column.levels, parent
                )
            if len(found) == 1:
                parent, last = found[0], said
        return parent, last

    def _by_code(self, coded: Said, named: Said | None) -> AreaFact:
        text = shown(coded.value)
        code = self.names.by_code(coded.value)
        name = shown(named.value) if named is not None else ""
        hit = self.names.by_name(name) if name else AreaHit()
        if code is None:
            likely = self.names.choose(hit.candidates, [self.wanted])
            suggestion = likely[0] if len(likely) == 1 else None
            self.waiting.update(likely)
            self.told.add("area.unknown", self._place(coded.cell), value=text, suggestion=suggestion)
            return AreaFact(None, coded.cell, held=True)
        if name and named is not None and code not in hit.candidates and code not in hit.near:
            self.waiting.update({code, *self.names.choose(hit.candidates, [self.wanted])})
            self.told.add(
                "area.code-mismatch",
                self._place(coded.cell),
                value=name,
                code=text,
                expected=self.names.tree[code].title,
                candidates=(code, *self.names.choose(hit.candidates, [self.wanted])),
                also=[self._place(named.cell)],
            )
            return AreaFact(None, coded.cell, held=True)
        return self._fact(code, named or coded)

    def _by_name(self, named: Said, row: int, parent: str | None) -> AreaFact:
        text = shown(named.value).strip()
        hit = self.names.by_name(text)
        if not hit.candidates:
            return self._not_found(named, text, hit)
        levels: tuple[AreaLevel, ...] = self._name.levels if self._name is not None else ()
        if self.wanted in levels or not levels:
            levels = (self.wanted,)
        if row in self._wider:
            levels = (self._wider[row],)
        codes = self.names.choose(hit.candidates, levels, parent)
        if len(codes) == 1:
            return self._fact(codes[0], named)
        outside = not any(code in self.names.inside for code in codes)
        if outside:
            self.told.add("area.outside", self._place(named.cell), value=text, candidates=codes[:10])
        else:
            self.waiting.update(codes)
            choices = "; ".join(self._with_parent(code) for code in codes[:6])
            self.told.add(
                "area.ambiguous", self._place(named.cell), value=text, choices=choices, candidates=codes
            )
        return AreaFact(None, named.cell, held=True)

    def _not_found(self, named: Said, text: str, hit: AreaHit) -> AreaFact:
        near = self.names.choose(hit.near, [self.wanted])
        self.waiting.update(near)
        if near:
            suggested = self.names.title(near[0])
            self.told.add(
                "area.misspelt",
                self._place(named.cell),
                value=text,
                suggestion=near[0],
                candidates=near,
                suggested=suggested,
            )
        else:
            self.told.add("area.unknown", self._place(named.cell), value=text)
        return AreaFact(None, named.cell, held=True)

    @staticmethod
    def _fact(code: str, said: Said) -> AreaFact:
        # An area outside the dataset's is what the row says; the check of keys judges it.
        return AreaFact(code, said.cell, own=said.own)

    def _with_parent(self, code: str) -> str:
        parent = next(self.names.tree.ancestors(code), None)
        return self.names.title(code) + (f", {parent.title}" if parent is not None else "")

    def _place(self, cell: Cell) -> Place:
        return Place.at(self.block.grid.name, *cell)

    def _wider_of_twins(self, first_figure: Callable[[int], float | None]) -> dict[int, AreaLevel]:
        """For names that stand twice under the same other labels: which row is the wider area."""
        if self._name is None or self._code is not None:
            return {}
        twins: dict[tuple[str, ...], list[int]] = {}
        others = [column for column in self.sayings if column not in self.columns]
        for row, said in self.sayings[self._name.number].items():
            if not said.own or self.names.by_name(shown(said.value)).level is not None:
                continue
            key = (letters(shown(said.value)), *(self._text(other, row) for other in others))
            twins.setdefault(key, []).append(row)
        decided: dict[int, AreaLevel] = {}
        for rows in twins.values():
            levels = self._levels_of(rows[0]) if len(rows) == 2 else []
            if len(levels) == 2:
                wider = self._wider_row(rows, first_figure)
                if wider is not None:
                    decided.update({row: levels[0] if row == wider else levels[1] for row in rows})
        return decided

    def _wider_row(self, rows: list[int], first_figure: Callable[[int], float | None]) -> int | None:
        """Which of two rows of one name is the wider area; none where the name is simply there twice.

        The wider area has no figure of its own (it is a title), or one that no part exceeds.
        """
        first, second = (first_figure(row) for row in rows)
        if first is None or second is None:
            return None if first == second else rows[0] if first is None else rows[1]
        wider = rows[0] if first >= second else rows[1]
        parent = self._candidates(rows[0])[0]
        assert self._name is not None
        parts = [
            first_figure(row)
            for row in self.sayings[self._name.number]
            if row not in rows and any(self.names.is_below(code, parent) for code in self._candidates(row))
        ]
        return wider if parts and max(first, second) >= max(part or 0 for part in parts) else None

    def _text(self, column: int, row: int) -> str:
        said = self.sayings[column].get(row)
        return letters(shown(said.value)) if said is not None else ""

    def _candidates(self, row: int) -> list[str]:
        """The areas inside the dataset's that a row's name may mean, the widest first."""
        assert self._name is not None
        hit = self.names.by_name(shown(self.sayings[self._name.number][row].value))
        inside = [code for code in hit.candidates if code in self.names.inside]
        return sorted(inside, key=lambda code: self.names.level(code).rank)

    def _levels_of(self, row: int) -> list[AreaLevel]:
        """The two narrowest rungs on which the name in a row is known, the wider first."""
        return list(dict.fromkeys(self.names.level(code) for code in self._candidates(row)))[-2:]
