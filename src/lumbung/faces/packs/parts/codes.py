"""Maps between code lists, and changes of areas, as a pack brings them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lumbung.faces.packs import codeshapes
from lumbung.faces.packs.checking import check, check_list
from lumbung.faces.packs.faults import Fault, PackInvalid
from lumbung.faces.packs.folder import Pack
from lumbung.faces.packs.places import Document, Unreadable, read_document
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards import actions as standards
from lumbung.rooms.standards import queries
from lumbung.vocabulary.areachanges import AreaChange, AreaShift, ChangeKind, change_faults
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.codelists import list_ref
from lumbung.vocabulary.codemaps import CodeMap, MapEntry, map_faults
from lumbung.vocabulary.findings import Finding, Place, Severity
from lumbung.vocabulary.words import Text

CHANGES = "area-changes.yaml"


def load_area_changes(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """Splits, mergers, new names and moves of areas, with their law."""
    faults: list[Fault] = []
    document = _document(pack.folder / CHANGES, faults)
    written = check_list(document, codeshapes.AreaChange, faults) if document is not None else []
    changes = []
    for number, item in enumerate(written):
        change = AreaChange(
            code=item.code,
            kind=ChangeKind(item.kind),
            on=item.date,
            legal_basis=item.legal_basis,
            shifts=tuple(
                AreaShift(one.source, one.target, one.weight, one.parent_before) for one in item.entries
            ),
            weights_by=item.weights_by,
            note=item.note,
        )
        assert document is not None
        found = change_faults(change, queries.area_tree(), lambda row, column: Place(column, str(row)))
        faults += _told(document, found, (number, "entries"))
        changes.append(change)
    if faults:
        raise PackInvalid(pack.head.code, faults)
    return standards.load_area_changes(changes, actor=actor) if changes else Changes()


def load_maps(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """Maps between versions of code lists, with weights."""
    faults: list[Fault] = []
    maps = list(_maps(pack.folder, faults))
    if faults:
        raise PackInvalid(pack.head.code, faults)
    return standards.load_maps(maps, actor=actor) if maps else Changes()


def _maps(folder: Path, faults: list[Fault]) -> Iterator[CodeMap]:
    for file in sorted((folder / "maps").glob("*.yaml")):
        document = _document(file, faults)
        item = check(document, document.value, codeshapes.CodeMap) if document is not None else []
        if document is None or isinstance(item, list):
            faults += item if isinstance(item, list) else []
            continue
        told = CodeMap(
            code=item.code,
            title=item.title,
            source=list_ref(item.source),
            target=list_ref(item.target),
            entries=tuple(MapEntry(one.source, one.target, one.weight, one.note) for one in item.entries),
            basis=item.legal_basis,
            weights_by=item.weights_by,
            agency=item.agency,
            version=item.version,
        )
        found = map_faults(
            told.entries,
            lambda row, column: Place(column, str(row)),
            sources=queries.codes_at(told.source),
            targets=queries.codes_at(told.target),
        )
        faults += _told(document, found, ("entries",))
        yield told


def _document(file: Path, faults: list[Fault]) -> Document | None:
    if not file.is_file():
        return None
    try:
        return read_document(file)
    except Unreadable as wrong:
        faults.append(wrong.fault)
        return None


def _told(document: Document, found: list[Finding], where: tuple[str | int, ...]) -> Iterator[Fault]:
    """Findings as faults of the file, each on the line of its entry."""
    for item in found:
        if item.severity is not Severity.ERROR:
            continue
        row = item.place.cell
        line = document.line((*where, int(row)) if row and row.isdecimal() else where)
        yield Fault(document.file, line, item.message, item.hint)
