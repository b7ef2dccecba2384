"""Figures as a table that a spreadsheet refreshes."""

from __future__ import annotations

import json
from itertools import product
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rooms.query.harvest import VILLAGES, population, release
from tests.rooms.query.test_reading import set_access

from lumbung.faces.api.odata import reading

SET = "/odata/penduduk_kelamin"
EDM = "{http://docs.oasis-open.org/odata/ns/edm}"
client = Client()


@pytest.fixture
def harvested(city):
    """A city with an edition of twenty rows."""
    release(city, city.population, population())
    return city


def get(path: str, status: int = 200, headers: dict[str, str] | None = None, **options: Any) -> Any:
    given = {f"${name}": value for name, value in options.items()}
    answer = client.get(path, given, headers=headers or {})
    assert answer.status_code == status, answer.content
    assert answer["OData-Version"] == "4.0"
    return json.loads(answer.content)


def figures(told: Any) -> list[int]:
    return [row["jumlah"] for row in told["value"]]


def test_a_spreadsheet_finds_the_tables(harvested):
    told = get("/odata/")
    assert told["@odata.context"] == "http://testserver/odata/$metadata"
    assert told["value"] == [
        {
            "name": "penduduk_kelamin",
            "kind": "EntitySet",
            "url": "penduduk_kelamin",
            "title": "Jumlah penduduk menurut kelurahan dan jenis kelamin",
        }
    ]


def test_columns_have_types_titles_and_units(harvested):
    answer = client.get("/odata/$metadata")
    assert answer["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(answer.content)
    types = {item.get("Name"): item.get("Type") for item in root.iter(f"{EDM}Property")}
    assert types == {
        "area": "Edm.String",
        "area_name": "Edm.String",
        "period": "Edm.String",
        "period_start": "Edm.Date",
        "jenis_kelamin": "Edm.String",
        "jenis_kelamin_name": "Edm.String",
        "jumlah": "Edm.Int64",
        "jumlah_status": "Edm.String",
        "jumlah_note": "Edm.String",
        "edition": "Edm.String",
        "simulated": "Edm.Boolean",
    }
    keys = [item.get("Name") for item in root.iter(f"{EDM}PropertyRef")]
    assert keys == ["area", "period", "jenis_kelamin"]
    said = {item.get("Term"): item.get("String") for item in root.iter(f"{EDM}Annotation")}
    assert said["Org.OData.Measures.V1.Unit"] == "jiwa"
    assert said["Lumbung.licence"] == "CC-BY-4.0"


def test_rows_carry_names_and_where_they_come_from(harvested):
    told = get(SET, top=1)
    assert told["@odata.context"] == "http://testserver/odata/$metadata#penduduk_kelamin"
    assert told["@Lumbung.edition"] == "penduduk-kelamin@2024.1"
    assert told["@Lumbung.source"] == "Dinas Kependudukan dan Pencatatan Sipil"
    assert told["value"] == [
        {
            "area": VILLAGES[0],
            "area_name": "Kepanjenkidul",
            "period": "2022",
            "period_start": "2022-01-01",
            "jenis_kelamin": "laki-laki",
            "jenis_kelamin_name": "Laki-laki",
            "jumlah": 101,
            "jumlah_status": None,
            "jumlah_note": None,
            "edition": "penduduk-kelamin@2024.1",
            "simulated": False,
        }
    ]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("area eq '35.72.01.1001' and period eq '2023'", [101, 102]),
        ("area_name eq 'Turi' and jenis_kelamin_name eq 'Perempuan'", [142, 142]),
        (
            "period_start ge 2023-01-01 and startswith(area,'35.72.01') and jenis_kelamin ne 'laki-laki'",
            [102, 112],
        ),
        ("period in ('2022','1999') and contains(tolower(area_name),'tur')", [141, 142]),
        ("jumlah gt 140 and period eq '2023'", [141, 142]),
        ("jumlah in (101, 142) and year(period_start) eq 2022", [101, 142]),
        ("(area_name eq 'Turi' or jumlah lt 102) and period eq '2022'", [101, 141, 142]),
        ("not (jumlah le 140) and period eq '2022'", [141, 142]),
        ("jumlah_status eq null and jumlah eq 142", [142, 142]),
        ("contains(area_name,'Turi') eq true and period eq '2022'", [141, 142]),
        ("simulated eq false and jumlah eq 101", [101, 101]),
        ("edition ne 'penduduk-kelamin@2024.1'", []),
        ("area eq 'nowhere'", []),
        ("area eq 'nowhere' or jumlah ge 142", [142, 142]),
    ],
)
def test_filters_give_the_rows_that_they_name(harvested, condition, expected):
    told = get(SET, filter=condition, count="true")
    assert figures(told) == expected
    assert told["@odata.count"] == len(expected)
    count = client.get(f"{SET}/$count", {"$filter": condition})
    assert count.content == str(len(expected)).encode()


def test_rows_are_ordered_cut_and_narrowed_to_columns(harvested):
    told = get(SET, orderby="jumlah desc,area", top=3, skip=1, select="area_name,jumlah", count="true")
    assert told["@odata.context"].endswith("$metadata#penduduk_kelamin(area_name,jumlah)")
    assert told["@odata.count"] == 20
    assert told["value"][0] == {"area_name": "Turi", "jumlah": 142}
    assert figures(told) == [142, 141, 141]


@pytest.mark.parametrize("batch", [4, 5_000])
def test_pages_are_followed_by_their_links_to_the_same_rows(harvested, monkeypatch, batch):
    monkeypatch.setattr(reading, "BATCH", batch)
    everything = sorted([101 + 10 * place + side for place in range(5) for side in (0, 1)] * 2)
    kept = {
        "": everything,
        "jumlah ge 110": everything[4:],
        "jumlah ge 110 or area_name eq 'Kepanjenkidul'": everything,
        "jumlah eq 111 or jumlah eq 142": [111, 111, 142, 142],
    }
    for (condition, rows), skip, top in product(kept.items(), (0, 3, 11), (None, 1, 9, 50)):
        options: dict[str, Any] = {"skip": skip, "orderby": "jumlah"}
        options |= {"filter": condition} if condition else {}
        options |= {"top": top} if top is not None else {}
        assert figures(get(SET, **options)) == rows[skip:][:top]
        assert followed({f"${name}": value for name, value in options.items()}) == rows[skip:][:top]


def followed(asked: dict[str, Any]) -> list[int]:
    """The figures of all pages, three rows each."""
    found: list[int] = []
    address = SET
    while address:
        answer = client.get(address, asked, headers={"Prefer": "odata.maxpagesize=3"}).json()
        assert len(answer["value"]) <= 3
        found += figures(answer)
        asked, address = {}, answer.get("@odata.nextLink", "")
    return found


def test_pages_stay_those_of_one_edition(harvested):
    first = client.get(SET, headers={"Prefer": "maxpagesize=12"}).json()
    release(harvested, harvested.population, population(more=1000), "2024-06-01")
    rest = client.get(first["@odata.nextLink"]).json()
    assert max(figures(rest)) < 1000
    assert min(figures(get(SET))) > 1000


def test_one_row_is_named_by_its_key(harvested):
    key = f"area='{VILLAGES[4]}',period='2023',jenis_kelamin='perempuan'"
    told = get(f"{SET}({key})")
    assert (told["jumlah"], told["area_name"]) == (142, "Turi")
    assert told["@odata.context"].endswith("#penduduk_kelamin/$entity")
    assert get(f"{SET}({key.replace('2023', '1999')})", 404)["error"]["code"] == "odata.row-unknown"
    assert get(f"{SET}('x')", 404)["error"]["code"] == "odata.row-unknown"


def test_a_status_and_a_note_stand_beside_their_figure(city):
    frame = population().with_columns(
        pl.lit("provisional").alias("jumlah:status"), pl.lit("hitung cepat").alias("jumlah:note")
    )
    release(city, city.population, frame)
    row = get(SET, top=1)["value"][0]
    assert (row["jumlah_status"], row["jumlah_note"]) == ("provisional", "hitung cepat")
    assert len(get(SET, filter="jumlah_status eq 'provisional'")["value"]) == 20


def test_a_dataset_that_is_not_open_is_no_table(harvested):
    set_access(harvested, "terbatas")
    assert get("/odata/")["value"] == []
    assert get(SET, 404)["error"]["code"] == "odata.set-unknown"


def test_an_answer_that_did_not_change_is_not_sent_again(harvested):
    first = client.get(SET)
    again = client.get(SET, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    release(harvested, harvested.population, population(more=1), "2024-06-01")
    assert client.get(SET, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_metadata_may_be_left_out(harvested):
    told = get(SET, format="application/json;odata.metadata=none", top=1)
    assert set(told) == {"value"}
    told = get(SET, headers={"Accept": "application/json;odata.metadata=none"}, top=1)
    assert set(told) == {"value"}


@pytest.mark.parametrize(
    ("options", "status", "code"),
    [
        ({"filter": "jumlah eq"}, 400, "query.filter"),
        ({"filter": "jumlah eq 'a'"}, 400, "query.filter"),
        ({"filter": "nothing eq 1"}, 400, "query.filter"),
        ({"filter": "(" * 300}, 400, "query.filter"),
        ({"filter": "tolower(" * 300}, 400, "query.filter"),
        ({"filter": "contains(jumlah,1)"}, 400, "query.filter"),
        ({"filter": "geo.distance(area,1) lt 2"}, 400, "query.filter"),
        ({"top": "-1"}, 400, "odata.option"),
        ({"top": "many"}, 400, "odata.option"),
        ({"skip": "9" * 30}, 400, "odata.option"),
        ({"count": "yes"}, 400, "odata.option"),
        ({"select": "nothing"}, 400, "odata.option"),
        ({"orderby": "jumlah sideways"}, 400, "odata.option"),
        ({"orderby": "area_name"}, 501, "odata.not-offered"),
        ({"skiptoken": "x"}, 400, "query.cursor"),
        ({"expand": "area"}, 501, "odata.not-offered"),
        ({"apply": "aggregate(jumlah with sum as x)"}, 501, "odata.not-offered"),
        ({"format": "atom"}, 406, "odata.format"),
        ({"format": "application/json;odata.metadata=full"}, 406, "odata.format"),
    ],
)
def test_what_cannot_be_answered_is_told_as_the_standard_has_it(harvested, options, status, code):
    told = get(SET, status, **options)["error"]
    assert told["code"] == code
    assert told["message"]


def test_only_reading_is_served(harvested):
    assert client.post(SET).status_code == 405
    assert client.head(SET).status_code == 200
    assert client.post("/odata/$batch").status_code == 405
    assert get("/odata/nowhere", 404)["error"]["code"] == "odata.set-unknown"
    assert get("/odata/a/b/c", 404)["error"]["code"] == "odata.set-unknown"


VOCABULARY = (
    "jumlah area area_name period_start eq ne gt in and or not ( ) , null true contains( tolower( 'T' 5 -1e3"
    " 2024-01-01"
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=12).map(" ".join)
OPTIONS = st.sampled_from(("$filter", "$top", "$skip", "$select", "$orderby", "$skiptoken", "x"))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS)
def test_no_order_of_words_breaks_a_filter(harvested, condition):
    assert client.get(SET, {"$filter": condition}).status_code in {200, 400}


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(OPTIONS, st.text(max_size=30), max_size=3), st.text(max_size=30))
def test_nothing_that_is_sent_breaks_it(harvested, options, path):
    assert client.get(SET, options).status_code in {200, 400, 501}
    assert client.get("/odata/x" + path).status_code in {404, 301}
