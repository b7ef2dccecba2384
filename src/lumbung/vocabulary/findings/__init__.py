"""Findings: faults in data, told with place, value, rule and the way to mend them.

A finding is returned, never raised. Every kind of finding is declared once in this package,
in both languages; ``docs/reference/findings.md`` is made from the declarations.
"""

from lumbung.vocabulary.findings.finding import (
    KINDS,
    NOWHERE,
    Finding,
    FindingKind,
    Place,
    Severity,
    finding,
    own_finding,
    worst,
)

__all__ = [
    "KINDS",
    "NOWHERE",
    "Finding",
    "FindingKind",
    "Place",
    "Severity",
    "finding",
    "own_finding",
    "worst",
]
