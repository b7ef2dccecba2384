"""What can be read of the standards: areas, units, code lists, concepts, words."""

from __future__ import annotations

from collections.abc import Mapping

from lumbung.kit.stamps import Stamped
from lumbung.rooms.standards.areatree import area_changes, area_tree, change_in_words
from lumbung.rooms.standards.codelists import (
    AREA_LISTS,
    AREA_MAP,
    AREA_MAP_TITLE,
    ListUnknown,
    MapUnknown,
    area_map,
    code_map,
    codelist,
    codes_at,
    codes_of,
    list_version,
    map_in_words,
    map_row,
    map_rows,
    public_lists,
    public_maps,
    public_versions,
    version_in_words,
    version_row,
    version_rows,
)
from lumbung.rooms.standards.models import (
    Boundary,
    CodeListItem,
    Concept,
    Kind,
    Life,
    Origin,
    Source,
    StandardVersion,
    Synonym,
    Unit,
    Use,
)
from lumbung.rooms.standards.registry import (
    KINDS,
    USER_KINDS,
    Entry,
    StandardUnknown,
    Wanted,
    code_of_list,
    counts_of_uses,
    entries,
    found,
    keys,
    listed_codes,
    near,
    references,
    standard,
    used_by,
    uses_of,
    versions_of,
)
from lumbung.vocabulary import structures
from lumbung.vocabulary.words import Text

__all__ = [
    "AREA_LISTS",
    "AREA_MAP",
    "AREA_MAP_TITLE",
    "KINDS",
    "USER_KINDS",
    "Entry",
    "Kind",
    "Life",
    "ListUnknown",
    "MapUnknown",
    "Origin",
    "StandardUnknown",
    "StandardVersion",
    "Use",
    "Wanted",
    "area_changes",
    "area_map",
    "area_tree",
    "boundaries",
    "change_in_words",
    "code_map",
    "code_of_list",
    "codelist",
    "codelists",
    "codes_at",
    "codes_of",
    "concepts",
    "counts_of_uses",
    "entries",
    "forget",
    "found",
    "keys",
    "list_version",
    "listed_codes",
    "map_in_words",
    "map_row",
    "map_rows",
    "near",
    "public_lists",
    "public_maps",
    "public_versions",
    "references",
    "sources",
    "standard",
    "synonyms",
    "units",
    "used_by",
    "uses_of",
    "version_in_words",
    "version_row",
    "version_rows",
    "versions_of",
]  # fmt: skip
REGISTERED = {"made_from": ""}  # what a definition brought unseen does not speak for other datasets


def _make_units() -> Mapping[str, structures.Unit]:
    return {
        row.code: structures.Unit(
            row.code, row.title, row.symbol, row.quantity, row.factor, tuple(row.aliases)
        )
        for row in Unit.objects.filter(**REGISTERED)
    }


def _make_codelists() -> Mapping[str, tuple[structures.Code, ...]]:
    lists: dict[str, list[structures.Code]] = {}
    for row in CodeListItem.objects.filter(codelist__made_from="").select_related("codelist"):
        code = structures.Code(row.code, row.title, row.parent, tuple(row.aliases))
        lists.setdefault(row.codelist.code, []).append(code)
    return {name: tuple(codes) for name, codes in lists.items()}


def _make_concepts() -> Mapping[str, tuple[Text, Text]]:
    return {row.code: (row.title, row.definition) for row in Concept.objects.filter(**REGISTERED)}


def _make_synonyms() -> Mapping[str, tuple[str, ...]]:
    return {row.word: tuple(row.means) for row in Synonym.objects.all()}


def _make_boundaries() -> Mapping[str, dict[str, object]]:
    return {row.area.code: row.geometry for row in Boundary.objects.select_related("area")}


def _make_sources() -> tuple[tuple[Text, tuple[Source, ...]], ...]:
    packs: dict[str, list[Source]] = {}
    for row in Source.objects.all():
        packs.setdefault(row.pack, []).append(row)
    return tuple((rows[0].pack_title, tuple(rows)) for rows in packs.values())


units = Stamped("standards", make=_make_units)
codelists = Stamped("standards", make=_make_codelists)
concepts = Stamped("standards", make=_make_concepts)
synonyms = Stamped("standards", make=_make_synonyms)
boundaries = Stamped("standards", make=_make_boundaries)
sources = Stamped("standards", make=_make_sources)  # of each pack: its title, and whom it names


def forget() -> None:
    """Drop everything kept in memory (a test's database has gone)."""
    for kept in (area_tree, units, codelists, concepts, synonyms, boundaries, sources, entries, area_changes):
        kept.forget()
