"""A page for paper: tagged, with a title and a language, and no text of it is read as markup."""

from __future__ import annotations

import re
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbung.formats import print as paper

PARTS = (
    paper.Paragraph("SIMULASI: rapat ini tidak pernah berlangsung.", tone="notice"),
    paper.Facts((("1.1 Instansi", "Dinas Pasar #evil[ $x$ \\ "), ("1.2 Alamat", "Jalan A\nKota Blitar"))),
    paper.Heading("Keputusan", 3),
    paper.Grid(("No", "Nama Data", "Produsen"), [("1", "Harga beras", "Dinas Pasar"), ("2", "x" * 200)]),
    paper.Grid(("Kolom",), [], caption="Belum ada isinya"),
    paper.Signature(("Walidata", "Pembina data"), names=("Lina",), place="Blitar, 31 Maret 2026"),
)


def inside(pdf: bytes) -> bytes:
    """What stands in a PDF, its packed parts unpacked."""
    found = [pdf]
    for start in re.finditer(rb"stream\r?\n", pdf):
        unpacking = zlib.decompressobj()
        try:
            found.append(unpacking.decompress(pdf[start.end() :]))
        except zlib.error:
            continue
    return b"\n".join(found)


def said_in(pdf: bytes, text: str) -> bool:
    """Whether a text stands among the properties of a PDF, in one of the two ways they are written."""
    content = inside(pdf)
    return text.encode() in content or text.encode("utf-16-be") in content


@pytest.mark.parametrize(("language", "code"), [("id", b"id"), ("en", b"en")])
def test_a_document_is_tagged_and_says_its_title_language_and_author(language: str, code: bytes):
    pdf = paper.document("Berita acara Forum", PARTS, language)
    content = inside(pdf)
    assert pdf.startswith(b"%PDF-")
    assert re.search(rb"/Lang ?\(" + code + rb"\)", content)
    assert b"/StructTreeRoot" in content
    assert b"pdfuaid" in content
    for text in ("Berita acara Forum", "Lumbung"):
        assert said_in(pdf, text), text
    assert paper.document("Berita acara Forum", PARTS, language) == pdf


def test_a_table_has_a_heading_row_and_headings_jump_no_level():
    content = inside(paper.document("A", PARTS))
    assert b"/THead" in content
    assert b"/TH" in content
    assert b"/H2" in content
    assert b"/H3" not in content


def test_signs_that_no_font_has_are_marked_and_stop_nothing():
    pdf = paper.document(
        "😀 judul", [paper.Paragraph("汉字 😀 \x07 \ufffe"), paper.Grid(("a",), [("صباح",)])]
    )
    assert pdf.startswith(b"%PDF-")
    assert b"pdfuaid" in inside(pdf)


def test_an_empty_title_and_no_parts_still_make_a_page():
    assert paper.document("", []).startswith(b"%PDF-")


def test_a_table_without_end_is_refused_with_a_word():
    with pytest.raises(paper.NotPrintable, match="lebih dari"):
        paper.document("A", [paper.Grid(("a",), [("1",)] * 20_001)])


def test_three_hundred_rows_are_set_in_a_moment():
    rows = [
        (str(n), f"Data nomor {n} " * 5, "Dinas Komunikasi, Informatika dan Statistik") for n in range(300)
    ]
    begun = time.perf_counter()
    paper.document("Daftar Data", [paper.Grid(("No", "Nama", "Produsen"), rows)])
    assert time.perf_counter() - begun < 5


TEXT = st.text(max_size=30)


@settings(max_examples=40, deadline=None)
@given(
    TEXT,
    st.lists(
        st.builds(paper.Heading, TEXT, st.integers(-2, 9))
        | st.builds(paper.Paragraph, TEXT, st.sampled_from(["plain", "quiet", "notice"]))
        | st.builds(paper.Facts, st.lists(st.tuples(TEXT, TEXT), max_size=3))
        | st.builds(
            paper.Grid, st.lists(TEXT, max_size=3), st.lists(st.lists(TEXT, max_size=4), max_size=3), TEXT
        )
        | st.builds(paper.Signature, st.lists(TEXT, max_size=4), st.lists(TEXT, max_size=5), TEXT),
        max_size=5,
    ),
)
def test_no_text_however_strange_stops_the_printing(title: str, parts: list[paper.Part]):
    assert paper.document(title, parts).startswith(b"%PDF-")
