"""Who is meant by the name of a producer as people write it in a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Organisation

NEAR = 82
"""How like a name must be (of 100) to be proposed; it is never taken without a person's word."""

MOST_PROPOSED = 3


@dataclass(frozen=True)
class Producers:
    """The offices that may produce data, by every way in which they are called."""

    by_code: Mapping[str, Organisation]
    by_name: Mapping[str, Organisation]

    @classmethod
    def of(cls, offices: Iterable[Organisation]) -> Producers:
        """The offices by code, and by name, short name and code folded alike."""
        known = list(offices)
        names = {
            folded(name): office for office in known for name in (office.name.en, office.code, office.short)
        }
        names |= {folded(office.name.id): office for office in known}
        names.pop("", None)
        return cls({office.code: office for office in known}, names)

    def named(self, text: str) -> Organisation | None:
        """The office that is called exactly so, whatever the case and the signs between words."""
        return self.by_code.get(text.strip()) or self.by_name.get(folded(text))

    def near(self, text: str) -> tuple[str, ...]:
        """The codes of offices with a name like this one, the likeliest first."""
        from rapidfuzz import fuzz, process  # waits until a name is not known

        found = process.extract(
            folded(text), self.by_name.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=8
        )
        codes = dict.fromkeys(self.by_name[name].code for name, _, _ in found)
        return tuple(codes)[:MOST_PROPOSED]


def producers() -> Producers:
    """All offices of the house."""
    return Producers.of(people.organisations())


def folded(text: str) -> str:
    """A name without case, signs and double blanks.

    >>> folded("Dinas  Koperasi, UKM & Tenaga-Kerja ")
    'dinas koperasi ukm dan tenaga kerja'
    """
    return " ".join(re.sub(r"[^0-9a-z]+", " ", text.casefold().replace("&", " dan ")).split())
