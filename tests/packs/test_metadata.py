"""What our packs say of the meaning of their figures is complete, honest, and about nobody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from lumbung.engines.forms import CompiledForm, compile_form
from lumbung.vocabulary.formdefinitions import form_of

PACKS = Path(__file__).parents[2] / "packs"
CITIES = ("blitar", "blitar-simulasi")
UNSAID = {"-", "tidak dicantumkan"}
OFFICES_ONLY = ("pj_nama", "pj_faksimile", "nama_tanda_tangan", "nip_tanda_tangan")


def files(pattern: str) -> list[Any]:
    found = sorted(path for city in CITIES for path in (PACKS / city).glob(pattern))
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in found]


RECORDS = [
    record
    for entries in files("metadata/*.yaml")
    for record in entries
    if "form" in record
]  # fmt: skip
WAIVERS = [entry for entries in files("metadata/waivers.yaml") for entry in entries]


@pytest.fixture(scope="module")
def forms() -> dict[str, CompiledForm]:
    found = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (PACKS / "metadata-bps-2020" / "forms").glob("*.yaml")
    ]
    return {raw["code"]: compile_form(form_of(raw)) for raw in found}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["code"])
def test_every_record_is_as_complete_as_a_release_asks(record, forms):
    judged = forms[record["form"]].judge(record["answers"])

    assert [field.key for field in judged.missing] == []
    assert [(one.rule, one.place.column) for one in judged.findings] == []


def test_every_dataset_is_explained_with_all_its_measures_or_waits_for_a_stated_reason():
    linked = {
        (link["dataset"], link.get("measure", "")) for one in RECORDS for link in one.get("datasets", ())
    }
    waived = {code for waiver in WAIVERS for code in waiver["datasets"]}
    datasets = files("datasets/*.yaml")
    for dataset in datasets:
        code = dataset["code"]
        wanted = {(code, ""), *((code, measure["code"]) for measure in dataset["measures"])}
        assert code in waived or wanted <= linked, f"{code}: {wanted - linked}"
    explained = {dataset["code"] for dataset in datasets} - waived
    assert len(explained) >= 12
    assert not waived & {code for code, _measure in linked}


def test_a_variable_stands_under_its_activity_and_explains_measures_that_are_there():
    codes = {one["code"]: one for one in RECORDS}
    measures = {
        (dataset["code"], measure["code"])
        for dataset in files("datasets/*.yaml")
        for measure in dataset["measures"]
    }
    for one in RECORDS:
        if one["form"] == "ms-kegiatan":
            assert "parent" not in one
            continue
        assert codes[one["parent"]]["form"] == "ms-kegiatan"
        assert {(link["dataset"], link["measure"]) for link in one.get("datasets", ())} <= measures


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["code"])
def test_no_record_names_a_person_or_holds_a_number_of_one(record, forms):
    answers = record["answers"]
    personal = {field.key for field in forms[record["form"]].form.fields if field.personal}

    assert not set(OFFICES_ONLY) & set(answers)
    for key in personal & set(answers) - {"pj_alamat"}:
        assert answers[key] in UNSAID
    assert not re.search(r"\d{16}|08\d{8}|\+62", yaml.safe_dump(record, allow_unicode=True))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["code"])
def test_what_was_concluded_says_why_and_is_really_answered(record):
    assert set(record.get("inferred", {})) <= set(record["answers"])
    assert all(len(why) > 15 for why in record.get("inferred", {}).values())
    if record["form"] == "ms-kegiatan":
        assert record["sources"]
        assert record["inferred"]


def test_no_recommendation_number_is_made_up():
    assert not [one["code"] for one in RECORDS if one["answers"].get("identitas_rekomendasi")]
