"""What the pages of collection say in the reader's language: findings, codes and short periods."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lumbung.kit.said import t
from lumbung.rooms.collection.queries import Standing
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.findings import Finding
from lumbung.vocabulary.periods import MONTHS_EN, MONTHS_ID, Frequency, Period
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text

_ROMAN = ("I", "II", "III", "IV")


def helpers(structure: Structure) -> Mapping[str, Callable[..., str]]:
    """The words that the page of a submission needs besides those of the kit."""

    def named(code: str) -> str:
        """A code with its name: an area, a code of a dimension, or the text itself."""
        area = standards.area_tree().get(code)
        if area is not None:
            return f"{area.title} ({code})"
        for dimension in structure.dimensions:
            found = dimension.code_named(code)
            if found is not None:
                return t(found.title)
        return code

    def suggested(finding: Finding) -> str:
        """What a finding proposes, short enough for a button."""
        code = finding.suggestion or ""
        area = standards.area_tree().get(code)
        return area.name if area is not None else named(code)

    return {"candidate": named, "suggested": suggested, "severity_words": severity_words}


def severity_words(finding: Finding) -> str:
    """How grave a finding is, in words."""
    return t(finding.severity.title)


def standing_words(key: str) -> str:
    """A standing by its key, in words."""
    return t(Standing(key).words)


def short(period: Period) -> str:
    """A period within its year: ``TW II``, ``Jul``, and the year itself for a year."""
    match period.frequency:
        case Frequency.QUARTER:
            said = Text(f"TW {_ROMAN[period.number - 1]}", f"Q{period.number}")
        case Frequency.HALF:
            said = Text(f"Smt {period.number}", f"H{period.number}")
        case Frequency.MONTH:
            said = Text(MONTHS_ID[period.number - 1][:3], MONTHS_EN[period.number - 1][:3])
        case _:
            said = Text(str(period), str(period))
    return t(said)
