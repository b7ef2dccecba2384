"""What a kind of finding is, and how grave it may be."""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.vocabulary.words import Text, Worded


class Severity(Worded):
    """How grave a finding is, the gravest first."""

    ERROR = "error", Text("harus diperbaiki", "must be mended")  # the submission cannot go on
    WARNING = "warning", Text("perlu dilihat", "please look")  # a person must look
    INFO = "info", Text("catatan", "note")  # good to know


@dataclass(frozen=True, slots=True)
class FindingKind:
    """What is wrong, how grave it is, and how it is mended."""

    code: str
    severity: Severity
    message: Text
    hint: Text


def kind(code: str, severity: Severity, message: tuple[str, str], hint: tuple[str, str]) -> FindingKind:
    """A kind as its table writes it: code, severity, message and hint in both languages."""
    return FindingKind(code, severity, Text(*message), Text(*hint))
