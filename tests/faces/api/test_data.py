"""Figures by the house's own interface."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
from typing import Any
from urllib.parse import urlencode

import polars as pl
import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.rooms.query.harvest import VILLAGES, population, release
from tests.rooms.query.test_reading import set_access

from lumbung.faces.api.v1.short import ShortRoad
from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.people import actions as people

CODE = "penduduk-kelamin"
DATA = f"/api/v1/datasets/{CODE}/data"
client = Client()


class ShortClient(Client):
    """Asks by the short road, and falls onto the ordinary one where that leads on."""

    def request(self, **asked: Any) -> Any:
        begun: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]]) -> None:
            begun.update(status=int(status[:3]), headers=dict(headers))

        content = b"".join(ShortRoad(lambda environ, start: [])(self._base_environ(**asked), start))
        return HttpResponse(content, **begun) if begun else super().request(**asked)


@pytest.fixture(params=[ShortClient, Client])
def either(request):
    """Both roads give the same answers."""
    return request.param()


@pytest.fixture
def harvested(city):
    """A city with an edition."""
    release(city, city.population, population())
    return city


def body(response: Any) -> Any:
    return json.loads(b"".join(response) if response.streaming else response.content)


def test_a_developer_reads_a_slice(city, either):
    release(city, city.population, population())

    answer = either.get(DATA, {"area": VILLAGES[0], "period": "2023", "limit": "100"})

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    told = body(answer)
    assert told["data"] == [
        {"area": VILLAGES[0], "period": "2023", "jenis_kelamin": "laki-laki", "jumlah": 101},
        {"area": VILLAGES[0], "period": "2023", "jenis_kelamin": "perempuan", "jumlah": 102},
    ]
    assert (told["dataset"], told["edition"], told["licence"]) == (CODE, f"{CODE}@2024.1", "CC-BY-4.0")
    assert told["source"] == "Dinas Kependudukan dan Pencatatan Sipil"
    assert (told["total"], told["next"], told["simulated"]) == (2, None, False)
    assert told["columns"][3] == {
        "code": "jumlah",
        "role": "measure",
        "title": {"id": "Jumlah penduduk", "en": "Population"},
        "unit": "jiwa",
        "decimals": 0,
    }


def test_status_and_note_are_told_where_they_say_something(city):
    frame = population().with_columns(
        pl.when(pl.col("period") == "2023").then(pl.lit("provisional")).alias("jumlah:status"),
        pl.when(pl.col("period") == "2023").then(pl.lit("hitung cepat")).alias("jumlah:note"),
    )
    release(city, city.population, frame)

    old, new = body(client.get(DATA, {"area": VILLAGES[0], "jenis_kelamin": "laki-laki"}))["data"]

    assert "status" not in old
    assert new["status"] == {"jumlah": "provisional"}
    assert new["note"] == {"jumlah": "hitung cepat"}


def test_a_roll_up_says_what_is_not_whole(city):
    release(city, city.population, population().filter(pl.col("area") != VILLAGES[4]))

    told = body(client.get(DATA, {"roll_up": "kecamatan", "by": "area,period", "period": "latest"}))

    assert [(row["area"], row["jumlah"], row.get("status")) for row in told["data"]] == [
        ("35.72.01", 426, None),
        ("35.72.02", 506, {"jumlah": "estimated"}),
    ]
    assert any("Incomplete" in note["en"] for note in told["notes"])


def test_pages_are_followed_to_the_end(city):
    release(city, city.population, population())
    rows, cursor = [], ""
    while cursor is not None:
        told = body(client.get(DATA, {"limit": "7", "cursor": cursor}))
        rows += told["data"]
        cursor = told["next"]
        assert told["total"] == 20

    assert len(rows) == 20
    assert len({(row["area"], row["period"], row["jenis_kelamin"]) for row in rows}) == 20


def test_an_answer_that_did_not_change_is_not_sent_again(city, either):
    release(city, city.population, population(), "2024-05-02")
    first = either.get(DATA)

    again = either.get(DATA, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == "public, no-cache"

    release(city, city.population, population(more=1), "2024-06-01")
    after = either.get(DATA, headers={"If-None-Match": first["ETag"]})
    assert after.status_code == 200
    assert body(after)["edition"] == f"{CODE}@2024.2"


def test_an_address_with_an_edition_may_be_kept_for_ever(city):
    release(city, city.population, population())

    pinned = client.get(DATA, {"edition": "2024.1"})

    assert "immutable" in pinned["Cache-Control"]
    assert body(pinned)["data"] == body(client.get(DATA))["data"]


def test_a_large_answer_travels_packed_to_who_can_unpack_it(city):
    release(city, city.population, population())

    plain, small = client.get(DATA), client.get(DATA, headers={"Accept-Encoding": "gzip"})

    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert "Accept-Encoding" in plain["Vary"]


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "xlsx"])
def test_the_same_figures_are_downloaded_as_a_file(city, either, form):
    release(city, city.population, population())

    answer = either.get(DATA, {"format": form, "area": VILLAGES[0]})

    content = b"".join(answer)
    assert answer["Content-Disposition"] == f'attachment; filename="{CODE}_2024.1.{form}"'
    assert len(content) > 100
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(content.decode())))
        assert [row["jumlah"] for row in rows] == ["101", "102", "101", "102"]
        assert rows[0]["licence"] == "CC-BY-4.0"


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"umur": "5"}, 422, "query.column-unknown"),
        ({"jenis_kelamin": "x"}, 422, "query.code-unknown"),
        ({"area": "Turi"}, 422, "query.code-unknown"),
        ({"period": "kemarin"}, 422, "query.period"),
        ({"limit": "10001"}, 422, "query.limit"),
        ({"limit": "banyak"}, 422, "query.limit"),
        ({"cursor": "x"}, 422, "query.cursor"),
        ({"cursor": "x", "edition": "2024.1"}, 422, "query.cursor"),
        ({"roll_up": "provinsi"}, 422, "query.level"),
        ({"roll_up": "dusun"}, 422, "query.parameter"),
        ({"as_of": "2001-01-01"}, 404, "query.not-released"),
        ({"edition": "1999.1"}, 404, "catalog.edition-unknown"),
        ({"format": "pdf"}, 422, "query.format"),
        ({"measures": "luas"}, 422, "query.column-unknown"),
        ({f"p{n}": "1" for n in range(101)}, 422, "query.parameter"),
    ],
)
def test_a_fault_is_told_the_same_way_in_both_languages(city, either, asked, status, code):
    release(city, city.population, population())

    answer = either.get(DATA, asked, headers={"Accept-Language": "en-GB,en;q=0.9"})

    told = body(answer)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert (told["code"], told["status"], told["instance"]) == (code, status, DATA)
    assert told["detail"] == told["message"]["en"] != told["message"]["id"]
    assert told["hint"]["id"]
    assert "no-store" in answer["Cache-Control"]


def test_an_unknown_dataset_is_told(city, either):
    answer = either.get("/api/v1/datasets/tidak-ada/data")

    assert (answer.status_code, body(answer)["code"]) == (404, "catalog.dataset-unknown")


def test_a_withdrawn_edition_is_gone_with_its_reason(city, either):
    manifest = release(city, city.population, population())
    catalog.withdraw_edition(
        edition=city.population.editions.get(pk=manifest.id),
        reason="Salah satuan.",
        at=dt.datetime(2024, 7, 1, tzinfo=dt.UTC),
        actor=city.steward,
    )

    answer = either.get(DATA)

    assert answer.status_code == 410
    assert "Salah satuan." in body(answer)["detail"]


def test_restricted_figures_are_given_to_those_who_may(city, either):
    release(city, city.population, population())
    assert either.get(DATA).status_code == 200
    set_access(city, "terbatas")

    assert (either.get(DATA).status_code, body(either.get(DATA))["code"]) == (403, "query.not-open")
    either.force_login(city.reader, backend="django.contrib.auth.backends.ModelBackend")
    answer = either.get(DATA)
    assert (answer.status_code, body(answer)["total"]) == (200, 20)
    assert answer["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in answer


def test_a_program_reads_restricted_figures_with_a_token(city):
    release(city, city.population, population())
    set_access(city, "terbatas")
    token = people.issue_token(user=city.reader, label="skrip", actor=city.reader)

    good = client.get(DATA, headers={"Authorization": f"Bearer {token}"})
    bad = client.get(DATA, headers={"Authorization": "Bearer salah"})

    assert (good.status_code, body(good)["total"]) == (200, 20)
    assert (bad.status_code, body(bad)["code"]) == (401, "api.token-unknown")
    assert "Bearer" in bad["WWW-Authenticate"]


def by_the_short_road(path: str, method: str = "GET", **asked: str) -> list[str]:
    """The roads that a request took."""
    taken = []

    def ordinary(environ: Any, start: Any) -> list[bytes]:
        taken.append("ordinary")
        return []

    environ = RequestFactory().generic(method, path, QUERY_STRING=urlencode(asked)).environ
    ShortRoad(ordinary)(environ, lambda status, headers: taken.append(status))
    return taken


def test_open_figures_pass_no_session(harvested, django_assert_num_queries):
    assert by_the_short_road(DATA, limit="3") == ["200 OK"]
    with django_assert_num_queries(1):  # the stamp
        assert by_the_short_road(DATA, limit="4") == ["200 OK"]


def test_what_is_no_plain_page_of_open_figures_takes_the_ordinary_road(harvested, settings):
    for path, method, asked in (
        (DATA, "POST", {}),
        (DATA, "HEAD", {}),
        ("/data", "GET", {}),
        (f"/api/v1/datasets/{CODE}", "GET", {}),
        (DATA, "GET", {"format": "csv"}),
        (DATA, "GET", {"umur": "5"}),
        ("/api/v1/datasets/tidak-ada/data", "GET", {}),
    ):
        assert by_the_short_road(path, method, **asked) == ["ordinary"]
    set_access(harvested, "terbatas")
    assert by_the_short_road(DATA) == ["ordinary"]
    set_access(harvested, "terbuka")
    settings.SECURE_SSL_REDIRECT = True
    assert by_the_short_road(DATA) == ["ordinary"]


words = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["latest", "2023", "2022..", "35.72", "kecamatan", "kota", "area,period", "-jumlah", ""]),
)
known = "area within period by roll_up order limit cursor as_of edition measures format names jenis_kelamin"
names = st.one_of(st.sampled_from(known.split()), st.text(max_size=8))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.dictionaries(names, words, max_size=4))
@example(asked={"as_of": "0001-01-01"})
@example(asked={"as_of": "9999-12-31"})
@example(asked={"area": "\x00"})
@example(asked={"edition": "\x00"})
def test_no_question_breaks_the_house(harvested, asked):
    answer = client.get(DATA, asked)

    assert answer.status_code in {200, 404, 410, 422}
    b"".join(answer)


@pytest.mark.parametrize("code", ["%00", "a%2Fb", "x" * 500, "'", "%F0%9F%8C%BE"])
def test_no_name_of_a_dataset_breaks_the_house(city, either, code):
    assert either.get(f"/api/v1/datasets/{code}/data").status_code == 404
