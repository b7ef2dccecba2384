"""Footnotes of a table: the signs beside figures and what they stand for.

A status has a letter of its own; remarks are numbered in the order in which they are met.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lumbung.kit.tables import Cell
from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.words import Text

MARKS = {
    Status.PROVISIONAL: "*",
    Status.ESTIMATED: "e",
    Status.REVISED: "r",
}
NO_DATA = "…"  # as the statistics office prints it; a dash would say nought


@dataclass
class Footnotes:
    """Those met so far in one table."""

    statuses: set[Status] = field(default_factory=set)
    remarks: dict[str, int] = field(default_factory=dict)

    def cell(self, words: str, status: Status, remark: str = "") -> Cell:
        """A figure with its signs; what has no figure is a sign itself."""
        signs = []
        if status is Status.MISSING:
            self.statuses.add(status)
            return Cell(NO_DATA, sign=self._number(remark))
        if status in MARKS:
            self.statuses.add(status)
            signs.append(MARKS[status])
        return Cell(words, sign=" ".join([*signs, self._number(remark)]).strip())

    def _number(self, remark: str) -> str:
        return str(self.remarks.setdefault(remark, len(self.remarks) + 1)) if remark else ""

    def explained(self) -> list[tuple[str, Text | str]]:
        """Each sign and what it stands for."""
        letters: list[tuple[str, Text | str]] = [
            (MARKS.get(status, NO_DATA), status.title) for status in Status if status in self.statuses
        ]
        return [*letters, *((str(number), remark) for remark, number in self.remarks.items())]
