"""The catalogue read by ``ckanapi``, and by the calls that a CKAN harvester makes, in their order."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.journeys.house import House

ckanapi = pytest.importorskip("ckanapi", reason="the test library ckanapi is not installed")

CODE = "penduduk-kelamin"
WHO = "lumbung-tests/1.0"


@pytest.fixture(params=[False, True], ids=["post", "get"])
def portal(request: pytest.FixtureRequest, house: House) -> Iterator[Any]:
    """The house as ``ckanapi`` sees it, asked in either of its ways."""
    with ckanapi.RemoteCKAN(house.address, user_agent=WHO, get_only=request.param) as remote:
        yield remote


def command(house: House, *arguments: str) -> list[Any]:
    """What the command line of ``ckanapi`` prints, line by line."""
    done = subprocess.run(
        [Path(sys.executable).parent / "ckanapi", *arguments, "-r", house.address],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        # It finds its own workers by name.
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(house.home)},
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_program_reads_the_catalogue(house, portal):
    names = portal.action.package_list()
    assert names == sorted(one["code"] for one in _datasets(house))

    package = portal.action.package_show(id=CODE)
    found = portal.action.package_search(
        q="penduduk", fq=f"organization:{package['organization']['name']}", rows=50
    )
    assert CODE in {one["name"] for one in found["results"]}
    assert portal.action.organization_show(id=package["owner_org"])["name"] == package["organization"]["name"]
    assert portal.action.group_show(id=package["groups"][0]["name"])["package_count"] > 0


def _datasets(house: House) -> Iterator[Any]:
    page, pages = 1, 1
    while page <= pages:
        told = house.get_json(f"/api/v1/datasets?page={page}")
        yield from (one for one in told["datasets"] if one["edition"] and one["access"] == "terbuka")
        page, pages = page + 1, told["pages"]


def test_a_program_reads_rows_page_by_page(house, portal):
    table = _table(portal.action.package_show(id=CODE))
    rows: list[Any] = []
    while True:
        page = portal.action.datastore_search(resource_id=table["id"], limit=30, offset=len(rows))
        rows += page["records"]
        if not page["records"]:
            break

    assert len(rows) == page["total"] == house.get_json(f"/api/v1/datasets/{CODE}")["rows"]
    assert len({row["_id"] for row in rows}) == len(rows)
    assert sorted({row["_id"] for row in rows}) == [row["_id"] for row in rows]


def _table(package: Any) -> Any:
    return next(one for one in package["resources"] if one["datastore_active"])


def test_the_table_and_the_file_say_the_same(house, portal):
    table = _table(portal.action.package_show(id=CODE))
    rows = portal.action.datastore_search(resource_id=table["id"], limit=1000)["records"]
    file = list(csv.DictReader(io.StringIO(house.get(_path(house, table["url"])).decode())))

    def keys(row: Any) -> tuple[str, ...]:
        return tuple(row[name] for name in ("area", "period", "jenis_kelamin"))

    assert {keys(row): str(row["jumlah"]) for row in rows} == {keys(row): row["jumlah"] for row in file}


def _path(house: House, address: str) -> str:
    assert address.startswith(house.address)
    return address.removeprefix(house.address)


def test_faults_arrive_as_the_kinds_that_the_library_knows(portal):
    with pytest.raises(ckanapi.NotFound):
        portal.action.package_show(id="entah")
    with pytest.raises(ckanapi.ValidationError):
        portal.action.datastore_search(resource_id="x", limit="banyak")
    with pytest.raises(ckanapi.NotAuthorized):
        portal.action.datastore_search_sql(sql="SELECT 1")
    with pytest.raises(ckanapi.SearchQueryError):
        portal.action.package_search(fq="entah:1")


def test_writing_is_refused(house):
    with ckanapi.RemoteCKAN(house.address, user_agent=WHO) as remote, pytest.raises(ckanapi.NotAuthorized):
        remote.action.package_create(name="baru")


@pytest.mark.parametrize("thing", ["datasets", "organizations", "groups"])
def test_everything_is_dumped_by_the_command_line(house, thing):
    dumped = command(house, "dump", thing, "--all", "-q")

    action = {"datasets": "package_list", "organizations": "organization_list", "groups": "group_list"}[thing]
    listed = house.get_json(f"/api/3/action/{action}")["result"]
    assert [one["name"] for one in dumped] == listed


def test_a_dump_with_the_fields_of_tables(house):
    (dumped,) = command(house, "dump", "datasets", CODE, "--datastore-fields", "-q")

    fields = [one["id"] for one in _table(dumped)["datastore_fields"]]
    assert {"area", "period", "jumlah"} <= set(fields)


def test_the_command_line_searches_to_the_last_page(house):
    found = command(house, "search", "datasets", "q=*:*", "sort=name asc")

    assert [one["name"] for one in found] == house.get_json("/api/3/action/package_list")["result"]


def test_a_harvester_reads_everything_in_its_own_order_of_calls(house):
    """As ckanext-harvest's CKAN harvester does: search by pages, then each office and topic it met."""
    seen: dict[str, Any] = {}
    while True:
        asked = {"rows": 10, "start": len(seen), "sort": "id asc", "fq": "+state:active"}
        page = _get(house, "package_search", **asked)
        ids = [one["id"] for one in page["results"]]
        assert ids == sorted(ids)
        if not ids:
            break
        seen |= {one["id"]: one for one in page["results"]}
    assert len(seen) == page["count"]

    for name in {one["organization"]["name"] for one in seen.values()}:
        assert _get(house, "organization_show", id=name)["is_organization"]
    for name in {group["name"] for one in seen.values() for group in one["groups"]}:
        assert _get(house, "group_show", id=name)["name"] == name
    for package in seen.values():
        assert not package["private"]
        assert all(one["url"].startswith(house.address) for one in package["resources"])
        assert len({one["key"] for one in package["extras"]}) == len(package["extras"])

    last = max(one["metadata_modified"] for one in seen.values())
    fresh = _get(house, "package_search", rows=1000, fq=f"metadata_modified:[{last}Z TO *]")
    assert 0 < fresh["count"] <= len(seen)
    office = next(iter(seen.values()))["organization"]["name"]
    chosen = _get(house, "package_search", rows=1000, fq=f"organization:{office} OR organization:entah")
    rest = _get(house, "package_search", rows=1000, fq=f"-organization:{office}")
    assert chosen["count"] + rest["count"] == len(seen)


def _get(house: House, action: str, **asked: Any) -> Any:
    told = house.get_json(f"/api/3/action/{action}?{urlencode(asked)}")
    assert told["success"]
    return told["result"]
