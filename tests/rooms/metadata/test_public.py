"""What everybody reads of the metadata: what was approved, in words, and never about a person."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbung.rooms.metadata import actions as metadata
from lumbung.rooms.metadata import public, public_print, queries
from lumbung.rooms.metadata.models import MetadataForm, Record
from lumbung.rooms.metadata.public_words import STRUCK, without_persons
from lumbung.rooms.people.queries import Organisation
from lumbung.vocabulary.formdefinitions import as_mapping, form_of
from lumbung.vocabulary.forms import FieldKind, Form, FormField
from lumbung.vocabulary.words import Text

FORMS = sorted((Path(__file__).parents[3] / "packs").glob("*/forms/*.yaml"))
SECRET = "RAHASIA"
NIP = "19700101 199503 1 001"
NIK = "3572015203900001"


@pytest.fixture
def link(city, approved):
    """The approved activity explains the population."""
    metadata.link_dataset(record=approved, dataset=city.population, actor=city.producer)
    return approved


def test_what_was_approved_is_told_in_words_and_in_both_languages(city, link):
    told = queries.public_meaning(city.population).activity

    assert told.title == "Registrasi penduduk"
    assert told.values == {"judul": "Registrasi penduduk", "tahun": 2026, "cara": "1"}
    lines = {one.field.key: [line.id for line in one.lines] for one in told.answers}
    assert lines["cara"] == ["Sensus"]


def test_a_draft_and_a_change_that_is_not_approved_yet_stay_inside(city, link):
    again = metadata.reopen_record(record=link, reason="Judul berubah.", actor=city.producer)
    metadata.save_answers(
        record=again, answers={"judul": "Judul baru"}, revision=again.revision, actor=city.producer
    )

    assert queries.public_meaning(city.population).activity.title == "Registrasi penduduk"


def test_a_dataset_without_metadata_says_so(city, forms, record):
    metadata.link_dataset(record=record, dataset=city.population, actor=city.producer)

    told = queries.public_meaning(city.population)

    assert (told.activity, told.by_measure, told.waiver, told.records) == (None, {}, None, ())
    assert queries.printed(told)[:5] == b"%PDF-"


def test_numbers_of_persons_in_free_text_are_struck_out(city, forms, record):
    answers = {
        "judul": f"Survei oleh NIP {NIP}",
        "cara": "1",
        "sarana": {"codes": ["4"], "other": f"NIK {NIK}"},
    }
    kept = metadata.save_answers(
        record=record, answers=answers, revision=record.revision, actor=city.producer
    )
    metadata.link_dataset(record=kept, dataset=city.population, actor=city.producer)
    metadata.submit_record(record=kept, actor=city.producer)
    metadata.check_record(record=kept, actor=city.steward)
    metadata.approve_record(record=kept, actor=city.supervisor)

    told = queries.public_meaning(city.population)

    assert told.activity.title == f"Survei oleh NIP {STRUCK}"
    assert told.activity.values["sarana"]["other"] == f"NIK {STRUCK}"


@pytest.mark.parametrize(
    "text",
    ["345.000 rumah tangga", "2025-01-01 2025-02-02", "Kepmendagri 300.2.2-2430/2025", "35.72.01.1001"],
)
def test_other_numbers_stay(text):
    assert without_persons(text) == text


def filled(field: FormField, word: str) -> Any:
    """An answer that holds a word wherever its kind lets it."""
    match field.kind:
        case FieldKind.TABLE:
            rows = [{"row": row.key} for row in field.rows] or [{}]
            return [row | {column.key: word for column in field.columns} for row in rows]
        case FieldKind.LIST:
            return [word]
        case FieldKind.MULTI_CHOICE:
            return {"codes": [field.other or field.options[0].code], "other": word}
        case FieldKind.YES_NO_LIST:
            return {option.code: "1" for option in field.options}
        case FieldKind.CHOICE:
            return field.options[0].code
        case FieldKind.YES_NO:
            return "1"
        case _:
            return word


def secretive(form: Form, word: str) -> dict[str, Any]:
    """Answers to all questions of a form, with a secret in each that is about a person."""
    return {field.key: filled(field, word if field.personal else "umum") for field in form.fields}


def told_of(form: Form, answers: dict[str, Any], why: str) -> public.PublicMeaning:
    """What would be public of an approved record with these answers."""
    definition = MetadataForm(
        identity=form.identity, code=form.code, version=form.version, definition=as_mapping(form)
    )
    record = Record(
        code="rekam",
        form=definition,
        year=2026,
        organisation=Organisation(code="kota", name=Text("Kota")),
        approved_answers=answers,
        inferred=dict.fromkeys(answers, "umum") | {f.key: why for f in form.fields if f.personal},
    )
    shown = public._public(record)

    class Dataset:
        code, title, producer = "data", Text("Data"), Organisation(code="kota", name=Text("Kota"))

    return public.PublicMeaning(Dataset(), shown, {}, None)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
@given(data=st.data())
@settings(max_examples=8)
def test_no_answer_about_a_person_leaves_by_any_door_whatever_the_form(path, data):
    form = form_of(yaml.safe_load(path.read_text(encoding="utf-8")))
    secret = SECRET + data.draw(st.text(st.characters(codec="ascii", categories=("L", "N")), max_size=8))
    told = told_of(form, secretive(form, secret), secret)

    out = [json.dumps(told.activity.values), json.dumps(told.activity.inferred), told.activity.title]
    out += [line.id + line.said("en") for one in told.activity.answers for line in one.lines]
    out += [repr(part) for part in public_print._pages(told.activity, "id")]
    with zipfile.ZipFile(io.BytesIO(public_print.workbook(told))) as book:
        out += [book.read(name).decode("utf-8", "replace") for name in book.namelist()]

    assert not [text for text in out if SECRET in text]
    assert "umum" in out[0]


def test_every_form_of_the_packs_says_what_is_about_persons():
    asked = {
        field.key
        for path in FORMS
        for field in form_of(yaml.safe_load(path.read_text(encoding="utf-8"))).fields
        if field.personal
    }

    assert {"pj_nama", "pj_telepon", "pj_email", "nama_tanda_tangan", "nip_tanda_tangan"} <= asked
