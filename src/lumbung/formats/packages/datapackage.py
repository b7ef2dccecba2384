"""A package of figures in the words of the Data Package standard (Frictionless)."""

from __future__ import annotations

from typing import Any

from lumbung.formats.dcat.describing import description, keywords
from lumbung.formats.packages.contents import NUMBERS, CodeTable, Contents
from lumbung.formats.tables.envelope import SIMULATED, Column, ColumnKind, citation_columns
from lumbung.vocabulary.words import Text

PROFILE = "tabular-data-package"
_OF_CITATION = {
    "edition": Text("Edisi", "Edition"),
    "source": Text("Sumber", "Source"),
    "licence": Text("Lisensi", "Licence"),
    "notice": Text("Perhatian", "Notice"),
}


def data_package(contents: Contents) -> dict[str, Any]:
    """The description of a package; English stands beside the Indonesian as ``title@en``."""
    publication, edition, envelope = contents.publication, contents.edition, contents.envelope
    told: dict[str, Any] = {
        "profile": PROFILE,
        "name": publication.code.lower(),
        "id": contents.homepage,
        **_said("title", publication.title),
        **_said("description", description(publication, edition)),
        "homepage": contents.homepage,
        "version": edition.label,
        "created": edition.released_at.isoformat(timespec="seconds"),
        "languages": ["id", "en"],
        "keywords": [word.id for word in keywords(publication)],
        "sources": [{"title": envelope.source}],
        "contributors": [{"title": publication.publisher.name.id, "role": "publisher"}],
        "resources": [_figures(contents), *map(_codes, contents.codes)],
    }
    if envelope.licence:
        licence = {"name": envelope.licence, "title": envelope.licence_title.id}
        told["licenses"] = [
            licence | ({"path": envelope.licence_address} if envelope.licence_address else {})
        ]
    if publication.simulated:
        told |= _said("notice", SIMULATED)
    return told


def _figures(contents: Contents) -> dict[str, Any]:
    envelope = contents.envelope
    fields = [_field(one, contents) for one in envelope.columns]
    fields += [
        {"name": name, "type": "string", **_said("title", _OF_CITATION[name])}
        for name in citation_columns(envelope)
    ]
    told: dict[str, Any] = {
        "name": contents.publication.code.lower(),
        **_said("title", contents.publication.title),
        "path": contents.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": fields,
            "missingValues": [""],
            "primaryKey": list(contents.key),
            "foreignKeys": [
                {"fields": [one.column], "reference": {"resource": _name(one), "fields": ["code"]}}
                for one in contents.codes
            ],
        },
    }
    if contents.weight is not None:
        told |= {"bytes": contents.weight.size, "hash": f"sha256:{contents.weight.sha256}"}
    return told


def _field(one: Column, contents: Contents) -> dict[str, Any]:
    kind = "string"
    if one.kind is ColumnKind.MEASURE:
        kind = "integer" if one.code in contents.whole else "number"
    told: dict[str, Any] = {"name": one.code, "type": kind, **_said("title", one.title)}
    if one.meaning:
        told |= _said("description", one.meaning)
    if one.unit:
        told["unit"] = one.unit
    if one.standard:
        told["standard"] = one.standard
    if one.code in contents.key and one.code not in contents.optional:
        told["constraints"] = {"required": True}
    return told


def _codes(one: CodeTable) -> dict[str, Any]:
    fields = [
        {
            "name": name,
            "type": "number" if name in NUMBERS else "string",
            **_said("title", title),
            **({"constraints": {"required": True, "unique": True}} if name == "code" else {}),
        }
        for name, title in one.columns
    ]
    return {
        "name": _name(one),
        **_said("title", one.title),
        "path": one.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""], "primaryKey": ["code"]},
    }


def _name(one: CodeTable) -> str:
    return f"codes-{one.column.lower()}"


def _said(name: str, words: Text) -> dict[str, str]:
    told = {name: words.id}
    return told | ({f"{name}@en": words.en} if words.en and words.en != words.id else {})
