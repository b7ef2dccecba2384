"""A filled form laid out for paper: official numbers, words for codes, persons only where wanted."""

from __future__ import annotations

from tests.engines.forms.small_form import WHOLE, small_form
from tests.formats.forms.test_workbook import case, official

from lumbung.formats import print as paper
from lumbung.formats.forms import paper_parts


def test_a_form_is_laid_out_with_its_numbers_and_words():
    form = official()["ms-kegiatan"]
    parts = paper_parts(form, case("kompilasi"))
    facts = dict(pair for part in parts if isinstance(part, paper.Facts) for pair in part.pairs)
    assert facts["0.4 Cara Pengumpulan Data"] == "Kompilasi Produk Administrasi"
    assert facts["0.3 Kode Kegiatan (diisi oleh petugas)"] == "(diisi petugas)"
    assert (
        facts["7.4 Tingkat Penyajian Hasil Analisis"]
        == "Kabupaten/Kota\nKecamatan\nLainnya (sebutkan)\n→ Kelurahan"
    )
    (schedule, *_rest) = [part for part in parts if isinstance(part, paper.Grid)]
    assert schedule.caption == "3.3 Rencana Jadwal Kegiatan"
    assert schedule.rows[0] == ["Perencanaan Kegiatan", "5 Januari 2026", "16 Januari 2026"]
    assert paper.document(form.title.id, parts).startswith(b"%PDF-")


def test_what_is_not_asked_or_personal_is_left_out():
    parts = paper_parts(
        small_form(), {**WHOLE, "nip": "1980"}, asked=frozenset({"judul", "nip"}), personal=False
    )
    assert [pair for part in parts if isinstance(part, paper.Facts) for pair in part.pairs] == [
        ("Judul", "Pendataan pasar")
    ]


def test_answers_of_any_shape_are_printed():
    form = small_form()
    for answers in ({field.key: value for field in form.fields} for value in ("x", ["x"], {"x": 1}, 5, None)):
        assert paper.document("A", paper_parts(form, answers, language="en")).startswith(b"%PDF-")
