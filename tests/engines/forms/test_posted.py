"""What a page posts becomes answers, and answers fill a page again, without loss."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.forms.small_form import WHOLE, small_form

from lumbung.engines.forms import (
    answers_of,
    compile_form,
    posted_fields,
    posted_of,
    public_answers,
    with_posted,
)

FORM = small_form()
COMPILED = compile_form(FORM)


def test_a_page_that_is_filled_in_becomes_answers():
    assert answers_of(FORM, posted_of(FORM, WHOLE)) == WHOLE


def test_what_people_write_is_read_as_they_mean_it():
    posted = {
        "judul": ["  Pendataan pasar\r\n"],
        "tahun": ["2026"],
        "jenis": ["Sektoral"],
        "direkomendasi": ["Ya"],
        "pencacah": ["1.250"],
        "mulai_rencana": ["31/03/2026"],
        "jadwal:desain:awal": ["5 Jan 2026"],
        "jadwal:desain:akhir": ["2026-01-30"],
        "variabel:10:nama": ["sepuluh"],
        "variabel:9:nama": ["sembilan"],
        "sarana": ["", "32", "1"],
        "sarana:other": ["pos"],
        "produk:cetak": ["Tidak"],
        "sumber": ["satu\n\n dua "],
    }
    assert answers_of(FORM, posted) == {
        "judul": "Pendataan pasar",
        "tahun": 2026,
        "jenis": "2",
        "direkomendasi": "1",
        "pencacah": 1250,
        "mulai_rencana": "2026-03-31",
        "jadwal": [{"row": "desain", "awal": "2026-01-05", "akhir": "2026-01-30"}],
        "variabel": [{"nama": "sembilan"}, {"nama": "sepuluh"}],
        "sarana": {"codes": ["1", "32"], "other": "pos"},
        "produk": {"cetak": "2"},
        "sumber": ["satu", "dua"],
    }


def test_what_cannot_be_read_is_kept_as_it_was_typed():
    answers = answers_of(FORM, {"tahun": ["tahun depan"], "jadwal:desain:awal": ["30/02/2026"]})
    assert answers == {"tahun": "tahun depan", "jadwal": [{"row": "desain", "awal": "30/02/2026"}]}
    assert [found.rule for found in COMPILED.judge({**WHOLE, **answers}).findings] == ["form.kind"] * 2


def test_a_page_of_one_block_empties_only_what_it_shows():
    before = {"judul": "A", "tahun": 2026, "sarana": {"codes": ["1"]}}
    after = with_posted(FORM, before, {"judul": [""], "sarana": [""]})
    assert after == {"tahun": 2026}
    assert posted_fields(FORM, {"judul": [""], "csrfmiddlewaretoken": ["x"]}) == {"judul"}


def test_personal_answers_are_never_public():
    assert public_answers(FORM, {"judul": "A", "nip": "19800101", "kunci": "?"}) == {"judul": "A"}


_WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool)
_LINE = _WORDS.filter(lambda text: len(text.split("\n")) == 1)
_DAY = st.dates().map(lambda day: day.isoformat())


def _rows(days: dict[str, str]) -> list[dict[str, str]]:
    return [{"row": row, "awal": days[row]} for row in sorted(days)]


_ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "judul": _WORDS,
    "tahun": st.integers(1900, 2200),
    "jenis": st.sampled_from("12"),
    "direkomendasi": st.sampled_from("12"),
    "surel": _WORDS,
    "latar": _WORDS,
    "pencacah": st.integers(0, 10**12),
    "mulai": _DAY,
    "sumber": st.lists(_LINE, min_size=1, max_size=12),
    "jadwal": st.dictionaries(st.sampled_from(["desain", "rilis"]), _DAY, min_size=1).map(_rows),
    "variabel": st.lists(
        st.fixed_dictionaries({"nama": _LINE}, optional={"banyak": st.integers(0, 999)}),
        min_size=1,
        max_size=12,
    ),
    "sarana": st.builds(
        lambda codes, other: {"codes": codes, "other": other},
        st.lists(st.sampled_from(["1", "2", "32"]), unique=True).map(lambda codes: sorted(codes, key=int)),
        _WORDS,
    ),
    "produk": st.dictionaries(st.sampled_from(["cetak", "digital"]), st.sampled_from("12"), min_size=1),
}


@settings(max_examples=100, deadline=None)
@given(st.fixed_dictionaries({}, optional=_ANSWERS))
def test_answers_survive_the_way_through_a_page(answers: dict[str, Any]):
    assert answers_of(FORM, posted_of(FORM, answers)) == answers


_RESTS = st.sampled_from(["1", "awal", "nama", "²", "999999999999", "desain", "-1", ""])
_NAMES = st.sampled_from([*WHOLE, "sumber", "x"]).flatmap(
    lambda key: st.lists(_RESTS, max_size=3).map(lambda rest: ":".join([key, *rest]))
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(_NAMES | st.text(max_size=6), st.lists(st.text(max_size=12), max_size=3)))
def test_no_post_however_hostile_stops_the_reading(posted: dict[str, list[str]]):
    answers = answers_of(FORM, posted)
    assert set(answers) <= {field.key for field in FORM.fields}
    assert "\x00" not in repr(answers)
    COMPILED.judge(answers)
    assert answers_of(FORM, posted_of(FORM, answers)) is not None
