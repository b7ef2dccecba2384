"""The status of each figure of a list, the nearest word first: its mark, its column of marks, its row.

Statuses are few, so they are kept as numbers with names until the table is made.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from lumbung.formats.tables.reading.tidy.figures import FigureColumn
from lumbung.formats.tables.reading.tidy.listing import Listing
from lumbung.formats.tables.reading.tidy.plan import Plan
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.words.marks import lone_mark, status_of, status_word
from lumbung.vocabulary.observations import Status

_NORMAL, _MISSING = Status.NORMAL.value, Status.MISSING.value


class Statuses:
    """Reads the statuses of one list; ``said`` is what the words for its periods say."""

    def __init__(self, plan: Plan, listing: Listing, said: pl.Series | None) -> None:
        self.plan, self.listing = plan, listing
        self._words = {column.number: self._words_of(column.number) for column in plan.of(Role.STATUS)}
        known = [status.value for status in Status]
        words = {word for words in self._words.values() for word in words.values() if word is not None}
        self._dtype = pl.Enum([*known, *sorted(words - set(known))])
        self._row = self._of_rows(said.cast(self._dtype) if said is not None else None)

    def of(self, column: FigureColumn) -> pl.Series | None:
        """The statuses of a column of figures; null is *normal*, none: all are."""
        status = self._row
        if column.column.facets.mark:
            mark = status_of(column.column.facets.mark).value
            status = either(status, self._same(mark))
        for side in self.plan.of(Role.STATUS):
            if side.marks_for == column.column.number:
                status = either(self._mapped(side.number, self._words[side.number]), status)
        marked = column.statuses.is_not_null()
        if marked.any():
            base = self._same(None) if status is None else status
            status = base.scatter(column.at.filter(marked), column.statuses.filter(marked).cast(self._dtype))
        if column.numbers.null_count():
            status = self._with_missing(column, self._same(None) if status is None else status)
        if status is None:
            return None
        return pl.select(pl.when(status != _NORMAL).then(status)).to_series()

    def _words_of(self, number: int) -> dict[str, str | None]:
        """What the words of a status column say.

        Under a heading of ours (``jumlah:status``) an unknown word stays, for the check to tell.
        """
        found: dict[str, str | None] = {}
        for text in self.listing.frame[str(number)].unique().drop_nulls().to_list():
            status = status_word(text)
            stays = text if number in self.plan.machine and text.strip() else None
            found[text] = status.value if status is not None else stays
        return found

    def _of_rows(self, status: pl.Series | None) -> pl.Series | None:
        for column in self.plan.of(Role.STATUS, Role.NOTE):
            if column.number in self.plan.machine or column.marks_for is not None:
                continue
            words: Mapping[str, str | None] = self._words.get(column.number) or _lone_marks(
                self.listing.frame[str(column.number)]
            )
            if words:
                status = either(self._mapped(column.number, words), status)
        return status

    def _with_missing(self, column: FigureColumn, status: pl.Series) -> pl.Series:
        """A cell without a figure has none; an empty one that must be filled is left for the check.

        What a status beside it calls missing is missing.
        """
        missing = column.numbers.is_null()
        if not column.measure.required:
            return status.scatter(missing.arg_true(), _MISSING)
        read = column.at
        if column.blank:
            read = read.filter(~column.texts.is_in(list(column.blank)))
        read = read.filter(missing.gather(read))
        left = missing & status.ne_missing(pl.Series([_MISSING], dtype=status.dtype))
        status = status.scatter(left.arg_true(), None)
        return status.scatter(read, _MISSING) if len(read) else status

    def _same(self, value: str | None) -> pl.Series:
        height = len(self.listing.rows)
        return pl.Series([value], dtype=self._dtype).new_from_index(0, height)

    def _mapped(self, number: int, words: Mapping[str, str | None]) -> pl.Series:
        texts = self.listing.frame[str(number)]
        return texts.replace_strict(dict(words), default=None, return_dtype=self._dtype)


def either(first: pl.Series | None, second: pl.Series | None) -> pl.Series | None:
    """What the first says, and where it says nothing the second."""
    if first is None or second is None:
        return first if second is None else second
    return pl.select(pl.coalesce(first, second)).to_series()


def without_marks(notes: pl.Series) -> pl.Series:
    """Notes without those that are marks and nothing else: they are statuses."""
    marks = _lone_marks(notes)
    return notes.set(notes.is_in(list(marks)).fill_null(value=False), None) if marks else notes


def _lone_marks(notes: pl.Series) -> dict[str, str | None]:
    """The marks that stand alone in a column of notes, with what they say."""
    marks = notes.filter(notes.str.len_chars() <= _LONGEST_MARK).unique().drop_nulls().to_list()
    return {
        text: status.value if (status := status_word(text)) is not None else None
        for text in marks
        if lone_mark(text)
    }


_LONGEST_MARK = 8
