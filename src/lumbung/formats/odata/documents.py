"""The documents of an OData feed: service, metadata (CSDL), pages of rows, faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from lumbung.formats.odata.tables import Column, Table
from lumbung.vocabulary.problems import Problem

NAMESPACE = "Lumbung"
CONTAINER = "Data"
CORE = "Org.OData.Core.V1"
UNITS = "Org.OData.Measures.V1"


def service(root: str, tables: Iterable[Table], language: str) -> dict[str, Any]:
    """The list of entity sets; ``root`` ends with a slash."""
    value = [
        {"name": item.name, "kind": "EntitySet", "url": item.name, "title": item.title.said(language)}
        for item in tables
    ]
    return {"@odata.context": f"{root}$metadata", "value": value}


def metadata(tables: Iterable[Table], language: str) -> bytes:
    """The description of all tables.

    It refers to no document of other hosts: programs would go and fetch it.
    """
    types, sets = [], []
    for table in tables:
        types.append(_entity_type(table, language))
        about = "".join(
            (
                _annotation(f"{CORE}.Description", table.title.said(language)),
                _annotation(f"{NAMESPACE}.edition", table.edition),
                _annotation(f"{NAMESPACE}.source", table.source.said(language)),
                _annotation(f"{NAMESPACE}.licence", table.licence),
            )
        )
        sets.append(
            f"<EntitySet Name={quoteattr(table.name)} EntityType={quoteattr(f'{NAMESPACE}.{table.name}')}>"
            f"{about}</EntitySet>"
        )
    terms = "".join(
        f'<Term Name="{name}" Type="Edm.String" AppliesTo="EntitySet"/>'
        for name in ("edition", "source", "licence")
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>'
        f'<Schema Namespace="{NAMESPACE}" xmlns="http://docs.oasis-open.org/odata/ns/edm">'
        f"{''.join(types)}{terms}"
        f'<EntityContainer Name="{CONTAINER}">{"".join(sets)}</EntityContainer>'
        "</Schema></edmx:DataServices></edmx:Edmx>"
    ).encode()


def _entity_type(table: Table, language: str) -> str:
    keys = "".join(f"<PropertyRef Name={quoteattr(item.name)}/>" for item in table.keys)
    columns = "".join(_property(item, language) for item in table.columns)
    return f"<EntityType Name={quoteattr(table.name)}><Key>{keys}</Key>{columns}</EntityType>"


def _property(column: Column, language: str) -> str:
    title = column.title.said(language)
    about = _annotation(f"{CORE}.Description", title)
    if column.definition:
        about += _annotation(f"{CORE}.LongDescription", column.definition.said(language))
    if column.unit:
        about += _annotation(f"{UNITS}.Unit", column.unit)
    nullable = ' Nullable="false"' if column.is_key else ""
    return f'<Property Name={quoteattr(column.name)} Type="{column.edm}"{nullable}>{about}</Property>'


def _annotation(term: str, words: str) -> str:
    plain = "".join(letter for letter in words if letter >= " ")  # XML knows no other control characters
    return f'<Annotation Term="{term}" String={quoteattr(plain)}/>'


def context(root: str, table: Table, columns: Sequence[Column], *, selected: bool, single: bool) -> str:
    """The address that says of what an answer is a part."""
    named = f"({','.join(item.name for item in columns)})" if selected else ""
    return f"{root}$metadata#{table.name}{named}{'/$entity' if single else ''}"


def credits_of(table: Table) -> dict[str, Any]:
    """Where the figures come from, as annotations of this service."""
    return {
        f"@{NAMESPACE}.edition": table.edition,
        f"@{NAMESPACE}.source": table.source.id,
        f"@{NAMESPACE}.licence": table.licence,
        f"@{NAMESPACE}.simulated": table.simulated,
    }


def error(problem: Problem, language: str) -> Mapping[str, Any]:
    """A problem as this standard tells it."""
    details = [{"code": "hint", "message": advice}] if (advice := problem.advice.said(language)) else []
    told = {"code": problem.code, "message": problem.told.said(language), "details": details}
    return {"error": told}
