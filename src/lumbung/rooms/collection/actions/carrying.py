"""What was mended on the page goes along with the file that replaces the one it was mended in.

A producer mends one cell on the page, then the others in the marked copy, which still holds what
the file held. Without this, the first cell would be at fault again.
"""

from __future__ import annotations

from lumbung.formats.tables.grids import Refused, read_grids
from lumbung.rooms.collection import storage
from lumbung.rooms.collection.grids import text_in
from lumbung.rooms.collection.models import Correction, Submission, Upload
from lumbung.vocabulary.findings import Place


def carried_over(earlier: Submission, upload: Upload) -> list[Correction]:
    """The earlier attempt's mended cells that stand in the new file as they stood before mending.

    A cell that the producer has changed since is theirs: the file has the last word about it.
    """
    last: dict[Place, Correction] = {}
    for row in earlier.corrections.filter(kept_for_next=False):
        place = Place(row.sheet or None, row.cell)
        was = last[place].was if place in last else row.was
        last[place] = Correction(
            sheet=row.sheet,
            cell=row.cell,
            was=was,
            value=row.value,
            rule=row.rule,
            by_id=row.by_id,
            at=row.at,
        )
    if not last:
        return []
    try:
        workbook, _ = read_grids(storage.kept("uploads", upload.digest), upload.name)
    except Refused:
        return []
    return [row for place, row in last.items() if text_in(workbook, place) == row.was]
