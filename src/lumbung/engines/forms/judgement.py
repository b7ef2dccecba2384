"""What a form says of answers."""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.vocabulary.findings import Finding
from lumbung.vocabulary.forms import FormField


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is asked under these answers, how much of it is there, and what is wrong.

    Every question counts once, also one that is a table: it is filled when nothing that it needs is
    missing in it.
    """

    asked: frozenset[str]  # keys of the fields that are asked
    needed: int  # required questions among them
    filled: int
    missing: tuple[FormField, ...]  # required, asked, and empty or only partly filled
    findings: tuple[Finding, ...]  # what is wrong with what was answered
    gaps: tuple[Finding, ...]  # what is still to be answered: the missing, part by part

    @property
    def completeness(self) -> float:
        """The share of what is needed that is there: 1.0 where nothing is needed."""
        return self.filled / self.needed if self.needed else 1.0

    @property
    def is_complete(self) -> bool:
        """Whether it may go on: nothing missing, nothing wrong."""
        return not self.missing and not self.findings

    def at(self, key: str) -> tuple[Finding, ...]:
        """What is wrong with one field."""
        return tuple(found for found in self.findings if found.place.column == key)
