"""Structures as SDMX-JSON 1.0 and 2.0."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from lumbung.formats.sdmx.artefacts import (
    CONCEPTS,
    FIRST_VERSION,
    TOPICS,
    Attached,
    Categorisation,
    Component,
    Constraint,
    Dataflow,
    DataStructure,
    Item,
    Kind,
    Message,
    Named,
    Scheme,
    urn,
)
from lumbung.formats.sdmx.flows import INDICATOR, TIME, VALUE
from lumbung.vocabulary.words import Text

SCHEMAS = "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas"
GROUPS = {
    Kind.AGENCIES: ("agencySchemes", "agencies"),
    Kind.TOPICS: ("categorySchemes", "categories"),
    Kind.CATEGORISATION: ("categorisations", ""),
    Kind.CODELIST: ("codelists", "codes"),
    Kind.CONCEPTS: ("conceptSchemes", "concepts"),
    Kind.CONSTRAINT: ("contentConstraints", ""),
    Kind.DATAFLOW: ("dataflows", ""),
    Kind.DATASTRUCTURE: ("dataStructures", ""),
}
Record = dict[str, Any]


def structures_as_json(
    message: Message, *, version: int, is_stub: Callable[[Named], bool] = lambda _: False
) -> bytes:
    """A structure message; of a stub only the name is told."""
    data: dict[str, list[Record]] = {}
    for kind, (group, items) in GROUPS.items():
        if kind is Kind.CONSTRAINT and version == 2:
            group = "dataConstraints"  # noqa: PLW2901  # 3.0 has its own word
        for one in message.of(kind):
            record = _named(one, version, is_stub=is_stub(one))
            if not is_stub(one):
                record |= WRITERS[type(one)](one, items, version)
            data.setdefault(group, []).append(record)
    meta = {
        "schema": f"{SCHEMAS}/{'1.0' if version == 1 else '2.0.0'}/sdmx-json-structure-schema.json",
        "id": "STRUCTURES",
        "test": False,
        "prepared": message.prepared.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "contentLanguages": ["id", "en"],
        "sender": {"id": message.sender},
    }
    return orjson.dumps({"meta": meta, "data": data})


def _named(one: Named, version: int, *, is_stub: bool) -> Record:
    record: Record = {
        "id": one.id,
        "agencyID": one.agency,
        "version": one.version,
        **_said("name", one.title or Text(one.id)),
        "links": [{"rel": "self", "urn": _urn(one, version)}],
    }
    if version == 2 and one.kind is Kind.AGENCIES:
        del record["version"]
    if version == 1:
        record["isFinal"] = False
    if is_stub:
        record["isExternalReference"] = True
    if isinstance(one, Dataflow):
        record |= _said("description", one.description)
        notes = list(one.notes)
        record["annotations"] = [_note(kind, words) for kind, words in notes]
    return record


def _urn(one: Named, version: int) -> str:
    name = one.urn
    return name.replace("registry.ContentConstraint", "registry.DataConstraint") if version == 2 else name


def _said(name: str, words: Text) -> Record:
    return {name: words.id, f"{name}s": words.as_dict()} if words else {}


def _note(kind: str, words: Text) -> Record:
    return {"id": kind, "type": kind, "title": words.id, "text": words.id, "texts": words.as_dict()}


def _scheme(one: Scheme, items: str, version: int) -> Record:
    return {"isPartial": False, items: [_item(one.kind, item, version) for item in one.items]}


def _item(kind: Kind, item: Item, version: int) -> Record:
    record = {"id": item.id, **_said("name", item.title or Text(item.id))}
    record |= _said("description", item.description)
    if kind is Kind.CONCEPTS:
        text = {"textFormat": {"textType": "String"}} if version == 1 else {"format": {"dataType": "String"}}
        record["coreRepresentation"] = text
    if item.parent:
        record["parent"] = item.parent
    if item.code and item.code != item.id:
        record["annotations"] = [{"type": "CODE", "title": item.code}]
    return record


def _dataflow(one: Dataflow, _: str, __: int) -> Record:
    return {"structure": urn(Kind.DATASTRUCTURE, one.agency, one.id, one.version)}


def _structure(one: DataStructure, _: str, version: int) -> Record:
    dimensions = [
        {**_component(one, found, version), "position": place}
        for place, found in enumerate(one.dimensions)
        if found.id != TIME
    ]
    time = _component(one, next(found for found in one.dimensions if found.id == TIME), version)
    attributes = [_component(one, found, version) | _relationship(found, version) for found in one.attributes]
    value = _component(one, Component(VALUE, kind="Double"), version)
    components: Record = {"attributeList": {"id": "AttributeDescriptor", "attributes": attributes}}
    if version == 1:
        time |= {"position": len(dimensions), "type": "TimeDimension"}
        components |= {
            "dimensionList": {
                "id": "DimensionDescriptor",
                "dimensions": [{**found, "type": "Dimension"} for found in dimensions],
                "timeDimensions": [time],
            },
            "measureList": {"id": "MeasureDescriptor", "primaryMeasure": value},
        }
    else:
        components |= {
            "dimensionList": {
                "id": "DimensionDescriptor",
                "dimensions": dimensions,
                "timeDimension": time,
            },
            "measureList": {"id": "MeasureDescriptor", "measures": [value]},
        }
    return {"dataStructureComponents": components}


def _component(one: DataStructure, found: Component, version: int) -> Record:
    scheme = urn(Kind.CONCEPTS, one.agency, CONCEPTS, FIRST_VERSION)
    concept = scheme.replace("ConceptScheme=", "Concept=") + f".{found.id}"
    shape: Record
    if found.codelist:
        shape = {"enumeration": urn(Kind.CODELIST, one.agency, found.codelist, FIRST_VERSION)}
    elif version == 1:
        shape = {"textFormat": {"textType": found.kind}}
    else:
        shape = {"format": {"dataType": found.kind}}
    return {"id": found.id, "conceptIdentity": concept, "localRepresentation": shape}


def _relationship(found: Component, version: int) -> Record:
    told: Mapping[str, Any]
    match found.attached:
        case Attached.DATASET:
            told = {"none": {}} if version == 1 else {"dataflow": {}}
        case Attached.INDICATOR:
            told = {"dimensions": [INDICATOR]}
        case _:
            told = {"primaryMeasure": VALUE} if version == 1 else {"observation": {}}
    if version == 1:
        status = "Mandatory" if found.mandatory else "Conditional"
        return {"attributeRelationship": told, "assignmentStatus": status}
    return {"attributeRelationship": told, "usage": "mandatory" if found.mandatory else "optional"}


def _categorisation(one: Categorisation, _: str, __: int) -> Record:
    scheme = urn(Kind.TOPICS, one.agency, TOPICS, FIRST_VERSION)
    target = scheme.replace("CategoryScheme=", "Category=") + f".{one.category}"
    return {"source": one.flow.urn, "target": target}


def _constraint(one: Constraint, _: str, version: int) -> Record:
    keys: list[Record] = []
    for name, codes in one.region.items():
        values: list[Any] = list(codes) if version == 1 else [{"value": code} for code in codes]
        if values:
            keys.append({"id": name, "values": values})
    if one.first:
        span = {
            "startPeriod": {"period": one.first, "isInclusive": True},
            "endPeriod": {"period": one.last, "isInclusive": True},
        }
        keys.append({"id": TIME, "timeRange": span})
    included = {"isIncluded": True} if version == 1 else {"include": True}
    record: Record = {
        "type" if version == 1 else "role": "Actual",
        "constraintAttachment": {"dataflows": [one.flow.urn]},
        "cubeRegions": [{**included, "keyValues": keys}],
    }
    if one.observations is not None:
        counts = {"obs_count": one.observations, "series_count": one.series}
        record["annotations"] = [
            {"id": name, "type": "sdmx_metrics", "title": str(count)} for name, count in counts.items()
        ]
    return record


WRITERS: Mapping[type[Named], Callable[[Any, str, int], Record]] = {
    Scheme: _scheme,
    Dataflow: _dataflow,
    DataStructure: _structure,
    Categorisation: _categorisation,
    Constraint: _constraint,
}
