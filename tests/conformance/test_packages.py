"""Packages read by ``frictionless``, and CSV described for ``csvw``, as a stranger's program finds them."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.house import House

frictionless = pytest.importorskip("frictionless", reason="the test library frictionless is not installed")
csvw = pytest.importorskip("csvw", reason="the test library csvw is not installed")

CODE = "penduduk-kelamin"


@pytest.fixture(scope="module")
def codes(house: House) -> list[str]:
    """Every published dataset, the one of hostile words among them."""
    listed = house.get_json("/catalog.jsonld?editions=current")["@graph"]
    found = [one["dct:identifier"] for one in listed if one.get("@type") == "dcat:DatasetSeries"]
    assert "kata-jahat" in found
    return found


@pytest.fixture(scope="module")
def archive(house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of a dataset, taken away."""
    path = tmp_path_factory.mktemp("packages") / "paket.zip"
    path.write_bytes(house.get(f"/data/{CODE}/datapackage.zip"))
    return path


def faults(report: Any) -> list[Any]:
    return report.flatten(["type", "note", "rowNumber", "fieldName"]) + [
        error.note for error in report.errors
    ]


def test_every_package_is_valid_as_it_stands_on_the_site(house, codes):
    for code in codes:
        report = frictionless.Package(f"{house.address}/data/{code}/datapackage.json").validate()
        assert report.valid, (code, faults(report))


def test_a_package_is_valid_as_an_archive(archive):
    package = frictionless.Package(str(archive))

    report = package.validate()

    assert report.valid, faults(report)
    assert package.get_resource(CODE).schema.primary_key == ["area", "period", "jenis_kelamin"]


def test_a_damaged_table_is_not_taken_for_the_real_one(archive, tmp_path):
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path)
    figures = tmp_path / "data.csv"
    figures.write_bytes(figures.read_bytes().replace(b",2021,", b",2012,", 1))

    assert not frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid


def test_every_csv_leads_to_the_meaning_of_its_columns(house, codes):
    for code in codes:
        found = csvw.CSVW(f"{house.address}/api/v1/datasets/{code}/data?format=csv", validate=True)
        assert found.is_valid, (code, [str(one.message) for one in found.warnings])
        assert not found.no_metadata


@pytest.mark.parametrize(
    "asked",
    [
        "period=2022&jenis_kelamin=perempuan",
        "names=yes",
        "roll_up=kecamatan&by=area,period",
        "roll_up=kecamatan&by=area,period&names=yes",
        "measures=jumlah&order=-jumlah",
    ],
)
def test_the_csv_of_any_question_is_described(house, asked):
    address = f"{house.address}/api/v1/datasets/{CODE}/data?format=csv&{asked}"

    found = csvw.CSVW(address, validate=True)

    assert found.is_valid, [str(one.message) for one in found.warnings]
    assert not found.no_metadata


def test_the_tables_of_an_archive_hang_together_in_csvw_too(archive, tmp_path):
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path)

    found = csvw.CSVW(str(tmp_path / "csv-metadata.json"), validate=True)

    assert found.is_valid, [str(one.message) for one in found.warnings]
    assert len(found.tables) == 3


def test_the_numbers_in_a_package_are_the_numbers_of_the_api(house, archive):
    shown = house.get_json(f"/api/v1/datasets/{CODE}/data?limit=10000")["data"]

    rows = frictionless.Package(str(archive)).get_resource(CODE).read_rows()

    key = ("area", "period", "jenis_kelamin", "jumlah")
    assert sorted(tuple(row[name] for name in key) for row in rows) == sorted(
        tuple(one[name] for name in key) for one in shown
    )


def test_the_checksum_in_the_catalogue_is_that_of_the_file(house):
    listed = json.loads(house.get(f"/data/{CODE}.jsonld"))["@graph"]
    (csv,) = (one for one in listed if one.get("@id", "").endswith("#csv"))

    body = house.get(csv["dcat:downloadURL"]["@id"].removeprefix(house.address))

    assert hashlib.sha256(body).hexdigest() == csv["spdx:checksum"]["spdx:checksumValue"]["@value"]
    assert str(len(body)) == csv["dcat:byteSize"]["@value"]
