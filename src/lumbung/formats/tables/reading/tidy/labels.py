"""The keys of a list: each distinct label read once, by the reader of rows that reads every file.

A small table is made whose rows hold every label of the list once, in its own column; what the
reader says of those rows holds for all rows with the same labels.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from lumbung.formats.tables.grids import Value
from lumbung.formats.tables.reading.rows import RowKind
from lumbung.formats.tables.reading.table import TableReader
from lumbung.formats.tables.reading.tidy.faults import LAST, Fault, Faults, Listener
from lumbung.formats.tables.reading.tidy.listing import Listing
from lumbung.formats.tables.reading.tidy.plan import Plan
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.labels import HEADING, TOTAL
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.words.folding import letters
from lumbung.vocabulary.observations import AREA, COLUMNS_PER_ROW, PERIOD

_MOST = 200_000  # distinct labels of one kind; more are no labels
_OFTEN_EMPTY = 0.3
_KEY = "key"
_FIGURES = ("11", "17", "29", "41", "59", "71", "83")  # any will do that are no sums of each other


@dataclass(slots=True)
class Labels:
    """Some columns that together tell one facet, with their distinct labels."""

    facet: str
    columns: list[Column]
    distinct: pl.DataFrame
    codes: list[str | None] = field(default_factory=list)
    held: list[bool] = field(default_factory=list)
    statuses: list[str | None] = field(default_factory=list)
    faults: dict[str, Fault] = field(default_factory=dict)
    column: int = 0  # where the label stands

    @property
    def names(self) -> list[str]:
        """The columns of the frame."""
        return [str(column.number) for column in self.columns]


@dataclass(slots=True)
class KeyColumn:
    """One column of the key."""

    codes: pl.Series
    held: pl.Series | None  # which rows wait for a person; none: no row
    column: int  # where it stands; below 0: nowhere
    status: pl.Series | None = None


class LabelColumns:
    """Reads the labels of one list."""

    def __init__(self, plan: Plan, listing: Listing, faults: Faults) -> None:
        self.plan, self.listing, self.faults = plan, listing, faults
        self.table: TableReader | None = None
        self.kinds: list[Labels] = []

    def understand(self) -> bool:
        """Read all distinct labels; false where the list is not tidy after all."""
        areas = self.plan.of(Role.AREA, Role.AREA_CODE)
        facets = [(AREA, areas), (PERIOD, self.plan.of(Role.PERIOD))]
        facets += [(str(column.dimension), [column]) for column in self.plan.of(Role.DIMENSION)]
        for facet, columns in facets:
            labels = self._distinct(facet, columns)
            if labels is None:
                return False
            self.kinds.append(labels)
        self.table = table = self.plan.table(self._rows())
        table.prepare()
        if not self._is_plain(table):
            return False
        heard: dict[int, list[tuple[int, Fault]]] = {}
        assert isinstance(table.told, Listener)
        for one in table.told.taken():
            row, column = _cell(one.place.cell)
            others = tuple(_cell(place.cell)[1] for place in one.also)
            heard.setdefault(column, []).append((row - 1, Fault(one, column, others)))
        for labels in self.kinds:
            self._learn(labels, table, heard)
        return all(self._are_known(labels) for labels in self.kinds) and not self._may_be_twins()

    def key(self, facet: str) -> KeyColumn:
        """The column of the key for a facet."""
        labels = next((labels for labels in self.kinds if labels.facet == facet), None)
        if labels is None:
            return KeyColumn(self._same(self._elsewhere(facet)), None, -1)
        return self._as_they_are(labels) if len(labels.columns) == 1 else self._joined(labels)

    def texts(self) -> dict[int, pl.Series]:
        """The distinct texts of each column of labels."""
        return {int(name): labels.distinct[name] for labels in self.kinds for name in labels.names}

    # Distinct labels

    def _distinct(self, facet: str, columns: list[Column]) -> Labels | None:
        """The labels of a facet; none where they are empty or total where no tidy list's are."""
        frame, names = self.listing.frame, [str(column.number) for column in columns]
        dimension = self.plan.sheets.structure.dimension(facet)
        lenient = dimension is not None and (dimension.optional or len(dimension.codes) == 1)
        for name in names:
            empty = frame[name].null_count()
            if empty and (not lenient or empty >= _OFTEN_EMPTY * frame.height):
                return None
        distinct = frame.select(names).unique(maintain_order=True) if len(names) > 1 else frame.select(
            pl.col(names[0]).unique()
        )  # fmt: skip
        distinct = distinct.drop_nulls()
        if distinct.height > _MOST or distinct.is_empty():
            return None
        texts = {text for name in names for text in distinct[name].to_list()}
        kind = self.plan.sheets.labels.kind
        if any(not text.strip() or kind(text) in {HEADING, TOTAL} for text in texts):
            return None
        return Labels(facet, columns, distinct)

    def _rows(self) -> list[list[Value]]:
        """The small table: the heading, then every label once; figures stand where figures belong."""
        height = max(labels.distinct.height for labels in self.kinds)
        width = len(self.plan.columns)
        columns: list[list[Value]] = [[None] * height for _ in range(width)]
        for column in self.plan.of(Role.VALUE):
            columns[column.number] = [_FIGURES[n % len(_FIGURES)] for n in range(height)]
        for labels in self.kinds:
            for name in labels.names:
                texts = labels.distinct[name].to_list()
                columns[int(name)] = [texts[n % len(texts)] for n in range(height)]
        heading: list[Value] = [column.path[-1].value for column in self.plan.columns]
        return [heading, *map(list, zip(*columns, strict=True))]

    @staticmethod
    def _is_plain(table: TableReader) -> bool:
        plain = all(row.kind is RowKind.DATA and not row.over and row.total is None for row in table.rows)
        clear = not table.assignment.lacking and not table.assignment.no_measure
        measures = [column.measure for column in table.columns if column.role is Role.VALUE]
        one_each = None not in measures and len(set(measures)) == len(measures) > 0
        return plain and clear and one_each and not any(c.role is Role.TOTAL for c in table.columns)

    # What they mean

    def _learn(self, labels: Labels, table: TableReader, heard: dict[int, list[tuple[int, Fault]]]) -> None:
        level = self.plan.sheets.structure.area.level
        names = self.plan.sheets.areas
        value = next(column for column in table.columns if column.role is Role.VALUE)
        for row in table.rows[: labels.distinct.height]:
            if labels.facet == AREA:
                code = row.area if row.area is not None and names.level(row.area) is level else None
                labels.held.append(row.area is None)
                labels.column = row.area_cell[1] if row.area_cell else labels.columns[0].number
            elif labels.facet == PERIOD:
                held = not row.period or None in row.period
                code = None if held else table.period_of(row, value)
                labels.held.append(held)
                labels.statuses.append(row.status.value if row.status is not None else None)
                labels.column = labels.columns[-1].number
            else:
                code = row.codes.get(labels.facet)
                labels.held.append(code is None)
                labels.column = labels.columns[0].number
            labels.codes.append(code)
        texts = self._keys(labels)
        for column in labels.columns:
            for number, fault in heard.get(column.number, ()):
                if number < len(texts):
                    labels.faults.setdefault(texts[number], fault)

    @staticmethod
    def _are_known(labels: Labels) -> bool:
        """Whether at least half of the labels were understood: else the column is something else."""
        return 2 * sum(labels.held) <= len(labels.held)

    def _may_be_twins(self) -> bool:
        """Whether names stand twice that a wider area has, too: then the figures tell which is which."""
        assert self.table is not None
        names, areas = self.plan.sheets.areas, self.kinds[0]
        if any(column.role is Role.AREA_CODE for column in areas.columns):
            return False
        twofold = []
        for text in {text for name in areas.names for text in areas.distinct[name].to_list()}:
            hit = names.by_name(text)
            inside = {names.level(code) for code in hit.candidates if code in names.inside}
            if hit.level is None and len(inside) > 1:
                twofold.append(text)
        if not twofold:
            return False
        folded = {text: letters(text) for text in twofold}
        columns = [name for labels in self.kinds for name in labels.names]
        rows = self.listing.frame.select(columns).filter(
            pl.any_horizontal(pl.col(areas.names).is_in(twofold))
        )
        rows = rows.with_columns(pl.col(areas.names).replace(folded))
        return bool((rows.group_by(columns).len()["len"] == 2).any())

    def _keys(self, labels: Labels) -> list[str]:
        if len(labels.names) == 1:
            return [str(text) for text in labels.distinct[labels.names[0]].to_list()]
        return [str(number) for number in range(labels.distinct.height)]

    # Back to the rows

    def _as_they_are(self, labels: Labels) -> KeyColumn:
        """One column: its own texts where they are the codes already, else the codes for them."""
        texts, series = self._keys(labels), self.listing.frame[labels.names[0]]
        given = dict(zip(texts, labels.codes, strict=True))
        held = [text for text, waits in zip(texts, labels.held, strict=True) if waits]
        if held:
            self._note(labels, series, held)
        codes = series
        if any(code != text for text, code in given.items() if text not in labels.faults):
            codes = series.replace_strict(given, default=None, return_dtype=pl.String)
        rest = self._elsewhere(labels.facet)
        if rest is not None and codes.null_count():
            codes = codes.fill_null(rest)
        waiting = series.is_in(held).fill_null(value=False) if held else None
        return KeyColumn(codes, waiting, labels.column, self._statuses(labels, series, texts))

    def _note(self, labels: Labels, series: pl.Series, held: list[str]) -> None:
        at = series.is_in(held).fill_null(value=False).arg_true()
        order = labels.column if labels.facet != AREA else LAST
        self.faults.add(self.listing.rows.gather(at), series.gather(at), labels.faults, order)

    def _joined(self, labels: Labels) -> KeyColumn:
        """Several columns together: found by the number of their combination."""
        table = labels.distinct.with_columns(pl.Series(_KEY, self._keys(labels)))
        numbers = self.listing.frame.select(labels.names).join(
            table, on=labels.names, how="left", maintain_order="left"
        )[_KEY]
        texts = self._keys(labels)
        held = [text for text, waits in zip(texts, labels.held, strict=True) if waits]
        if held:
            self._note(labels, numbers, held)
        codes = numbers.replace_strict(
            dict(zip(texts, labels.codes, strict=True)), default=None, return_dtype=pl.String
        )
        waiting = numbers.is_in(held) if held else None
        return KeyColumn(codes, waiting, labels.column, self._statuses(labels, numbers, texts))

    @staticmethod
    def _statuses(labels: Labels, series: pl.Series, texts: list[str]) -> pl.Series | None:
        if not any(labels.statuses):
            return None
        told = dict(zip(texts, labels.statuses, strict=True))
        return series.replace_strict(told, default=None, return_dtype=pl.String)

    def _elsewhere(self, facet: str) -> str | None:
        """What holds for rows that say nothing of a dimension."""
        dimension = self.plan.sheets.structure.dimension(facet)
        if dimension is None:
            return None
        only = dimension.codes[0].code if len(dimension.codes) == 1 and not dimension.optional else None
        return self.plan.context.codes.get(facet) or only

    def _same(self, code: str | None) -> pl.Series:
        return pl.repeat(code, self.listing.frame.height, dtype=pl.String, eager=True)


def places(rows: pl.Series, column: int) -> pl.Series:
    """The places of a column's cells, packed; none where it stands nowhere."""
    if column < 0:
        return pl.repeat(None, len(rows), dtype=pl.Int64, eager=True)
    return rows * COLUMNS_PER_ROW + column


def _cell(name: str | None) -> tuple[int, int]:
    """The row and column, from 0, of a cell's address."""
    letters_, digits = str(name).rstrip("0123456789"), str(name).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    column = 0
    for letter in letters_:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1
