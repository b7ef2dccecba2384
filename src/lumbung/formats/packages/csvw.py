"""What the columns of a CSV are, in the words of CSV on the Web (W3C)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from lumbung.formats.packages.contents import NUMBERS, CodeTable, Contents
from lumbung.formats.tables.envelope import Column, ColumnKind, Envelope, citation, citation_columns
from lumbung.vocabulary.words import Text

MEDIA_TYPE = "application/csvm+json"
CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "id"}]


def table(
    envelope: Envelope, address: str, *, key: tuple[str, ...], whole: frozenset[str], optional: frozenset[str]
) -> dict[str, Any]:
    """One CSV, the answer to a question, by its address."""
    described = _table(envelope, address, key, whole, optional)
    return {"@context": CONTEXT, **described, **_about(envelope)}


def table_group(contents: Contents) -> dict[str, Any]:
    """The tables of an archive, and how they hang together."""
    main = _table(contents.envelope, contents.path, contents.key, contents.whole, contents.optional)
    main["tableSchema"]["foreignKeys"] = [
        {
            "columnReference": [name_of(one.column)],
            "reference": {"resource": one.path, "columnReference": ["code"]},
        }
        for one in contents.codes
    ]
    return {
        "@context": CONTEXT,
        "tables": [main, *map(_codes, contents.codes)],
        **_about(contents.envelope),
    }


def name_of(column: str) -> str:
    """The name of a column where only few characters are allowed.

    >>> name_of("jumlah:note")
    'jumlah.note'
    """
    return quote(column.replace(":", "."), safe="").replace("-", "%2D").replace("~", "%7E")


def _table(
    envelope: Envelope,
    address: str,
    key: tuple[str, ...],
    whole: frozenset[str],
    optional: frozenset[str],
) -> dict[str, Any]:
    columns = [
        _column(one, one.code in whole, one.code in key and one.code not in optional)
        for one in envelope.columns
    ]
    columns += [
        {"name": name, "titles": name, "datatype": "string", "required": True}
        for name in citation_columns(envelope)
    ]
    return {
        "url": address,
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {"columns": columns, "primaryKey": [name_of(one) for one in key]},
    }


def _column(one: Column, is_whole: bool, is_required: bool) -> dict[str, Any]:
    kind = "string"
    if one.kind is ColumnKind.MEASURE:
        kind = "integer" if is_whole else "number"
    told: dict[str, Any] = {"name": name_of(one.code), "titles": one.code, "datatype": kind}
    if is_required:
        told["required"] = True
    told["rdfs:label"] = _worded(one.title)
    if one.meaning:
        told["dc:description"] = _worded(one.meaning)
    if one.unit:
        told["schema:unitText"] = one.unit
    if one.standard:
        told["dc:conformsTo"] = one.standard
    return told


def _codes(one: CodeTable) -> dict[str, Any]:
    return {
        "url": one.path,
        "dc:title": _worded(one.title),
        "tableSchema": {
            "columns": [
                {
                    "name": name,
                    "titles": name,
                    "datatype": "number" if name in NUMBERS else "string",
                    "rdfs:label": _worded(title),
                    **({"required": True} if name == "code" else {}),
                }
                for name, title in one.columns
            ],
            "primaryKey": ["code"],
        },
    }


def _about(envelope: Envelope) -> dict[str, Any]:
    told: dict[str, Any] = {
        "dc:title": _worded(envelope.title),
        "dc:identifier": envelope.edition,
        "dc:source": envelope.source,
        "dc:bibliographicCitation": citation(envelope),
    }
    if envelope.licence_address:
        told["dc:license"] = {"@id": envelope.licence_address}
    if envelope.released_on:
        told["dc:issued"] = {"@value": envelope.released_on.isoformat(), "@type": "xsd:date"}
    if envelope.address:
        told["dcat:landingPage"] = {"@id": envelope.address}
    if envelope.notes:
        told["rdfs:comment"] = [said for note in envelope.notes for said in _worded(note)]
    return told


def _worded(words: Text) -> list[dict[str, str]]:
    """A text in the languages that it has."""
    told = [{"@value": words.id, "@language": "id"}]
    if words.en and words.en != words.id:
        told.append({"@value": words.en, "@language": "en"})
    return told
