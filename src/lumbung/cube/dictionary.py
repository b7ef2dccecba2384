"""Dictionaries: every code of an edition as a small number whose order is the order of reading.

Areas go by code, periods by time, dimensions as their list has them; an empty code (a row
that is not broken down) comes first, one that the list does not know last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lumbung.cube.editions import Manifest
from lumbung.vocabulary.observations import AREA, PERIOD, Status
from lumbung.vocabulary.structures import Structure

STATUSES: tuple[str | None, ...] = (
    None,
    *(status.value for status in Status if status is not Status.NORMAL),
)


def reading_order(structure: Structure) -> tuple[str, ...]:
    """The key columns in the order that rows are sorted by: one series after the other."""
    return (AREA, *(item.code for item in structure.dimensions), PERIOD)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The codes of each key column by number, and the numbers by code."""

    codes: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, manifest: Manifest) -> Dictionary:
        """The dictionary of an edition; the same from the same manifest, always."""
        codes = {AREA: tuple(sorted(manifest.counts.areas)), PERIOD: manifest.periods}
        for item in manifest.structure.dimensions:
            listed = [code.code for code in item.codes]
            present = manifest.counts.dimensions[item.code]
            strange = sorted(set(present) - {*listed, ""})
            codes[item.code] = (*([""] if "" in present else []), *listed, *strange)
        return cls(
            codes,
            {
                column: {code: number for number, code in enumerate(listed)}
                for column, listed in codes.items()
            },
        )
