"""The figures of a list: plain ones taken as Polars parsed them, all others read once a text.

How the numbers of a column are written is decided by the whole column, as in every other file:
texts that can be read in one way only vote, and where a point may part thousands or decimals the
votes decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from lumbung.formats.tables.grids import Grid
from lumbung.formats.tables.reading.figures import Conventions, Figure, FigureReader
from lumbung.formats.tables.reading.tidy.faults import Fault, Listener
from lumbung.formats.tables.reading.tidy.listing import Listing, doubtful, pointed
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.words.figures import Convention, FigureText, Verdict, figure_text
from lumbung.formats.tables.words.marks import split_mark, status_of
from lumbung.formats.tables.words.unitwords import UnitWords
from lumbung.vocabulary.structures import Measure

AT, TEXT = "at", "text"  # the position in the list, and what stands there


@dataclass(slots=True)
class Votes:
    """What a column says of how its numbers are written."""

    indonesian: int = 0
    english: int = 0
    unclear: int = 0
    whole_indonesian: int = 0  # unclear ones that are whole numbers when read so
    whole_english: int = 0

    def add(self, text: FigureText) -> None:
        """Count a text; each votes once, in however many cells it stands."""
        if text.speaks_for is Convention.INDONESIAN:
            self.indonesian += 1
        elif text.speaks_for is Convention.ENGLISH:
            self.english += 1
        elif text.is_ambiguous:
            self.unclear += 1
            self.whole_indonesian += (text.indonesian or 0.5) % 1 == 0
            self.whole_english += (text.english or 0.5) % 1 == 0

    def join(self, other: Votes) -> None:
        """Add the votes of another column."""
        self.indonesian += other.indonesian
        self.english += other.english
        self.unclear += other.unclear

    def verdict(self, *, whole: bool) -> Verdict | None:
        """The convention, as far as the votes tell; as :func:`convention_of` judges single texts."""
        if self.indonesian != self.english:
            most = Convention.INDONESIAN if self.indonesian > self.english else Convention.ENGLISH
            return Verdict(most, sure=min(self.indonesian, self.english) == 0)
        if not self.unclear or not whole:
            return None
        indonesian = self.whole_indonesian >= self.whole_english
        return Verdict(Convention.INDONESIAN if indonesian else Convention.ENGLISH, sure=True)


class Counted(Conventions):
    """Conventions decided by counted votes."""

    def __init__(self, decided: str | None, votes: Mapping[str, Votes]) -> None:
        super().__init__(decided)
        self._votes = votes

    def _judge(self, group: str, *, whole: bool) -> Verdict:
        own = self._votes[group].verdict(whole=whole)
        if own is not None:
            return own
        everything = Votes()
        for votes in self._votes.values():
            everything.join(votes)
        return everything.verdict(whole=False) or Verdict(Convention.INDONESIAN, sure=False)


@dataclass(slots=True)
class FigureColumn:
    """One column of figures: numbers, and what else its cells say."""

    column: Column
    measure: Measure
    numbers: pl.Series
    at: pl.Series  # the positions of the cells that were read by their text
    texts: pl.Series  # those texts
    statuses: pl.Series  # what each of them says by its mark; null where it has none
    faults: dict[str, Fault] = field(default_factory=dict)
    blank: frozenset[str] = frozenset()  # texts of nothing but blanks
    own_units: frozenset[str] = frozenset()  # texts that say their unit, and are in the measure's


class Figures:
    """Reads the columns of figures of one list."""

    def __init__(self, listing: Listing, units: UnitWords, decided: str | None) -> None:
        self.listing, self.units, self.decided = listing, units, decided

    def read(self, columns: Mapping[int, tuple[Column, Measure]]) -> list[FigureColumn]:
        """All columns of figures, each with its measure."""
        found = {number: self._looked_at(number) for number in columns}
        votes = {number: _votes_of(cells[TEXT]) for number, cells in found.items()}
        # Where nothing but plain numbers votes, it does not matter how many they are.
        contested = any(one.indonesian or one.english or one.unclear for one in votes.values())
        for number, cells in found.items():
            self._add_plain(votes[number], number, cells, exactly=contested)
        conventions = Counted(self.decided, {str(number): one for number, one in votes.items()})
        return [
            self._column(column, measure, found[number], conventions)
            for number, (column, measure) in columns.items()
        ]

    def _looked_at(self, number: int) -> pl.DataFrame:
        """The cells of a column that are not plain: their positions and texts."""
        cells = self.listing.texts(number)
        return cells if cells is not None else pl.DataFrame(schema={AT: pl.UInt32, TEXT: pl.String})

    def _add_plain(self, votes: Votes, number: int, cells: pl.DataFrame, *, exactly: bool) -> None:
        """Add the votes of the numbers that a machine wrote."""
        frame = self.listing.frame
        unclear = frame[doubtful(number)].fill_null(value=False)
        clear = frame[pointed(number)].fill_null(value=False) & ~unclear
        if len(cells):
            clear = clear.scatter(cells[AT], False)
        if not exactly:
            votes.english, votes.unclear = int(clear.any()), int(unclear.any())
            votes.whole_indonesian = votes.unclear
            return
        numbers = frame[str(number)]
        votes.english += numbers.filter(clear).n_unique()
        distinct = numbers.filter(unclear).unique()
        votes.unclear += len(distinct)
        votes.whole_indonesian += len(distinct)
        votes.whole_english += int((distinct % 1 == 0).sum() or 0)

    def _in_doubt(
        self,
        numbers: pl.Series,
        column: Column,
        measure: Measure,
        cells: pl.DataFrame,
        conventions: Conventions,
    ) -> tuple[pl.Series, pl.DataFrame]:
        """The figures whose point may part thousands: as the column decides, else read by their text."""
        group = str(column.number)
        verdict = conventions.verdict(group, whole=measure.decimals == 0)
        if verdict.sure and verdict.convention is Convention.ENGLISH:
            return numbers, cells
        at = self.listing.frame[doubtful(column.number)].fill_null(value=False).arg_true()
        thousands = (numbers.gather(at) * 1000).round(0)
        if verdict.sure:
            return numbers.scatter(at, thousands), cells
        digits = pl.col("digits").cast(pl.Int64).cast(pl.String)
        text = pl.concat_str(digits.str.head(-3), pl.lit("."), digits.str.tail(3)).alias(TEXT)
        more = pl.DataFrame({AT: at, "digits": thousands}).select(AT, text)
        return numbers, pl.concat([cells, more])

    def _column(
        self, column: Column, measure: Measure, cells: pl.DataFrame, conventions: Conventions
    ) -> FigureColumn:
        numbers = self.listing.frame[str(column.number)]
        if self.listing.frame[doubtful(column.number)].any():
            numbers, cells = self._in_doubt(numbers, column, measure, cells, conventions)
        reader = _TextReader(
            FigureReader(Grid(None, []), conventions, self.units, Listener()), column, measure
        )
        for text in cells[TEXT].unique(maintain_order=True).to_list():
            reader.read(text)
        texts = cells[TEXT]
        if cells.height:
            numbers = numbers.scatter(cells[AT], reader.mapped(texts, reader.numbers, pl.Float64))
        return FigureColumn(
            column=column,
            measure=measure,
            numbers=numbers,
            at=cells[AT],
            texts=texts,
            statuses=reader.mapped(texts, reader.statuses, pl.String),
            faults=reader.faults,
            blank=frozenset(text for text in reader.numbers if not text.strip()),
            own_units=frozenset(reader.own_units),
        )


def _votes_of(texts: pl.Series) -> Votes:
    """The votes of texts that are no plain numbers."""
    votes = Votes()
    for text in texts.unique().to_list():
        figure = figure_text(split_mark(text)[0])
        if figure.is_number:
            votes.add(figure)
    return votes


class _TextReader:
    """Reads the distinct texts of one column."""

    def __init__(self, reader: FigureReader, column: Column, measure: Measure) -> None:
        self.reader, self.column, self.measure = reader, column, measure
        self.numbers: dict[str, float | None] = {}
        self.statuses: dict[str, str | None] = {}
        self.faults: dict[str, Fault] = {}
        self.own_units: set[str] = set()

    def read(self, text: str) -> None:
        """Read one text as the general reader does."""
        listener = self.reader.told
        assert isinstance(listener, Listener)
        number = self.column.number
        found: Figure = self.reader.figure(0, number, text, self.measure, str(number))
        heard = listener.taken()
        if heard:
            self.faults[text] = Fault(heard[0], number)
        self.numbers[text] = found.number
        if found.own_unit:
            self.own_units.add(text)
        self.statuses[text] = status_of(found.mark).value if found.mark else None
        if found.number is None:
            status = found.status_without(self.measure, None)
            self.statuses[text] = status.value if status is not None else None

    @staticmethod
    def mapped(texts: pl.Series, values: Mapping[str, object], dtype: type[pl.DataType]) -> pl.Series:
        """The value of each text."""
        if texts.is_empty():
            return pl.Series([], dtype=dtype)
        return texts.replace_strict(dict(values), default=None, return_dtype=dtype)
