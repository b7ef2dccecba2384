"""Files that are not read, and why: a refusal carries the finding that tells it."""

from __future__ import annotations

from lumbung.vocabulary.findings import Finding, finding
from lumbung.vocabulary.words import Text


class Refused(Exception):
    """The file cannot be read; ``finding`` says what, why and what to do."""

    def __init__(self, told: Finding) -> None:
        self.finding = told
        super().__init__(told.message.id)


def unreadable(id_: str, en: str) -> Refused:
    """A file that its own format's parser does not understand."""
    return Refused(finding("file.unreadable", reason=Text(id_, en)))


def too_large(id_: str, en: str) -> Refused:
    """A file over a declared limit."""
    return Refused(finding("file.too-large", reason=Text(id_, en)))


def encrypted() -> Refused:
    """A file locked with a password."""
    return Refused(finding("file.encrypted"))


def other_type(suffix: str, id_: str, en: str) -> Refused:
    """A file whose name says one thing and whose bytes say another."""
    return Refused(finding("file.type-mismatch", suffix=suffix or "–", actual=Text(id_, en)))
