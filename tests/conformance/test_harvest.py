"""A province harvests the city: two houses, two servers, and the numbers agree by count and checksum."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.house import House

PROVINCE = Path(__file__).parent / "province"
CODE = "penduduk-kelamin"


@pytest.fixture(scope="module")
def province(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A second house that has taken in all that the city publishes, while it is open."""
    home = tmp_path_factory.mktemp("province") / "home"
    home.mkdir()
    (home / "lumbung.toml").write_text('harvest_near = "127.0.0.1"\n')
    second = House(home)
    second.run("load", PROVINCE)
    for kind, address in (
        ("lumbung", house.address),
        ("ckan", house.address + "/"),
        ("dcat", house.address + "/catalog.jsonld"),
    ):
        second.run("harvest", "add", kind, "--kind", kind, "--address", address, "--office", "diskominfo")
    with second.open() as opened:
        yield opened


def published(house: House) -> dict[str, Any]:
    """The open datasets of a house, with their editions."""
    found, page, pages = {}, 1, 1
    while page <= pages:
        told = house.get_json(f"/api/v1/datasets?page={page}")
        found |= {
            one["code"]: one for one in told["datasets"] if one["access"] == "terbuka" and one["edition"]
        }
        page, pages = page + 1, told["pages"]
    return found


def harvested(house: House, source: str) -> dict[str, Any]:
    """What a house has of a source."""
    found, page, pages = {}, 1, 1
    while page <= pages:
        told = house.get_json(f"/api/v1/harvested?source={source}&page={page}")
        found |= {one["name"]: one for one in told["datasets"]}
        page, pages = page + 1, told["pages"]
    return found


def test_the_numbers_of_the_province_are_those_of_the_city(house, province):
    seen = json.loads(province.run("harvest", "look", "lumbung", "--json"))
    assert seen["counts"]["new"] == len(published(house))
    assert harvested(province, "lumbung") == {}, "a look takes nothing in"

    taken = json.loads(province.run("harvest", "take", "lumbung", "--json"))
    assert taken["lacking"] == []
    assert len(taken["figures"]) == len(published(house))

    for code, one in published(house).items():
        here = harvested(province, "lumbung")[code]["mirror"]
        label = one["edition"].partition("@")[2]
        there = house.get_json(f"/api/v1/datasets/{code}/editions/{label}/mirror")
        assert (here["edition"], here["digest"]) == (one["edition"], there["digest"])
        assert (here["rows"], here["checksum"]) == (there["rows"], there["checksum"])

    city = house.get_json(f"/api/v1/datasets/{CODE}/data?period=2023&limit=1000")
    copy = province.get_json(f"/api/v1/harvested/lumbung/data/{CODE}?period=2023&limit=1000")
    assert copy["data"] == city["data"]
    assert (copy["edition"], copy["source"], copy["licence"]) == (
        city["edition"],
        city["source"],
        city["licence"],
    )
    assert copy["harvested_from"]["address"] == house.address


def test_a_second_reading_changes_nothing(province):
    again = json.loads(province.run("harvest", "take", "lumbung", "--json"))

    assert (again["counts"]["new"], again["counts"]["changed"], again["figures"]) == (0, 0, [])
    (health,) = [
        one for one in json.loads(province.run("harvest", "list", "--json")) if one["kind"] == "lumbung"
    ]
    assert health["well"] is True


def test_what_was_harvested_is_never_among_what_the_province_publishes(province):
    assert published(province) == {}
    assert province.get_json("/api/3/action/package_list")["result"] == []


@pytest.mark.parametrize("kind", ["ckan", "dcat"])
def test_the_same_city_is_read_as_any_portal_of_its_kind(house, province, kind):
    province.run("harvest", "look", kind)
    told = json.loads(province.run("harvest", "take", kind, "--json"))

    assert told["counts"]["unread"] == 0
    found = harvested(province, kind)
    assert len(found) == len(published(house))
    assert all(one["address"].startswith(house.address) for one in found.values())
    assert all(one["publisher"] and one["title"]["id"] for one in found.values())
    assert all(one["mirror"] is None for one in found.values())
