"""The worked cases of every pack with forms: these answers lack and break exactly this."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lumbung.engines.forms import CompiledForm, compile_form, public_answers
from lumbung.vocabulary.formdefinitions import form_of

PACKS = Path(__file__).parents[2] / "packs"
WITH_FORMS = sorted(folder.parent for folder in PACKS.glob("*/forms"))
CASES = [
    pytest.param(pack, case["name"], id=f"{pack.name}:{case['name']}")
    for pack in WITH_FORMS
    for case in yaml.safe_load((pack / "cases.yaml").read_text("utf-8"))
]


@cache
def forms(pack: Path) -> dict[str, CompiledForm]:
    found = [form_of(yaml.safe_load(file.read_text("utf-8"))) for file in (pack / "forms").glob("*.yaml")]
    return {form.code: compile_form(form) for form in found}


@cache
def cases(pack: Path) -> dict[str, dict[str, Any]]:
    return {case["name"]: case for case in yaml.safe_load((pack / "cases.yaml").read_text("utf-8"))}


def answers(pack: Path, name: str) -> dict[str, Any]:
    case = cases(pack)[name]
    base = answers(pack, case["base"]) if "base" in case else {}
    return {key: value for key, value in {**base, **case["answers"]}.items() if value is not None}


@pytest.mark.parametrize(("pack", "name"), CASES)
def test_a_worked_case_lacks_and_breaks_exactly_what_it_says(pack: Path, name: str):
    case = cases(pack)[name]
    judgement = forms(pack)[case["form"]].judge(answers(pack, name))
    assert [field.key for field in judgement.missing] == case["missing"]
    assert [f"{found.rule} {found.place}" for found in judgement.findings] == case["findings"]
    assert judgement.completeness == pytest.approx(case["completeness"], abs=0.0001)


@pytest.mark.parametrize("pack", WITH_FORMS, ids=lambda pack: pack.name)
def test_every_field_is_said_in_both_languages_and_explained(pack: Path):
    for compiled in forms(pack).values():
        for field in compiled.form.fields:
            assert field.title.en, field.key
            assert field.help.id, field.key
            assert field.help.en, field.key
            assert len(field.help.id) <= 130, field.key
            assert field.status in {"verified", "secondary", "conflict", "unverified"}, field.key


def test_every_field_of_the_official_forms_is_there():
    """As many as the copies of the forms have: 60 items, 12 and 17 columns and what came with v2."""
    bps = forms(PACKS / "metadata-bps-2020")
    counts = {code: len(list(compiled.form.fields)) for code, compiled in bps.items()}
    assert counts == {"ms-kegiatan": 60, "ms-variabel": 1 + 12 + 3, "ms-indikator": 17 + 1}
    for code, last in (("ms-variabel", 12), ("ms-indikator", 17)):
        numbers = [field.number for field in bps[code].form.fields if field.number]
        assert numbers == [f"({number})" for number in range(1, last + 1)]


def test_who_is_responsible_never_becomes_public():
    form = forms(PACKS / "metadata-bps-2020")["ms-kegiatan"].form
    given = {field.key: "x" for field in form.fields}
    hidden = set(given) - set(public_answers(form, given))
    assert {"pj_nama", "pj_telepon", "pj_email", "nama_tanda_tangan", "nip_tanda_tangan"} <= hidden
    assert {field.key for field in form.fields if field.officer} == {"kode_kegiatan"}
