"""What can be read of code lists: their versions, maps between them, and changes of areas.

Areas are a list, too, once by the Kemendagri code and once by that of BPS, and the map between the
two is made from the areas themselves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from lumbung.rooms.standards.areatree import area_changes, area_tree
from lumbung.rooms.standards.models import (
    Area,
    CodeList,
    CodeListItem,
    CodeListVersion,
    CodeMap,
    Life,
)
from lumbung.vocabulary import codemaps
from lumbung.vocabulary.codelists import ListRef, ListState, ListVersion
from lumbung.vocabulary.codemaps import MapEntry
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import Text, text_of

AREAS, AREAS_BPS = "wilayah", "wilayah-bps"
KEMENDAGRI, BPS = "KEMENDAGRI", "BPS"
AREA_MAP = "wilayah-ke-bps"
AREA_LISTS: Mapping[str, Text] = {
    AREAS: Text("Wilayah menurut kode Kemendagri", "Areas by Kemendagri code"),
    AREAS_BPS: Text("Wilayah menurut kode BPS", "Areas by BPS code"),
}
AREA_MAP_TITLE = Text("Kode wilayah Kemendagri ke BPS", "Kemendagri area codes to BPS")


class ListUnknown(NotFound):
    """No code list, or no such version of it."""

    code = "standards.list-unknown"
    message = Text("Tidak ada daftar kode “{list}”.", "There is no code list “{list}”.")
    hint = Text("Lihat semua daftar di /api/v1/codelists.", "See all lists at /api/v1/codelists.")


class MapUnknown(NotFound):
    """No map, or no change of areas, has this code."""

    code = "standards.map-unknown"
    message = Text("Tidak ada peta kode “{map}”.", "There is no map “{map}”.")
    hint = Text("Lihat semua peta di /api/v1/maps.", "See all maps at /api/v1/maps.")


def version_rows(codelist: CodeList) -> list[CodeListVersion]:
    """The versions of a list, the newest first; the one in use is always among them."""
    rows = list(codelist.versions.order_by("-pk"))
    if not any(row.version == codelist.version for row in rows):
        rows.append(present(codelist))
    return rows


def present(codelist: CodeList) -> CodeListVersion:
    """The version in use, from the codes in use; not saved."""
    return CodeListVersion(
        codelist=codelist,
        version=codelist.version,
        state=codelist.state,
        valid_from=codelist.valid_from,
        valid_to=codelist.valid_to,
        codes=[plain(code) for code in present_codes(codelist)],
    )


def present_codes(codelist: CodeList) -> tuple[Code, ...]:
    """The codes in use."""
    items = CodeListItem.objects.filter(codelist=codelist)
    return tuple(Code(item.code, _named(item.title), item.parent, tuple(item.aliases)) for item in items)


def _named(title: Text) -> Text:
    """A name without an English one that only repeats it, as stored words do."""
    return Text(title.id, "" if title.en == title.id else title.en)


def plain(code: Code) -> dict[str, Any]:
    """A code as a version keeps it."""
    return {
        "code": code.code,
        "title": {"id": code.title.id, "en": code.title.en},
        "parent": code.parent,
        "aliases": list(code.aliases),
    }


def codes_of(row: CodeListVersion) -> tuple[Code, ...]:
    """The codes of a version."""
    if row.version == row.codelist.version and row.state != Life.DRAFT and row.codelist.pk:
        return present_codes(row.codelist)
    return tuple(
        Code(item["code"], _named(text_of(item["title"])), item["parent"], tuple(item["aliases"]))
        for item in row.codes
    )


def codelist(code: str) -> CodeList:
    """A list by its code."""
    found = CodeList.objects.filter(code=code).first() if len(code) <= 150 and code.isprintable() else None
    if found is None:
        raise ListUnknown(list=code[:60])
    return found


def version_row(code: str, version: str = "") -> CodeListVersion:
    """A version of a list; the one in use where none is named."""
    of_list = codelist(code)
    wanted = version or of_list.version
    for row in version_rows(of_list):
        if row.version == wanted:
            return row
    raise ListUnknown(list=f"{code}@{version}"[:60])


def public_lists() -> list[CodeList]:
    """The lists that anybody may read: not those that one definition brought unseen."""
    return list(CodeList.objects.filter(made_from="").select_related("owner"))


def public_versions(of_list: CodeList) -> list[CodeListVersion]:
    """The versions of a list that anybody may read: all but drafts, and the one in use."""
    return [row for row in version_rows(of_list) if row.state != Life.DRAFT or row.pk is None]


def public_maps() -> list[codemaps.CodeMap]:
    """The maps that anybody may read."""
    return [map_in_words(row) for row in CodeMap.objects.exclude(state=Life.DRAFT)]


def version_in_words(row: CodeListVersion) -> ListVersion:
    """A version as formats write it."""
    return ListVersion(
        code=row.codelist.code,
        title=row.codelist.title,
        codes=codes_of(row),
        version=row.version,
        agency=row.agency or _agency(row.codelist),
        state=ListState(row.state),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.codelist.source,
    )


def _agency(of_list: CodeList) -> str:
    return of_list.owner.code if of_list.owner is not None else ""


def list_version(code: str, version: str = "") -> ListVersion:
    """A version of a list, or the areas of a day (``version=2024-01-01``)."""
    if code in AREA_LISTS:
        return area_list(code, _day(code, version))
    row = version_row(code, version)
    if row.codelist.made_from or (row.state == Life.DRAFT and row.pk is not None):
        # A draft is the desk's own; a list that a definition brought is told with its dataset, if at all.
        raise ListUnknown(list=f"{code}@{version}"[:60])
    return version_in_words(row)


def _day(code: str, version: str) -> dt.date:
    if not version:
        return timezone.localdate()
    try:
        return dt.date.fromisoformat(version)
    except ValueError as fault:
        raise ListUnknown(list=f"{code}@{version}"[:60]) from fault


def area_list(code: str, day: dt.date) -> ListVersion:
    """The areas in force on a day as a list, by the codes of Kemendagri or of BPS."""
    tree = area_tree().on(day)
    by_bps = code == AREAS_BPS
    codes = []
    for area in sorted(tree.areas.values(), key=lambda item: item.code):
        if not area.in_force(day) or (by_bps and not area.bps):
            continue
        above = tree.get(area.parent)
        parent = (above.bps if by_bps else above.code) if above is not None and above.in_force(day) else ""
        codes.append(Code(area.bps if by_bps else area.code, Text(area.title), parent))
    known = {item.code for item in codes}
    codes = [item if item.parent in known else Code(item.code, item.title) for item in codes]
    return ListVersion(
        code=code,
        title=AREA_LISTS[code],
        codes=tuple(codes),
        version=day.isoformat(),
        agency=BPS if by_bps else KEMENDAGRI,
        valid_from=day,
    )


def area_map(day: dt.date | None = None) -> codemaps.CodeMap:
    """The codes of Kemendagri to those of BPS, from the areas in force on a day."""
    day = day or timezone.localdate()
    status = dict(Area.objects.exclude(bps="").values_list("code", "bps_status"))
    entries = tuple(
        MapEntry(area.code, area.bps, note=status.get(area.code, ""))
        for area in sorted(area_tree().areas.values(), key=lambda item: item.code)
        if area.bps and area.in_force(day)
    )
    return codemaps.CodeMap(
        code=AREA_MAP,
        title=AREA_MAP_TITLE,
        source=ListRef(AREAS, day.isoformat()),
        target=ListRef(AREAS_BPS, day.isoformat()),
        entries=entries,
        agency=BPS,
        version=day.isoformat(),
    )


def map_rows() -> Sequence[CodeMap]:
    """The maps that people keep here."""
    return list(CodeMap.objects.all())


def map_row(code: str) -> CodeMap:
    """A map that people keep here."""
    found = CodeMap.objects.filter(code=code).first() if len(code) <= 80 and code.isprintable() else None
    if found is None:
        raise MapUnknown(map=code[:60])
    return found


def map_in_words(row: CodeMap) -> codemaps.CodeMap:
    """A map as formats write it."""
    return codemaps.CodeMap(
        code=row.code,
        title=row.title,
        source=ListRef(row.source_list, row.source_version),
        target=ListRef(row.target_list, row.target_version),
        entries=tuple(MapEntry(*entry) for entry in row.entries),
        basis=row.basis,
        weights_by=row.weights_by,
        agency=row.agency,
        version=row.version,
        state=ListState(row.state),
    )


def code_map(code: str) -> codemaps.CodeMap:
    """A map anybody may read: between the area lists, of a change of areas, or one kept here."""
    if code == AREA_MAP:
        return area_map()
    changes = {change.code: change for change in area_changes()}
    if code in changes:
        return changes[code].as_map()
    row = map_row(code)
    if row.state == Life.DRAFT:
        raise MapUnknown(map=code[:60])
    return map_in_words(row)


def codes_at(ref: ListRef) -> frozenset[str] | None:
    """The codes of a list that a map names; none where the list is not at hand."""
    if ref.code in AREA_LISTS:
        return frozenset(item.code for item in area_list(ref.code, _day(ref.code, ref.version)).codes)
    try:
        return frozenset(item.code for item in codes_of(version_row(ref.code, ref.version)))
    except ListUnknown:
        return None
