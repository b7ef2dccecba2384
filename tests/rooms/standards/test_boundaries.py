"""A city's outlines are taken by whatever property holds the codes; what is unsound is told."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from lumbung.rooms.standards import actions as standards
from lumbung.rooms.standards import queries

SQUARE = [[[112.1, -8.1], [112.2, -8.1], [112.2, -8.0], [112.1, -8.0], [112.1, -8.1]]]
BOW_TIE = [[[112.1, -8.1], [112.2, -8.0], [112.2, -8.1], [112.1, -8.0], [112.1, -8.1]]]


def write(folder: Path, *features: tuple[dict[str, object], dict[str, object] | None]) -> Path:
    file = folder / "batas.geojson"
    file.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [{"type": "Feature", "properties": p, "geometry": g} for p, g in features],
            }
        )
    )
    return file


def polygon(rings: list[list[list[float]]]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": rings}


@pytest.mark.parametrize(
    "properties",
    [
        {"NAMOBJ": "Turi", "KDEPUM": "35.72.02.1003"},
        {"id": 7, "kode": "3572021003"},
        {"kode": 3572021003, "luas": 0.5},
        {"kode_desa": 3572021003.0},
    ],
)
def test_the_property_with_the_codes_is_found(city, tmp_path, properties):
    changes, findings = standards.load_boundaries(
        write(tmp_path, (properties, polygon(SQUARE))), actor=city.operator
    )

    assert changes.added == ("35.72.02.1003",)
    assert findings == []
    assert queries.boundaries() == {"35.72.02.1003": polygon(SQUARE)}


def test_outlines_are_matched_by_the_codes_of_bps_too(city, tmp_path):
    standards.load_areas(
        [
            {
                "code": "35.72.02.1003",
                "name": "Turi",
                "level": "kelurahan",
                "parent": "35.72.02",
                "bps": "3572010004",
            }
        ],
        actor=city.operator,
    )
    file = write(tmp_path, ({"iddesa": "3572010004"}, polygon(SQUARE)))

    assert standards.load_boundaries(file, actor=city.operator)[0].added == ("35.72.02.1003",)


def test_a_second_load_changes_nothing_and_a_new_drawing_replaces_the_old(city, tmp_path):
    file = write(tmp_path, ({"kode": "35.72.02.1003"}, polygon(SQUARE)))
    standards.load_boundaries(file, actor=city.operator)

    assert standards.load_boundaries(file, actor=city.operator)[0].counts()["unchanged"] == 1
    file = write(tmp_path, ({"kode": "35.72.02.1003"}, {"type": "MultiPolygon", "coordinates": [SQUARE]}))
    assert standards.load_boundaries(file, actor=city.operator)[0].changed == ("35.72.02.1003",)


def test_what_cannot_be_an_outline_is_told_and_the_rest_is_loaded(city, tmp_path):
    metres = [[[x * 10_000, y * 100_000] for x, y in SQUARE[0]]]
    file = write(
        tmp_path,
        ({"kode": "35.72.02.1003"}, polygon(SQUARE)),
        ({"kode": "35.72.02.1003"}, polygon(SQUARE)),
        ({"kode": "35.72.99.1001"}, polygon(SQUARE)),
        ({"kode": "35.72.02.1001"}, {"type": "Point", "coordinates": [112.1, -8.1]}),
        ({"kode": "35.72.02.1002"}, polygon(metres)),
        ({"kode": "35.72.01.1001"}, polygon(BOW_TIE)),
        ({"kode": "35.72.01.1002"}, None),
        ({"kode": "35.72.01"}, {"type": "Polygon", "coordinates": [[[112.1, "x"]]]}),
    )

    changes, findings = standards.load_boundaries(file, actor=city.operator)

    assert set(changes.added) == {"35.72.02.1003", "35.72.01.1001"}
    assert [(found.rule, found.place.cell) for found in findings] == [
        ("boundary.twice", "2"),
        ("boundary.unknown-area", "3"),
        ("boundary.no-polygon", "4"),
        ("boundary.not-degrees", "5"),
        ("boundary.mended", "6"),
        ("boundary.no-polygon", "7"),
        ("boundary.no-polygon", "8"),
    ]
    assert queries.boundaries()["35.72.01.1001"]["type"] == "MultiPolygon"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("PK\x03\x04", "bukan JSON"),
        ("[]", "bukan FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "tidak ada kolom berisi kode"),
        ('{"features": [{"properties": {"nama": "Turi"}}]}', r"kolomnya: nama"),
    ],
)
def test_a_file_that_holds_no_outlines_is_refused_in_words(city, tmp_path, text, told):
    file = tmp_path / "batas.geojson"
    file.write_text(text)

    with pytest.raises(standards.BoundaryFileUnreadable, match=told):
        standards.load_boundaries(file, actor=city.operator)


def test_the_outlines_of_blitar_are_all_taken(city):
    folder = Path(os.environ.get("LUMBUNG_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))
    file = folder / "blitar-kelurahan.geojson"
    if not file.exists():
        pytest.skip(f"no boundary file at {file}; name its folder in LUMBUNG_SHARED_DATA")
    document = json.loads(file.read_text())
    named = [feature["properties"] for feature in document["features"]]
    standards.load_areas(
        [
            {"code": kecamatan, "name": kecamatan, "level": "kecamatan", "parent": "35.72"}
            for kecamatan in {p["kecamatan_code"] for p in named}
        ]
        + [
            {"code": p["code"], "name": p["name"], "level": "kelurahan", "parent": p["kecamatan_code"]}
            for p in named
        ],
        actor=city.operator,
    )

    changes, findings = standards.load_boundaries(file, actor=city.operator)

    assert len(changes.added) == 21
    assert [found for found in findings if found.rule != "boundary.mended"] == []
