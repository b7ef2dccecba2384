"""The files of ``codelists/``: each in its shape, and each a list that can be: no ring, no code twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lumbung.faces.packs.checking import check
from lumbung.faces.packs.faults import Fault
from lumbung.faces.packs.places import Document, Unreadable, read_document
from lumbung.faces.packs.schema import CodeList
from lumbung.vocabulary.codelists import list_faults
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.structures import Code


def read_codelists(folder: Path, faults: list[Fault]) -> list[CodeList]:
    """The code lists of a pack; what is wrong with them goes to ``faults``."""
    found: list[CodeList] = []
    for file in sorted((folder / "codelists").glob("*.yaml")):
        try:
            document = read_document(file)
        except Unreadable as wrong:
            faults.append(wrong.fault)
            continue
        checked = check(document, document.value, CodeList)
        if isinstance(checked, list):
            faults += checked
            continue
        faults += _in_the_codes(document, checked)
        found.append(checked)
    return found


def _in_the_codes(document: Document, item: CodeList) -> Iterator[Fault]:
    codes = [Code(one.code, one.title, one.parent, tuple(one.aliases)) for one in item.codes]
    for one in list_faults(codes, lambda row, column: Place(column, str(row))):
        row = int(one.place.cell or 0)
        yield Fault(
            document.file, document.line(("codes", row, one.place.sheet or "")), one.message, one.hint
        )
