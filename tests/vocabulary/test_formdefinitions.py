"""A form's definition makes a form, goes back into the same definition, and says what contradicts itself."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.forms.small_form import DEFINITION, small_form

from lumbung.vocabulary.formdefinitions import FormFault, as_mapping, form_of
from lumbung.vocabulary.forms import FieldKind

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def test_a_definition_makes_a_form_and_the_form_its_definition():
    form = small_form()
    assert form.identity == "kegiatan@2020"
    assert form.field("jenis").kind is FieldKind.CHOICE
    assert form.field("nip").personal
    assert form_of(as_mapping(form)) == form


@pytest.mark.parametrize(
    ("path", "value", "where", "said"),
    [
        ((0, "kind"), "teks", "blocks.0.fields.0.kind", "“teks”"),
        ((2, "options"), None, "blocks.0.fields.2.options", "pilihannya belum ada"),
        ((2, "options"), {1: "Dasar"}, "blocks.0.fields.2.options.1", "harus teks"),
        ((0, "options"), {"1": "Dasar"}, "blocks.0.fields.0.options", "tidak berlaku"),
        ((1, "key"), "judul", "blocks.0.fields.1.key", "dua kali"),
        ((1, "key"), "Judul Baru", "blocks.0.fields.1.key", "bukan kode"),
        ((1, "title"), None, "blocks.0.fields.1.title", "belum ada"),
        ((1, "requiered"), True, "blocks.0.fields.1.requiered", "tidak dikenal"),
        ((1, "required"), "ya", "blocks.0.fields.1.required", "true atau false"),
        ((1, "when"), 5, "blocks.0.fields.1.when", "harus teks"),
        ((1, "rows"), [{"key": "a", "title": "A"}], "blocks.0.fields.1.rows", "tidak berlaku"),
        ((1, "min_rows"), 2, "blocks.0.fields.1.min_rows", "tidak berlaku"),
        ((2, "other"), "9", "blocks.0.fields.2.other", "bukan pilihan"),
        ((1,), "tahun", "blocks.0.fields.1", "kunci dan nilai"),
    ],
)
def test_a_contradiction_is_told_with_its_place(path: tuple[Any, ...], value: Any, where: str, said: str):
    definition = deepcopy(DEFINITION)
    target = definition["blocks"][0]["fields"]
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    with pytest.raises(FormFault) as refused:
        form_of(definition)
    assert ".".join(map(str, refused.value.path)) == where
    assert said in refused.value.told.id


def test_all_faults_are_told_at_once():
    definition = deepcopy(DEFINITION)
    definition["labels"] = {"name": "nama"}
    definition["blocks"][0]["fields"][0]["kind"] = "?"
    with pytest.raises(FormFault) as refused:
        form_of(definition)
    assert [fault.path for fault in (refused.value, *refused.value.others)] == [
        ("blocks", 0, "fields", 0, "kind"),
        ("labels", "name"),
    ]


@given(JSON, st.lists(st.sampled_from(["blocks", "fields", "options", "columns", "rows", "key", "title"])))
def test_no_definition_however_strange_is_more_than_a_fault(raw: Any, names: list[str]):
    for name in names:
        raw = {name: [raw]}
    with pytest.raises(FormFault):
        form_of(
            {"code": "a", "version": "1", "title": "A"} | (raw if isinstance(raw, dict) else {"blocks": raw})
        )
