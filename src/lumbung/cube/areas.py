"""The area tree as an edition keeps it: a small table beside the figures.

Roll-ups of an old edition use the tree of its day, so they do not move when areas are
split or renamed later. A column with earlier parents stands only where an area had any.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree

if TYPE_CHECKING:
    import polars as pl

_WORDS = ("code", "name", "level", "kind", "parent", "bps")
_DATES = ("valid_from", "valid_to")
_EARLIER = "earlier"


def areas_needed(tree: AreaTree, within: str, present: Iterable[str]) -> AreaTree:
    """The part of a tree that an edition needs: its scope, its areas, and all above them."""
    needed = {area.code for area in tree.within(within)} | {code for code in present if code in tree}
    for code in tuple(needed):
        needed |= {area.code for area in tree.ancestors(code)}
        needed |= {parent for parent, _ in tree[code].earlier if parent in tree}
    return AreaTree.of(tree[code] for code in sorted(needed))


def area_table(tree: AreaTree) -> pl.DataFrame:
    """A tree as a table, sorted by code."""
    import polars as pl

    schema = dict.fromkeys(_WORDS, pl.String()) | dict.fromkeys(_DATES, pl.Date())
    rows = [
        {name: getattr(area, name) for name in schema} | {"level": area.level.value}
        for _, area in sorted(tree.areas.items())
    ]
    table = pl.DataFrame(rows, schema=schema)
    if not tree.has_moves:
        return table
    earlier = [
        " ".join(f"{parent}@{last}" for parent, last in area.earlier)
        for _, area in sorted(tree.areas.items())
    ]
    return table.with_columns(pl.Series(_EARLIER, earlier, dtype=pl.String))


def tree_of_table(table: pl.DataFrame) -> AreaTree:
    """The tree that a table holds."""
    return AreaTree.of(
        Area(
            **row
            | {"level": AreaLevel(row["level"]), _EARLIER: tuple(map(_parent, row.pop(_EARLIER, "").split()))}
        )
        for row in table.iter_rows(named=True)
    )


def _parent(text: str) -> tuple[str, dt.date]:
    parent, _, last = text.rpartition("@")
    return parent, dt.date.fromisoformat(last)
