"""The words of the house, beside the words of the law and of the offices.

Code words are English; the legal word is Indonesian. ``glossary.toml`` joins the two, tells what is
meant in both languages, and says how well each legal word is attested.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from lumbung.vocabulary.words import Text

_FILE = Path(__file__).with_name("glossary.toml")


class Evidence(StrEnum):
    """How well a term and its source are known."""

    VERIFIED = "V"
    SECONDARY = "S"
    MEMORY = "M"
    OWN = "-"

    @property
    def said(self) -> Text:
        """What the mark means."""
        return _EVIDENCE[self]


_EVIDENCE = {
    Evidence.VERIFIED: Text("dibaca pada sumber yang disebut", "read in the source that is named"),
    Evidence.SECONDARY: Text(
        "satu sumber sekunder atau satu praktik", "one secondary source or one practice"
    ),
    Evidence.MEMORY: Text("dari ingatan, perlu dipastikan", "from memory, to be confirmed"),
    Evidence.OWN: Text("kata rumah ini, tanpa sumber hukum", "a word of this house, without a source in law"),
}


class Group(StrEnum):
    """The parts of the glossary, in the order of the page."""

    ROOMS = "rooms"
    DUTIES = "duties"
    DEFINITION = "definition"
    COLLECTION = "collection"
    REVIEW = "review"
    RELEASE = "release"

    @property
    def heading(self) -> Text:
        """What the part is called on the page."""
        return _GROUPS[self]


_GROUPS = {
    Group.ROOMS: Text("Ruang, menurut urutan hukum", "The rooms, in the order of the law"),
    Group.DUTIES: Text("Orang dan tugasnya", "People and their duties"),
    Group.DEFINITION: Text("Apa yang didata", "What is counted"),
    Group.COLLECTION: Text("Mengumpulkan", "Collecting"),
    Group.REVIEW: Text("Memeriksa", "Checking"),
    Group.RELEASE: Text("Menyebarluaskan dan membaca", "Releasing and reading"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One word: what the code calls it, what people and the law call it, what it means."""

    code: str
    title: Text
    meaning: Text
    group: Group
    evidence: Evidence
    source: str = ""
    written: str = ""  # how the code writes it, where that is not ``code`` itself

    @property
    def in_code(self) -> str:
        """The word to look for in the code."""
        return self.written or self.code


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """All terms, in the order of the file."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Term(
            code=entry["code"],
            title=Text(entry["id"], entry["en"]),
            meaning=Text(entry["meaning_id"], entry["meaning_en"]),
            group=Group(entry["group"]),
            evidence=Evidence(entry["evidence"]),
            source=entry.get("source", ""),
            written=entry.get("written", ""),
        )
        for entry in raw["term"]
    )


def term(code: str) -> Term | None:
    """The term of a code word.

    >>> term("steward").title
    Text(id='walidata', en='data steward')
    """
    return next((item for item in terms() if item.code == code), None)


def terms_named(name: str) -> tuple[Term, ...]:
    """The terms that people or the law call by a name, in either language.

    >>> [item.code for item in terms_named("Produsen data")]
    ['producer']
    """
    wanted = name.strip().casefold()
    return tuple(item for item in terms() if wanted in {item.title.id.casefold(), item.title.en.casefold()})
