"""The shelves and datasets of a pack."""

from __future__ import annotations

from lumbung.faces.packs.faults import Fault, PackInvalid
from lumbung.faces.packs.folder import Definition, Pack
from lumbung.faces.packs.journeys import faults_of
from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog import queries as catalog_found
from lumbung.rooms.people import queries as people_found
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.changes import Changes, one
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text


def load_topics(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """Shelves of the catalogue."""
    rows = [
        {"code": topic.code, "title": topic.title, "position": position}
        for position, topic in enumerate(pack.topics, start=1)
    ]
    return catalog.load_topics(rows, actor=actor) if rows else Changes()


def load_datasets(pack: Pack, actor: User, notes: list[Text]) -> Changes:
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
