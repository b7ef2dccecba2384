"""The packs hold together: every definition makes a structure and every figure finds its place in it."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from lumbung.engines.expressions import Kind, parse_expression
from lumbung.vocabulary.access import LICENCES, Access
from lumbung.vocabulary.areas import Area, AreaTree, area_level
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.periods import Period, parse_period
from lumbung.vocabulary.structures import AddsUp, Code, Structure, Unit
from lumbung.vocabulary.words import Text, text_of

HOUSE = Path(__file__).parents[2]
PACKS = HOUSE / "packs"
GATHERED = HOUSE.parent / "shared" / "data"  # what the figures were taken from; not part of the project
ALL = ("areas", "blitar", "blitar-simulasi")
SIGNED = {"-", "+", "=", "@"}


def read(path: Path) -> Any:
    """A YAML file of a pack."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def table(path: Path) -> list[dict[str, str]]:
    """A CSV file of a pack."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def entries(name: str) -> list[dict[str, Any]]:
    """The entries of a registry file in all packs."""
    return [entry for pack in ALL if (PACKS / pack / name).exists() for entry in read(PACKS / pack / name)]


@pytest.fixture(scope="module")
def areas() -> AreaTree:
    rows: dict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted((PACKS / "areas" / "areas").glob("*.csv")):
        for row in table(path):
            rows[row["code"]] |= row
    return AreaTree.of(
        Area(
            row["code"], row["name"], area_level(row["level"]), row["kind"], row["parent"], row.get("bps", "")
        )
        for row in rows.values()
    )


@pytest.fixture(scope="module")
def structures() -> dict[str, Structure]:
    codelists = {
        item["code"]: [
            Code(code["code"], text_of(code["title"]), aliases=tuple(code.get("aliases", ())))
            for code in item["codes"]
        ]
        for item in map(read, sorted(PACKS.glob("*/codelists/*.yaml")))
    }
    units = {unit["code"]: Unit(unit["code"], text_of(unit["title"])) for unit in entries("units.yaml")}
    concepts = {
        concept["code"]: (text_of(concept["title"]), text_of(concept["definition"]))
        for concept in entries("concepts.yaml")
    }
    return {
        path.stem: structure_of(read(path), codelists=codelists, units=units, concepts=concepts)
        for path in sorted(PACKS.glob("*/datasets/*.yaml"))
    }


def figures() -> Iterator[tuple[str, dict[str, str]]]:
    """Every figure of every pack with the dataset its file is named after."""
    for path in sorted(PACKS.glob("*/figures/*.csv")):
        for row in table(path):
            yield path.stem, row


def test_the_areas_are_the_city_and_the_regency_of_blitar(areas):
    city, regency = areas.within("35.72"), areas.within("35.05")

    assert [sum(a.level.rank == rank for a in city) for rank in (2, 3, 4)] == [1, 3, 21]
    assert [sum(a.level.rank == rank for a in regency) for rank in (2, 3, 4)] == [1, 22, 248]
    assert [area.code for area in areas.ancestors("35.72.01.1001")] == ["35.72.01", "35.72", "35", "ID"]
    assert all(area.parent in areas for area in areas.areas.values() if area.code != "ID")


def test_a_bps_code_is_never_made_from_the_other_code(areas):
    assert areas["35.72.01"].bps == "3572020"
    known = [area.bps for area in areas.areas.values() if area.bps]

    assert len(known) == len(set(known)) == 278


def test_no_alias_of_a_kelurahan_is_the_name_of_its_neighbour():
    names: dict[str, set[str]] = defaultdict(set)
    for row in table(PACKS / "areas" / "areas" / "wilayah.csv"):
        if not row["code"].startswith("35.72."):
            continue
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                names[name.replace(" ", "").lower()].add(f"{row['level']} {row['code']}")
    for name, places in names.items():
        levels = [place.split()[0] for place in places]
        assert len(levels) == len(set(levels)), f"{name} names {places}"


def test_every_definition_makes_a_structure_that_the_registers_know(structures, areas):
    topics = {topic["code"] for topic in entries("topics.yaml")}
    offices = {office["code"] for office in entries("organisations.yaml")}
    units = {unit["code"] for unit in entries("units.yaml")}
    concepts = {concept["code"] for concept in entries("concepts.yaml")}

    assert len(structures) >= 40
    for path in sorted(PACKS.glob("*/datasets/*.yaml")):
        raw, structure = read(path), structures[path.stem]
        assert structure.dataset == path.stem
        assert raw["topic"] in topics
        assert raw["producer"] in offices
        assert raw["licence"] in LICENCES
        assert Access(raw["access"])
        assert structure.title.en, f"{path.stem} has no English title"
        assert text_of(raw["description"]).en
        assert structure.area.within in areas
        for measure in structure.measures:
            assert measure.unit in units, f"{path.stem}: unit {measure.unit}"
            assert not measure.concept or measure.concept in concepts, f"{path.stem}: {measure.concept}"
            assert measure.title.en, f"{path.stem}: {measure.code} has no English title"
        for rule in structure.rules:
            assert rule.message.en, f"{path.stem}: {rule.code} has no English message"


def test_a_simulated_pack_says_so_in_every_dataset():
    for pack in ALL:
        simulated = read(PACKS / pack / "pack.yaml")["simulated"]
        for path in sorted((PACKS / pack / "datasets").glob("*.yaml")):
            raw = read(path)
            assert bool(raw.get("simulated")) is simulated
            assert raw["description"]["id"].startswith("SIMULASI.") is simulated
            assert raw["description"]["en"].startswith("SIMULATED.") is simulated


def test_every_figure_finds_its_place(structures, areas):
    seen: set[tuple[str, ...]] = set()
    for dataset, row in figures():
        structure = structures[dataset]
        where = f"{dataset}: {row}"
        assert row["dataset"] == dataset
        area = areas.get(row["area"])
        assert area is not None, where
        assert area.level is structure.area.level, where
        assert area in areas.within(structure.area.within), where
        period = parse_period(row["period"])
        assert period.frequency is structure.frequency, where
        assert not structure.periods or period in structure.periods, where
        for dimension in structure.dimensions:
            assert dimension.code_named(row[dimension.code]), where
        measure = structure.measure(row["measure"])
        assert measure is not None, where
        value = float(row["value"])
        assert measure.minimum is None or value >= measure.minimum, where
        assert measure.maximum is None or value <= measure.maximum, where
        decimals = len(row["value"].partition(".")[2])
        assert measure.decimals is None or decimals <= measure.decimals, where
        assert Status(row["status"]), where
        assert row["producer"] or "tidak disebut sumber" in row["note"], f"no maker: {where}"
        assert row["source"], f"no source: {where}"
        assert row["note"][:1] not in SIGNED, where
        key = (dataset, *(row[column] for column in structure.key), row["measure"])
        assert key not in seen, f"twice: {where}"
        seen.add(key)


def test_a_complete_dataset_has_every_area_and_code(structures, areas):
    keys: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for dataset, row in figures():
        structure = structures[dataset]
        keys[dataset, row["period"]].add((row["area"], *(row[d.code] for d in structure.dimensions)))
    for (dataset, period), found in keys.items():
        structure = structures[dataset]
        if structure.complete:
            expected = len(areas.within(structure.area.within, structure.area.level))
            for dimension in structure.dimensions:
                expected *= len(dimension.codes)
            assert len(found) == expected, f"{dataset} {period}"


def test_a_ratio_is_what_its_parts_give(structures):
    values = {
        (dataset, *(row[column] for column in structures[dataset].key), row["measure"]): float(row["value"])
        for dataset, row in figures()
    }
    checked = 0
    for (dataset, *key, code), value in values.items():
        measure = structures[dataset].measure(code)
        if measure is not None and measure.adds_up is AddsUp.RATIO and measure.of:
            part, whole = (values[dataset, *key, side] for side in measure.of)
            assert abs(value - part * measure.scale / whole) <= 0.005 + 1e-9
            checked += 1
    assert checked > 100


def test_the_simulated_kelurahan_add_up_to_what_was_really_published():
    sums: dict[tuple[str, str, str], float] = defaultdict(float)
    for dataset, row in figures():
        sums[dataset, row["period"], row["measure"]] += float(row["value"])
        if sex := row.get("jenis_kelamin"):
            sums[dataset, row["period"], sex] += float(row["value"])

    for sex in ("laki-laki", "perempuan"):
        real = sums["penduduk-registrasi-kelamin", "2024-S2", sex]
        assert sums["penduduk-kelamin", "2024", sex] == sums["penduduk-umur", "2024", sex] == real
    assert sums["penduduk-kelamin", "2024", "jumlah"] == sums["penduduk-registrasi", "2024", "jumlah"]
    assert sums["penduduk-kelamin", "2021", "jumlah"] == sums["penduduk-registrasi", "2021", "jumlah"]
    for half in ("2022-S2", "2023-S2"):
        assert sums["balita-stunting", half, "stunting"] == sums["stunting", half, "jumlah"]
    for year in ("2023", "2024"):
        assert sums["umkm-kelurahan", year, "jumlah"] == sums["umkm", year, "jumlah"]


def test_the_kelurahan_add_up_to_their_districts():
    parts: dict[str, float] = defaultdict(float)
    for row in table(PACKS / "blitar" / "figures" / "luas-wilayah.csv"):
        parts[row["area"][:8]] += float(row["value"])
    for row in table(PACKS / "blitar" / "figures" / "luas-kecamatan.csv"):
        assert parts[row["area"]] == pytest.approx(float(row["value"]), abs=1e-9)


def test_everybody_has_a_known_office_and_nobody_has_a_password():
    offices = {office["code"] for office in entries("organisations.yaml")}
    duties: dict[str, set[str]] = defaultdict(set)
    for person in entries("people.yaml"):
        assert set(person) == {"username", "name", "memberships"}
        for membership in person["memberships"]:
            assert membership["organisation"] in offices
            duties[person["username"]].add(membership["duty"])
    held = set().union(*duties.values())

    assert held == {"producer", "supporting_steward", "steward", "supervisor", "coordinator", "reader"}
    assert not [name for name, own in duties.items() if {"producer", "steward"} <= own]


def test_every_producer_of_a_dataset_has_somebody_to_send_it():
    offices = {office["code"]: office for office in entries("organisations.yaml")}
    assert all(office["parent"] in offices for office in offices.values() if office.get("parent"))
    sends = {
        membership["organisation"]
        for person in entries("people.yaml")
        for membership in person["memberships"]
        if membership["duty"] == "producer"
    }
    for path in sorted(PACKS.glob("*/datasets/*.yaml")):
        assert read(path)["producer"] in sends, path.stem


def test_codes_are_text_and_stand_once():
    for name in ("organisations.yaml", "concepts.yaml", "units.yaml", "topics.yaml"):
        codes = [entry["code"] for entry in entries(name)]
        assert all(isinstance(code, str) for code in codes)
        assert len(codes) == len(set(codes))
    for path in sorted(PACKS.glob("*/codelists/*.yaml")):
        names: list[str] = []
        for code in read(path)["codes"]:
            assert isinstance(code["code"], str)
            assert isinstance(text_of(code["title"]), Text)
            names += {
                code["code"].lower(),
                code["title"]["id"].lower(),
                *map(str.lower, code.get("aliases", ())),
            }
        assert len(names) == len(set(names)), f"{path.stem}: one word for two codes"


def test_units_of_one_quantity_can_be_converted():
    factors = {unit["code"]: unit.get("factor", 1) for unit in entries("units.yaml")}
    quantity = {unit["code"]: unit["quantity"] for unit in entries("units.yaml")}
    words = [word.lower() for unit in entries("units.yaml") for word in unit.get("aliases", ())]

    assert quantity["ha"] == quantity["km2"]
    assert factors["km2"] / factors["ha"] == 100
    assert factors["miliar rupiah"] / factors["juta rupiah"] == 1000
    assert len(words) == len(set(words))


@pytest.mark.skipif(not GATHERED.exists(), reason="the gathered figures are not beside this checkout")
def test_every_real_figure_equals_the_one_that_was_gathered():
    known: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for row in table(GATHERED / "indikator-kota-blitar.csv"):
        known[row["area_code"], row["value"], row["producer"], row["source"]] += 1
    found = 0
    for path in sorted((PACKS / "blitar" / "figures").glob("*.csv")):
        for row in table(path):
            assert known[row["area"], row["value"], row["producer"], row["source"]], row
            found += 1
    assert found == 140


@pytest.mark.skipif(not GATHERED.exists(), reason="the gathered codes are not beside this checkout")
def test_every_area_equals_the_list_it_was_taken_from():
    ours = {row["code"]: row for row in table(PACKS / "areas" / "areas" / "wilayah.csv")}
    for row in table(GATHERED / "wilayah-blitar.csv"):
        own = ours[row["code_kemendagri"]]
        assert (own["name"], own["parent"]) == (row["name"], row["parent_code"])
        assert own["postal_code"] == row["postal_code"]
    bps = {row["code"]: row["bps"] for row in table(PACKS / "areas" / "areas" / "bps-codes.csv")}
    assert bps == {row["code_kemendagri"]: row["code_bps"] for row in table(GATHERED / "kode-bps-blitar.csv")}


@pytest.mark.parametrize("pack", ALL)
def test_the_loader_finds_no_fault_in_a_pack(pack):
    from lumbung.faces.packs.folder import read_pack

    read = read_pack(PACKS / pack)

    assert read.head.code == pack
    assert len(read.datasets) == len(list((PACKS / pack / "datasets").glob("*.yaml")))


def test_the_page_about_packs_names_every_key():
    from lumbung.faces.packs import schema

    page = (HOUSE / "docs" / "reference" / "packs.md").read_text(encoding="utf-8")
    shapes = [
        shape
        for shape in vars(schema).values()
        if isinstance(shape, type) and issubclass(shape, schema.Strict)
    ]
    keys = {key for shape in shapes for key in shape.model_fields}

    assert {key for key in keys if not re.search(rf"\b{key}\b", page)} == set()


def test_every_rule_can_be_read_and_holds_for_the_figures_of_its_pack(structures):
    rows: dict[tuple[str, ...], dict[str, Any]] = defaultdict(dict)
    for dataset, row in figures():
        key = tuple(row[column] for column in structures[dataset].key)
        facts = rows[dataset, *key]
        facts |= dict(zip(structures[dataset].key, key, strict=True))
        facts[row["measure"]] = float(row["value"])
    judged = 0
    for (dataset, *_key), facts in rows.items():
        structure = structures[dataset]
        columns: dict[str, type] = {"area": str, "period": Period}
        columns |= dict.fromkeys((dimension.code for dimension in structure.dimensions), str)
        columns |= dict.fromkeys((measure.code for measure in structure.measures), float)
        for rule in structure.rules:
            expression = parse_expression(rule.check, columns=columns, expects=Kind.TRUTH)
            verdict = expression.evaluate(facts)
            assert verdict is not False, f"{rule.code}: {facts}"
            judged += verdict is True

    assert judged > 500
