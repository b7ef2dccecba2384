"""What no file of figures may hold, looked for in all columns of a list at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from lumbung.formats.tables.grids.grid import shown
from lumbung.formats.tables.reading.hazards import person_rule, would_run
from lumbung.formats.tables.reading.tidy.faults import Fault, Faults
from lumbung.formats.tables.reading.tidy.listing import Listing
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.shapes.columns import Column
from lumbung.vocabulary.findings import Place, finding

_MAY_RUN = r"^[=+\-@\t\r＝＋－＠]"
_TEXT_SHOWN = 120
_SHORT, _LONG = 16, 24  # characters of a text that can hold a person's number
_ALSO = 100


class Hazards:
    """Looks through the texts of a list."""

    def __init__(self, listing: Listing, columns: list[Column], known: Mapping[int, pl.Series]) -> None:
        self.listing, self.columns = listing, columns
        self.known = known  # the distinct texts of a column, where somebody has them

    def tell(self, told: Told) -> None:
        """Numbers of persons first, then what would run, each from the top."""
        persons = [(column, found) for column in self.columns if len(found := self._persons(column))]
        for column, found in sorted(persons, key=lambda item: (item[1]["at"][0], item[0].number)):
            self._tell_persons(column, found, told)
        faults = Faults()
        for column in self.columns:
            self._injections(column, faults)
        faults.tell(told)

    def _cells(
        self, column: Column, are_meant: Callable[[pl.Series], pl.Series]
    ) -> tuple[pl.Series, pl.Series]:
        """The positions and texts of some cells of a column; plain figures are never among them."""
        looked_at = self.listing.texts(column.number)
        texts = self.listing.frame[str(column.number)] if looked_at is None else looked_at["text"]
        at = are_meant(texts).fill_null(value=False).arg_true()
        return (at if looked_at is None else looked_at["at"].gather(at)), texts.gather(at)

    def _injections(self, column: Column, faults: Faults) -> None:
        known = self.known.get(column.number)
        if known is not None and not known.str.contains(_MAY_RUN).any():
            return
        at, suspects = self._cells(column, lambda texts: texts.str.contains(_MAY_RUN))
        if at.is_empty():
            return
        found = {
            text: Fault(finding("cell.formula-injection", value=text[:_TEXT_SHOWN]), column.number)
            for text in suspects.unique().to_list()
            if would_run(text)
        }
        faults.add(self.listing.rows.gather(at), suspects, found, column.number)

    def _persons(self, column: Column) -> pl.DataFrame:
        """The numbers in a column that have the form of a NIK, with their positions."""
        at, texts = self._cells(column, lambda t: t.str.len_bytes().is_between(_SHORT, _LONG))
        digits = pl.col("text").str.strip_chars().str.strip_chars_start("'").str.replace_all(r"[ .-]", "")
        found = pl.DataFrame({"at": at, "text": texts}).select("at", digits.alias("number"))
        return found.filter(pl.col("number").str.contains(r"^[0-9]{16}$")).filter(_is_person())

    def _tell_persons(self, column: Column, found: pl.DataFrame, told: Told) -> None:
        heading = " ".join(column.heading.split())[:_TEXT_SHOWN]
        women = bool(found.select((_part(6, 2) > 40).any()).item())
        rule = person_rule(heading, found.height, women=women)
        if rule is None:
            return
        rows = self.listing.rows.gather(found["at"].head(_ALSO)).to_list()
        also = [Place.at(None, row, column.number) for row in rows]
        place = Place.at(None, 0, column.number)
        told.add(rule, place, value=heading or shown(column.number + 1), count=found.height, also=also)


def _is_person() -> pl.Expr:
    """As :func:`~lumbung.formats.tables.reading.hazards.is_person_number` judges one number."""
    day = _part(6, 2)
    return (
        _part(0, 2).is_between(11, 96)
        & (_part(2, 2) > 0)
        & (day.is_between(1, 31) | day.is_between(41, 71))
        & _part(8, 2).is_between(1, 12)
        & (_part(12, 4) > 0)
    )


def _part(start: int, size: int) -> pl.Expr:
    return pl.col("number").str.slice(start, size).cast(pl.Int32)
