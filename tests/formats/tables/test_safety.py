"""What a spreadsheet would run stays text in what we write."""

import csv
import io
import unicodedata

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lumbung.formats.tables.safety import neutralised, neutralised_sql, would_run

SIGNS = "=+-@"
NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from("=+-@＝＋－＠﹢;\t\r\n \"'\u00a0\ufeff\u200b\u061c\U000e0020,|!A1'%."),
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cf"], exclude_characters="\x00"),
    ),
    max_size=20,
)


def first_seen(text: str) -> str:
    """The first character a spreadsheet pays attention to, in its plain form."""
    for character in text:
        if not character.isspace() and unicodedata.category(character) not in {"Cc", "Cf", "Zs"}:
            return unicodedata.normalize("NFKC", character)[0]
    return ""


def test_a_formula_in_a_cell_is_written_with_an_apostrophe():
    assert neutralised("=cmd|' /C calc'!A0") == "'=cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    "text",
    [
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "+62 812 0000",
        "-2+3+cmd|' /C calc'!A0",
        "\t=1+1",
        "\r=1+1",
        "  =1+1",
        "\ufeff=1+1",
        "\u200b=1+1",
        "＝1＋1",
        "＠SUM(1)",
        '"=1+1',
        "aman;=1+1",
        'aman;"=1+1',
        "aman\n@SUM(1)",
    ],
)
def test_every_known_disguise_of_a_formula_is_seen_through(text):
    assert would_run(text)
    assert neutralised(text) != text
    assert not would_run(neutralised(text))


@pytest.mark.parametrize(
    "text",
    ["007", "35.72.01.1001", "1e5", "-5", "+1.234,5", "-12%", "-", "–", "Kel. Sukorejo", "a-b", "", "…"],
)
def test_codes_numbers_and_marks_are_left_as_they_are(text):
    assert neutralised(text) == text
    assert not would_run(text)


@given(NASTY)
@example("=")
@example("-\n")
@example(";;=")
def test_whatever_is_sent_nothing_that_is_written_begins_with_a_sign(text):
    safe = neutralised(text)

    assert not would_run(safe)
    assert neutralised(safe) == safe
    assert safe.replace("'", "") == text.replace("'", ""), "only apostrophes are added"
    if not safe[:1].isdigit() and not set(safe) <= set("+-–—.,%eE0123456789"):
        assert first_seen(safe) not in set(SIGNS)


@given(NASTY.filter(lambda text: "\x00" not in text))
@example("\n;")
def test_a_csv_opened_with_a_semicolon_has_no_formula_either(text):
    out = io.StringIO(newline="")
    csv.writer(out).writerow(["35.72", neutralised(text)])

    for row in csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=";"):
        for cell in row[1:]:
            assert not would_run(cell.strip("\r\n"))  # the line's end, swallowed by an open quote


def test_the_engine_writes_the_same_as_python():
    samples = [
        "=1", "-5", "-", "a;=1", "\t=1", "\tx", "＝1", "\ufeff@x", "\u00a0+1 2", '"=1', "'=1", "a'b", "x\n-y",
        "", "1e5", "+1e5x", "\u3000=1", "\u202e=1", "⁼1", "\x1f=1", "--", "- x",
    ]  # fmt: skip
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE words (nomor INTEGER, kata VARCHAR)")
        connection.executemany("INSERT INTO words VALUES (?, ?)", list(enumerate(samples)))
        rows = connection.execute(f"SELECT {neutralised_sql('kata')} FROM words ORDER BY nomor").fetchall()

    assert [row[0] for row in rows] == [neutralised(sample) for sample in samples]


@given(st.lists(NASTY, min_size=1, max_size=20))
def test_the_engine_agrees_on_any_text(samples):
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE words (nomor INTEGER, kata VARCHAR)")
        connection.executemany("INSERT INTO words VALUES (?, ?)", list(enumerate(samples)))
        rows = connection.execute(f"SELECT {neutralised_sql('kata')} FROM words ORDER BY nomor").fetchall()

    assert [row[0] for row in rows] == [neutralised(sample) for sample in samples]
