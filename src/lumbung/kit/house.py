"""Whose house this is: the names over the door of every page.

The kit knows no city. Whoever knows the loaded packs says it once with :func:`furnish`;
until then the door reads plainly *Satu Data*.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class House:
    """The names over the door."""

    name: str = "Satu Data"  # "Satu Data Kota Blitar"
    city: str = ""  # "Kota Blitar"
    government: Text = Text("")  # noqa: RUF009  # frozen, as RUF009 cannot see
    area: str = ""  # the Kemendagri code of the area it serves: "35.72"


_furnished: list[Callable[[], House]] = []


def furnish(furnisher: Callable[[], House]) -> None:
    """Say who knows the names; the last one said is asked."""
    _furnished[:] = [furnisher]


def house() -> House:
    """The house as it is known now."""
    return _furnished[0]() if _furnished else House()
