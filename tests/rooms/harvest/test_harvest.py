"""Data of other portals: looked at, taken in, kept apart, and proven to be the same."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.rooms.harvest.portal import Portal, portal
from tests.rooms.query.harvest import population, release

from lumbung.cube import Store
from lumbung.cube.checksums import summed
from lumbung.kit.jobs import run_worker
from lumbung.rooms.harvest import actions, queries
from lumbung.rooms.harvest.problems import FiguresDiffer
from lumbung.rooms.harvest.queries import Kind, RunState, Source
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people.actions.require import Forbidden
from lumbung.rooms.query import queries as observations
from lumbung.vocabulary.words import Text

RICE = {"name": "padi", "title": "Produksi padi", "organization": {"title": "Dinas Pertanian"}}
FISH = {"name": "ikan", "title": "Produksi ikan", "license_title": "CC BY"}


@pytest.fixture(autouse=True)
def near(settings, monkeypatch):
    settings.HARVEST_NEAR = ["127.0.0.1"]
    monkeypatch.setattr("lumbung.rooms.harvest.limits.PAUSE", 0.01)


@pytest.fixture
def there() -> Iterator[Portal]:
    with portal() as opened:
        opened.packages(RICE, FISH)
        yield opened


@pytest.fixture
def source(city, there) -> Source:
    return add(city, there.address)


def add(city: Any, address: str, kind: Kind = Kind.CKAN, code: str = "kabupaten", **changes: Any) -> Source:
    given: dict[str, Any] = {"title": Text("Portal kabupaten"), "organisation": city.office("kota")}
    given |= {"actor": city.steward, "code": code, "kind": kind, "address": address}
    return actions.add_source(**given | changes)


def taken(city: Any, source: Source) -> Any:
    actions.look(source=source, actor=city.steward, here=True)
    return actions.take_in(source=source, actor=city.steward, here=True).result


def test_a_steward_looks_before_anything_comes_in(city, source):
    with pytest.raises(actions.NotYetLooked):
        actions.take_in(source=source, actor=city.steward)

    run = actions.look(source=source, actor=city.steward, here=True)
    assert run.result["counts"] == {"new": 2, "changed": 0, "gone": 0, "same": 0, "unread": 0}
    assert not queries.entries().exists()

    actions.take_in(source=source, actor=city.steward, here=True)
    rice = queries.entry("kabupaten", "padi")
    assert (rice.title.id, rice.publisher) == ("Produksi padi", "Dinas Pertanian")
    assert rice.address == f"{source.address}/dataset/padi"


def test_only_somebody_who_defines_data_may_harvest(city, source):
    with pytest.raises(Forbidden):
        actions.look(source=source, actor=city.producer)
    with pytest.raises(Forbidden):
        add(city, "http://lain.example/", actor=city.producer)
    with pytest.raises(actions.SourceTaken):
        add(city, "http://lain.example/")
    with pytest.raises(actions.AddressUnfit):
        add(city, "file:///etc/passwd", code="lain")


def test_what_changes_and_goes_there_is_noted_and_never_deleted(city, there, source):
    taken(city, source)
    there.packages({**RICE, "title": "Produksi padi sawah"})

    counts = actions.take_in(source=source, actor=city.steward, here=True).result["counts"]
    assert counts == {"new": 0, "changed": 1, "gone": 1, "same": 0, "unread": 0}
    assert [one.name for one in queries.entries()] == ["padi"]
    assert queries.entries(gone=True).get(name="ikan").gone_at is not None

    there.packages(RICE, FISH)
    assert actions.take_in(source=source, actor=city.steward, here=True).result["counts"]["changed"] == 2
    assert queries.entries().count() == 2


def test_what_is_not_understood_is_told_and_the_rest_comes_in(city, there, source):
    there.packages(RICE, {"title": "tanpa nama"}, {"name": "rahasia", "private": True})

    result = taken(city, source)
    assert [one["name"] for one in result["unread"]] == ["?", "rahasia"]
    assert queries.entries().count() == 1


def test_a_catalogue_that_is_none_is_told(city, there, source):
    there.answers["/api/3/action/package_search"] = b"<html>Selamat datang"

    with pytest.raises(Exception, match="bukan katalog CKAN"):
        actions.look(source=source, actor=city.steward, here=True)
    run = queries.runs(source)[0]
    assert (run.state, run.problem["code"]) == (RunState.FAILED, "harvest.unreadable")


def test_a_portal_is_read_by_itself_at_its_hours(city, there, source):
    assert actions.take_in_when_due() == 0, "nobody has said yes to it"
    taken(city, source)
    assert actions.take_in_when_due() == 0, "it was read just now"

    source.runs.update(asked_at=timezone.now() - dt.timedelta(hours=25))
    assert actions.take_in_when_due() == 1
    assert actions.take_in_when_due() == 0, "it is on its way"
    import threading

    run_worker(threading.Event(), until_idle=True)
    assert queries.runs(source)[0].state == RunState.DONE

    source.runs.update(asked_at=timezone.now() - dt.timedelta(hours=25))
    actions.pause(source=source, paused=True, actor=city.steward)
    assert actions.take_in_when_due() == 0


def test_a_portal_that_loses_most_over_night_changes_nothing_by_itself(city, there, source):
    there.packages(*({"name": f"data-{n}", "title": str(n)} for n in range(20)))
    taken(city, source)
    there.packages(RICE)
    source.runs.update(asked_at=timezone.now() - dt.timedelta(hours=25))

    actions.take_in_when_due()
    import threading

    run_worker(threading.Event(), until_idle=True)
    assert queries.runs(source)[0].problem["code"] == "harvest.shrunk"
    assert queries.entries().count() == 20
    assert queries.health(source).failures == 1

    actions.take_in(source=source, actor=city.steward, here=True)
    assert queries.entries().count() == 1, "a person may say that it is right"


def test_health_tells_of_failures_and_of_silence(city, there, source):
    taken(city, source)
    assert queries.health(source).is_well

    there.answers.clear()
    for _ in range(2):
        with pytest.raises(Exception, match="menolak"):
            actions.take_in(source=source, actor=city.steward, here=True)
    assert (queries.health(source).failures, queries.health(source).is_well) == (2, False)

    source.runs.filter(state=RunState.DONE).update(ended_at=timezone.now() - dt.timedelta(days=3))
    assert queries.health(source).is_stale


@pytest.fixture
def lumbung(city, there) -> Portal:
    """The city itself as another house would read it, with one edition."""
    release(city, city.population, population())
    there.answers.clear()
    for path in ("/api/v1/datasets?page=1", "/api/v1/datasets/penduduk-kelamin/editions/2024.1/mirror"):
        there.answers[path] = Client().get(path).json()
    path = "/api/v1/datasets/penduduk-kelamin/data?format=parquet&edition=2024.1"
    there.answers[path] = b"".join(Client().get(path))
    return there


def test_a_mirrored_edition_is_the_same_by_count_and_checksum(city, lumbung):
    source = add(city, lumbung.address, Kind.LUMBUNG, "kota")
    assert taken(city, source)["figures"] == ["penduduk-kelamin@2024.1"]

    entry = queries.entry("kota", "penduduk-kelamin")
    mirror = queries.mirror(entry)
    there = observations.cube().manifest("penduduk-kelamin@2024.1")
    assert (mirror.digest, mirror.rows) == (there.digest, there.rows)
    from lumbung.rooms.harvest import figures

    here = figures.reader("kota").store
    assert summed(here, mirror.edition) == summed(observations.store(), mirror.edition)
    assert here.verify(mirror.edition) == ()
    assert queries.manifest(mirror).journal_head == there.digest
    verbs = {entry.verb for entry in journal.entries()}
    assert {"harvest.source-added", "harvest.source-taken", "harvest.mirrored", "harvest.read"} <= verbs


def test_a_mirror_is_read_by_the_interface_and_stands_in_no_catalogue_of_ours(city, lumbung):
    source = add(city, lumbung.address, Kind.LUMBUNG, "kota")
    taken(city, source)

    told = Client().get("/api/v1/harvested").json()
    assert (told["total"], told["datasets"][0]["mirror"]["rows"]) == (1, 20)
    found = Client().get("/api/v1/harvested/kota/data/penduduk-kelamin?period=2023&limit=3").json()
    assert (found["total"], len(found["data"])) == (10, 3)
    assert found["harvested_from"]["address"] == lumbung.address
    assert Client().get("/api/v1/harvested/kota/data/entah").status_code == 404
    assert Client().get("/api/v1/harvested/kota/data/penduduk-kelamin?area=entah").status_code == 422
    assert sum(1 for _ in observations.store().editions()) == 1, "the city's own, and no other"


@pytest.mark.parametrize("harm", ["checksum", "rows", "values", "edition", "structure", "file"])
def test_figures_that_are_not_the_same_are_not_kept(city, lumbung, harm):
    path = "/api/v1/datasets/penduduk-kelamin/editions/2024.1/mirror"
    told = json.loads(json.dumps(lumbung.answers[path]))
    if harm == "checksum":
        told["checksum"] = "0" * 64
    elif harm == "rows":
        told["rows"] = 21
    elif harm == "values":
        told["values"]["jumlah"] = 19
    elif harm == "edition":
        told["id"] = "penduduk-kelamin@2024.2"
    elif harm == "structure":
        told["manifest"]["structure"]["dataset"] = "../../etc"
    else:
        name = next(name for name in lumbung.answers if "parquet" in name)
        lumbung.answers[name] = b"PAR1 bukan parquet PAR1"
    lumbung.answers[path] = told
    source = add(city, lumbung.address, Kind.LUMBUNG, "kota")

    result = taken(city, source)
    assert result["figures"] == []
    assert [one["edition"] for one in result["lacking"]] == ["penduduk-kelamin@2024.1"]
    assert not queries.mirrors(source).exists()
    from lumbung.rooms.harvest import figures

    assert list(Store(figures.folder("kota") / "editions").editions()) == []


def test_what_differs_is_told_with_both_sides():
    problem = FiguresDiffer(edition="a@2024.1", what="baris / rows", there=21, here=20)

    assert "21" in problem.told.id
    assert "20" in problem.told.said("en")


def test_what_was_taken_back_there_is_not_shown_here(city, lumbung):
    source = add(city, lumbung.address, Kind.LUMBUNG, "kota")
    taken(city, source)
    path = "/api/v1/datasets?page=1"
    lines = json.loads(json.dumps(lumbung.answers[path]))
    for line in lines["datasets"]:
        line["edition"] = None
    lumbung.answers[path] = lines

    actions.take_in(source=source, actor=city.steward, here=True)
    assert Client().get("/api/v1/harvested/kota/data/penduduk-kelamin").status_code == 404
