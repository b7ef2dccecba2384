"""How far the figures of a pack came, and which of its rows cannot set out at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from lumbung.faces.packs.faults import Fault
from lumbung.faces.packs.folder import Figures
from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text


class End(StrEnum):
    """How far the figures of a dataset came."""

    RELEASED = "released"
    UNCHANGED = "unchanged"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Journey:
    """What became of the figures of one dataset, and what stopped them."""

    dataset: str
    end: End
    why: Text = field(default_factory=lambda: Text(""))


def faults_of(figures: Figures, structure: Structure) -> Iterator[Fault]:
    """Rows that cannot stand in the dataset at all, each with its line."""
    measures = {measure.code for measure in structure.measures}
    statuses = set(Status)
    needed = [dimension.code for dimension in structure.dimensions if not dimension.optional]
    for row in figures.rows:
        line = int(row["line"])
        if row["measure"] not in measures:
            what = Text(f"ukuran “{row['measure']}” tidak ada", f"there is no measure “{row['measure']}”")
            yield Fault(figures.file, line, what, Text(f"Pilih: {', '.join(sorted(measures))}."))
        if (row.get("status") or Status.NORMAL) not in statuses:
            what = Text(f"status “{row['status']}” tidak dikenal", f"status “{row['status']}” is not known")
            yield Fault(figures.file, line, what, Text(f"Pilih: {', '.join(statuses)}."))
        for missing in (code for code in needed if not row.get(code)):
            what = Text(f"dimensi “{missing}” kosong", f"dimension “{missing}” is empty")
            yield Fault(figures.file, line, what)
        if not _is_number(row["value"]):
            what = Text(f"“{row['value']}” bukan angka", f"“{row['value']}” is no number")
            yield Fault(figures.file, line, what, Text("Pakai titik desimal.", "Use a decimal point."))


def _is_number(text: str) -> bool:
    try:
        return text == "" or float(text) == float(text)
    except ValueError:
        return False
