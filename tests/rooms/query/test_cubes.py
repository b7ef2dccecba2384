"""Dense tables: JSON-stat of any question, the same figures as everywhere."""

from __future__ import annotations

import itertools
import json
from typing import Any

import polars as pl
import pytest
from jsonstat_validator import validate_jsonstat
from tests.rooms.query.harvest import VILLAGES, population, release

from lumbung.cube import query
from lumbung.rooms.query import cubes
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.problems import TooManyCells
from lumbung.vocabulary.areas import AreaLevel

CODE = "penduduk-kelamin"


def jsonstat(language: str = "id", **asked: Any) -> dict[str, Any]:
    found = observations.export(
        query(CODE, **asked), "jsonstat", reader=None, language=language, site="https://x.id"
    )
    assert found.media_type == "application/json"
    document: dict[str, Any] = json.loads(b"".join(found.chunks))
    assert validate_jsonstat(document)
    return document


def cells(document: dict[str, Any]) -> dict[tuple[str, ...], Any]:
    """Each value under its codes, read as the specification says."""
    codes = [list(document["dimension"][name]["category"]["index"]) for name in document["id"]]
    return dict(zip(itertools.product(*codes), document["value"], strict=True))


def test_every_row_has_its_cell(city):
    release(city, city.population, population())

    told = jsonstat()

    assert told["id"] == ["area", "jenis_kelamin", "ContentsCode", "period"]
    assert told["size"] == [5, 2, 1, 2]
    assert told["role"] == {"time": ["period"], "geo": ["area"], "metric": ["ContentsCode"]}
    wanted = {(area, sex, "jumlah", year): count for area, year, sex, count in population().rows()}
    assert cells(told) == wanted


def test_the_words_are_in_the_language_that_was_asked_for(city):
    release(city, city.population, population())

    told = jsonstat("en")

    assert told["label"] == "Population by sex"
    assert told["dimension"]["jenis_kelamin"]["category"]["label"]["perempuan"] == "Female"
    assert told["dimension"]["area"]["category"]["label"][VILLAGES[0]] == "Kelurahan Kepanjenkidul"


def test_source_edition_and_licence_go_along(city):
    release(city, city.population, population())

    told = jsonstat()

    assert told["source"] == "Dinas Kependudukan dan Pencatatan Sipil"
    assert told["href"] == f"https://x.id/data/{CODE}/editions/2024.1"
    assert told["link"]["license"][0]["href"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["updated"] == "2024-05-02"
    assert (told["extension"]["edition"], told["extension"]["licence"]) == (f"{CODE}@2024.1", "CC-BY-4.0")
    unit = told["dimension"]["ContentsCode"]["category"]["unit"]["jumlah"]
    assert unit == {"base": "jiwa", "decimals": 0}


def test_an_empty_cell_says_why_and_a_provisional_one_that_it_is(city):
    frame = (
        population()
        .with_columns(
            pl.when(pl.col("area") == VILLAGES[1]).then(None).otherwise(pl.col("jumlah")).alias("jumlah"),
            pl.when(pl.col("area") == VILLAGES[1])
            .then(pl.lit("missing"))
            .when(pl.col("area") == VILLAGES[2])
            .then(pl.lit("provisional"))
            .alias("jumlah:status"),
            pl.when(pl.col("area") == VILLAGES[2]).then(pl.lit("hitung cepat")).alias("jumlah:note"),
        )
        .filter(pl.col("area") != VILLAGES[3])
    )  # no row at all for one village in one year
    kept = population().filter((pl.col("area") == VILLAGES[3]) & (pl.col("period") == "2022"))
    release(city, city.population, pl.concat([frame, kept], how="diagonal"))

    told = jsonstat(where={"jenis_kelamin": "perempuan"})

    names = [f"{area[3:]} {year}" for area, _, _, year in cells(told)]
    assert {names[int(place)]: sign for place, sign in told["status"].items()} == {
        "72.01.1002 2022": "..",
        "72.01.1002 2023": "..",
        "72.02.1001 2022": "p",
        "72.02.1001 2023": "p",
        "72.02.1002 2023": ".",
    }
    assert told["extension"]["status"]["label"]["p"] == "sementara"
    assert "hitung cepat" in told["note"]


def test_a_suppressed_cell_is_empty_and_says_so(city):
    frame = population().with_columns(
        pl.when(pl.col("area") == VILLAGES[0]).then(pl.lit("C")).otherwise(pl.lit("F")).alias("jumlah:conf")
    )
    release(city, city.population, frame)

    told = jsonstat(where={"area": VILLAGES[0], "period": "2023"})

    assert told["value"] == [None, None]
    assert told["status"] == {"0": "...", "1": "..."}


def test_a_roll_up_is_a_table_of_wider_areas(city):
    release(city, city.population, population())

    told = jsonstat(roll_up=AreaLevel.DISTRICT, by=("area", "period"))

    assert told["id"] == ["area", "ContentsCode", "period"]
    assert cells(told)[("35.72.01", "jumlah", "2023")] == 426
    assert told["dimension"]["area"]["category"]["label"]["35.72.01"] == "Kecamatan Kepanjenkidul"


def test_a_large_table_is_read_in_lots_and_holds_the_same(city, monkeypatch):
    release(city, city.population, population())
    at_once = jsonstat(where={"area": VILLAGES[:3]})

    monkeypatch.setattr(cubes, "FEW_CELLS", 0)
    monkeypatch.setattr(cubes, "LOT", 7)

    assert jsonstat(where={"area": VILLAGES[:3]}) == at_once


def test_a_table_over_the_limit_is_refused_before_anything_is_read(city, monkeypatch):
    release(city, city.population, population())
    monkeypatch.setattr(cubes, "MOST_CELLS", 19)

    with pytest.raises(TooManyCells, match="20 sel; paling banyak 19"):
        jsonstat()


def test_a_table_without_rows_is_empty(city):
    release(city, city.population, population())

    told = jsonstat(where={"area": "35.72.01"})

    assert (told["size"][0], told["value"]) == (0, [])
