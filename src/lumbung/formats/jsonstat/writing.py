"""A table as a JSON-stat 2.0 document of class ``dataset``."""

from __future__ import annotations

from typing import Any

import orjson

from lumbung.formats.jsonstat.cubes import SIGN_WORDS, About, Cube, Kind, Sign, Variable
from lumbung.formats.tables.envelope import SIMULATED

SIGNS = frozenset(Sign)


def written(cube: Cube) -> bytes:
    """The document's bytes."""
    return orjson.dumps(document(cube), option=orjson.OPT_NON_STR_KEYS)


def document(cube: Cube) -> dict[str, Any]:
    """The document; without cells it says what the table would be, and ``value`` is null."""
    about, cells = cube.about, cube.cells
    told: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": titled(about),
        "source": about.source,
        "updated": about.updated,
    }
    if about.address:
        told["href"] = about.address
    if about.licence_address:
        told["link"] = {"license": [{"type": "text/html", "href": about.licence_address}]}
    if notes := all_notes(cube):
        told["note"] = notes
    told |= {
        "id": [variable.code for variable in cube.variables],
        "size": list(cube.size),
        "role": _roles(cube),
        "dimension": {variable.code: _dimension(variable) for variable in cube.variables},
        "extension": _extension(cube),
        "value": cells.values if cells is not None else None,
    }
    if cells is not None and cells.signs:
        told["status"] = {str(place): sign for place, sign in cells.signs.items()}
    return told


def titled(about: About) -> str:
    """The title; what is simulated says so in it."""
    return f"{about.title} ({SIMULATED.said(about.language)})" if about.simulated else about.title


def all_notes(cube: Cube) -> list[str]:
    """What must be said of the whole table, and the words of notes to single cells."""
    about = cube.about
    told = [SIMULATED.said(about.language)] if about.simulated else []
    told += about.notes
    if cube.cells is not None:
        told += dict.fromkeys(cube.cells.notes.values())
    return told


def _roles(cube: Cube) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for kind in (Kind.TIME, Kind.GEO, Kind.METRIC):
        if named := [variable.code for variable in cube.variables if variable.kind is kind]:
            roles[kind.value] = named
    return roles


def _dimension(variable: Variable) -> dict[str, Any]:
    codes = variable.codes
    category: dict[str, Any] = {
        "index": {code: number for number, code in enumerate(codes)},
        "label": dict(zip(codes, variable.labels, strict=True)),
    }
    if variable.kind is Kind.METRIC:
        category["unit"] = {
            item.code: {"base": item.unit, "decimals": item.decimals or 0} for item in variable.categories
        }
    if notes := {item.code: [item.note] for item in variable.categories if item.note}:
        category["note"] = notes
    told: dict[str, Any] = {"label": variable.label, "category": category}
    if variable.note:
        told["note"] = [variable.note]
    if variable.extension:
        told["extension"] = dict(variable.extension)
    return told


def _extension(cube: Cube) -> dict[str, Any]:
    about, cells = cube.about, cube.cells
    contents = cube.contents
    decimals = [item.decimals or 0 for item in contents.categories] if contents is not None else []
    px: dict[str, Any] = {
        "tableid": about.table,
        "matrix": about.table,
        "decimals": max(decimals, default=0),
        "official-statistics": about.official,
        "aggregallowed": about.adds_up,
        "language": about.language,
        "contents": about.title,
        "description": about.description or about.title,
        "subject-code": about.subject[0],
        "subject-area": about.subject[1],
    }
    if about.next_update is not None:
        px["nextUpdate"] = about.next_update.isoformat()
    told: dict[str, Any] = {
        "edition": about.edition,
        "licence": about.licence,
        "released": about.released_at.isoformat(timespec="seconds"),
        "simulated": about.simulated,
        "px": px,
        "contact": [{"raw": about.source, "organization": about.source}],
    }
    if about.tags:
        told["tags"] = list(about.tags)
    if about.simulated:
        told["noteMandatory"] = {"0": True}
    if cells is not None and cells.signs:
        told["status"] = {
            "label": {
                sign: SIGN_WORDS[Sign(sign)].said(about.language)
                for sign in sorted(set(cells.signs.values()))
            }
        }
    if cells is not None and cells.notes:
        told["cellNotes"] = {str(place): note for place, note in cells.notes.items()}
    return told
