"""What a load changed: the answer of every door that takes content from a pack."""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.vocabulary.words import Text, Worded


class Change(Worded):
    """What became of one thing that was loaded."""

    ADDED = "added", Text("ditambahkan", "added")
    CHANGED = "changed", Text("diubah", "changed")
    UNCHANGED = "unchanged", Text("tetap", "unchanged")
    RETIRED = "retired", Text("tidak berlaku lagi", "retired")


@dataclass(frozen=True, slots=True)
class Changes:
    """The codes of what was added, changed and retired, and how much stayed as it was.

    >>> both = Changes(added=("a",)) + Changes(unchanged=3)
    >>> both.counts()
    {'added': 1, 'changed': 0, 'unchanged': 3, 'retired': 0}
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    unchanged: int = 0

    @property
    def any(self) -> bool:
        """Whether anything is not as it was before."""
        return bool(self.added or self.changed or self.retired)

    def counts(self) -> dict[str, int]:
        """How many of each, as the journal and the command line give it."""
        return {
            Change.ADDED.value: len(self.added),
            Change.CHANGED.value: len(self.changed),
            Change.UNCHANGED.value: self.unchanged,
            Change.RETIRED.value: len(self.retired),
        }

    def __add__(self, other: Changes) -> Changes:
        return Changes(
            self.added + other.added,
            self.changed + other.changed,
            self.retired + other.retired,
            self.unchanged + other.unchanged,
        )


def one(change: Change, code: str) -> Changes:
    """The changes that one thing makes."""
    return Changes(
        added=(code,) if change is Change.ADDED else (),
        changed=(code,) if change is Change.CHANGED else (),
        retired=(code,) if change is Change.RETIRED else (),
        unchanged=1 if change is Change.UNCHANGED else 0,
    )
