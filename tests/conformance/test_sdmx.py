"""SDMX by clients that others wrote: ``sdmx1`` on REST 1.x, ``pysdmx`` on REST 2.x."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import sdmx
from pysdmx.api.dc.rest import SdmxConnector
from pysdmx.api.fmr import RegistryClient
from pysdmx.io import get_datasets, read_sdmx
from pysdmx.io.format import StructureFormat
from tests.journeys.house import House

AGENCY = "KOTA_BLITAR"  # a client of sdmx1 asks for structures of the agency it is named after
FLOW = "penduduk-kelamin"
MANY = "pdrb-lapangan-usaha"


@pytest.fixture(scope="module")
def client(house: House) -> Any:
    source = {"id": AGENCY, "name": "Lumbung", "url": f"{house.address}/sdmx/2.1"}
    sdmx.add_source(source, override=True)
    return sdmx.Client(AGENCY)


def figures(house: House, code: str) -> dict[tuple[str, ...], float]:
    """All figures by our own interface: what the others must find."""
    answer = house.get_json(f"/api/v1/datasets/{code}/data?limit=10000")
    named = {
        role: [c["code"] for c in answer["columns"] if c["role"] == role] for role in ("measure", "dimension")
    }
    return {
        (
            row["area"].replace(".", "_"),
            measure,
            *(row[name] or "_Z" for name in named["dimension"]),
            row["period"],
        ): row[measure]
        for row in answer["data"]
        for measure in named["measure"]
        if row[measure] is not None
    }


def test_sdmx1_lists_the_dataflows_and_learns_a_structure(client):
    flows = client.dataflow().dataflow
    assert {FLOW, MANY} <= flows.keys()

    told = client.dataflow(FLOW, params={"references": "descendants"})
    structure = told.structure[FLOW]
    assert [one.id for one in structure.dimensions][:3] == ["FREQ", "REF_AREA", "INDICATOR"]
    assert structure.dimensions.components[-1].id == "TIME_PERIOD"
    assert "35_72_01" in {code.id for code in told.codelist["CL_AREA"]} | {
        code.parent.id for code in told.codelist["CL_AREA"] if code.parent
    }


@pytest.mark.parametrize("code", [FLOW, MANY])
@pytest.mark.parametrize("form", ["genericdata", "structurespecificdata"])
def test_sdmx1_reads_the_figures_that_we_say(client, house, code, form):
    structure = client.datastructure(code).structure[code]
    body = house.get(f"/sdmx/2.1/data/{code}?format={form}")
    assert read(sdmx.read_sdmx(io.BytesIO(body), structure=structure)) == figures(house, code)


@pytest.mark.parametrize("code", [FLOW, MANY])
def test_sdmx1_reads_our_json_in_the_frame_of_its_first_draft(house, code):
    """It knows the lists and places of SDMX-JSON 1.0, but not the frame that they have in the final text."""
    final = house.get_json(f"/sdmx/2.1/data/{code}?format=json")
    draft = {"header": final["meta"], **unworded(final["data"])}
    file = io.BytesIO(json.dumps(draft).encode())
    assert read(sdmx.read_sdmx(file, format="JSON")) == figures(house, code)


def unworded(told: Any) -> Any:
    """Without the names in both languages, which the draft did not have."""
    if isinstance(told, dict):
        return {name: unworded(value) for name, value in told.items() if name != "names"}
    return [unworded(one) for one in told] if isinstance(told, list) else told


def read(message: Any) -> dict[tuple[str, ...], float]:
    """The figures in a message, by their key without the frequency."""
    found = {}
    for one in message.data[0].obs:
        key = {name: str(value.value) for name, value in one.key.values.items()}
        assert key.pop("FREQ") in "ASQMWD"
        if one.value not in {None, ""}:
            found[tuple(key[name] for name in sorted(key, key=order))] = float(one.value)
    return found


def order(name: str) -> int:
    return {"REF_AREA": 0, "INDICATOR": 1, "TIME_PERIOD": 3}.get(name, 2)


def test_sdmx1_asks_with_a_key_and_a_stretch_of_time(client, house):
    every = figures(house, FLOW)
    area, measure, sex, _ = next(iter(every))
    period = max(key[-1] for key in every)
    message = client.data(FLOW, key={"REF_AREA": area, "JENIS_KELAMIN": sex}, params={"startPeriod": period})
    frame = sdmx.to_pandas(message)
    assert list(frame) == [every[area, measure, sex, period]]


def test_pysdmx_finds_and_reads_a_dataflow(house):
    connector = SdmxConnector(f"{house.address}/sdmx/v2")
    flows = connector.dataflows()
    assert {FLOW, MANY} <= {flow.id for flow in flows}

    flow = next(flow for flow in flows if flow.id == MANY)
    told = connector.dataflow(flow)
    every = figures(house, MANY)
    assert [one.id for one in told.components.dimensions][:3] == ["FREQ", "REF_AREA", "INDICATOR"]

    rows = list(connector.data(flow))
    assert told.obs_count == len(rows)  # also those that are marked as missing
    dimensions = [one.id for one in told.components.dimensions if one.id != "FREQ"]
    assert {
        tuple(row[id_] for id_ in dimensions): float(row["OBS_VALUE"]) for row in rows if row["OBS_VALUE"]
    } == every


def test_pysdmx_asks_with_conditions(house):
    connector = SdmxConnector(f"{house.address}/sdmx/v2")
    flow = next(flow for flow in connector.dataflows() if flow.id == FLOW)
    every = figures(house, FLOW)
    period = max(key[-1] for key in every)
    rows = list(connector.data(flow, f"JENIS_KELAMIN = 'perempuan' AND TIME_PERIOD >= '{period}'"))
    wanted = {key[0]: value for key, value in every.items() if key[2:] == ("perempuan", period)}
    assert {row["REF_AREA"]: float(row["OBS_VALUE"]) for row in rows} == wanted


def test_pysdmx_reads_code_lists_and_topics_as_from_a_registry(house):
    registry = RegistryClient(f"{house.address}/sdmx/v2", StructureFormat.SDMX_JSON_2_0_0)
    flow = next(one for one in SdmxConnector(f"{house.address}/sdmx/v2").dataflows() if one.id == FLOW)
    agency = flow.agency if isinstance(flow.agency, str) else flow.agency.id
    assert {code.id for code in registry.get_codes(agency, "CL_FREQ")} >= {"A", "Q", "M"}
    assert registry.get_categories(agency, "TOPICS").categories
    schema = registry.get_schema("dataflow", agency, FLOW, "1.0")
    assert {one.id for one in schema.components} >= {"REF_AREA", "OBS_VALUE", "OBS_STATUS", "LICENCE"}


@pytest.mark.parametrize("form", ["csv", "structurespecificdata", "genericdata"])
def test_pysdmx_reads_our_files(house, tmp_path, form):
    data, structure = tmp_path / "data", tmp_path / "structure"
    data.write_bytes(house.get(f"/sdmx/2.1/data/{MANY}?format={form}"))
    structure.write_bytes(house.get(f"/sdmx/2.1/dataflow/all/{MANY}/latest?references=all"))
    assert read_sdmx(structure, validate=True).get_dataflows()
    (dataset,) = get_datasets(data, structure, validate=form != "csv")
    values = dataset.data["OBS_VALUE"].astype(float)
    every = figures(house, MANY)
    assert sorted(values.dropna()) == sorted(every.values())


def test_the_three_csv_of_the_house_say_the_same(house):
    one = list(csv.DictReader(io.StringIO(house.get(f"/sdmx/2.1/data/{MANY}?format=csv").decode())))
    two = list(csv.DictReader(io.StringIO(house.get(f"/sdmx/v2/data/dataflow/*/{MANY}?format=csv").decode())))
    printed = list(csv.DictReader(io.StringIO(house.run("query", MANY, "--format", "sdmx-csv"))))
    kept = [name for name in one[0] if name != "DATAFLOW"]
    assert [[row[name] for name in kept] for row in one] == [[row[name] for name in kept] for row in two]
    assert printed == two
