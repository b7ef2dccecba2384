"""Claims as a contradiction keeps them, and read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lumbung.rooms.quality.claims import Claim, Conflict
from lumbung.rooms.quality.models import Contradiction, Decision, Sighting


@dataclass(frozen=True, slots=True)
class Said:
    """What one series says of a thing: the figure, where it stands, and how it came about."""

    dataset: str
    edition: str
    measure: str
    value: float
    unit: str
    base: float  # in the base unit of its quantity
    decimals: int
    parts: int = 1  # from how many figures it was added up
    at: str = ""  # the shorter period in which it stands
    status: str = "normal"

    @property
    def series(self) -> str:
        """The measure with its dataset, as one text."""
        return f"{self.dataset}:{self.measure}"

    @property
    def label(self) -> str:
        """The edition's own label, ``2025.1``."""
        return self.edition.rpartition("@")[2]


def said_of(claim: Claim) -> dict[str, Any]:
    """A claim as JSON holds it."""
    said = Said(
        claim.dataset,
        claim.edition,
        claim.measure,
        claim.value,
        claim.unit,
        claim.base,
        claim.decimals,
        claim.parts,
        claim.at,
        claim.status,
    )
    return asdict(said)


def claims_of(kept: Contradiction | Decision | Sighting) -> tuple[Said, ...]:
    """The claims that a record keeps, the largest first."""
    return tuple(Said(**one) for one in kept.claims)


def series_of(claims: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The series of claims as JSON holds them."""
    return frozenset(f"{one['dataset']}:{one['measure']}" for one in claims)


def columns_of(conflict: Conflict) -> dict[str, Any]:
    """What a contradiction's row says of a conflict."""
    thing, first = conflict.thing, conflict.claims[0]
    spoken = next((claim for claim in conflict.claims if claim.is_native), first)
    return {
        "concept": thing.concept,
        "quantity": thing.quantity,
        "unit": spoken.unit,
        "area": thing.area,
        "period": thing.period,
        "cut": thing.cut,
        "simulated": thing.simulated,
        "nature": conflict.nature.value,
        "claims": [said_of(claim) for claim in conflict.claims],
        "difference": conflict.difference / spoken.factor,
        "share": conflict.share,
    }
