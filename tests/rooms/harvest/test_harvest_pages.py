"""Other portals on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests.rooms.harvest.portal import Portal, portal

from lumbung.rooms.harvest import actions, queries


@pytest.fixture
def there(settings) -> Iterator[Portal]:
    settings.HARVEST_NEAR = ["127.0.0.1"]
    with portal() as opened:
        opened.packages({"name": "padi", "title": "Produksi <b>padi</b>"}, {"title": "tanpa nama"})
        yield opened


def desk(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(answer: Any) -> str:
    return answer.content.decode()


def test_a_steward_names_a_portal_looks_and_takes_it_in(city, there):
    client = desk(city.steward)
    assert "Belum ada portal" in text(client.get("/desk/himpun"))

    given = {"title": "Portal kabupaten", "code": "kab", "kind": "ckan", "address": there.address}
    given |= {"organisation": "kota", "every_hours": "24"}
    assert client.post("/desk/himpun/baru", given)["Location"] == "/desk/himpun/kab"
    assert client.post("/desk/himpun/kab/lihat").status_code == 302
    assert "Membaca portal" in text(client.get("/desk/himpun/kab"))

    actions.look(source=queries.source("kab"), actor=city.steward, here=True)
    page = text(client.get("/desk/himpun/kab"))
    assert "Yang akan masuk" in page
    assert "Produksi padi" in page
    assert "tidak dimengerti" in page
    assert client.get("/desk/himpun/kab/kemajuan")["HX-Refresh"] == "true"

    client.post("/desk/himpun/kab/ambil")
    actions.take_in(source=queries.source("kab"), actor=city.steward, here=True)
    assert "sehat" in text(client.get("/desk/himpun"))
    client.post("/desk/himpun/kab/istirahat")
    assert "beristirahat" in text(client.get("/desk/himpun/kab"))


def test_an_address_that_cannot_be_read_is_told_on_the_form(city, there):
    given = {"title": "X", "code": "x", "kind": "ckan", "address": "ftp://x", "organisation": "kota"}
    answer = desk(city.steward).post("/desk/himpun/baru", {**given, "every_hours": "24"})

    assert answer.status_code == 422
    assert "tidak dapat dihimpun" in text(answer)


def test_others_find_no_door(city, there):
    assert Client().get("/desk/himpun").status_code == 302
    assert desk(city.reader).get("/desk/himpun").status_code == 403
    assert desk(city.producer).get("/desk/himpun/baru").status_code == 403
    assert desk(city.steward).get("/desk/himpun/entah").status_code == 404
