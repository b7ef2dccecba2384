"""The registry's part of a pack: areas, units, concepts, lists, words, and where they come from."""

from __future__ import annotations

from lumbung.faces.packs.folder import Pack
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards import actions as standards
from lumbung.vocabulary import structures
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.words import Text


def load_sources(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """What a pack says of where it comes from."""
    stated = [
        standards.SourceOfPack(Text(""), source)
        if isinstance(source, str)
        else standards.SourceOfPack(
            source.what, source.holder, source.basis, source.address, source.licence, source.read_on
        )
        for source in pack.head.sources
    ]
    return standards.load_sources(stated, pack=pack.head.code, title=pack.head.title, actor=actor)


def load_areas(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """Areas."""
    return standards.load_areas(pack.areas, actor=actor) if pack.areas else Changes()


def load_units(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """Units of measure."""
    units = [
        structures.Unit(unit.code, unit.title, unit.symbol, unit.quantity, unit.factor, tuple(unit.aliases))
        for unit in pack.units
    ]
    return standards.load_units(units, actor=actor) if units else Changes()


def load_concepts(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """What measures mean."""
    rows = [concept.model_dump() for concept in pack.concepts]
    return standards.load_concepts(rows, actor=actor) if rows else Changes()


def load_codelists(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """Lists of codes."""
    lists = [
        standards.ListOfCodes(
            code=item.code,
            title=item.title,
            codes=tuple(structures.Code(c.code, c.title, c.parent, tuple(c.aliases)) for c in item.codes),
            version=item.version,
            source=item.source,
        )
        for item in pack.codelists
    ]
    return standards.load_codelists(lists, actor=actor) if lists else Changes()


def load_synonyms(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """Words that people search with."""
    words = {item.word: item.means for item in pack.synonyms}
    return standards.load_synonyms(words, actor=actor) if words else Changes()
