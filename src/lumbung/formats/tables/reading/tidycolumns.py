"""The columns of a large list, each distinct value understood once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl

from lumbung.formats.tables.grids import Workbook
from lumbung.formats.tables.grids.csvtext import Dialect
from lumbung.formats.tables.grids.grid import shown
from lumbung.formats.tables.reading.columnchecks import ColumnChecks
from lumbung.formats.tables.reading.downward import Said
from lumbung.formats.tables.reading.figures import Conventions, FigureReader
from lumbung.formats.tables.reading.hazards import is_person_number, would_run
from lumbung.formats.tables.reading.pictures import pictures_of
from lumbung.formats.tables.reading.result import SheetPicture
from lumbung.formats.tables.reading.rowareas import RowAreas
from lumbung.formats.tables.reading.rows import Row, RowReader
from lumbung.formats.tables.reading.table import TableReader
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.shapes import labels as label_kinds
from lumbung.formats.tables.shapes.columns import Column, Role
from lumbung.formats.tables.words.marks import status_of, status_word
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.observations import (
    AREA,
    COLUMNS_PER_ROW,
    PERIOD,
    SHEET,
    Status,
    note_column,
    place_column,
    status_column,
)
from lumbung.vocabulary.structures import Measure

_ROW = "_row"
_PLAIN_NUMBER = r"^\s*[+-]?\d+\s*$"
_POINT_NUMBER = r"^\s*[+-]?\d+\.\d+\s*$"
_ENGLISH_ONLY = r"\.(?:\d{1,2}|\d{4,})\s*$"
_MAY_RUN = r"^[=+\-@\t\r＝＋－＠]"
_PERSON = r"^\s*'?\d{16}\s*$"
_ENOUGH_PERSONS = 2


class TidyColumns:
    """One large list, column by column."""

    def __init__(self, path: Path, dialect: Dialect, table: TableReader, told: Told) -> None:
        from lumbung.formats.tables.reading.tidy import as_text

        self.table, self.told = table, told
        table.told = told
        self.waiting: set[str] = set()
        self.first = table.block.body[0]
        source = as_text(path, dialect.encoding)
        # Labels repeat: kept as categories, a million of them are a few megabytes.
        repeated = {Role.AREA, Role.AREA_CODE, Role.PERIOD, Role.DIMENSION, Role.UNIT, Role.STATUS}
        read = pl.read_csv(
            source,
            separator=dialect.separator,
            has_header=False,
            skip_rows=self.first + dialect.skipped,
            schema={
                str(column.number): pl.Categorical() if column.role in repeated else pl.String()
                for column in table.columns
            },
            truncate_ragged_lines=True,
        )
        numbered = read.with_row_index(_ROW, offset=self.first).with_columns(pl.col(_ROW).cast(pl.Int64))
        self.frame = numbered.filter(~pl.all_horizontal(pl.all().exclude(_ROW).is_null()))
        self.last_row = int(self.frame[_ROW].max() or self.first)  # type: ignore[arg-type]  # a whole number

    def wide_table(self) -> pl.DataFrame | None:
        """The observations; none where a label shows that the list is not plain after all."""
        structure = self.table.structure
        if self._has_totals():
            return None
        keys: dict[str, pl.Series] = {
            AREA: self._areas(),
            PERIOD: self._periods(),
            **{dimension.code: self._codes(dimension.code) for dimension in structure.dimensions},
        }
        optional = {dimension.code for dimension in structure.dimensions if dimension.optional}
        known = pl.Series([True]).new_from_index(0, self.frame.height)
        for name, series in keys.items():
            if name not in optional:
                known &= series.is_not_null()
        measures: list[pl.Series] = []
        side: list[pl.Series] = []
        for measure in structure.measures:
            figures = self._figures(measure)
            measures.append(figures[0])
            side += figures[1:]
        places = [self._places(name) for name in keys]
        sheet = pl.Series(SHEET, [None], dtype=pl.String).new_from_index(0, self.frame.height)
        frame = pl.DataFrame([series.alias(name) for name, series in keys.items()] + measures + side + places)
        return frame.with_columns(sheet.alias(SHEET)).filter(known)

    # Keys

    def _label_columns(self, *roles: Role) -> list[Column]:
        return [column for column in self.table.columns if column.role in roles]

    def _distinct(self, columns: Iterable[Column]) -> pl.DataFrame:
        """The distinct values of some columns, each with the first row in which they stand."""
        names = [str(column.number) for column in columns]
        return self.frame.group_by(names, maintain_order=True).agg(pl.col(_ROW).first())

    def _has_totals(self) -> bool:
        kind = self.table.labels.kind
        for column in self._label_columns(Role.AREA, Role.DIMENSION, Role.PERIOD):
            values = self.frame[str(column.number)].drop_nulls().unique().cast(pl.String)
            if any(kind(text) == label_kinds.TOTAL for text in values):
                return True
        return False

    def _mapped(
        self, columns: list[Column], find: Callable[[int, list[str | None]], str | None]
    ) -> pl.Series:
        """A code for each row, found once for each distinct combination of values."""
        if not columns:
            code = find(self.first, [])
            return pl.Series([code], dtype=pl.String).new_from_index(0, self.frame.height)
        distinct = self._distinct(columns)
        codes = [find(int(row[-1]), list(row[:-1])) for row in distinct.iter_rows()]
        table = distinct.drop(_ROW).with_columns(pl.Series("_code", codes, dtype=pl.String))
        names = [str(column.number) for column in columns]
        joined = self.frame.select(names).join(
            table, on=names, how="left", nulls_equal=True, maintain_order="left"
        )
        return joined["_code"]

    def _areas(self) -> pl.Series:
        columns = self._label_columns(Role.AREA, Role.AREA_CODE)
        if not columns:
            return self._mapped([], lambda *_: self.table.default_area)
        distinct = self._distinct(columns)
        sayings: dict[int, dict[int, Said]] = {column.number: {} for column in columns}
        for *values, row in distinct.iter_rows():
            for column, value in zip(columns, values, strict=True):
                if value is not None and value.strip():
                    sayings[column.number][row] = Said(value, (row, column.number))
        names = self.table.labels.areas
        areas = RowAreas(self.table.block, columns, sayings, names, self.told, lambda _: None)
        above, level = self.table.context.area, self.table.structure.area.level

        def find(row: int, _: list[str | None]) -> str | None:
            code = areas.at(row, above).code
            return code if code is not None and names.level(code) is level else None

        found = self._mapped(columns, find)
        self.waiting |= areas.waiting
        return found

    def _periods(self) -> pl.Series:
        columns = self._label_columns(Role.PERIOD)
        reader = self._row_reader()
        context = tuple(self.table.context.periods)

        def find(row: int, values: list[str | None]) -> str | None:
            parts = [
                reader.period_part(Row(row), column, Said(value, (row, column.number)))
                for column, value in zip(columns, values, strict=True)
                if value is not None
            ]
            if columns and None in parts:
                return None
            return self.table.periods.period(tuple(parts), context)

        return self._mapped(columns, find)

    def _codes(self, dimension: str) -> pl.Series:
        columns = [c for c in self._label_columns(Role.DIMENSION) if c.dimension == dimension][:1]
        reader = self._row_reader()
        context = self.table.context.codes.get(dimension) or self.table.only_code(dimension)

        def find(row: int, values: list[str | None]) -> str | None:
            if not values:
                return context
            pseudo = Row(row)
            if values[0] is None:
                return None
            reader.add_code(pseudo, dimension, Said(values[0], (row, columns[0].number)))
            return pseudo.codes.get(dimension)

        return self._mapped(columns, find)

    def _row_reader(self) -> RowReader:
        self.table.row_reader.told = self.told
        return self.table.row_reader

    # Figures

    def _figures(self, measure: Measure) -> list[pl.Series]:
        """The figures of a measure with their statuses, places and notes."""
        column = next(
            (c for c in self.table.columns if c.role is Role.VALUE and c.measure == measure.code), None
        )
        height = self.frame.height
        if column is None:
            nothing = pl.Series(measure.code, [None], dtype=pl.Float64).new_from_index(0, height)
            return [
                nothing,
                pl.Series(place_column(measure.code), [None], dtype=pl.Int64).new_from_index(0, height),
            ]
        texts = self.frame[str(column.number)]
        numbers, marks = self._numbers(texts, column, measure)
        places = (self.frame[_ROW] * COLUMNS_PER_ROW + column.number).alias(place_column(measure.code))
        found = [numbers.alias(measure.code), places]
        status = self._statuses(numbers, marks, column)
        if status.null_count() < height:
            found.append(status.alias(status_column(measure.code)))
        notes = self._notes()
        if notes is not None:
            found.append(notes.alias(note_column(measure.code)))
        return found

    def _numbers(
        self, texts: pl.Series, column: Column, measure: Measure
    ) -> tuple[pl.Series, pl.Series | None]:
        plain = texts.str.contains(_PLAIN_NUMBER).fill_null(value=False)
        rest = texts.filter(~plain).drop_nulls()
        pointed = rest.str.contains(_POINT_NUMBER)
        if pointed.all() and (
            rest.is_empty() or (measure.decimals != 0 and rest.str.contains(_ENGLISH_ONLY).any())
        ):
            return texts.str.strip_chars().cast(pl.Float64, strict=False), None
        conventions = Conventions()
        distinct = rest.unique()
        conventions.learn("column", distinct.to_list())
        figures = FigureReader(self.table.grid, conventions, self.table.labels.lexicon.units, self.told)
        firsts = dict(self._distinct([column]).iter_rows())
        read = {
            text: figures.figure(firsts[text], column.number, text, measure, "column")
            for text in distinct.to_list()
        }
        numbers = texts.filter(plain).unique().to_list()
        values = {text: figure.number for text, figure in read.items()} | {
            text: float(text) for text in numbers
        }
        marks = {text: figure.mark or None for text, figure in read.items()}
        mapped = texts.replace_strict(values, default=None, return_dtype=pl.Float64)
        return mapped, texts.replace_strict(marks, default=None, return_dtype=pl.String) if marks else None

    def _statuses(self, numbers: pl.Series, marks: pl.Series | None, column: Column) -> pl.Series:
        status = pl.Series([None], dtype=pl.String).new_from_index(0, self.frame.height)
        beside = self._label_columns(Role.STATUS)
        if beside:
            texts = self.frame[str(beside[0].number)].cast(pl.String)
            words = {text: _status(status_word(text)) for text in texts.drop_nulls().unique().to_list()}
            status = texts.replace_strict(words, default=None, return_dtype=pl.String)
        if marks is not None:
            signs = {sign: _status(status_of(sign)) for sign in marks.drop_nulls().unique().to_list()}
            marked = marks.replace_strict(signs, default=None, return_dtype=pl.String)
            status = pl.select(pl.coalesce(marked, status)).to_series()
        heading = _status(status_of(column.facets.mark)) if column.facets.mark else None
        if heading is not None:
            status = status.fill_null(heading)
        return pl.select(
            pl.when(numbers.is_null()).then(pl.lit(Status.MISSING.value)).otherwise(status)
        ).to_series()

    def _notes(self) -> pl.Series | None:
        columns = self._label_columns(Role.NOTE)
        if not columns:
            return None
        texts = self.frame[str(columns[0].number)]
        return texts if texts.null_count() < len(texts) else None

    def _places(self, name: str) -> pl.Series:
        """Where the key's labels stand."""
        roles = {AREA: (Role.AREA, Role.AREA_CODE), PERIOD: (Role.PERIOD,)}.get(name, (Role.DIMENSION,))
        columns = [c for c in self._label_columns(*roles) if name in {AREA, PERIOD} or c.dimension == name]
        if not columns:
            return pl.Series(place_column(name), [None], dtype=pl.Int64).new_from_index(0, self.frame.height)
        heading = self.table.row_reader.areas.heading_column if name == AREA else None
        column = heading or columns[-1]  # where a person would look
        return (self.frame[_ROW] * COLUMNS_PER_ROW + column.number).alias(place_column(name))

    # Telling

    def tell_hazards(self) -> None:
        """Text that runs and numbers of persons, in every column."""
        for column in self.table.columns:
            texts = self.frame[str(column.number)]
            for row, text in self._rows_with(texts, _MAY_RUN):
                if would_run(text):
                    self.told.add(
                        "cell.formula-injection", Place.at(None, row, column.number), value=text[:120]
                    )
            persons = [
                row for row, text in self._rows_with(texts, _PERSON) if is_person_number(text.strip("' "))
            ]
            if len(persons) >= _ENOUGH_PERSONS or (persons and column.role is Role.PERSON):
                self._tell_persons(column, persons)

    def _rows_with(self, texts: pl.Series, pattern: str) -> list[tuple[int, str]]:
        if texts.dtype != pl.String:  # one text for each category
            texts = texts.unique().cast(pl.String)
            if not texts.str.contains(pattern).any():
                return []
            texts = self.frame[texts.name].cast(pl.String)
        found = texts.str.contains(pattern).fill_null(value=False)
        rows = self.frame[_ROW].filter(found).to_list()
        return list(zip(rows, texts.filter(found).to_list(), strict=True))

    def _tell_persons(self, column: Column, rows: list[int]) -> None:
        said = set(column.heading.lower().split())
        rule = "personal.kk" if said & {"kk", "kartu"} and "nik" not in said else "personal.nik"
        place = ColumnChecks(self.table).heading_place(column)
        heading = column.heading or shown(column.number + 1)
        self.told.add(rule, place, value=heading, count=len(rows))

    def tell_of_headings(self) -> None:
        """Units, unknown columns and whatever else is wrong with the headings."""
        ColumnChecks(self.table).tell()

    def headings(self) -> dict[str, Place]:
        """Where the columns of the facets are headed."""
        checks, areas = ColumnChecks(self.table), self.table.row_reader.areas.heading_column
        found: dict[str, Place] = {}
        for column in self.table.columns:
            facet = AREA if column is areas else PERIOD if column.role is Role.PERIOD else column.dimension
            facet = column.measure if column.role is Role.VALUE else facet
            if facet is not None:
                found.setdefault(facet, checks.heading_place(column))
        return found

    def pictures(self, sample: Workbook) -> list[SheetPicture]:
        """The picture of the file's beginning."""
        return pictures_of(sample)


def _status(status: Status | None) -> str | None:
    return status.value if status is not None and status is not Status.NORMAL else None
