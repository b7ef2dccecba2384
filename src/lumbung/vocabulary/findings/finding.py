"""The shape of a finding and of its kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from lumbung.vocabulary.findings import kinds
from lumbung.vocabulary.findings.kinds import FindingKind, Severity
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.observations import cell_name
from lumbung.vocabulary.words import Text

__all__ = ["KINDS", "Finding", "FindingKind", "Place", "Severity", "finding", "own_finding", "worst"]

KINDS: dict[str, FindingKind] = {kind.code: kind for kind in kinds.ALL}


class Mend(StrEnum):
    """What a finding proposes to do; a person does it with one button."""

    REPLACE = "replace"  # put ``suggestion`` in the cell
    CONFIRM = "confirm"  # the reading stands if a person says so
    CHOOSE = "choose"  # one of ``candidates``


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: a sheet (none for a CSV) and a cell (none for the whole file).

    In a form it is the key of a field, ``column``, and in a table the row: its key, or its number from 1.
    """

    sheet: str | None = None
    cell: str | None = None
    column: str | None = None
    row: str | None = None

    @classmethod
    def at(cls, sheet: str | None, row: int, column: int) -> Place:
        """The place of a row and column, both from 0."""
        return cls(sheet, cell_name(row, column))

    def __str__(self) -> str:
        return "!".join(part for part in (self.sheet, self.cell) if part) or ":".join(
            part for part in (self.column, self.row) if part
        )


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the kind, the place, the value found there, and the words for it."""

    rule: str
    severity: Severity
    message: Text
    hint: Text
    place: Place = NOWHERE
    value: str | None = None
    suggestion: str | None = None  # a likely right value, e.g. an area code or "11" for "1l"
    candidates: tuple[str, ...] = ()
    also: tuple[Place, ...] = ()  # other cells that take part in the fault
    facts: dict[str, object] = field(default_factory=dict)

    def as_dict(self, language: str = "id") -> dict[str, object]:
        """The finding as `lumbung check --json` and the API write it."""
        told: dict[str, object] = {
            "rule": self.rule,
            "severity": self.severity.value,
            "sheet": self.place.sheet,
            "cell": self.place.cell,
            "value": self.value,
            "message": self.message.said(language),
            "hint": self.hint.said(language),
        }
        if self.place.column is not None:
            told |= {"field": self.place.column, "row": self.place.row}
        if self.suggestion is not None:
            told["suggestion"] = self.suggestion
        if self.candidates:
            told["candidates"] = list(self.candidates)
        if self.also:
            told["also"] = [str(place) for place in self.also]
        return told

    def as_record(self) -> dict[str, object]:
        """The finding with both languages, as it is stored; read back by :func:`from_record`."""
        return {
            **self.as_dict(),
            "message": self.message.as_dict(),
            "hint": self.hint.as_dict(),
            "candidates": list(self.candidates),
            "suggestion": self.suggestion,
            "also": [[place.sheet, place.cell] for place in self.also],
        }

    @classmethod
    def from_record(cls, record: dict[str, object]) -> Finding:
        """A finding as it was stored."""

        def words(key: str) -> Text:
            raw = record.get(key)
            return Text(**raw) if isinstance(raw, dict) else Text(str(raw or ""))

        def text(key: str) -> str | None:
            raw = record.get(key)
            return None if raw is None else str(raw)

        also, candidates = record.get("also"), record.get("candidates")
        return cls(
            rule=str(record["rule"]),
            severity=Severity(str(record["severity"])),
            message=words("message"),
            hint=words("hint"),
            place=Place(text("sheet"), text("cell"), text("field"), text("row")),
            value=text("value"),
            suggestion=text("suggestion"),
            candidates=tuple(map(str, candidates)) if isinstance(candidates, list) else (),
            also=tuple(Place(*pair) for pair in also) if isinstance(also, list) else (),
        )


def finding(
    rule: str,
    /,  # so that a fact may be called rule, too
    place: Place = NOWHERE,
    *,
    value: object = None,
    severity: Severity | None = None,
    suggestion: str | None = None,
    candidates: Iterable[str] = (),
    also: Iterable[Place] = (),
    **facts: object,
) -> Finding:
    """A finding of a declared kind; the facts fill the placeholders of its words.

    A value that is a number is said as people of each language write it; the finding keeps it plain.

    >>> finding("area.unknown", Place("data", "B7"), value="Kel. Mawar").message.id
    '“Kel. Mawar” tidak ada dalam daftar wilayah.'
    """
    kind = KINDS[rule]
    facts = {"value": _said(value), "suggestion": suggestion or "", **facts}
    return Finding(
        rule=rule,
        severity=severity or kind.severity,
        message=kind.message.filled(**facts),
        hint=kind.hint.filled(**facts),
        place=place,
        value=None if value is None else str(value),
        suggestion=suggestion,
        candidates=tuple(candidates),
        also=tuple(also),
        facts=facts,
    )


def _said(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return both_numbers(value)
    return "" if value is None else value


def own_finding(
    rule: str, severity: Severity, message: Text, hint: Text, place: Place, value: object = None
) -> Finding:
    """A finding of a rule that a dataset's owner wrote."""
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        hint=hint,
        place=place,
        value=None if value is None else str(value),
    )


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among findings; none where there are none."""
    found = {item.severity for item in findings}
    return next((severity for severity in Severity if severity in found), None)
