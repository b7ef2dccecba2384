"""The places of the desk: the entries of its side bar, with what waits in each."""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class Place:
    """One entry; without an address it is a heading."""

    title: Text
    address: str = ""
    count: int = 0
    here: bool = False
