"""Texts in the two languages of the house: Indonesian first, English beside it.

Both stand where the text is used, so that neither can be forgotten
(see ``docs/decisions/0003-two-languages-side-by-side.md``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in Indonesian and, where given, in English.

    >>> Text("Jumlah penduduk", "Population").said("en")
    'Population'
    >>> Text("Kelurahan").said("en")
    'Kelurahan'
    """

    id: str
    en: str = ""

    def said(self, language: str = "id") -> str:
        """The text in a language; Indonesian where the other is missing."""
        return (self.en or self.id) if language == "en" else self.id

    def filled(self, **facts: object) -> Text:
        """The text with its ``{placeholders}`` filled in both languages.

        A fact that is itself a :class:`Text` is said in the language of its sentence.

        >>> Text("{n} baris", "{n} rows").filled(n=3)
        Text(id='3 baris', en='3 rows')
        >>> Text("{who} hilang", "{who} is missing").filled(who=Text("Wilayah", "Area"))
        Text(id='Wilayah hilang', en='Area is missing')
        """
        english = {name: fact.said("en") if isinstance(fact, Text) else fact for name, fact in facts.items()}
        return Text(self.id.format_map(facts), self.en.format_map(english))

    def as_dict(self) -> dict[str, str]:
        """The form in which a text is stored and sent."""
        return {"id": self.id, "en": self.en or self.id}

    def __bool__(self) -> bool:
        return bool(self.id)

    def __str__(self) -> str:
        return self.id


NO_WORDS = Text("")


class Worded(StrEnum):
    """A list of codes of which each has its name in words beside it.

    >>> class Season(Worded):
    ...     DRY = "dry", Text("kemarau", "dry season")
    >>> Season("dry").title.id
    'kemarau'
    """

    title: Text  # type: ignore[assignment]  # the code's name in words, not str.title

    def __new__(cls, code: str, title: Text = NO_WORDS) -> Self:
        """A member: its code as a text, and what people call it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.title = title
        return member


def text_of(raw: Mapping[str, str] | str | Text | None) -> Text:
    """Read a text as packs and records write it: a string, or ``{id: …, en: …}``.

    >>> text_of({"id": "Jiwa", "en": "People"})
    Text(id='Jiwa', en='People')
    """
    if raw is None:
        return Text("")
    if isinstance(raw, Text):
        return raw
    if isinstance(raw, str):
        return Text(raw)
    return Text(str(raw.get("id") or raw.get("en") or ""), str(raw.get("en") or ""))
