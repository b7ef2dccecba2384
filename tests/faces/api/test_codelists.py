"""Code lists and maps over the interface: read as JSON, taken along as files."""

from __future__ import annotations

import datetime as dt

import pytest

from lumbung.formats.codelists import read_list, read_map
from lumbung.rooms.standards import actions as standards
from lumbung.vocabulary import areachanges
from lumbung.vocabulary.areachanges import AreaShift, ChangeKind
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import Text

TURI, EAST = "35.72.02.1003", "35.72.02.1004"


@pytest.fixture
def listed(city):
    codes = (Code("sd", Text("SD")), Code("smp", Text("SMP"), "sd"))
    standards.load_codelists([standards.ListOfCodes("jenjang", Text("Jenjang"), codes)], actor=city.operator)
    standards.record_area_change(
        areachanges.AreaChange(
            "pemekaran-turi", ChangeKind.SPLIT, dt.date(2024, 1, 1), "Perda 3/2023",
            (AreaShift(TURI, TURI, 0.6), AreaShift(TURI, EAST, 0.4)),
        ),
        named={EAST: standards.NewArea(EAST, "Turi Timur")},
        actor=city.steward,
    )  # fmt: skip
    return city


def test_a_program_finds_the_lists_and_reads_one(client, listed):
    found = {item["code"]: item for item in client.get("/api/v1/codelists").json()}

    assert {"wilayah", "wilayah-bps", "jenjang"} <= found.keys()
    told = client.get("/api/v1/codelists/jenjang").json()
    assert (told["version"], [code["parent"] for code in told["codes"]]) == ("1", ["", "sd"])


@pytest.mark.parametrize("form", ["csv", "xlsx", "sdmx"])
def test_a_list_and_a_map_are_taken_along_as_files(client, listed, form):
    response = client.get(f"/api/v1/codelists/jenjang?format={form}")
    assert "jenjang-1." in response["Content-Disposition"]
    assert [code.code for code in read_list(response.content, "x." + form).codes] == ["sd", "smp"]

    mapped = read_map(client.get(f"/api/v1/maps/pemekaran-turi?format={form}").content, "x." + form)
    assert [(entry.target, entry.weight) for entry in mapped.entries] == [(TURI, 0.6), (EAST, 0.4)]


def test_areas_of_a_day_are_a_version_of_their_list(client, listed):
    before, after = (
        {item["code"] for item in client.get(f"/api/v1/codelists/wilayah?version={day}").json()["codes"]}
        for day in ("2023-12-31", "2024-01-01")
    )

    assert after - before == {EAST}


def test_the_maps_name_their_lists_and_their_law(client, listed):
    found = {item["code"]: item for item in client.get("/api/v1/maps").json()}

    assert found["wilayah-ke-bps"]["target"].startswith("wilayah-bps@")
    told = client.get("/api/v1/maps/pemekaran-turi").json()
    assert (told["basis"], told["source"]) == ("Perda 3/2023", "wilayah@2023-12-31")


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("codelists/tidak-ada", 404, "standards.list-unknown"),
        ("codelists/jenjang?version=9", 404, "standards.list-unknown"),
        ("codelists/wilayah?version=kemarin", 404, "standards.list-unknown"),
        ("codelists/jenjang?format=pdf", 422, "api.list-format"),
        ("maps/tidak-ada", 404, "standards.map-unknown"),
        ("maps/pemekaran-turi?format=pdf", 422, "api.list-format"),
    ],
)
def test_what_is_not_there_is_told(client, listed, address, status, code):
    response = client.get(f"/api/v1/{address}")

    assert (response.status_code, response.json()["code"]) == (status, code)


def test_the_parameter_of_boundaries_is_documented(client, city):
    described = client.get("/api/v1/openapi.json").json()

    parameters = described["paths"]["/api/v1/datasets/{code}/data"]["get"]["parameters"]
    assert "boundaries" in {item["name"] for item in parameters}
