"""A form says what is asked, what is missing and what is wrong, whatever it is given."""

from __future__ import annotations

import time
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.forms.small_form import DEFINITION, WHOLE, small_form

from lumbung.engines.forms import FormFault, Judgement, compile_form
from lumbung.vocabulary.findings import Place, Severity
from lumbung.vocabulary.formdefinitions import form_of

COMPILED = compile_form(small_form())


def judged(**changed: Any) -> Judgement:
    return COMPILED.judge({**WHOLE, **changed})


def told(judgement: Judgement) -> list[tuple[str, str]]:
    return [(found.rule, str(found.place)) for found in judgement.findings]


def test_a_whole_form_lacks_nothing_and_breaks_nothing():
    judgement = judged()
    assert (told(judgement), judgement.missing, judgement.gaps) == ([], (), ())
    assert (judgement.needed, judgement.filled, judgement.completeness) == (13, 13, 1.0)
    assert judgement.is_complete


def test_an_empty_form_asks_for_what_is_not_under_a_condition():
    judgement = COMPILED.judge({})
    assert [field.key for field in judgement.missing] == [
        "judul", "tahun", "jenis", "surel", "latar", "jadwal", "variabel", "sarana", "produk",
    ]  # fmt: skip
    assert judgement.completeness == 0.0
    assert {gap.rule for gap in judgement.gaps} == {"form.required"}
    assert judgement.gaps[0].message.said("en") == "Title is not filled in yet."
    assert not judgement.findings


def test_a_question_whose_condition_does_not_hold_must_be_empty():
    judgement = judged(jenis="1")
    assert "direkomendasi" not in judgement.asked
    assert told(judgement) == [("form.not-asked", "direkomendasi"), ("form.not-asked", "nomor")]
    assert judgement.findings[0].severity is Severity.ERROR


def test_an_answer_that_is_not_asked_decides_nothing_further_down():
    """The number of a recommendation is not asked of a basic statistic, though “yes” is still there."""
    judgement = judged(jenis="1", nomor=None)
    assert "nomor" not in judgement.asked
    assert told(judgement) == [("form.not-asked", "direkomendasi")]


def test_a_block_is_asked_as_a_whole_or_not_at_all():
    judgement = judged(sarana={"codes": ["32"], "other": "pos"}, pengawas=None, pencacah=None)
    assert not judgement.asked & {"pengawas", "pencacah", "rumus"}
    assert judgement.is_complete


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"tahun": "2026"}, "form.kind"),
        ({"tahun": 26}, "form.kind"),
        ({"tahun": True}, "form.kind"),
        ({"jenis": "9", "direkomendasi": None, "nomor": None}, "form.option"),
        ({"jenis": 2, "direkomendasi": None, "nomor": None}, "form.option"),
        ({"surel": "dinas kota"}, "form.kind"),
        ({"judul": "-"}, "form.dash"),
        ({"judul": ["a"]}, "form.kind"),
        ({"latar": "singkat"}, "form.too-short"),
        ({"latar": "x" * 40_000}, "form.too-long"),
        ({"pengawas": 12}, "form.rule"),
        ({"pengawas": -1}, "form.kind"),
        ({"mulai_rencana": "2026-02-30"}, "form.kind"),
        ({"mulai_rencana": "2025-02-03", "mulai": "2026-01-01"}, "form.not-asked"),
        ({"sarana": {"codes": ["1", "7"]}}, "form.option"),
        ({"sarana": {"codes": ["1"], "other": "pos"}}, "form.not-asked"),
        ({"sarana": "1", "pengawas": None, "pencacah": None}, "form.kind"),
        ({"produk": {"cetak": "ya", "digital": "1"}}, "form.option"),
        ({"produk": {"cetak": "2", "digital": "1", "lisan": "1"}}, "form.option"),
        ({"sumber": [1, 2]}, "form.kind"),
        ({"jadwal": "kapan"}, "form.kind"),
        ({"tidak_ada": "x"}, "form.unknown"),
    ],
)
def test_a_wrong_answer_is_told_with_its_field(changed: dict[str, Any], expected: str):
    judgement = judged(**changed)
    assert [found.rule for found in judgement.findings] == [expected]
    assert judgement.findings[0].place.column in changed
    assert judgement.findings[0].message.id
    assert judgement.findings[0].message.en


def test_a_row_that_ends_before_it_begins_is_told_by_its_name():
    rows = deepcopy(WHOLE["jadwal"])
    rows[0]["akhir"] = "2026-01-01"
    (found,) = judged(jadwal=rows).findings
    assert (found.rule, found.place) == ("form.row-rule", Place(column="jadwal", row="desain"))
    assert found.message.id == "Jadwal, baris Desain: tanggal awal setelah tanggal akhir."


def test_a_half_filled_table_is_missing_and_says_what_it_lacks():
    judgement = judged(jadwal=[{"row": "desain", "awal": "2026-01-05"}])
    assert [field.key for field in judgement.missing] == ["jadwal"]
    assert [(str(gap.place), gap.message.id) for gap in judgement.gaps] == [
        ("jadwal:desain", "Jadwal: Desain, Akhir belum diisi."),
        ("jadwal:rilis", "Jadwal: Rilis belum diisi."),
    ]
    assert judgement.filled == judgement.needed - 1


def test_a_row_that_is_not_asked_must_be_empty():
    judgement = judged(produk={"cetak": "2", "digital": "2"})
    assert told(judgement) == [("form.not-asked", "jadwal:rilis")]
    assert not judgement.missing


def test_unknown_and_doubled_rows_are_told():
    rows = [
        *WHOLE["jadwal"],
        WHOLE["jadwal"][0],
        {"row": "pesta", "awal": "2026-01-01", "akhir": "2026-01-01"},
    ]
    assert told(judged(jadwal=rows)) == [("form.row-unknown", "jadwal"), ("form.row-unknown", "jadwal")]


def test_too_few_rows_are_missing_and_too_many_are_wrong():
    assert (
        judged(variabel=[{"nama": "harga"}]).gaps[0].message.en
        == "Variabel: 1 of at least 2 rows is not filled in yet."
    )
    assert told(judged(variabel=[{"nama": "x"}] * 1_001)) == [("form.rows", "variabel")]


def test_other_asks_to_be_specified():
    judgement = judged(sarana={"codes": ["1", "32"], "other": " "})
    assert [gap.message.id for gap in judgement.gaps] == ["Sarana: Lainnya belum diisi."]


_KEYS = st.sampled_from(["codes", "other", "row", "awal", "nama", "1", "cetak"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["codes", "other", "row", "awal", "nama", "1", "cetak"]) | st.text(max_size=3),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*WHOLE, "nip", "sumber", "mulai", "?"]), JSON) | JSON)
def test_whatever_is_given_a_draft_is_judged_and_never_refused(answers: Any):
    judgement = COMPILED.judge(answers)
    assert 0 <= judgement.filled <= judgement.needed
    assert 0.0 <= judgement.completeness <= 1.0
    for found in (*judgement.findings, *judgement.gaps):
        assert found.place.column is not None
        assert found.message.id
        assert found.as_record()


def test_ten_thousand_judgements_take_a_few_seconds():
    begun = time.perf_counter()
    for _ in range(1_000):
        COMPILED.judge(WHOLE)
    assert time.perf_counter() - begun < 2.0


def changed_form(key: str, /, **changed: Any) -> dict[str, Any]:
    definition = deepcopy(DEFINITION)
    for block in definition["blocks"]:
        for field in block["fields"]:
            if field["key"] == key:
                field.update(changed)
    return definition


@pytest.mark.parametrize(
    ("key", "changed", "where", "said"),
    [
        ("nomor", {"when": "direkomendasikan = '1'"}, "blocks.0.fields.4.when", "direkomendasikan"),
        ("nomor", {"when": "tahun"}, "blocks.0.fields.4.when", "angka"),
        ("pengawas", {"rule": "pengawas <="}, "blocks.2.fields.0.rule", "pengawas <="),
        ("jadwal", {"row_rule": "tengah < akhir"}, "blocks.1.fields.1.row_rule", "tengah"),
        ("jenis", {"when": "nomor = 'x'"}, "blocks.0.fields.2.when", "berputar"),
        ("judul", {"when": "judul IS NULL"}, "blocks.0.fields.0.when", "berputar"),
        ("nomor", {"key": "sarana_1"}, "blocks.1.fields.3.key", "sarana_1"),
    ],
)
def test_an_expression_that_cannot_be_told_is_refused_with_its_place(
    key: str, changed: dict[str, Any], where: str, said: str
):
    with pytest.raises(FormFault) as refused:
        compile_form(form_of(changed_form(key, **changed)))
    assert ".".join(map(str, refused.value.path)) == where
    assert said in refused.value.told.id


def test_a_condition_may_read_a_question_further_down():
    assert "mulai" in judged(mulai_rencana="2026-05-01").asked
    assert "mulai" not in judged(mulai_rencana="2025-05-01").asked
