"""A public page is made once and sent as often as it is asked for, until something changes."""

from __future__ import annotations

import gzip

from django.utils import timezone

from lumbung.faces.portal.shelf import PageShelf
from lumbung.rooms.collection import actions as collection
from lumbung.vocabulary.periods import parse_period

from .conftest import POVERTY_ROWS


def test_a_browser_that_still_has_the_page_gets_nothing_sent(client, granary):
    first = client.get("/data/kemiskinan")

    again = client.get("/data/kemiskinan", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"].startswith("public")


def test_a_page_is_sent_compressed_to_whoever_can_read_it(client, granary):
    plain = client.get("/data/kemiskinan")
    packed = client.get("/data/kemiskinan", headers={"accept-encoding": "gzip, br"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2
    assert "Content-Encoding" not in plain


def test_a_release_changes_the_page_at_once(client, granary):
    first = client.get("/data/kemiskinan")
    granary.release("kemiskinan", [*POVERTY_ROWS[:-1], {**POVERTY_ROWS[-1], "persentase": 6.7}])

    again = client.get("/data/kemiskinan", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200
    assert "6,70" in again.content.decode()


def test_each_language_has_its_own_page_under_one_address(client, granary):
    indonesian = client.get("/data/kemiskinan")
    client.cookies["bahasa"] = "en"

    english = client.get("/data/kemiskinan", headers={"if-none-match": indonesian["ETag"]})

    assert english.status_code == 200
    assert '<html lang="en">' in english.content.decode()
    assert "Cookie" in english["Vary"]


def test_a_kept_page_is_made_without_asking_the_figures_again(client, granary, django_assert_max_num_queries):
    client.get("/data/kemiskinan")

    with django_assert_max_num_queries(2):
        assert client.get("/data/kemiskinan").status_code == 200


def test_a_new_date_on_the_calendar_is_shown_at_once(client, granary):
    client.get("/kalender")
    act = {
        "dataset": granary.city.visits,
        "period": parse_period("2026-Q1"),
        "actor": granary.city.steward,
        "reason": "Susulan.",
    }

    collection.open_period(**act)
    opened = client.get("/kalender")["ETag"]
    collection.close_period(**act)

    assert client.get("/kalender", headers={"if-none-match": opened}).status_code == 200


def test_an_address_that_does_not_answer_is_not_kept(client, granary):
    assert client.get("/data/belum-ada").status_code == 404
    assert "ETag" not in client.get("/data/belum-ada")


def test_the_shelf_gives_up_the_oldest_when_it_is_full():
    shelf = PageShelf(most=1000)
    for name in "abc":
        shelf.put(name, b"x" * 400, "text/html")

    assert shelf.get("a") is None
    assert shelf.get("c") is not None


def test_a_drawing_is_kept_by_edition_and_may_be_kept_for_ever(client, granary):
    year = timezone.localdate().year
    address = f"/data/kemiskinan/grafik.svg?edisi={year}.1&bahasa=id"

    drawn = client.get(address)

    assert drawn["Content-Type"] == "image/svg+xml"
    assert "immutable" in drawn["Cache-Control"]
    assert drawn["Content-Security-Policy"].count("default-src 'none'") == 1
    assert b"7,44" in drawn.content
    assert client.get(address).content == drawn.content
    assert b"7.44" in client.get(address.replace("bahasa=id", "bahasa=en")).content


def test_a_picture_to_pass_on_is_a_png(client, granary):
    drawn = client.get("/data/kemiskinan/grafik.png")

    assert drawn["Content-Type"] == "image/png"
    assert drawn.content.startswith(b"\x89PNG")


def test_a_drawing_of_simulated_figures_says_so_in_the_file(client, granary):
    assert "simulasi" in client.get("/data/penduduk-kelamin/grafik.svg").content.decode().lower()
