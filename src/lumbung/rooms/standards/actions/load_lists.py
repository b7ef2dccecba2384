"""Load the short lists: units, concepts, code lists, and the words people search with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from lumbung.kit.keeping import keep
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards.actions.codelists import archive_present
from lumbung.rooms.standards.actions.load_registry import Held, load_standards, require_sound, resolved
from lumbung.rooms.standards.actions.telling import tell
from lumbung.rooms.standards.models import CodeList, CodeListItem, Kind, Synonym
from lumbung.vocabulary import structures
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.words import Text

Standing = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ListOfCodes:
    """A code list as a pack brings it."""

    code: str
    title: Text
    codes: tuple[structures.Code, ...]
    version: str = "1"
    source: str = ""
    standing: Mapping[str, Any] = field(default_factory=dict)  # what else the registry keeps of it


def load_units(
    units: Iterable[structures.Unit], *, actor: User | None, standing: Standing | None = None, note: str = ""
) -> Changes:
    """Keep units of measure as the pack says; ``standing`` holds by code what else the registry keeps."""
    rows = [
        {
            "code": unit.code,
            "title": unit.title,
            "symbol": unit.symbol,
            "quantity": unit.quantity,
            "factor": unit.factor,
            "aliases": list(unit.aliases),
            **(standing or {}).get(unit.code, {}),
        }
        for unit in units
    ]
    return load_standards(Kind.UNIT, rows, actor=actor, note=note)


def load_concepts(rows: Iterable[Mapping[str, Any]], *, actor: User | None, note: str = "") -> Changes:
    """Keep concepts: each a mapping with code, title, definition, source and the rest of its columns."""
    return load_standards(Kind.CONCEPT, rows, actor=actor, note=note)


def load_measures(rows: Iterable[Mapping[str, Any]], *, actor: User | None, note: str = "") -> Changes:
    """Keep measures that datasets share: concept and unit by code, ``classifications`` a list of codes."""
    return load_standards(Kind.MEASURE, rows, actor=actor, note=note)


def load_synonyms(words: Mapping[str, Iterable[str]], *, actor: User | None) -> Changes:
    """Keep what people's words mean; a word of several packs means what the last one says."""
    people.require(actor, people.Permission.LOAD_PACK)
    rows = [{"word": word, "means": list(means)} for word, means in words.items()]
    with transaction.atomic():
        return tell("synonyms", keep(Synonym.objects.all(), rows, key="word"), actor)


def load_codelists(lists: Iterable[ListOfCodes], *, actor: User | None, note: str = "") -> Changes:
    """Keep code lists as the pack says; a code that left its list is retired.

    Editions carry their own structure, so an old edition keeps the words of a retired code.
    """
    people.require(actor, people.Permission.LOAD_PACK)
    wanted = list(lists)
    rows = {item.code: {"code": item.code, **item.standing} for item in wanted}
    changes = Changes()
    with transaction.atomic():
        require_sound(Kind.CODELIST, list(rows.values()))
        held = Held.of(Kind.CODELIST, list(rows))
        for item in wanted:
            if item.code in held.edited:  # a person keeps it on the desk now
                changes += Changes(unchanged=1)
            else:
                changes += _load_codelist(item)
        held.settle(changes, rows=rows, actor=actor, note=note)
        return tell("codelists", changes, actor)


def _load_codelist(wanted: ListOfCodes) -> Changes:
    row = {"code": wanted.code, "title": wanted.title, "version": wanted.version, "source": wanted.source}
    former = CodeList.objects.filter(code=wanted.code).exclude(version=wanted.version).first()
    if former is not None:
        archive_present(former)
    head = keep(CodeList.objects.all(), [row | resolved(wanted.standing)])
    codelist = CodeList.objects.get(code=wanted.code)
    codes = [
        {
            "codelist": codelist,
            "position": position,
            "code": code.code,
            "title": code.title,
            "parent": code.parent,
            "aliases": list(code.aliases),
        }
        for position, code in enumerate(wanted.codes)
    ]
    gone = codelist.items.exclude(code__in=[code.code for code in wanted.codes])
    retired = tuple(f"{wanted.code}:{item.code}" for item in gone)
    gone.delete()
    items = keep(CodeListItem.objects.filter(codelist=codelist), codes)
    if head.any or not (items.any or retired):
        return replace(head, retired=retired)
    return Changes(changed=(wanted.code,), retired=retired)
