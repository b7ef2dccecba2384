"""Areas and figures as a GIS reads them."""

from __future__ import annotations

import json
from typing import Any

import polars as pl
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rooms.query.harvest import VILLAGES, population, release
from tests.rooms.query.test_reading import set_access

from lumbung.rooms.standards import actions as standards

CODE = "penduduk-kelamin"
ITEMS = f"/ogc/collections/{CODE}/items"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
client = Client()


def square(place: int) -> list[list[list[float]]]:
    """Five squares of a hundredth of a degree in a row from west to east."""
    west, south, size = 112.1 + place / 100, -8.1, 0.01
    east, north = west + size, south + size
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


@pytest.fixture
def mapped(city, tmp_path):
    """A city with an edition and boundaries of its kelurahan."""
    release(city, city.population, population())
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": square(place)},
        }
        for place, code in enumerate(VILLAGES)
    ]
    file = tmp_path / "batas.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    standards.load_boundaries(file, actor=city.operator)
    return city


def get(path: str, status: int = 200, **given: Any) -> Any:
    answer = client.get(path, given)
    body = b"".join(answer) if answer.streaming else answer.content
    assert answer.status_code == status, body
    return json.loads(body)


def codes(told: Any) -> list[str]:
    return [feature["properties"]["code"] for feature in told["features"]]


def test_a_map_maker_gets_the_latest_figures_of_each_area(mapped):
    told = get(ITEMS)

    assert (told["numberMatched"], told["numberReturned"]) == (5, 5)
    assert (told["edition"], told["licence"]) == (f"{CODE}@2024.1", "CC-BY-4.0")
    first = told["features"][0]
    assert first["id"] == "35.72.01.1001@2023"
    assert first["geometry"] == {"type": "Polygon", "coordinates": square(0)}
    assert first["properties"] == {
        "code": "35.72.01.1001",
        "name": "Kepanjenkidul",
        "period": "2023",
        "period_start": "2023-01-01",
        "jumlah_laki_laki": 101,
        "jumlah_perempuan": 102,
        "edition": f"{CODE}@2024.1",
        "source": "Dinas Kependudukan dan Pencatatan Sipil",
        "licence": "CC-BY-4.0",
        "simulated": False,
        "outline": "boundary",
    }


def test_other_periods_are_asked_by_datetime(mapped):
    assert {f["properties"]["period"] for f in get(ITEMS, datetime="2022-06-30")["features"]} == {"2022"}
    assert get(ITEMS, datetime="../..")["numberMatched"] == 10
    assert get(ITEMS, datetime="2023-02-01T00:00:00Z/..")["numberMatched"] == 5
    assert get(ITEMS, datetime="1999-01-01")["numberMatched"] == 0


def test_a_box_takes_what_it_touches_in_any_system(mapped):
    two = VILLAGES[1:3]
    assert codes(get(ITEMS, bbox="112.112,-8.095,112.125,-8.091")) == [*two]
    assert codes(get(ITEMS, **{"bbox": "-8.095,112.112,-8.091,112.125", "bbox-crs": EPSG + "4326"})) == [*two]
    metres = "12480250,-904500,12481700,-904000"
    assert codes(get(ITEMS, **{"bbox": metres, "bbox-crs": EPSG + "3857"})) == [*two]
    assert codes(get(ITEMS, bbox="170,-9,112.105,-8")) == [VILLAGES[0]]  # over the antimeridian


def test_coordinates_come_in_the_system_that_was_asked_for(mapped):
    answer = client.get(ITEMS, {"crs": EPSG + "4326", "limit": 1})
    assert answer["Content-Crs"] == f"<{EPSG}4326>"
    assert answer.json()["features"][0]["geometry"]["coordinates"][0][0] == [-8.1, 112.1]
    web = get(ITEMS, crs=EPSG + "3857", limit=1)["features"][0]["geometry"]["coordinates"][0][0]
    assert web == pytest.approx([12478914.92, -904706.48], abs=0.02)


def test_pages_are_followed_by_their_links(mapped):
    found, address = [], ITEMS + "?limit=2&datetime=../.."
    while address:
        told = get(address)
        found += [feature["id"] for feature in told["features"]]
        address = next((link["href"] for link in told["links"] if link["rel"] == "next"), "")
        assert told["numberMatched"] == 10
    assert len(set(found)) == 10


@pytest.mark.parametrize(
    ("condition", "places"),
    [
        ("jumlah_perempuan > 120", (2, 3, 4)),
        ("jumlah_perempuan >= 112 AND NOT name = 'Turi'", (1, 2, 3)),
        ("name LIKE 'K%' OR code IN ('35.72.02.1003')", (0, 1, 3, 4)),
        ("jumlah_laki_laki BETWEEN 110 AND 130", (1, 2)),
        ("CASEI(name) = casei('TURI')", (4,)),
        ("jumlah_laki_laki_status IS NULL AND simulated = FALSE", (0, 1, 2, 3, 4)),
        ("period_start < DATE('2023-01-02') AND name <> 'Turi'", (0, 1, 2, 3)),
        ("S_INTERSECTS(geometry, BBOX(112.112, -8.095, 112.125, -8.091))", (1, 2)),
        ("S_INTERSECTS(geometry, POINT(112.145 -8.095))", (4,)),
        ("name = 'Turi' AND (jumlah_perempuan = 1 OR jumlah_perempuan = 142)", (4,)),
    ],
)
def test_filters_are_sentences_of_cql2(mapped, condition, places):
    assert codes(get(ITEMS, filter=condition)) == [VILLAGES[place] for place in places]


def test_a_column_may_be_asked_by_its_name(mapped):
    assert codes(get(ITEMS, name="Turi")) == [VILLAGES[4]]
    assert codes(get(ITEMS, jumlah_perempuan="112")) == [VILLAGES[1]]


def test_a_rung_is_joined_from_the_rung_below_and_says_so(mapped):
    told = get("/ogc/collections/kecamatan/items")
    assert [f["properties"]["outline"] for f in told["features"]] == ["joined", "joined"]
    (
        west,
        *_,
    ) = told["features"][0]["geometry"]["coordinates"][0][0]
    assert 112.09 < west < 112.13
    village = get(f"/ogc/collections/kelurahan/items/{VILLAGES[4]}")
    assert village["properties"]["parent_name"] == "Sukorejo"
    assert village["properties"]["outline"] == "boundary"


def test_without_boundaries_an_area_is_a_point_or_nowhere_and_says_so(city):
    release(city, city.population, population())
    told = get(ITEMS)
    assert {feature["properties"]["outline"] for feature in told["features"]} == {"none"}
    assert told["features"][0]["geometry"] is None
    assert "extent" in get(f"/ogc/collections/{CODE}")
    assert get(ITEMS, bbox="112,-9,113,-8")["numberMatched"] == 0


def test_one_feature_is_named_by_its_area_or_with_its_period(mapped):
    latest = get(f"{ITEMS}/{VILLAGES[0]}")
    assert latest["id"] == f"{VILLAGES[0]}@2023"
    assert get(f"{ITEMS}/{VILLAGES[0]}@2022")["properties"]["period"] == "2022"
    assert {link["rel"] for link in latest["links"]} == {"self", "collection"}
    assert get(f"{ITEMS}/99.99", 404)["code"] == "ogc.feature-unknown"
    assert get(f"{ITEMS}/{VILLAGES[0]}@1990", 404)["code"] == "ogc.feature-unknown"


def test_a_status_is_told_where_it_says_something(city):
    provisional = pl.when(pl.col("area") == VILLAGES[0]).then(pl.lit("provisional"))
    release(city, city.population, population().with_columns(provisional.alias("jumlah:status")))
    one, two, *_ = get(ITEMS)["features"]
    assert one["properties"]["jumlah_perempuan_status"] == "provisional"
    assert "jumlah_perempuan_status" not in two["properties"]


def test_a_dataset_that_is_not_open_is_not_there(mapped):
    set_access(mapped, "terbatas")
    assert CODE not in [item["id"] for item in get("/ogc/collections")["collections"]]
    assert get(ITEMS, 404)["code"] == "ogc.collection-unknown"


def test_an_answer_that_did_not_change_is_not_sent_again(mapped):
    first = client.get(ITEMS)
    again = client.get(ITEMS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    release(mapped, mapped.population, population(more=1), "2024-06-01")
    after = client.get(ITEMS, headers={"If-None-Match": first["ETag"]})
    assert after.status_code == 200
    assert after.json()["features"][0]["properties"]["jumlah_laki_laki"] == 102


def test_programs_may_ask_from_any_page_and_only_read(mapped):
    assert client.get("/ogc/collections")["Access-Control-Allow-Origin"] == "*"
    assert client.head(ITEMS).status_code == 200
    refused = client.post(ITEMS)
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "given",
    [
        {"bbox": "1,2,3"}, {"bbox": "a,b,c,d"}, {"bbox": "1,2,nan,4"}, {"bbox": "0,5,1,4"}, {"limit": "0"},
        {"limit": "-1"}, {"limit": "ten"}, {"offset": "-1"}, {"offset": "9" * 30}, {"datetime": "yesterday"},
        {"datetime": "2024-13-01"}, {"datetime": "2024-01-01T25:00:00Z"},
        {"datetime": "2024-02-01/2024-01-01"},
        {"datetime": ""}, {"crs": "EPSG:4326"}, {"bbox-crs": "x", "bbox": "1,2,3,4"}, {"f": "html"},
        {"filter": "name ="}, {"filter": "name = 5"}, {"filter": "unknown = 5"}, {"filter": "name LIKE 5"},
        {"filter": "(" * 500}, {"filter": "S_INTERSECTS(geometry, POLYGON((1 2)))"},
        {"filter": "DROP TABLE x"},
        {"filter": "x'; --"}, {"filter": "name = 'a' name"}, {"filter-lang": "cql2-json"}, {"size": "large"},
        {"filter": "S_INTERSECTS(geometry, POLYGON((1 2, 3 4, 5 6"}, {"simulated": "perhaps"},
        {"jumlah_perempuan": "many"},
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_with_words(mapped, given):
    told = get(ITEMS, 400, **given)
    assert set(told) == {"code", "description"}
    assert told["description"]


def test_what_is_nowhere_is_told_as_the_standard_has_it(city):
    assert get("/ogc/collections/nowhere", 404)["code"] == "ogc.collection-unknown"
    assert get("/ogc/nowhere", 404)["code"] == "ogc.nothing-here"
    assert get("/ogc/collections?x=1", 400)["code"] == "ogc.parameter-unknown"


NAMES = st.sampled_from(("bbox", "crs", "datetime", "filter", "limit", "offset", "name", "bbox-crs", "f"))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(NAMES, st.text(max_size=40), max_size=3))
def test_nothing_that_is_sent_breaks_it(mapped, given):
    answer = client.get(ITEMS, given)
    assert answer.status_code in {200, 400}


VOCABULARY = (
    "name jumlah_perempuan ( ) AND OR NOT LIKE 'T%' IN BETWEEN IS NULL = < 5 -1.5e3 , CASEI S_INTERSECTS"
    " geometry POINT BBOX 'x' TRUE simulated DATE"
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=14).map(" ".join)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS)
def test_no_order_of_words_breaks_a_filter(mapped, condition):
    assert client.get(ITEMS, {"filter": condition}).status_code in {200, 400}


def test_many_who_ask_for_boxes_at_once_get_the_same(mapped):
    """GEOS is for one thread at a time, and would take the whole process with it."""
    from concurrent.futures import ThreadPoolExecutor

    from lumbung.faces.api.ogc.places import places, registry
    from lumbung.formats.ogc.crs import System

    outlines = places(registry(), System.CRS84)
    every = range(len(outlines.boxes))
    boxes = [(112.095 + step / 5000, -8.095, 112.125, -8.091) for step in range(200)]
    alone = [outlines.touching(box, every) for box in boxes]
    with ThreadPoolExecutor(8) as crowd:
        assert list(crowd.map(lambda box: outlines.touching(box, every), boxes * 10)) == alone * 10
