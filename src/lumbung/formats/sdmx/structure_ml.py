"""Structures as SDMX-ML 2.1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # its types are a package of their own

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
)
from lumbung.formats.sdmx.flows import INDICATOR, TIME, VALUE
from lumbung.formats.sdmx.texts import clean
from lumbung.vocabulary.words import Text

ROOT = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
MES, STR, COM = (f"{{{ROOT}/{part}}}" for part in ("message", "structure", "common"))
SPACES = {"mes": MES[1:-1], "str": STR[1:-1], "com": COM[1:-1]}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
GROUPS = {  # in the order that the schema wants
    Kind.AGENCIES: ("OrganisationSchemes", "AgencyScheme", "Agency"),
    Kind.DATAFLOW: ("Dataflows", "Dataflow", ""),
    Kind.TOPICS: ("CategorySchemes", "CategoryScheme", "Category"),
    Kind.CATEGORISATION: ("Categorisations", "Categorisation", ""),
    Kind.CODELIST: ("Codelists", "Codelist", "Code"),
    Kind.CONCEPTS: ("Concepts", "ConceptScheme", "Concept"),
    Kind.DATASTRUCTURE: ("DataStructures", "DataStructure", ""),
    Kind.CONSTRAINT: ("Constraints", "ContentConstraint", ""),
}
REFERENCES = {
    Kind.DATAFLOW: ("Dataflow", "datastructure"),
    Kind.DATASTRUCTURE: ("DataStructure", "datastructure"),
    Kind.CODELIST: ("Codelist", "codelist"),
}


def structures_as_xml(message: Message, *, is_stub: Callable[[Named], bool] = lambda _: False) -> bytes:
    """A structure message; of a stub only the name is told."""
    root = etree.Element(f"{MES}Structure", nsmap=SPACES)
    header = etree.SubElement(root, f"{MES}Header")
    etree.SubElement(header, f"{MES}ID").text = "STRUCTURES"
    etree.SubElement(header, f"{MES}Test").text = "false"
    etree.SubElement(header, f"{MES}Prepared").text = message.prepared.strftime("%Y-%m-%dT%H:%M:%SZ")
    etree.SubElement(header, f"{MES}Sender", id=message.sender)
    structures = etree.SubElement(root, f"{MES}Structures")
    for kind, (group, element, item) in GROUPS.items():
        found = list(message.of(kind))
        if not found:
            continue
        inside = etree.SubElement(structures, f"{STR}{group}")
        for one in found:
            written = _named(inside, element, one, is_stub=is_stub(one))
            if not is_stub(one):
                WRITERS[type(one)](written, one, item)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _named(inside: Any, element: str, one: Named, *, is_stub: bool) -> Any:
    written = etree.SubElement(inside, f"{STR}{element}", id=one.id, urn=one.urn)
    written.set("agencyID", one.agency)
    written.set("version", one.version)
    written.set("isFinal", "false")
    if is_stub:
        written.set("isExternalReference", "true")
    if isinstance(one, Constraint):
        written.set("type", "Actual")
    notes: list[tuple[str, Text]] = list(one.notes) if isinstance(one, Dataflow) else []
    if isinstance(one, Constraint) and one.observations is not None:
        notes = [("obs_count", Text(str(one.observations))), ("series_count", Text(str(one.series)))]
    _annotate(written, notes)
    _words(written, "Name", one.title or Text(one.id))
    if isinstance(one, Dataflow):
        _words(written, "Description", one.description)
    return written


def _annotate(element: Any, notes: list[tuple[str, Text]]) -> None:
    if not notes:
        return
    group = etree.SubElement(element, f"{COM}Annotations")
    for kind, words in notes:
        one = etree.SubElement(group, f"{COM}Annotation", id=kind)
        etree.SubElement(one, f"{COM}AnnotationTitle").text = clean(words.id)
        etree.SubElement(one, f"{COM}AnnotationType").text = kind
        if words.en:
            _words(one, "AnnotationText", words)


def _words(element: Any, name: str, words: Text) -> None:
    for language, text in (("id", words.id), ("en", words.en)):
        if text:
            etree.SubElement(element, f"{COM}{name}", {LANG: language}).text = clean(text)


def _scheme(element: Any, one: Scheme, item: str) -> None:
    for found in one.items:
        inside = etree.SubElement(element, f"{STR}{item}", id=found.id)
        _annotate(inside, _own_code(found))
        _words(inside, "Name", found.title or Text(found.id))
        _words(inside, "Description", found.description)
        if found.parent:
            parent = etree.SubElement(inside, f"{STR}Parent")
            etree.SubElement(parent, "Ref", id=found.parent)
        if one.kind is Kind.CONCEPTS:  # sdmx1 cannot do without it
            core = etree.SubElement(inside, f"{STR}CoreRepresentation")
            etree.SubElement(core, f"{STR}TextFormat", textType="String")


def _own_code(item: Item) -> list[tuple[str, Text]]:
    return [("CODE", Text(item.code))] if item.code and item.code != item.id else []


def _dataflow(element: Any, one: Dataflow, _: str) -> None:
    _refer(element, f"{STR}Structure", Kind.DATASTRUCTURE, one.agency, one.id, one.version)


def _refer(element: Any, name: str, kind: Kind, agency: str, id_: str, version: str) -> None:
    reference = etree.SubElement(element, name)
    class_, package = REFERENCES[kind]
    written = etree.SubElement(reference, "Ref", id=id_, version=version, agencyID=agency)
    written.set("package", package)
    written.set("class", class_)


def _structure(element: Any, one: DataStructure, _: str) -> None:
    inside = etree.SubElement(element, f"{STR}DataStructureComponents")
    dimensions = etree.SubElement(inside, f"{STR}DimensionList", id="DimensionDescriptor")
    for place, found in enumerate(one.dimensions, 1):
        name = "TimeDimension" if found.id == TIME else "Dimension"
        written = etree.SubElement(dimensions, f"{STR}{name}", id=found.id, position=str(place))
        _identity(written, one, found)
    attributes = etree.SubElement(inside, f"{STR}AttributeList", id="AttributeDescriptor")
    for found in one.attributes:
        status = "Mandatory" if found.mandatory else "Conditional"
        written = etree.SubElement(attributes, f"{STR}Attribute", id=found.id, assignmentStatus=status)
        _identity(written, one, found)
        _relationship(etree.SubElement(written, f"{STR}AttributeRelationship"), found)
    measures = etree.SubElement(inside, f"{STR}MeasureList", id="MeasureDescriptor")
    primary = etree.SubElement(measures, f"{STR}PrimaryMeasure", id=VALUE)
    _identity(primary, one, Component(VALUE, kind="Double"))


def _identity(element: Any, one: DataStructure, found: Component) -> None:
    """The concept of a component, and what may stand there."""
    identity = etree.SubElement(element, f"{STR}ConceptIdentity")
    concept = etree.SubElement(identity, "Ref", id=found.id, agencyID=one.agency)
    concept.set("maintainableParentID", CONCEPTS)
    concept.set("maintainableParentVersion", FIRST_VERSION)
    concept.set("package", "conceptscheme")
    concept.set("class", "Concept")
    local = etree.SubElement(element, f"{STR}LocalRepresentation")
    if found.codelist:
        _refer(local, f"{STR}Enumeration", Kind.CODELIST, one.agency, found.codelist, FIRST_VERSION)
    else:
        etree.SubElement(local, f"{STR}TextFormat", textType=found.kind)


def _relationship(element: Any, found: Component) -> None:
    match found.attached:
        case Attached.DATASET:
            etree.SubElement(element, f"{STR}None")
        case Attached.INDICATOR:
            etree.SubElement(etree.SubElement(element, f"{STR}Dimension"), "Ref", id=INDICATOR)
        case _:
            etree.SubElement(etree.SubElement(element, f"{STR}PrimaryMeasure"), "Ref", id=VALUE)


def _categorisation(element: Any, one: Categorisation, _: str) -> None:
    flow = one.flow
    _refer(element, f"{STR}Source", Kind.DATAFLOW, flow.agency, flow.id, flow.version)
    target = etree.SubElement(element, f"{STR}Target")
    written = etree.SubElement(target, "Ref", id=one.category, agencyID=one.agency)
    written.set("maintainableParentID", TOPICS)
    written.set("maintainableParentVersion", FIRST_VERSION)
    written.set("package", "categoryscheme")
    written.set("class", "Category")


def _constraint(element: Any, one: Constraint, _: str) -> None:
    attachment = etree.SubElement(element, f"{STR}ConstraintAttachment")
    flow = one.flow
    _refer(attachment, f"{STR}Dataflow", Kind.DATAFLOW, flow.agency, flow.id, flow.version)
    region = etree.SubElement(element, f"{STR}CubeRegion", include="true")
    for name, codes in one.region.items():
        values = etree.SubElement(region, f"{COM}KeyValue", id=name)
        for code in codes:
            etree.SubElement(values, f"{COM}Value").text = code
    if one.first:
        values = etree.SubElement(region, f"{COM}KeyValue", id=TIME)
        span = etree.SubElement(values, f"{COM}TimeRange")
        etree.SubElement(span, f"{COM}StartPeriod", isInclusive="true").text = one.first
        etree.SubElement(span, f"{COM}EndPeriod", isInclusive="true").text = one.last


WRITERS: Mapping[type[Named], Callable[[Any, Any, str], None]] = {
    Scheme: _scheme,
    Dataflow: _dataflow,
    DataStructure: _structure,
    Categorisation: _categorisation,
    Constraint: _constraint,
}
