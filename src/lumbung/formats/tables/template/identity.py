"""How a template is known again: what it was made for, kept in a sheet that nobody sees.

People rename sheets and files, so a template is matched by the key/value rows of its very hidden
sheet ``_lumbung`` and by nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from lumbung.vocabulary.structures import Structure

IDENTITY_SHEET = "_lumbung"
KIND = "lumbung-template"


@dataclass(frozen=True, slots=True)
class TemplateIdentity:
    """The dataset, version and period that a template was made for."""

    dataset: str
    version: int
    digest: str
    period: str | None = None  # none: the template asks for every period due

    def rows(self) -> tuple[tuple[str, str], ...]:
        """The key/value rows of the identity sheet."""
        return (
            ("kind", KIND),
            ("dataset", self.dataset),
            ("version", str(self.version)),
            ("period", self.period or ""),
            ("digest", self.digest),
        )


def identity_of(structure: Structure, period: str | None) -> TemplateIdentity:
    """The identity of a template of a dataset."""
    return TemplateIdentity(structure.dataset, structure.version, structure_digest(structure), period)


def read_identity(cells: Mapping[str, str]) -> TemplateIdentity | None:
    """The identity that key/value cells tell; none where they are not a template's, or damaged.

    >>> read_identity({"kind": "lumbung-template", "dataset": "rt-rw", "version": "2", "digest": "ab"})
    TemplateIdentity(dataset='rt-rw', version=2, digest='ab', period=None)
    """
    said = {key.strip(): str(value).strip() for key, value in cells.items()}
    version = said.get("version", "").removesuffix(".0")  # a spreadsheet may have made a number of it
    if said.get("kind") != KIND or not said.get("dataset") or not version.isdecimal():
        return None
    return TemplateIdentity(
        dataset=said["dataset"],
        version=int(version),
        digest=said.get("digest", ""),
        period=said.get("period") or None,
    )


def structure_digest(structure: Structure) -> str:
    """The sha256 of what a structure asks for: keys, codes, measures, units and limits.

    Words, rules and the version are left out: a better title makes no template old.
    """
    canonical = {
        "dataset": structure.dataset,
        "frequency": structure.frequency.value,
        "area": [structure.area.within, structure.area.level.value],
        "dimensions": [
            [item.code, item.optional, [code.code for code in item.codes]] for item in structure.dimensions
        ],
        "measures": [
            [
                *(item.code, item.unit, item.adds_up.value, item.decimals, item.required),
                *(None if limit is None else float(limit) for limit in (item.minimum, item.maximum)),
            ]
            for item in structure.measures
        ],
    }
    written = json.dumps(canonical, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
