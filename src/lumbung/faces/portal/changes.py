"""What an edition changed against the one before, as people read it."""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.cube import Change
from lumbung.faces.portal.holdings import Holding, area_names
from lumbung.kit.charts.figures import PERIOD, Figures
from lumbung.kit.language import language
from lumbung.kit.tables import Cell, Column, Table
from lumbung.rooms.query import queries as observations
from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.words import Text

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Changes:
    """The counts of what changed, and the first cells of it."""

    before: str
    counts: tuple[tuple[Text, int], ...]
    unchanged: int
    total: int
    table: Table


def changes(held: Holding) -> Changes | None:
    """The differences of an edition from the one before; none for the first."""
    previous = held.edition.previous
    if previous is None or previous.withdrawn_at is not None:
        return None
    found = observations.difference(held.dataset, previous.label, held.edition.label, reader=None)
    shown = Figures(held.structure, held.structure.measures[0], (), area_names(), language())
    roles = [PERIOD, *(role for role in held.structure.key if role != PERIOD)]
    columns = [Column(shown.role_title(role)) for role in roles]
    columns += [
        Column(Text("Ukuran", "Measure")),
        Column(Text("Sebelum", "Before"), numeric=True),
        Column(Text("Sesudah", "After"), numeric=True),
        Column(Text("Perubahan", "Change")),
    ]
    rows = []
    for cell in found.page(0, SHOWN):
        measure = held.structure.measure(str(cell["measure"]))
        decimals = measure.decimals if measure else None
        codes = [str(cell.get(role) or "") for role in roles]
        keys = [
            Cell(shown.name(role, code) if code else "–") for role, code in zip(roles, codes, strict=True)
        ]
        figures = [_said(cell.get(side), decimals) for side in ("before", "after")]
        what = Change(str(cell["change"])).words
        rows.append([*keys, Cell(measure.title if measure else str(cell["measure"])), *figures, Cell(what)])
    return Changes(
        before=previous.label,
        counts=tuple((change.words, count) for change, count in found.counts.items() if count),
        unchanged=found.unchanged,
        total=found.total,
        table=Table(Text("Sel yang berubah", "Cells that changed"), columns, rows, quiet=True),
    )


def _said(value: object, decimals: int | None) -> Cell:
    number = value if isinstance(value, int | float) else None
    return Cell(said_number(number, decimals=decimals, language=language()))
