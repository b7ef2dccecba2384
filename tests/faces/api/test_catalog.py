"""The list of datasets, a dataset, its editions, areas and limits by the house's own interface."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from tests.rooms.query.harvest import population, release
from tests.rooms.query.test_reading import set_access

CODE = "penduduk-kelamin"
client = Client()


def get(path: str, **asked: Any) -> Any:
    answer = client.get(f"/api/v1/{path}", asked)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def fault(path: str, **asked: Any) -> tuple[int, str]:
    answer = client.get(f"/api/v1/{path}", asked)
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, json.loads(answer.content)["code"]


def test_datasets_are_searched_and_listed(city):
    release(city, city.population, population())

    everything = get("datasets")
    found = get("datasets", q="penduduk")

    assert everything["total"] == 2
    assert [line["code"] for line in found["datasets"]] == [CODE]
    line = found["datasets"][0]
    assert (line["edition"], line["level"], line["frequency"]) == (f"{CODE}@2024.1", "kelurahan", "A")
    assert line["producer"] == {
        "code": "dispendukcapil",
        "title": {
            "id": "Dinas Kependudukan dan Pencatatan Sipil",
            "en": "Dinas Kependudukan dan Pencatatan Sipil",
        },
    }
    assert get("datasets", producer="bps")["total"] == 0
    assert get("datasets", page=9)["page"] == 1


def test_a_closed_dataset_is_nowhere(city):
    release(city, city.population, population())
    set_access(city, "tertutup")

    assert get("datasets")["total"] == 1
    for path in ("", "/data", "/editions", "/editions/2024.1", "/editions/2024.1/diff/2024.1"):
        assert fault(f"datasets/{CODE}{path}") == (404, "catalog.dataset-unknown")


def test_a_dataset_tells_its_structure_and_where_its_figures_are(city):
    release(city, city.population, population())

    told = get(f"datasets/{CODE}")

    assert told["title"]["en"] == "Population by sex"
    assert [code["code"] for code in told["dimensions"][0]["codes"]] == ["laki-laki", "perempuan"]
    assert told["measures"][0]["adds_up"] == "sum"
    assert (told["periods"], told["rows"]) == (["2022", "2023"], 20)
    assert told["area"] == {"within": "35.72", "level": "kelurahan"}
    assert told["licence_words"]["address"].startswith("https://creativecommons.org/")
    assert told["data"] == f"http://testserver/api/v1/datasets/{CODE}/data"
    assert [edition["label"] for edition in told["editions"]] == ["2024.1"]


def test_a_dataset_without_an_edition_is_told_too(city):
    told = get(f"datasets/{CODE}")

    assert (told["edition"], told["editions"], told["rows"]) == (None, [], 0)


def test_editions_are_listed_shown_and_compared(city):
    first = release(city, city.population, population(), "2024-05-02")
    release(city, city.population, population(more=1), "2024-06-01", note="salah ketik", previous=first.id)

    listed = get(f"datasets/{CODE}/editions")
    shown = get(f"datasets/{CODE}/editions/2024.2")
    by_id = get(f"datasets/{CODE}/editions/{CODE}@2024.2")
    changed = get(f"datasets/{CODE}/editions/2024.1/diff/2024.2", limit=1, offset=19)

    assert [(line["label"], line["current"]) for line in listed] == [("2024.2", True), ("2024.1", False)]
    assert (shown["note"], shown["previous"], shown["rows"]) == ("salah ketik", first.id, 20)
    assert len(shown["digest"]) == 64
    assert by_id == shown
    assert (changed["total"], changed["counts"]["changed"], changed["unchanged"]) == (20, 20, 0)
    assert changed["changes"] == [
        {
            "key": {"area": "35.72.02.1003", "period": "2023", "jenis_kelamin": "perempuan"},
            "measure": "jumlah", "change": "changed", "before": 142.0, "after": 143.0,
            "status_before": "normal", "status_after": "normal", "note_before": None, "note_after": None,
        }
    ]  # fmt: skip


def test_an_area_is_told_with_its_place_in_the_tree(city):
    told = get("areas/35.72.02")

    assert (told["name"], told["level"]) == ("Sukorejo", "kecamatan")
    assert [area["code"] for area in told["above"]] == ["35.72", "35", "ID"]
    assert [area["name"] for area in told["below"]] == ["Tlumpu", "Karangsari", "Turi"]


def test_every_limit_is_declared(city):
    told = get("config")

    assert told["limits"]["most_rows_a_page"] == 10_000
    assert "upload_bytes" in told["limits"]
    assert {"json", "csv", "jsonl", "parquet", "xlsx"} <= set(told["formats"])
    assert {"code": "kecamatan", "title": {"id": "Kecamatan", "en": "District"}} in told["levels"]
    assert {"provisional", "missing"} <= {status["code"] for status in told["statuses"]}


def test_the_interface_describes_itself(city):
    told = get("openapi.json")

    paths = told["paths"]
    assert "/api/v1/datasets/{code}/data" in paths
    names = {p["name"] for p in paths["/api/v1/datasets/{code}/data"]["get"]["parameters"]}
    assert {"code", "area", "period", "by", "roll_up", "cursor", "as_of", "format"} <= names


@pytest.mark.parametrize(
    ("path", "asked", "expected"),
    [
        ("datasets/tidak-ada", {}, (404, "catalog.dataset-unknown")),
        (f"datasets/{CODE}/editions/1999.1", {}, (404, "catalog.edition-unknown")),
        (f"datasets/{CODE}/editions/x/diff/y", {}, (404, "catalog.edition-unknown")),
        ("areas/99", {}, (404, "api.area-unknown")),
        ("datasets", {"page": "nol"}, (422, "api.parameters")),
        ("datasets", {"page": "0"}, (422, "api.parameters")),
        ("datasets", {"q": "x" * 201}, (422, "api.parameters")),
    ],
)
def test_faults_have_stable_codes(city, path, asked, expected):
    assert fault(path, **asked) == expected


def test_pages_of_other_sites_may_read(city):
    assert client.get("/api/v1/datasets")["Access-Control-Allow-Origin"] == "*"


def test_a_question_may_be_asked_for_its_headers_alone(city):
    release(city, city.population, population())

    answer = client.head(f"/api/v1/datasets/{CODE}/data")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"] == client.get(f"/api/v1/datasets/{CODE}/data")["ETag"]
