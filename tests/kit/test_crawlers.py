"""Crawlers take the pages and leave their endless states; whoever harvests data may read on."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest

from lumbung.faces.portal.shelf import pages


@pytest.fixture(autouse=True)
def _no_old_pages():
    pages.empty()


def test_pages_may_be_read_and_their_states_need_not_be(client, city):
    told = client.get("/robots.txt").content.decode().splitlines()
    harvester = RobotFileParser()
    harvester.parse(told)

    assert "Disallow: /*?" in told
    assert harvester.can_fetch("*", "/data/penduduk-kelamin")
    assert harvester.can_fetch("*", "/api/v1/datasets/penduduk-kelamin/data?format=csv")
    assert harvester.can_fetch("*", "/sdmx/2.1/data/penduduk?startPeriod=2020")
    assert not harvester.can_fetch("*", "/desk/kiriman")


def test_a_state_of_a_page_names_the_page(client, city):
    state, page = client.get("/data?topik=kesehatan&hal=2"), client.get("/data")

    assert state["X-Robots-Tag"] == "noindex, nofollow"
    assert state["Link"] == '<http://testserver/data>; rel="canonical"'
    assert "X-Robots-Tag" not in page


def test_answers_for_programs_belong_into_no_index(client, city):
    for address in ("/api/v1/datasets", "/api/v1/config", "/mcp"):
        assert client.get(address)["X-Robots-Tag"] == "noindex"


def test_the_map_of_the_site_names_pages_without_questions(client, city):
    told = client.get("/sitemap.xml").content.decode()

    assert "<loc>http://testserver/ketepatan</loc>" in told
    assert "?" not in told.removeprefix("<?xml").replace("?>", "")
