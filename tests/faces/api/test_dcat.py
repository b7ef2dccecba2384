"""The catalogue for machines: its addresses, its pages, and what is not in it."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from django.test import Client
from tests.rooms.query.harvest import population, release
from tests.rooms.query.test_reading import set_access

from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog import queries

CODE = "penduduk-kelamin"
client = Client()


def text(path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content).decode()


def fault(path: str) -> tuple[int, str]:
    answer = client.get(path)
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, json.loads(answer.content)["code"]


def things(path: str, kind: str) -> list[dict[str, Any]]:
    found = json.loads(text(path))["@graph"]
    return [one for one in found if kind in one.get("@type", "")]


def test_a_dataset_is_a_series_and_its_editions_lead_back_in_time(city):
    release(city, city.population, population())
    release(city, city.population, population(more=1), "2024-06-01")

    (series,) = things(f"/data/{CODE}.jsonld", "dcat:DatasetSeries")
    newer, older = things(f"/data/{CODE}.jsonld", "dcat:Dataset")[1:]

    assert series["dcat:last"]["@id"] == newer["@id"]
    assert newer["dcat:prev"]["@id"] == older["@id"]
    assert newer["dcat:inSeries"]["@id"] == series["@id"]
    assert (newer["dcat:version"], older["dcat:version"]) == ("2024.2", "2024.1")
    assert newer["dct:title"][1] == {"@language": "en", "@value": "Population by sex (edition 2024.2)"}


def test_each_way_to_the_figures_of_an_edition_leads_to_that_edition(city):
    release(city, city.population, population())
    release(city, city.population, population(more=1), "2024-06-01")

    for one in things(f"/data/{CODE}.jsonld", "dcat:Distribution"):
        if "dcat:downloadURL" not in one or "/data?" not in one["dcat:downloadURL"]["@id"]:
            continue
        answer = client.get(one["dcat:downloadURL"]["@id"].removeprefix("http://testserver"))
        assert answer.status_code == 200
        assert (
            one["@id"].partition("editions/")[2].split("#")[0].replace("@", "_")
            in answer["Content-Disposition"]
        )


def test_a_program_that_likes_rdf_better_than_pages_gets_it(city):
    release(city, city.population, population())

    answer = client.get(f"/data/{CODE}", headers={"accept": "text/turtle, text/html;q=0.5"})
    assert answer["Content-Type"] == "text/turtle; charset=utf-8"
    assert "Accept" in answer["Vary"]
    assert client.get(f"/data/{CODE}", headers={"accept": "application/ld+json"})["Content-Type"] == (
        "application/ld+json"
    )
    for browser in ("", "*/*", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"):
        answer = client.get(f"/data/{CODE}", headers={"accept": browser})
        assert answer["Content-Type"].startswith("text/html")
        assert "Accept" in answer["Vary"]
    assert client.get("/catalog", headers={"accept": "application/rdf+xml"})["Content-Type"] == (
        "application/rdf+xml"
    )
    assert client.get("/catalog")["Content-Location"] == "http://testserver/catalog.ttl?page=1"


def test_the_catalogue_comes_page_by_page(city, monkeypatch):
    from lumbung.faces.api.dcat import views

    monkeypatch.setattr(views, "CATALOGUE_PAGE", 1)
    release(city, city.population, population())
    visits = population().drop("jenis_kelamin").rename({"jumlah": "kunjungan"}).unique(["area", "period"])
    visits = visits.with_columns(area=visits["area"].str.slice(0, 8), period=visits["period"] + "-Q1")
    release(city, city.visits, visits.unique(["area", "period"]))

    first, second = client.get("/catalog.ttl"), client.get("/catalog.ttl?page=2")
    (paging,) = things("/catalog.jsonld?page=1", "hydra:PagedCollection")

    assert 'rel="next"' in first["Link"]
    assert 'rel="next"' not in second["Link"]
    assert paging["hydra:next"]["@id"] == "http://testserver/catalog.jsonld?page=2"
    assert len(things("/catalog.jsonld?page=2", "dcat:DatasetSeries")) == 1
    assert fault("/catalog.ttl?page=3") == (404, "dcat.page-unknown")


def test_a_reader_of_plain_catalogues_asks_for_current_editions_alone(city):
    release(city, city.population, population())
    release(city, city.population, population(more=1), "2024-06-01")

    assert len(things("/catalog.jsonld", "dcat:Dataset")) == 3  # the series and two editions
    assert len(things("/catalog.jsonld?editions=current", "dcat:Dataset")) == 2


def test_what_is_closed_or_not_released_is_in_no_catalogue(city):
    release(city, city.population, population())
    set_access(city, "terbatas")

    assert CODE not in text("/catalog.ttl")
    assert json.loads(text("/data.json"))["dataset"] == []
    assert fault(f"/data/{CODE}.ttl") == (404, "query.not-published")
    assert fault("/data/kunjungan-puskesmas.rdf") == (404, "query.not-published")


def test_a_withdrawn_edition_keeps_its_reason_and_loses_its_files(city):
    release(city, city.population, population())
    release(city, city.population, population(more=1), "2024-06-01")
    earlier = queries.edition(city.population, "2024.1")
    catalog.withdraw_edition(
        edition=earlier, reason="terhitung dua kali", at=earlier.released_at, actor=city.steward
    )

    withdrawn = things(f"/data/{CODE}.jsonld", "dcat:Dataset")[-1]

    assert withdrawn["adms:status"]["@id"].endswith("WITHDRAWN")
    assert "terhitung dua kali" in json.dumps(withdrawn["adms:versionNotes"])
    assert "dcat:distribution" not in withdrawn
    assert "2024.1" not in text("/catalog.ttl")


def test_who_has_the_catalogue_already_is_told_so(city):
    release(city, city.population, population())

    before = client.get("/catalog.rdf")
    again = client.get("/catalog.rdf", headers={"if-none-match": before["ETag"]})
    release(city, city.population, population(more=1), "2024-06-01")
    later = client.get("/catalog.rdf", headers={"if-none-match": before["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert later.status_code == 200
    assert client.head("/catalog.rdf").content == b""
    packed = client.get("/catalog.ttl", headers={"accept-encoding": "gzip"})
    assert gzip.decompress(b"".join(packed.streaming_content)).decode() == text("/catalog.ttl")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/catalog.ttl?page=nol", (422, "query.parameter")),
        ("/catalog.ttl?page=0", (422, "query.parameter")),
        ("/catalog.ttl?page=²", (422, "query.parameter")),
        ("/catalog.ttl?page=999999", (404, "dcat.page-unknown")),
        ("/catalog.ttl?editions=semua", (422, "query.parameter")),
        ("/data/tidak-ada.ttl", (404, "query.not-published")),
    ],
)
def test_faults_are_told(city, path, expected):
    assert fault(path) == expected


def test_an_empty_catalogue_is_a_catalogue(city):
    assert "dcat:Catalog" in text("/catalog.ttl")


def test_data_json_says_what_dct_us_requires(city):
    release(city, city.population, population())

    (told,) = json.loads(text("/data.json"))["dataset"]

    required = {"title", "description", "keyword", "modified", "publisher", "contactPoint", "identifier"}
    assert required | {"accessLevel", "license", "temporal", "distribution"} <= told.keys()
    assert told["temporal"] == "2022-01-01/2023-12-31"
    assert told["accrualPeriodicity"] == "R/P1Y"
    assert all(one.get("mediaType") for one in told["distribution"] if "downloadURL" in one)


def test_search_engines_find_the_dataset_on_its_page(city):
    release(city, city.population, population())

    page = client.get(f"/data/{CODE}").content.decode()

    (block,) = page.split('<script type="application/ld+json">')[1:]
    told = json.loads(block.split("</script>")[0])
    assert (told["@type"], told["version"], told["license"]) == (
        "Dataset", "2024.1", "https://creativecommons.org/licenses/by/4.0/",
    )  # fmt: skip
    assert len(told["description"]) >= 50
    assert 'type="text/turtle"' in page
