"""Filter queries as harvesters write them, and as nobody should."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.formats.ckan.arguments import Arguments, arguments_of
from lumbung.formats.ckan.faults import Fault, Unreadable
from lumbung.formats.ckan.filters import question_of
from lumbung.formats.ckan.records import wanted_of
from lumbung.formats.ckan.searching import search_of

FACTS = {
    "id": ("1",),
    "name": ("penduduk",),
    "title": ("Jumlah penduduk",),
    "notes": ("",),
    "organization": ("dispendukcapil",),
    "groups": ("kependudukan",),
    "tags": ("umur", "kelamin"),
    "res_format": ("CSV", "XLSX"),
    "metadata_modified": ("2025-06-30T02:00:00.000000",),
}


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("", True),
        ("*:*", True),
        ("organization:dispendukcapil", True),
        ("organization:DISPENDUKCAPIL", True),
        ('organization:"dispendukcapil"', True),
        ("organization:dinkes", False),
        ("-organization:dinkes", True),
        ("NOT organization:dinkes", True),
        ("!organization:dispendukcapil", False),
        ("+organization:dispendukcapil +tags:umur", True),
        ("organization:dispendukcapil tags:entah", False),
        ("organization:dinkes OR tags:umur", True),
        ("organization:dinkes AND tags:umur OR groups:kependudukan", True),
        ("organization:(dinkes OR dispendukcapil) AND res_format:csv", True),
        ("(organization:dinkes OR groups:x) tags:umur", False),
        ("tags:(umur AND kelamin)", True),
        ("tags:um*", True),
        ("name:pen*duk", True),
        ("title:penduduk", True),
        ("penduduk", True),
        ("kesehatan", False),
        ("metadata_modified:[2025-06-30T00:00:00Z TO *]", True),
        ("metadata_modified:[* TO 2025-06-29T23:59:59.999Z]", False),
        ("metadata_modified:[2025-01-01 TO 2025-06-30]", True),
        (r"title:jumlah\ penduduk", True),
    ],
)
def test_a_filter_query_is_read_as_solr_reads_it(asked, fits):
    assert question_of([asked])(FACTS) is fits


@pytest.mark.parametrize(
    "asked", ["entah:1", "tags:", "(tags:umur", "tags:umur)", "AND", "tags:[a]", '"', "(" * 50, "x" * 5000]
)
def test_what_cannot_be_read_is_told_with_the_fields_that_can_be_asked(asked):
    with pytest.raises(Fault, match="bidang"):
        question_of([asked])


@given(st.text(alphabet='ab :()"+-!*[]\\{}TOANDRx ', max_size=60))
def test_no_filter_query_is_an_accident(asked):
    with suppress(Fault):
        assert question_of([asked])(FACTS) in {True, False}


scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(
    [
        "resource_id", "filters", "q", "fields", "sort", "limit",
        "offset", "records_format", "distinct", "rows", "start", "fq",
        "fq_list", "facet.field", "facet.limit", "include_total",
    ]
)  # fmt: skip


@given(st.dictionaries(names, values, max_size=6))
def test_no_argument_is_an_accident(given_ones):
    for read in (lambda g: wanted_of(g, most=100), search_of):
        with suppress(Fault):
            read(Arguments(given_ones))


@given(st.binary(max_size=60))
def test_no_body_is_an_accident(body):
    with suppress(Unreadable):
        arguments_of([], body)
