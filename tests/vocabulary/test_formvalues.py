"""Answers as people write them are read as they mean them, and what cannot be read is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.vocabulary.forms import FieldKind, FormField, Option
from lumbung.vocabulary.formvalues import clean_text, date_of, read_value, said_value
from lumbung.vocabulary.words import Text

METHODS = (
    Option("1", Text("Pencacahan Lengkap", "Complete enumeration")),
    Option("2", Text("Survei", "Survey")),
    Option("8", Text("> Dua Tahunan", "Less often than every two years")),
)


@pytest.mark.parametrize(
    ("kind", "written", "read"),
    [
        (FieldKind.DATE, "2026-03-05", "2026-03-05"),
        (FieldKind.DATE, "5/3/2026", "2026-03-05"),
        (FieldKind.DATE, "05-03-2026", "2026-03-05"),
        (FieldKind.DATE, "5 Maret 2026", "2026-03-05"),
        (FieldKind.DATE, "5 Agt 2026", "2026-08-05"),
        (FieldKind.DATE, "2026-03-05 00:00:00", "2026-03-05"),
        (FieldKind.DATE, "31/02/2026", "31/02/2026"),
        (FieldKind.DATE, "besok", "besok"),
        (FieldKind.INTEGER, "1.250", 1250),
        (FieldKind.INTEGER, "12,0", 12),
        (FieldKind.INTEGER, "12,5", "12,5"),
        (FieldKind.YEAR, "2026.0", 2026),
        (FieldKind.YES_NO, "Ya", "1"),
        (FieldKind.YES_NO, "TIDAK", "2"),
        (FieldKind.YES_NO, "2. Tidak", "2"),
        (FieldKind.YES_NO, "mungkin", "mungkin"),
        (FieldKind.CHOICE, "survei", "2"),
        (FieldKind.CHOICE, "2", "2"),
        (FieldKind.CHOICE, "2.0", "2"),
        (FieldKind.CHOICE, "2. Survei", "2"),
        (FieldKind.CHOICE, "2 – Survey", "2"),
        (FieldKind.CHOICE, "Dua Tahunan", "8"),
        (FieldKind.CHOICE, "3. Sensus", "3. Sensus"),
        (FieldKind.TEXT, " satu\r\ndua\x00 ", "satu\ndua"),
        (FieldKind.TEXT, " ", None),
    ],
)
def test_what_is_written_is_read_as_it_is_meant(kind: FieldKind, written: str, read: object):
    assert read_value(kind, written, METHODS) == read


@pytest.mark.parametrize("kind", [FieldKind.DATE, FieldKind.INTEGER, FieldKind.CHOICE, FieldKind.YES_NO])
@given(st.text(max_size=20))
def test_nothing_that_can_be_typed_is_lost_or_stops_the_reading(kind: FieldKind, written: str):
    read = read_value(kind, written, METHODS)
    assert (read is None) == (not clean_text(written))


@given(st.dates())
def test_a_date_that_is_said_is_read_again(day):
    field = FormField("tanggal", Text("Tanggal"), FieldKind.DATE)
    for language in ("id", "en"):
        said = said_value(field, day.isoformat(), language)
        if day.year >= 1000:
            assert read_value(FieldKind.DATE, said) == day.isoformat()
    assert date_of(day.isoformat()) == day
