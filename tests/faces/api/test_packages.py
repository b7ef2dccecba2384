"""Packages: what lies in them, that they come as a stream, and what is told when there is none."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.test import Client
from tests.rooms.query.harvest import population, release
from tests.rooms.query.test_reading import set_access

from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog import queries

CODE = "penduduk-kelamin"
client = Client()


def taken(path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def fault(path: str) -> tuple[int, str]:
    answer = client.get(path)
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, json.loads(answer.content)["code"]


def test_an_archive_holds_figures_codes_and_words(city):
    release(city, city.population, population())

    with zipfile.ZipFile(io.BytesIO(taken(f"/data/{CODE}/datapackage.zip"))) as archive:
        names = archive.namelist()
        described = json.loads(archive.read("datapackage.json"))
        figures = archive.read("data.csv")
        sexes = archive.read("codes/jenis_kelamin.csv").decode()
        words = archive.read("README.md").decode()

    assert names == [
        "README.md", "csv-metadata.json", "codes/area.csv", "codes/jenis_kelamin.csv", "data.csv",
        "datapackage.json",
    ]  # fmt: skip
    assert described["resources"][0]["bytes"] == len(figures)
    assert sexes.splitlines() == [
        "code,title,title_en,parent",
        "laki-laki,Laki-laki,Male,",
        "perempuan,Perempuan,Female,",
    ]
    assert "penduduk-kelamin@2024.1" in words
    assert "https://creativecommons.org/licenses/by/4.0/" in words


def test_the_package_of_an_edition_stays_that_of_the_edition(city):
    release(city, city.population, population())
    release(city, city.population, population(more=1), "2024-06-01")

    earlier = json.loads(taken(f"/data/{CODE}/editions/2024.1/datapackage.json"))
    current = json.loads(taken(f"/data/{CODE}/datapackage.json"))

    assert (earlier["version"], current["version"]) == ("2024.1", "2024.2")
    (figures, areas, sexes) = earlier["resources"]
    assert figures["path"].endswith("/data?format=csv&edition=2024.1")
    assert b"2024.1" in taken(figures["path"].removeprefix("http://testserver"))
    assert taken(areas["path"].removeprefix("http://testserver")).startswith(b"code,name,level,parent")
    assert taken(sexes["path"].removeprefix("http://testserver")).count(b"\n") == 3


def test_english_stands_beside_the_indonesian(city):
    release(city, city.population, population())

    told = json.loads(taken(f"/data/{CODE}/datapackage.json"))

    assert told["title@en"] == "Population by sex"
    assert told["resources"][0]["schema"]["fields"][2]["title@en"] == "Sex"


def test_a_csv_says_where_its_columns_are_described(city):
    release(city, city.population, population())

    answer = client.get(f"/api/v1/datasets/{CODE}/data?format=csv&jenis_kelamin=perempuan")
    described = json.loads(taken(answer["Link"].partition(">")[0].removeprefix("<")))

    assert described["url"] == "data?format=csv&jenis_kelamin=perempuan"
    header = next(iter(answer.streaming_content)).decode().splitlines()[0].split(",")
    assert [one["titles"] for one in described["tableSchema"]["columns"]] == header
    assert [one["datatype"] for one in described["tableSchema"]["columns"]][3] == "integer"
    for _ in answer.streaming_content:
        pass


def test_what_was_withdrawn_is_not_packed(city):
    release(city, city.population, population())
    release(city, city.population, population(more=1), "2024-06-01")
    earlier = queries.edition(city.population, "2024.1")
    catalog.withdraw_edition(edition=earlier, reason="keliru", at=earlier.released_at, actor=city.steward)

    for end in ("datapackage.json", "datapackage.zip", "codes/area.csv"):
        assert fault(f"/data/{CODE}/editions/2024.1/{end}") == (410, "query.edition-withdrawn")


def test_who_has_a_package_already_is_told_so(city):
    release(city, city.population, population())

    for path in (f"/data/{CODE}/datapackage.zip", f"/data/{CODE}/datapackage.json"):
        tag = client.head(path)["ETag"]
        assert client.get(path, headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/data/tidak-ada/datapackage.json", (404, "query.not-published")),
        (f"/data/{CODE}/editions/1999.1/datapackage.zip", (404, "catalog.edition-unknown")),
        (f"/data/{CODE}/editions/2024.1/codes/warna.csv", (404, "packages.column-unknown")),
        ("/api/v1/datasets/tidak-ada/data.csv-metadata.json", (404, "query.not-published")),
        (f"/api/v1/datasets/{CODE}/data.csv-metadata.json?roll_up=bulan", (422, "query.parameter")),
        (f"/api/v1/datasets/{CODE}/data.csv-metadata.json?warna=merah", (422, "query.column-unknown")),
    ],
)
def test_faults_are_told(city, path, expected):
    release(city, city.population, population())

    assert fault(path) == expected


def test_what_is_not_open_is_not_packed(city):
    release(city, city.population, population())
    set_access(city, "terbatas")

    assert fault(f"/data/{CODE}/datapackage.zip")[0] == 404
    assert fault(f"/api/v1/datasets/{CODE}/data.csv-metadata.json")[0] == 404
