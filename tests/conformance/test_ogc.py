"""OGC API Features by clients that others wrote: OWSLib, GDAL, and the schemas of the standard."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest
import yaml
from jsonschema import Draft202012Validator
from owslib.ogcapi.features import Features
from tests.journeys.house import House

HALF = 0.002  # degrees: a square around the point of each kelurahan stands for its boundary
DATASET = "luas-wilayah"  # by kelurahan


@pytest.fixture(scope="module")
def mapped(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A copy of the house in which kelurahan of the city have boundaries."""
    folder = tmp_path_factory.mktemp("ogc")
    copy = house.copy_to(folder / "home")
    points = house.get_json("/ogc/collections/kelurahan/items?limit=1000&outline=point")["features"]
    file = folder / "batas.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": list(map(squared, points))}))
    copy.run("load", file)
    with copy.open() as opened:
        yield opened


def squared(feature: Any) -> Any:
    x, y = feature["geometry"]["coordinates"]
    ring = [[x + a * HALF, y + b * HALF] for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"code": feature["id"]}, "geometry": geometry}


@pytest.fixture(scope="module")
def schemas(official: Any) -> Any:
    """The validator of each schema of the standard, by name."""
    document = yaml.safe_load(Path(official("ogcapi-features-1.yaml")).read_text())
    mended = json.loads(
        json.dumps(document).replace('"type": null', '"type": "null"').replace(", null]", ', "null"]')
    )  # YAML reads the bare word null as nothing

    def validator(name: str) -> Draft202012Validator:
        return Draft202012Validator({"$ref": f"#/components/schemas/{name}", **mended})

    return validator


def test_owslib_finds_its_way(mapped: House) -> None:
    service = Features(f"{mapped.address}/ogc/")

    assert any("features-1/1.0/conf/core" in item for item in service.conformance()["conformsTo"])
    assert {"kelurahan", "kecamatan", "kota", DATASET} <= set(service.feature_collections())
    assert service.api()["openapi"].startswith("3.0")
    told = service.collection(DATASET)
    assert told["extent"]["spatial"]["bbox"][0][0] > 112
    assert "square_km" in service.collection_queryables("kelurahan")["properties"]


def test_owslib_pages_filters_and_opens_one(mapped: House) -> None:
    service = Features(f"{mapped.address}/ogc/")

    first = service.collection_items("kelurahan", limit=20, bbox=[112.1, -8.2, 112.3, -8.0])
    assert (first["numberMatched"], first["numberReturned"]) == (21, 20)
    rest = service.collection_items("kelurahan", limit=20, offset=20, bbox=[112.1, -8.2, 112.3, -8.0])
    assert len(rest["features"]) == 1
    named = service.collection_items("kelurahan", filter="name LIKE 'Su%' AND outline = 'boundary'")
    assert {item["properties"]["name"] for item in named["features"]} >= {"Sukorejo"}
    one = service.collection_item("kelurahan", first["features"][0]["id"])
    assert one["geometry"]["type"] == "Polygon"


def test_every_document_is_as_the_standard_has_it(mapped: House, schemas: Any) -> None:
    schemas("landingPage").validate(mapped.get_json("/ogc/"))
    schemas("confClasses").validate(mapped.get_json("/ogc/conformance"))
    collections = mapped.get_json("/ogc/collections")
    schemas("collections").validate(collections)
    for item in collections["collections"]:
        schemas("collection").validate(mapped.get_json(f"/ogc/collections/{item['id']}"))
        found = mapped.get_json(f"/ogc/collections/{item['id']}/items?limit=3")
        schemas("featureCollectionGeoJSON").validate(found)
        one = found["features"][0]["id"]
        schemas("featureGeoJSON").validate(mapped.get_json(f"/ogc/collections/{item['id']}/items/{one}"))
    with pytest.raises(HTTPError) as refused:
        mapped.get("/ogc/collections/kelurahan/items?bbox=1")
    assert refused.value.code == 400
    schemas("exception").validate(json.loads(refused.value.read()))


def test_the_description_of_the_api_is_sound_openapi(mapped: House) -> None:
    told = mapped.get_json("/ogc/api")
    assert told["servers"] == [{"url": f"{mapped.address}/ogc"}]  # clients join it with the paths
    for path, item in told["paths"].items():
        assert "get" in item, path
        for parameter in item["get"]["parameters"]:
            named = parameter.get("$ref", "").removeprefix("#/components/parameters/")
            assert parameter.get("name") or named in told["components"]["parameters"]
    names = [operation["get"]["operationId"] for operation in told["paths"].values()]
    assert len(set(names)) == len(names)


def test_features_carry_the_figures_of_the_house_s_own_interface(mapped: House) -> None:
    ours = mapped.get_json(f"/api/v1/datasets/{DATASET}/data?period=latest")
    theirs = mapped.get_json(f"/ogc/collections/{DATASET}/items?limit=1000")

    measure = next(column["code"] for column in ours["columns"] if column["role"] == "measure")
    assert theirs["edition"] == ours["edition"]
    assert {item["properties"]["code"]: item["properties"][measure] for item in theirs["features"]} == {
        row["area"]: row[measure] for row in ours["data"]
    }


def ogrinfo(*arguments: str) -> str:
    program = shutil.which("ogrinfo")
    if program is None:
        pytest.skip("ogrinfo is not installed (Debian: gdal-bin)")
    done = subprocess.run(
        [program, "-ro", *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "ERROR" not in done.stderr, done.stderr
    return done.stdout


def test_gdal_lists_every_collection_as_a_layer(mapped: House) -> None:
    told = ogrinfo(f"OAPIF:{mapped.address}/ogc")
    assert "using driver `OAPIF' successful" in told
    assert f": {DATASET}" in told
    assert ": kecamatan" in told


def test_gdal_reads_areas_with_their_shapes_and_figures(mapped: House) -> None:
    told = ogrinfo("-al", "-so", f"OAPIF:{mapped.address}/ogc", DATASET)
    assert "Feature Count: 21" in told
    assert "Geometry: Polygon" in told or "Geometry: Unknown" in told
    whole = ogrinfo("-al", f"OAPIF:{mapped.address}/ogc", DATASET)
    assert whole.count("OGRFeature(") == 21
    assert whole.count("POLYGON ((112.") == 21
    assert "edition (String) = luas-wilayah@" in whole


def test_gdal_follows_pages_and_asks_by_box_and_column(mapped: House) -> None:
    small = ("-oo", "PAGE_SIZE=5")
    assert ogrinfo("-al", *small, f"OAPIF:{mapped.address}/ogc", DATASET).count("OGRFeature(") == 21
    one = mapped.get_json(f"/ogc/collections/{DATASET}/items?limit=1")["features"][0]
    x, y = one["geometry"]["coordinates"][0][0]
    box = ("-spat", *map(str, (x, y, x + 2 * HALF, y + 2 * HALF)))
    near = ogrinfo("-al", *box, f"OAPIF:{mapped.address}/ogc", DATASET)
    assert 1 <= near.count("OGRFeature(") < 8
    named = one["properties"]["name"]
    found = ogrinfo("-al", "-where", f"name = '{named}'", f"OAPIF:{mapped.address}/ogc", DATASET)
    assert found.count("OGRFeature(") == 1


def test_gdal_gets_the_square_map_where_it_asks_for_it(mapped: House) -> None:
    asked = urlencode({"crs": "http://www.opengis.net/def/crs/EPSG/0/3857", "limit": 1})
    ours = mapped.get_json(f"/ogc/collections/{DATASET}/items?{asked}")["features"][0]
    program = shutil.which("gdaltransform")
    if program is None:
        pytest.skip("gdaltransform is not installed (Debian: gdal-bin)")
    plain = mapped.get_json(f"/ogc/collections/{DATASET}/items?limit=1")["features"][0]
    lines = "\n".join(f"{x} {y}" for x, y in plain["geometry"]["coordinates"][0])
    done = subprocess.run(
        [program, "-s_srs", "OGC:CRS84", "-t_srs", "EPSG:3857", "-output_xy"],
        input=lines, capture_output=True, text=True, check=True,
    )  # fmt: skip
    theirs = [[float(number) for number in line.split()] for line in done.stdout.splitlines()]
    for mine, known in zip(ours["geometry"]["coordinates"][0], theirs, strict=True):
        assert mine == pytest.approx(known, abs=0.01)
