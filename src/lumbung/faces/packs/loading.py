"""Load a pack: each part goes to its room's door, all of it in one transaction or none.

The figures are not part of that transaction: they travel the road afterwards, as anybody's
figures do (see ``figures.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from lumbung.faces.packs.faults import Fault, PackInvalid
from lumbung.faces.packs.folder import Definition, Pack, digest_of, read_pack
from lumbung.faces.packs.journeys import End, Journey, faults_of
from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog import queries as catalog_found
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.journal import queries as journal_lines
from lumbung.rooms.people import actions as people
from lumbung.rooms.people import queries as people_found
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards import actions as standards
from lumbung.vocabulary import structures
from lumbung.vocabulary.changes import Changes, one
from lumbung.vocabulary.problems import Conflict, Problem
from lumbung.vocabulary.words import Text

LOADED, ARRIVED = "packs.loaded", "packs.figures-arrived"
Progress = Callable[[int, int], None]


class PackNeeded(Conflict):
    """Another pack must be loaded first."""

    code = "packs.needed"
    message = Text("Paket {pack} memerlukan paket {needed}.", "Pack {pack} needs pack {needed}.")
    hint = Text(
        "Muat {needed} dahulu: lumbung load …/{needed}", "Load {needed} first: lumbung load …/{needed}"
    )


@dataclass
class Loaded:
    """What a load changed, part by part, and what somebody should know."""

    pack: str
    version: str
    digest: str
    changes: dict[str, Changes] = field(default_factory=dict)
    notes: list[Text] = field(default_factory=list)
    journeys: list[Journey] = field(default_factory=list)

    @property
    def stopped(self) -> list[Journey]:
        """The datasets whose figures did not reach their release."""
        return [journey for journey in self.journeys if journey.end is End.STOPPED]

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return any(changes.any for changes in self.changes.values())


def is_loaded(folder: Path) -> bool:
    """Whether exactly this content was the last that was loaded, and its figures have all arrived."""
    digest = digest_of(folder)
    wanted = ARRIVED if any((folder / "figures").glob("*.csv")) else LOADED
    return any(entry.facts.get("digest") == digest for entry in _last(wanted).values())


def _last(verb: str) -> dict[str, Any]:
    """The last line of a verb about each pack."""
    return {entry.subject: entry for entry in journal_lines.entries(verb=verb)}


def load_pack(folder: Path, *, actor: User, progress: Progress | None = None) -> Loaded:
    """Load a pack and let its figures travel; run again, it goes on where it stopped.

    ``progress`` is told how many datasets' figures have arrived, of how many.
    """
    pack = read_pack(folder)
    loaded = load_definitions(pack, actor=actor)
    if "datasets" in loaded.changes and loaded.changes["datasets"].any:
        from lumbung.rooms.collection import actions as collection

        collection.lay_out_calendar()  # what is due is told at once, not at the worker's next round
    if pack.figures:
        # Sending needs the whole road, which a pack without figures does not.
        from lumbung.faces.packs.figures import send_all

        loaded.journeys = send_all(pack, progress=progress)
        loaded.changes["figures"] = Changes(
            added=tuple(item.dataset for item in loaded.journeys if item.end is End.RELEASED),
            unchanged=sum(item.end is End.UNCHANGED for item in loaded.journeys),
        )
        if not loaded.stopped and not is_loaded(folder):
            with transaction.atomic():
                facts = {"digest": pack.digest, "datasets": len(loaded.journeys)}
                journal.record(ARRIVED, subject=("pack", pack.head.code), actor=actor, facts=facts)
    return loaded


def load_definitions(pack: Pack, *, actor: User) -> Loaded:
    """Pass everything but the figures to the rooms' doors; a second time it changes nothing."""
    before = _last(LOADED)
    for needed in pack.head.needs:
        if needed not in before:
            raise PackNeeded(pack=pack.head.code, needed=needed)
    loaded = Loaded(pack.head.code, pack.head.version, pack.digest)
    with transaction.atomic():
        for part, load in _PARTS.items():
            changes = load(pack, actor, loaded.notes)
            if changes.any or changes.unchanged:
                loaded.changes[part] = changes
        last = before.get(pack.head.code)
        if loaded.any or last is None or last.facts.get("digest") != pack.digest:
            journal.record(
                LOADED,
                subject=("pack", pack.head.code),
                actor=actor,
                facts={
                    "version": pack.head.version,
                    "digest": pack.digest,
                    "simulated": pack.head.simulated,
                    "counts": {part: changes.counts() for part, changes in loaded.changes.items()},
                },
            )
    return loaded


def _sources(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    stated = [
        standards.SourceOfPack(Text(""), source)
        if isinstance(source, str)
        else standards.SourceOfPack(
            source.what, source.holder, source.basis, source.address, source.licence, source.read_on
        )
        for source in pack.head.sources
    ]
    return standards.load_sources(stated, pack=pack.head.code, title=pack.head.title, actor=actor)


def _areas(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    return standards.load_areas(pack.areas, actor=actor) if pack.areas else Changes()


def _organisations(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    if not pack.organisations:
        return Changes()
    wanted = {"code", "name", "kind", "short", "parent", "area"}
    known = {office.code for office in pack.organisations}
    known |= set(people_found.organisations().values_list("code", flat=True))
    for office in pack.organisations:
        if office.parent and office.parent not in known:
            raise _invalid(
                pack,
                pack.folder / "organisations.yaml",
                Text(
                    f"{office.code}: induk “{office.parent}” tidak ada",
                    f"{office.code}: no parent “{office.parent}”",
                ),
            )
    return people.load_organisations(
        (row.model_dump(include=wanted) for row in pack.organisations), actor=actor
    )


def _units(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    units = [
        structures.Unit(unit.code, unit.title, unit.symbol, unit.quantity, unit.factor, tuple(unit.aliases))
        for unit in pack.units
    ]
    return standards.load_units(units, actor=actor) if units else Changes()


def _concepts(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    rows = [concept.model_dump() for concept in pack.concepts]
    return standards.load_concepts(rows, actor=actor) if rows else Changes()


def _codelists(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
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


def _topics(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    rows = [
        {"code": topic.code, "title": topic.title, "position": position}
        for position, topic in enumerate(pack.topics, start=1)
    ]
    return catalog.load_topics(rows, actor=actor) if rows else Changes()


def _synonyms(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    words = {item.word: item.means for item in pack.synonyms}
    return standards.load_synonyms(words, actor=actor) if words else Changes()


def _datasets(pack: Pack, actor: User, notes: list[Text]) -> Changes:
    """Every dataset, so that the faults of all are told together."""
    producers = {office.code: office for office in people_found.organisations()}
    faults: list[Fault] = []
    changes = Changes()
    for definition in pack.datasets:
        producer = producers.get(definition.shape.producer)
        if producer is None:
            line = definition.document.line(("producer",))
            what = Text(
                f"produsen “{definition.shape.producer}” tidak dikenal",
                f"producer “{definition.shape.producer}” is not known",
            )
            hint = Text("Tulis kode dari organisations.yaml.", "Write a code of organisations.yaml.")
            faults.append(Fault(definition.document.file, line, what, hint))
            continue
        try:
            defined = catalog.define_dataset(
                definition=definition.written,
                producer=producer,
                actor=actor,
                pack=pack.head.code,
                simulated=pack.head.simulated,
            )
        except Problem as problem:
            faults.append(_definition_fault(definition, problem))
            continue
        notes += defined.notes
        changes += one(defined.change, defined.dataset.code)
    for figures in pack.figures:
        if (found := catalog_found.datasets().filter(code=figures.dataset).first()) is not None:
            faults += faults_of(figures, catalog_found.structure(found))
        elif not faults:
            what = Text(f"tidak ada dataset “{figures.dataset}”", f"there is no dataset “{figures.dataset}”")
            faults.append(Fault(figures.file, 1, what, Text("Periksa kodenya.", "Check its code.")))
    if faults:
        raise PackInvalid(pack.head.code, faults)
    return changes


def _definition_fault(definition: Definition, problem: Problem) -> Fault:
    """The fault with the line of the rule, measure or dimension that it names."""
    document = definition.document
    for number, rule in enumerate(definition.shape.rules):
        if rule.code == problem.facts.get("rule"):
            line = document.line(("rules", number, "check"))
            return Fault(document.file, line, problem.told, problem.advice)
    named = str(problem.facts.get("where") or "")
    line = document.named(named) if named else 1
    if line == 1 and named:
        line = document.line(tuple(named.split("/", maxsplit=1)[0].split(".")))
    return Fault(document.file, line, problem.told, problem.advice)


def _people(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """Accounts without a password, with the duties that they never had before.

    A duty that somebody took away stays taken away: who holds which is the city's business
    after the first load.
    """
    changes = Changes()
    accounts = {user.username: user for user in people_found.accounts()}
    offices = {office.code: office for office in people_found.organisations()}
    given = {
        (entry.subject, entry.facts.get("duty"), entry.facts.get("organisation"))
        for entry in journal_lines.entries(verb="people.duty-given")
    }
    for person in pack.people:
        new = person.username not in accounts
        user = accounts.get(person.username) or people.register(
            username=person.username, name=person.name, email=person.email, actor=actor
        )
        fresh = [m for m in person.memberships if (user.username, m.duty, m.organisation) not in given]
        for membership in fresh:
            office = offices.get(membership.organisation)
            if office is None:
                raise _invalid(
                    pack,
                    pack.folder / "people.yaml",
                    Text(
                        f"{person.username}: organisasi “{membership.organisation}” tidak ada",
                        f"{person.username}: no organisation “{membership.organisation}”",
                    ),
                )
            people.give_duty(
                user=user, duty=people_found.Duty(membership.duty), organisation=office, actor=actor
            )
        if new:
            changes += Changes(added=(person.username,))
        else:
            changes += Changes(changed=(person.username,)) if fresh else Changes(unchanged=1)
    return changes


def _invalid(pack: Pack, file: Path, what: Text) -> PackInvalid:
    return PackInvalid(pack.head.code, [Fault(file, 1, what, Text("Periksa kodenya.", "Check its code."))])


_PARTS: dict[str, Callable[[Pack, User, list[Text]], Changes]] = {
    "sources": _sources,
    "areas": _areas,
    "organisations": _organisations,
    "units": _units,
    "concepts": _concepts,
    "codelists": _codelists,
    "topics": _topics,
    "synonyms": _synonyms,
    "datasets": _datasets,
    "people": _people,
}
