"""A fact about a dataset's quality: a number with where it comes from, and how it reads as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lumbung.cube import Manifest
from lumbung.rooms.catalog.queries import Dataset, Edition
from lumbung.rooms.quality.models import Census
from lumbung.rooms.quality.states import Side
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text

NO_WORDS = Text("")
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the house knows; nobody typed it."""

    key: str
    side: Side
    title: Text
    said: Text
    source: Text  # where the number comes from
    number: float | None = None
    matters: float | None = None  # a move by so much makes what a person wrote stale
    sentence: Text = NO_WORDS  # the same as a sentence, to begin a draft with
    tone: str = ""  # "grain" where somebody should look, "brick" where it is bad
    address: str = ""  # where it can be looked at
    is_quiet: bool = False  # nothing of the kind was met: known, but not worth a line


@dataclass(frozen=True, slots=True)
class Subject:
    """The dataset that facts are about, with what all of them ask for."""

    dataset: Dataset
    structure: Structure
    edition: Edition | None = None
    manifest: Manifest | None = None
    census: Census | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A fact that has moved since a person wrote of it."""

    fact: Fact
    was: float


def moves(then: Mapping[str, float], now: tuple[Fact, ...]) -> tuple[Move, ...]:
    """The facts that moved so much that what was written should be read again."""
    return tuple(
        Move(fact, then[fact.key])
        for fact in now
        if fact.matters is not None
        and fact.number is not None
        and fact.key in then
        and abs(fact.number - then[fact.key]) >= fact.matters
    )


def counted(count: float, of: float | None, noun: Text) -> Text:
    """``3 dari 12 periode``; without a whole ``3 periode``."""
    one, whole = both_numbers(count), both_numbers(of) if of is not None else None
    if whole is None:
        return Text(f"{one.id} {noun.id}", f"{one.en} {noun.said('en')}")
    return Text(f"{one.id} dari {whole.id} {noun.id}", f"{one.en} of {whole.en} {noun.said('en')}")


def share_of(count: float, of: float) -> float:
    """A part in per cent; of nothing it is nothing."""
    return round(100 * count / of, 2) if of else 0.0


def percent(value: float) -> Text:
    """A share as people read it."""
    said = both_numbers(value, decimals=1)
    return Text(f"{said.id}{NO_BREAK}%", f"{said.en}%")


def joined(first: Text, second: Text, between: str = ", ") -> Text:
    """Two texts beside each other."""
    return Text(f"{first.id}{between}{second.id}", f"{first.said('en')}{between}{second.said('en')}")
