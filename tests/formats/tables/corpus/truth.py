"""What a correct reading of a made-up workbook gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.formats.tables.corpus.book import Book

from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.structures import Structure

Key = tuple[str, str, tuple[tuple[str, str], ...], str]


@dataclass
class Case:
    """A workbook, the definition of its dataset, and its truth."""

    book: Book
    definition: dict[str, Any]
    expected: dict[Key, tuple[float | None, str, str | None, str]] = field(default_factory=dict)
    held: set[Key] = field(default_factory=set)  # left out until a person confirms
    findings: list[tuple[str, str | None, str]] = field(default_factory=list)  # rule, sheet, cell
    totals: int = 0
    name: str = "berkas"
    save: dict[str, Any] = field(default_factory=lambda: {"how": "xlsxwriter"})

    @property
    def structure(self) -> Structure:
        """The dataset as the reader sees it."""
        return structure_of(self.definition)

    def expect(
        self,
        area: str,
        period: str,
        value: float | None,
        place: tuple[str | None, str],
        measure: str = "jumlah",
        status: str = "normal",
        **codes: str,
    ) -> None:
        """One figure that must come out."""
        key = (area, period, tuple(sorted(codes.items())), measure)
        assert key not in self.expected, key
        self.expected[key] = (value, "missing" if value is None else status, *place)

    def hold(self, area: str, period: str, measure: str = "jumlah", **codes: str) -> None:
        """One figure that must wait for a person."""
        self.held.add((area, period, tuple(sorted(codes.items())), measure))


Layout = Callable[[Random], Case]


def definition(
    level: str = "kelurahan",
    frequency: str = "A",
    measures: list[dict[str, Any]] | None = None,
    dimensions: list[dict[str, Any]] | None = None,
    periods: Any = None,
    within: str = "35.72",
    title: str = "Data uji",
) -> dict[str, Any]:
    """A dataset's definition as a pack writes it."""
    return {
        "code": "uji",
        "title": {"id": title},
        "frequency": frequency,
        "area": {"within": within, "level": level},
        "dimensions": dimensions or [],
        "measures": measures or [measure("jumlah", "jumlah", "jiwa", decimals=0)],
        **({"periods": periods} if periods else {}),
    }


def measure(code: str, title: str, unit: str, **more: Any) -> dict[str, Any]:
    """One measure of a definition."""
    return {"code": code, "title": {"id": title}, "unit": unit, "adds_up": "sum", **more}


def dimension(code: str, codes: dict[str, str], title: str = "") -> dict[str, Any]:
    """One dimension of a definition."""
    return {"code": code, "title": {"id": title or code.replace("_", " ").capitalize()}, "codes": codes}


SEX = {"laki-laki": "Laki-laki", "perempuan": "Perempuan"}
AGES = {"0-4": "0-4", "5-9": "5-9", "10-14": "10-14", "15-64": "15-64", "65": "65+"}
