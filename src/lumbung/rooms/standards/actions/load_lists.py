"""Load the short lists: units, concepts, code lists, and the words people search with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from lumbung.kit.keeping import keep
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards.actions.telling import tell
from lumbung.rooms.standards.models import CodeList, CodeListItem, Concept, Synonym, Unit
from lumbung.vocabulary import structures
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class ListOfCodes:
    """A code list as a pack brings it."""

    code: str
    title: Text
    codes: tuple[structures.Code, ...]
    version: str = "1"
    source: str = ""


def load_units(units: Iterable[structures.Unit], *, actor: User | None) -> Changes:
    """Keep units of measure as the pack says."""
    people.require(actor, people.Permission.LOAD_PACK)
    rows = [
        {
            "code": unit.code,
            "title": unit.title,
            "symbol": unit.symbol,
            "quantity": unit.quantity,
            "factor": unit.factor,
            "aliases": list(unit.aliases),
        }
        for unit in units
    ]
    with transaction.atomic():
        return tell("units", keep(Unit.objects.all(), rows), actor)


def load_concepts(rows: Iterable[Mapping[str, Any]], *, actor: User | None) -> Changes:
    """Keep concepts: each a mapping with code, title, definition and source."""
    people.require(actor, people.Permission.LOAD_PACK)
    with transaction.atomic():
        return tell("concepts", keep(Concept.objects.all(), rows), actor)


def load_synonyms(words: Mapping[str, Iterable[str]], *, actor: User | None) -> Changes:
    """Keep what people's words mean; a word of several packs means what the last one says."""
    people.require(actor, people.Permission.LOAD_PACK)
    rows = [{"word": word, "means": list(means)} for word, means in words.items()]
    with transaction.atomic():
        return tell("synonyms", keep(Synonym.objects.all(), rows, key="word"), actor)


def load_codelists(lists: Iterable[ListOfCodes], *, actor: User | None) -> Changes:
    """Keep code lists as the pack says; a code that left its list is retired.

    Editions carry their own structure, so an old edition keeps the words of a retired code.
    """
    people.require(actor, people.Permission.LOAD_PACK)
    changes = Changes()
    with transaction.atomic():
        for item in lists:
            changes += _load_codelist(item)
        return tell("codelists", changes, actor)


def _load_codelist(wanted: ListOfCodes) -> Changes:
    row = {"code": wanted.code, "title": wanted.title, "version": wanted.version, "source": wanted.source}
    head = keep(CodeList.objects.all(), [row])
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
