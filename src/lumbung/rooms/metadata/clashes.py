"""Where two people changed the same answer: both values, and the problem that tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lumbung.vocabulary.problems import Conflict
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people changed at the same time."""

    field: str
    title: Text
    theirs: Any
    mine: Any
    set_aside: int  # the key under which mine is kept


class SavedByAnother(Conflict):
    """Somebody else saved the same fields in the meantime; both values are kept."""

    code = "metadata.saved-by-another"
    message = Text(
        "{who} menyimpan isian yang sama pada saat yang sama: {fields}. Kedua isian disimpan.",
        "{who} saved the same answers at the same time: {fields}. Both are kept.",
    )
    hint = Text("Pilih mana yang dipakai.", "Choose which one counts.")

    def __init__(self, *, who: str, clashes: Sequence[Clash], revision: int) -> None:
        self.clashes, self.revision = tuple(clashes), revision
        super().__init__(
            who=who,
            fields=Text(
                ", ".join(one.title.id for one in clashes), ", ".join(one.title.said("en") for one in clashes)
            ),
        )
