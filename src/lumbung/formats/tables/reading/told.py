"""Findings gathered while a file is read, so many of each kind and no more."""

from __future__ import annotations

from collections import Counter

from lumbung.formats.tables.grids import LIMITS
from lumbung.vocabulary.findings import NOWHERE, Finding, Place, Severity, finding


class Told:
    """Collects findings; the same fault of the same cell is told once."""

    def __init__(self, most: int = LIMITS.findings_each) -> None:
        self.most = most
        self.findings: list[Finding] = []
        self._counts: Counter[str] = Counter()
        self._seen: set[tuple[str, Place, str | None]] = set()

    def add(self, rule: str, place: Place = NOWHERE, **facts: object) -> None:
        """Tell a fault of a declared kind."""
        self.take(finding(rule, place, **facts))  # type: ignore[arg-type]  # the facts fill the words

    def take(self, told: Finding) -> None:
        """Tell a fault that is made already."""
        key = (told.rule, told.place, told.value)
        if key in self._seen:
            return
        self._seen.add(key)
        self._counts[told.rule] += 1
        if self._counts[told.rule] <= self.most:
            self.findings.append(told)

    def count(self, rule: str, more: int) -> None:
        """Count faults of a kind that is told often enough."""
        self._counts[rule] += more

    def closed(self) -> list[Finding]:
        """All findings, with a word about those that were only counted."""
        more = [
            finding("findings.more", rule=rule, count=count - self.most)
            for rule, count in sorted(self._counts.items())
            if count > self.most
        ]
        return self.findings + more

    @property
    def has_errors(self) -> bool:
        """Whether anything told so far must be mended."""
        return any(told.severity is Severity.ERROR for told in self.findings)
