"""Areas: the places statistics are about, and the tree they form.

An area is known by its Kemendagri code (``35.72.01.1001``), which is text and says the
ancestors; the BPS code is another numbering and is never derived from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lumbung.vocabulary.words import Text, Worded


class AreaLevel(Worded):
    """The rungs of the Indonesian administrative ladder, from the widest."""

    NATION = "negara", Text("Negara", "Country")
    PROVINCE = "provinsi", Text("Provinsi", "Province")
    CITY = "kota", Text("Kabupaten/kota", "Regency or city")  # kabupaten and kota are one rung
    DISTRICT = "kecamatan", Text("Kecamatan", "District")
    VILLAGE = "kelurahan", Text("Kelurahan/desa", "Urban village")  # kelurahan and desa are one rung

    @property
    def rank(self) -> int:
        """0 for the nation, 4 for a kelurahan or desa."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(AreaLevel)}  # asked for each row of a large table


def area_level(word: str) -> AreaLevel:
    """The rung that a word of the field names: ``desa`` and ``kelurahan`` are one.

    >>> area_level("kabupaten")
    <AreaLevel.CITY: 'kota'>
    """
    word = word.strip().lower().split("/")[-1]
    same = {"kabupaten": "kota", "desa": "kelurahan", "nasional": "negara", "nagari": "kelurahan"}
    return AreaLevel(same.get(word, word))


@dataclass(frozen=True, slots=True)
class Area:
    """A place with its codes, its parent and the dates between which the code is in force."""

    code: str
    name: str
    level: AreaLevel
    kind: str = ""  # "kota", "kabupaten", "kelurahan", "desa" …: the word in front of the name
    parent: str = ""
    bps: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    longitude: float | None = None
    latitude: float | None = None
    square_km: float | None = None
    aliases: tuple[str, ...] = ()
    earlier: tuple[tuple[str, dt.date], ...] = ()  # parents it had before, each with its last day

    @property
    def title(self) -> str:
        """The name with its kind: ``Kelurahan Sukorejo``."""
        kind = (self.kind or self.level.value).capitalize()
        return self.name if self.name.lower().startswith(kind.lower()) else f"{kind} {self.name}"

    def in_force(self, day: dt.date) -> bool:
        """Whether the code is valid on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def parent_on(self, day: dt.date) -> str:
        """The parent on a day: an area may come under another one and keep its code."""
        then = [(last, parent) for parent, last in self.earlier if day <= last]
        return min(then)[1] if then else self.parent


@dataclass(frozen=True)
class AreaTree:
    """The areas that a program works with, found by code and walked up and down."""

    areas: Mapping[str, Area]
    _children: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: dict[str, list[str]] = {}
        for area in self.areas.values():
            children.setdefault(area.parent, []).append(area.code)
        object.__setattr__(self, "_children", {code: tuple(sorted(c)) for code, c in children.items()})

    @classmethod
    def of(cls, areas: Iterable[Area]) -> AreaTree:
        """A tree of these areas."""
        return cls({area.code: area for area in areas})

    def __contains__(self, code: object) -> bool:
        return code in self.areas

    def __getitem__(self, code: str) -> Area:
        return self.areas[code]

    def get(self, code: str) -> Area | None:
        """The area with a code, if there is one."""
        return self.areas.get(code)

    def children(self, code: str) -> tuple[Area, ...]:
        """The areas directly below one."""
        return tuple(self.areas[child] for child in self._children.get(code, ()))

    def ancestors(self, code: str) -> Iterator[Area]:
        """The areas above one, from the nearest."""
        seen = {code}
        area = self.areas.get(code)
        while area is not None and area.parent in self.areas and area.parent not in seen:
            area = self.areas[area.parent]
            seen.add(area.code)
            yield area

    @property
    def has_moves(self) -> bool:
        """Whether an area was under another parent before."""
        return any(area.earlier for area in self.areas.values())

    def on(self, day: dt.date) -> AreaTree:
        """The tree as its parents stood on a day."""
        if not self.has_moves:
            return self
        return AreaTree.of(
            replace(area, parent=area.parent_on(day)) if area.earlier else area
            for area in self.areas.values()
        )

    def at_level(self, code: str, level: AreaLevel) -> Area | None:
        """The area itself or its ancestor on a rung."""
        area = self.areas.get(code)
        if area is not None and area.level is level:
            return area
        return next((a for a in self.ancestors(code) if a.level is level), None)

    def within(self, code: str, level: AreaLevel | None = None) -> tuple[Area, ...]:
        """The area and all below it, in the order of codes; of one rung where it is named.

        >>> city = Area("35.72", "Blitar", AreaLevel.CITY)
        >>> ward = Area("35.72.01", "Kepanjenkidul", AreaLevel.DISTRICT, parent="35.72")
        >>> [a.code for a in AreaTree.of([city, ward]).within("35.72")]
        ['35.72', '35.72.01']
        """
        if code not in self.areas:
            return ()
        found, waiting = [self.areas[code]], [code]
        while waiting:
            for child in self.children(waiting.pop()):
                found.append(child)
                waiting.append(child.code)
        return tuple(
            sorted((a for a in found if level is None or a.level is level), key=lambda area: area.code)
        )
