"""The registry's part of a pack: areas, units, concepts, lists, words, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lumbung.faces.packs import schema
from lumbung.faces.packs.faults import Fault, PackInvalid
from lumbung.faces.packs.folder import Pack
from lumbung.faces.packs.places import read_document
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards import actions as standards
from lumbung.rooms.standards import queries as found
from lumbung.rooms.standards.queries import Kind
from lumbung.vocabulary import structures
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.findings import Finding
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


def load_units(pack: Pack, actor: User, notes: list[Text]) -> Changes:
    """Units of measure."""
    units = [
        structures.Unit(unit.code, unit.title, unit.symbol, unit.quantity, unit.factor, tuple(unit.aliases))
        for unit in pack.units
    ]
    standing = {
        unit.code: _standing(pack, unit) | _given(unit, "definition", "source") for unit in pack.units
    }
    if not units:
        return Changes()
    with _placed(pack, "units.yaml"):
        changes = standards.load_units(units, standing=standing, actor=actor, note=_note(pack))
    _tell_retired(Kind.UNIT, pack.units, notes)
    return changes


def load_concepts(pack: Pack, actor: User, notes: list[Text]) -> Changes:
    """What measures mean."""
    always = {"code", "title", "definition", "source"}
    rows = [
        concept.model_dump(include=always) | _standing(pack, concept) | _given(concept, "parent")
        for concept in pack.concepts
    ]
    if not rows:
        return Changes()
    with _placed(pack, "concepts.yaml"):
        changes = standards.load_concepts(rows, actor=actor, note=_note(pack))
    _tell_retired(Kind.CONCEPT, pack.concepts, notes)
    return changes


def load_measures(pack: Pack, actor: User, notes: list[Text]) -> Changes:
    """Measures that datasets share."""
    shared = set(schema.SharedMeasure.model_fields) - set(schema.Standing.model_fields)
    rows = [measure.model_dump(include=shared) | _standing(pack, measure) for measure in pack.measures]
    if not rows:
        return Changes()
    with _placed(pack, "measures.yaml"):
        changes = standards.load_measures(rows, actor=actor, note=_note(pack))
    _tell_retired(Kind.MEASURE, pack.measures, notes)
    return changes


def load_codelists(pack: Pack, actor: User, notes: list[Text]) -> Changes:
    """Lists of codes."""
    lists = [
        standards.ListOfCodes(
            code=item.code,
            title=item.title,
            codes=tuple(structures.Code(c.code, c.title, c.parent, tuple(c.aliases)) for c in item.codes),
            version=item.version,
            source=item.source,
            standing=_standing(pack, item) | _given(item, "definition"),
        )
        for item in pack.codelists
    ]
    if not lists:
        return Changes()
    with _placed(pack, "codelists"):
        changes = standards.load_codelists(lists, actor=actor, note=_note(pack))
    _tell_retired(Kind.CODELIST, pack.codelists, notes)
    return changes


def _standing(pack: Pack, entry: schema.Standing) -> dict[str, object]:
    """What the registry keeps besides the words; what a city's pack brings, its government keeps."""
    keeper = {"owner": pack.head.government} if pack.head.government else {}
    return keeper | entry.standing()


def _given(entry: schema.Standing, *names: str) -> dict[str, object]:
    return {name: getattr(entry, name) for name in names if name in entry.model_fields_set}


def _note(pack: Pack) -> str:
    return f"Paket {pack.head.code} {pack.head.version}"


@contextmanager
def _placed(pack: Pack, name: str) -> Iterator[None]:
    """Tell faults of the registry with the file and the line of the record that has them."""
    try:
        yield
    except standards.RegistryUnsound as unsound:
        faults = [_fault(pack.folder / name, one) for one in unsound.findings]
        raise PackInvalid(pack.head.code, faults) from unsound


def _fault(place: Path, one: Finding) -> Fault:
    files = sorted(place.glob("*.yaml")) if place.is_dir() else [place]
    for file in files:
        document = read_document(file)
        is_whole_file = isinstance(document.value, dict) and document.value.get("code") == one.value
        if (line := document.named(str(one.value))) > 1 or is_whole_file or len(files) == 1:
            return Fault(file, line, one.message, one.hint)
    return Fault(place, 1, one.message, one.hint)


def _tell_retired(kind: Kind, entries: Sequence[schema.Standing], notes: list[Text]) -> None:
    """A pack that retires what is still used is believed, but says what it touches."""
    for entry in entries:
        if entry.state != "retired":
            continue
        code = str(getattr(entry, "code", ""))
        titles = list(dict.fromkeys(use.user_title for use in found.uses_of(kind, code)))
        if titles:
            words = Text("{kind} “{code}” tidak dipakai lagi, tetapi masih dipakai: {named}.",
                         "{kind} “{code}” is retired, but still used by: {named}.")  # fmt: skip
            named = Text(", ".join(one.id for one in titles), ", ".join(one.said("en") for one in titles))
            notes.append(words.filled(kind=kind.words, code=code, named=named))


def load_synonyms(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """Words that people search with."""
    words = {item.word: item.means for item in pack.synonyms}
    return standards.load_synonyms(words, actor=actor) if words else Changes()
