"""Findings told on the terminal: one line each, with the place first, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence

from lumbung.cli.telling import result, said
from lumbung.vocabulary.findings import Finding, Severity
from lumbung.vocabulary.words import Text

MOST = 100  # so many on a screen; --json has all of them


def tell_findings(findings: Sequence[Finding]) -> None:
    """The findings and how many there are of each severity."""
    order = list(Severity)
    for item in sorted(findings, key=lambda found: order.index(found.severity))[:MOST]:
        place = f"{item.place}: " if str(item.place) else ""
        result(f"{said(item.severity.title)} – {place}{said(item.message)} {said(item.hint)}".rstrip())
    if len(findings) > MOST:
        result(said(Text(f"… dan {len(findings) - MOST} lagi.", f"… and {len(findings) - MOST} more.")))


def counted(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity, in words."""
    counts = [(severity, sum(item.severity is severity for item in findings)) for severity in Severity]
    told = [f"{count} {said(severity.title)}" for severity, count in counts if count]
    return ", ".join(told) or said(Text("tidak ada temuan", "no findings"))
