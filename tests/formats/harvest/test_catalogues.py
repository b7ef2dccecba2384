"""Catalogues of other portals: as they should be, and as they are."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.formats.harvest import ckan, dcat, lumbung
from lumbung.formats.harvest.found import CatalogueUnreadable, plain, web_address, words
from lumbung.vocabulary.words import Text

SITE = "https://portal.example"


def body(value: Any) -> bytes:
    return json.dumps(value).encode()


def ckan_page(*packages: Any, count: int | None = None) -> bytes:
    return body({"success": True, "result": {"count": count or len(packages), "results": list(packages)}})


def test_a_ckan_page_is_read_and_the_next_one_named():
    first = ckan.first_page(SITE)
    page = ckan.page_of(ckan_page({"name": "padi", "title": "Padi"}, count=2), SITE, first)

    assert page.found[0].title == Text("Padi")
    assert page.found[0].address == f"{SITE}/dataset/padi"
    assert page.following.endswith("start=1")
    assert ckan.page_of(ckan_page({"name": "ikan"}, count=2), SITE, page.following).following == ""


def test_a_data_json_of_the_american_profile_is_read():
    told = {
        "@type": "dcat:Catalog",
        "dataset": [
            {
                "@type": "dcat:Dataset", "identifier": "padi-1", "title": "Padi", "accessLevel": "public",
                "publisher": {"@type": "org:Organization", "name": "Dinas Pertanian"},
                "keyword": ["sawah", "panen"], "modified": "2025-06-30", "landingPage": f"{SITE}/padi",
                "distribution": [{"@type": "dcat:Distribution", "mediaType": "text/csv"}],
            },
            {"@type": "dcat:Dataset", "identifier": "rahasia", "title": "X", "accessLevel": "non-public"},
        ],
    }  # fmt: skip
    page = dcat.page_of(body(told), SITE, SITE)

    (found,) = page.found
    assert (found.id, found.publisher, found.address) == ("padi-1", "Dinas Pertanian", f"{SITE}/padi")
    assert (found.keywords, found.formats, found.modified) == (("panen", "sawah"), ("csv",), "2025-06-30")
    assert [one.id for one in page.unread] == ["rahasia"]


def test_expanded_json_ld_is_read_with_its_pages():
    space, terms = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
    told = [
        {"@id": f"{SITE}/catalog", "@type": [f"{space}Catalog"]},
        {
            "@id": f"{SITE}/catalog?page=1",
            "@type": ["http://www.w3.org/ns/hydra/core#PagedCollection"],
            "http://www.w3.org/ns/hydra/core#next": [{"@id": f"{SITE}/catalog?page=2"}],
        },
        {"@id": f"{SITE}/dinas", "http://xmlns.com/foaf/0.1/name": [{"@value": "Dinas Pertanian"}]},
        {
            "@id": f"{SITE}/padi",
            "@type": [f"{space}Dataset"],
            f"{terms}title": [{"@value": "Rice", "@language": "en"}, {"@value": "Padi", "@language": "id"}],
            f"{terms}publisher": [{"@id": f"{SITE}/dinas"}],
        },
    ]
    page = dcat.page_of(body(told), SITE, f"{SITE}/catalog")

    (found,) = page.found
    assert (found.title, found.publisher) == (Text("Padi", "Rice"), "Dinas Pertanian")


def test_what_is_hidden_in_words_does_not_come_in():
    assert plain("<b>Padi</b> <script>alert(1)</script>\u202e\x00 sawah") == "Padi alert(1) sawah"
    assert len(plain("x" * 100_000, 300)) == 300
    assert words({"id": "", "en": "Rice"}) == Text("Rice", "Rice")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//x", "ftp://x/", "http://u:p@x/", "http://", 7, None],
)
def test_no_link_leads_anywhere_but_to_the_web(address):
    assert web_address(address) == ""


scalars = st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(
    ["", "padi", "dcat:Dataset", "terbuka", "<b>", "http://x/", "\u0000"]
)  # fmt: skip
keys = st.sampled_from(
    [
        "success", "result", "results", "count", "name", "title", "tags",
        "resources", "organization", "@type", "@id", "dct:title", "distribution", "publisher",
        "datasets", "code", "edition", "access", "page", "pages", "next",
    ]
)  # fmt: skip
documents = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=6),
    max_leaves=20,
)


@pytest.mark.parametrize("language", [ckan, dcat, lumbung])
@given(told=documents)
def test_no_document_is_an_accident(language, told):
    for wrapped in (told, {"success": True, "result": {"results": told}}, {"datasets": told}):
        with suppress(CatalogueUnreadable):
            language.page_of(body(wrapped), SITE, language.first_page(SITE))


@given(told=documents, raw=st.binary(max_size=40))
def test_no_description_of_an_edition_is_an_accident(told, raw):
    for sent in (body(told), raw):
        with pytest.raises(CatalogueUnreadable):
            lumbung.described(sent, "a@2024.1")
