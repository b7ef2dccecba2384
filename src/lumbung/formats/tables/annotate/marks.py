"""From findings to marks: which cell gets which colour and which words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lumbung.vocabulary.findings import Finding, Severity, worst
from lumbung.vocabulary.observations import cell_name
from lumbung.vocabulary.words import Text

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_SAID_IN_A_COMMENT = 8  # findings; the list has them all
_LONGEST_COMMENT = 6_000

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a cell gets: the colour of its gravest finding and the words of all."""

    severity: Severity
    words: str


def cell_of(address: str | None) -> Cell | None:
    """Row and column, from 0, of an address; none where it names no cell of a sheet.

    >>> cell_of("C14"), cell_of("Seluruh berkas")
    ((13, 2), None)
    """
    found = _ADDRESS.fullmatch(address or "")
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row - 1, column - 1) if row <= _MOST_ROWS and column <= _MOST_COLUMNS else None


def sheet_of(finding: Finding, sheets: Sequence[str]) -> str | None:
    """The sheet of the copy that a finding speaks of; a CSV has one without a name."""
    name = finding.place.sheet
    if name is None:
        return sheets[0] if len(sheets) == 1 and finding.place.cell else None
    return name if name in sheets else None


def by_sheet(findings: Sequence[Finding], sheets: Sequence[str]) -> dict[str, list[tuple[Cell, Finding]]]:
    """The findings that have a cell, sheet by sheet; the others stand in the list alone."""
    placed: dict[str, list[tuple[Cell, Finding]]] = {}
    for finding in findings:
        sheet, cell = sheet_of(finding, sheets), cell_of(finding.place.cell)
        if sheet is not None and cell is not None:
            placed.setdefault(sheet, []).append((cell, finding))
    return placed


def marks_of(
    placed: Sequence[tuple[Cell, Finding]], anchors: Mapping[Cell, Cell], language: str
) -> dict[Cell, Mark]:
    """One mark for each cell; a finding within a merged range marks the cell that is seen."""
    grouped: dict[Cell, list[Finding]] = {}
    for cell, finding in placed:
        grouped.setdefault(anchors.get(cell, cell), []).append(finding)
    return {cell: _mark(found, anchors, language) for cell, found in grouped.items()}


def _mark(findings: list[Finding], anchors: Mapping[Cell, Cell], language: str) -> Mark:
    order = list(Severity)
    findings = sorted(findings, key=lambda finding: order.index(finding.severity))
    said = list(dict.fromkeys(_words(finding, anchors, language) for finding in findings))
    if len(said) > _SAID_IN_A_COMMENT:
        rest = Text("… dan {n} temuan lagi di daftar Temuan.", "… and {n} more in the list of findings.")
        said[_SAID_IN_A_COMMENT:] = [rest.filled(n=len(said) - _SAID_IN_A_COMMENT).said(language)]
    words = "\n\n".join(said)
    if len(words) > _LONGEST_COMMENT:
        words = words[: _LONGEST_COMMENT - 1] + "…"
    return Mark(worst(findings) or Severity.INFO, words)


def _words(finding: Finding, anchors: Mapping[Cell, Cell], language: str) -> str:
    """The finding as a comment says it: how grave, what is wrong, how to mend it."""
    title = finding.severity.title.said(language)
    inner = cell_of(finding.place.cell)
    where = f" {cell_name(*inner)}" if inner is not None and anchors.get(inner, inner) != inner else ""
    lines = (
        f"{title[:1].upper()}{title[1:]}{where}: {finding.message.said(language)}",
        finding.hint.said(language),
    )
    return "\n".join(line for line in lines if line)
