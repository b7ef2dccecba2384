"""A table's metadata, code lists and selections, as PxWeb tells them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lumbung.formats.jsonstat.cubes import Cube, Kind, Variable
from lumbung.formats.jsonstat.writing import all_notes, titled
from lumbung.formats.px.catalogue import Links
from lumbung.formats.px.selections import Selection
from lumbung.vocabulary.words import LANGUAGES

TYPES = {
    Kind.GEO: "GeographicalVariable",
    Kind.TIME: "TimeVariable",
    Kind.METRIC: "ContentsVariable",
    Kind.REGULAR: "RegularVariable",
}


@dataclass(frozen=True, slots=True)
class CodeList:
    """Another way to see the values of a variable: sums of them by wider areas."""

    code: str
    label: str
    members: tuple[tuple[str, str, tuple[str, ...]], ...]  # code, label, the values that make it up

    @property
    def codes(self) -> tuple[str, ...]:
        """Its own codes, in order."""
        return tuple(code for code, _, _ in self.members)

    def parts(self, code: str) -> tuple[str, ...]:
        """The values that make one of its codes up."""
        return next(parts for own, _, parts in self.members if own == code)


def codelist_line(codelist: CodeList, links: Links) -> dict[str, Any]:
    """A code list as a variable names it."""
    return {
        "id": codelist.code,
        "label": codelist.label,
        "type": "Aggregation",
        "links": [links.link("metadata", f"/codelists/{codelist.code}")],
    }


def codelist_document(codelist: CodeList, links: Links) -> dict[str, Any]:
    """A code list with its codes, and what each is made of."""
    return {
        "id": codelist.code,
        "label": codelist.label,
        "language": links.language,
        "languages": list(LANGUAGES),
        "type": "Aggregation",
        "values": [
            {"code": code, "label": label, "valueMap": list(parts)} for code, label, parts in codelist.members
        ],
        "links": [links.link("self", f"/codelists/{codelist.code}")],
    }


def selection_document(selection: Selection, links: Links, path: str) -> dict[str, Any]:
    """A selection with the place where it is found."""
    return {"language": links.language, **selection.as_dict(), "links": [links.link("self", path)]}


def metadata_document(cube: Cube, links: Links, time_unit: str) -> dict[str, Any]:
    """The metadata in the interface's own form; the other form is JSON-stat without values."""
    about = cube.about
    return {
        "language": links.language,
        "id": about.table,
        "label": titled(about),
        "description": about.description or about.title,
        "aggregationAllowed": about.adds_up,
        "officalStatistics": about.official,  # the protocol spells it so
        "subjectCode": about.subject[0],
        "subjectLabel": about.subject[1],
        "source": about.source,
        "licence": about.licence,
        "tags": list(about.tags),
        "updated": about.updated,
        "notes": [
            {"text": note, "mandatory": about.simulated and place == 0}
            for place, note in enumerate(all_notes(cube))
        ],
        "contacts": [{"raw": about.source, "name": about.source}],
        "variables": [_variable(variable, time_unit) for variable in cube.variables],
        "links": links.of_table(about.table, "describes"),
    }


def _variable(variable: Variable, time_unit: str) -> dict[str, Any]:
    told: dict[str, Any] = {"id": variable.code, "label": variable.label, "type": TYPES[variable.kind]}
    if variable.note:
        told["notes"] = [{"text": variable.note}]
    values = list(_values(variable))
    if variable.kind is Kind.TIME:
        ends = {"firstPeriod": variable.codes[0], "lastPeriod": variable.codes[-1]} if values else {}
        told |= {"timeUnit": time_unit, **ends}
    elif variable.kind is not Kind.METRIC:
        told |= {
            name: variable.extension[name]
            for name in ("elimination", "eliminationValueCode", "codeLists")
            if name in variable.extension
        }
    return told | {"values": values}


def _values(variable: Variable) -> Iterable[dict[str, Any]]:
    for item, label in zip(variable.categories, variable.labels, strict=True):
        told: dict[str, Any] = {"code": item.code, "label": label}
        if item.note:
            told["notes"] = [{"text": item.note}]
        if variable.kind is Kind.METRIC:
            told |= {"unit": item.unit, "preferedNumberOfDecimals": item.decimals or 0}
        yield told
