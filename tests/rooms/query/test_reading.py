"""Reading the released figures: who may, of which edition, and where they come from."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest
from django.contrib.auth.models import AnonymousUser
from tests.city import City
from tests.rooms.query.harvest import VILLAGES, population, release

from lumbung.cube import Change, query
from lumbung.cube.problems import CursorUnfit
from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog.queries import DatasetUnknown, EditionUnknown
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import (
    Cited,
    EditionWithdrawn,
    LimitUnfit,
    NotOpen,
    NotReleased,
    TooManyAtOnce,
)
from lumbung.vocabulary.areas import AreaLevel

CODE = "penduduk-kelamin"


def read(reader: Any = None, **asked: Any) -> Cited:
    return observations.answer(query(CODE, **asked), reader=reader)


def total(**asked: Any) -> Any:
    return read(by=[], **asked).rows[0][0]


def set_access(city: City, access: str) -> None:
    definition = {**city.population.definition, "access": access}
    catalog.define_dataset(definition=definition, producer=city.office("dispendukcapil"), actor=city.steward)


def test_a_citizen_reads_figures_with_their_source_edition_and_licence(city):
    release(city, city.population, population())

    found = read(where={"area": VILLAGES[0], "period": "2023"})

    assert found.rows == [
        (VILLAGES[0], "2023", "laki-laki", 101),
        (VILLAGES[0], "2023", "perempuan", 102),
    ]
    assert (found.dataset, found.edition, found.licence) == (CODE, f"{CODE}@2024.1", "CC-BY-4.0")
    assert found.source.id == "Dinas Kependudukan dan Pencatatan Sipil"
    assert found.title.en == "Population by sex"
    assert not found.simulated


def test_a_roll_up_is_read_on_the_same_road(city):
    release(city, city.population, population())

    found = read(roll_up=AreaLevel.DISTRICT, by=["area", "period"])

    assert found.rows[0][:3] == ("35.72.01", "2022", 101 + 102 + 111 + 112)


def test_a_new_edition_is_read_at_once_and_the_old_one_as_of_its_day(city):
    release(city, city.population, population(), "2024-05-02")
    assert total() == 2430
    release(city, city.population, population(more=1), "2024-06-01", note="salah ketik")

    assert total() == 2450
    assert total(as_of=dt.date(2024, 5, 31)) == 2430
    assert total(as_of=dt.date(2024, 6, 1)) == 2450
    assert total(edition="2024.1") == 2430
    assert total(edition=f"{CODE}@2024.1") == 2430
    with pytest.raises(NotReleased, match="2024-05-01"):
        total(as_of=dt.date(2024, 5, 1))
    with pytest.raises(EditionUnknown, match=r"2030\.1"):
        total(edition="2030.1")


def test_pages_stay_those_of_one_edition_when_a_newer_one_appears(city):
    release(city, city.population, population(), "2024-05-02")
    first = read(limit=12)
    release(city, city.population, population(more=1), "2024-06-01")

    second = read(limit=12, cursor=first.next)

    assert second.edition == first.edition == f"{CODE}@2024.1"
    assert sum(row[3] for row in (*first.rows, *second.rows)) == 2430
    with pytest.raises(CursorUnfit):
        read(limit=12, cursor=first.next, edition="2024.2")


def test_a_withdrawn_edition_leaves_a_tombstone_with_its_reason(city):
    release(city, city.population, population(), "2024-05-02")
    second = release(city, city.population, population(more=1), "2024-06-01")
    gone = city.population.editions.get(pk=second.id)
    at = dt.datetime(2024, 7, 1, tzinfo=dt.UTC)
    catalog.withdraw_edition(edition=gone, reason="Memuat data pribadi.", at=at, actor=city.steward)

    for asked in ({}, {"edition": "2024.2"}, {"as_of": dt.date(2024, 6, 15)}):
        with pytest.raises(EditionWithdrawn, match="Memuat data pribadi") as told:
            read(**asked)
        assert told.value.http_status == 410
        assert "2024-07-01" in told.value.told.en
    assert total(edition="2024.1") == 2430


def test_nothing_is_read_before_the_first_release(city):
    with pytest.raises(NotReleased, match=CODE):
        read()
    with pytest.raises(DatasetUnknown):
        observations.answer(query("tidak-ada"), reader=None)


@pytest.mark.parametrize(
    ("access", "allowed", "problem"),
    [
        ("terbatas", {"reader", "producer", "steward", "supervisor"}, NotOpen),
        ("tertutup", {"producer", "steward", "supervisor"}, DatasetUnknown),
    ],
)
def test_what_is_not_open_is_read_by_those_whose_duty_it_is(city, access, allowed, problem):
    release(city, city.population, population())
    set_access(city, access)

    for name in ("reader", "producer", "steward", "supervisor", "other_producer"):
        if name in allowed:
            assert read(city.people[name], limit=1).total == 20
        else:
            with pytest.raises(problem):
                read(city.people[name])
    for stranger in (None, AnonymousUser()):
        with pytest.raises(problem):
            read(stranger)
        with pytest.raises(problem):
            observations.describe(CODE, reader=stranger)
        with pytest.raises(problem):
            observations.export(query(CODE), "csv", reader=stranger)
        with pytest.raises(problem):
            observations.difference(CODE, "2024.1", "2024.1", reader=stranger)


def test_limits_are_kept(city, monkeypatch):
    release(city, city.population, population())

    assert read(limit=0).rows == []
    with pytest.raises(LimitUnfit, match="10001"):
        read(limit=10_001)
    monkeypatch.setattr("lumbung.rooms.query.queries.MOST_AT_ONCE", 3)
    with pytest.raises(TooManyAtOnce, match="5"):
        read(by=["area"])
    assert read(by=["area"], limit=2).total == 5


def test_a_dataset_is_described_before_and_after_its_first_release(city):
    before = observations.describe(CODE, reader=None)
    assert (before.manifest, before.editions) == (None, ())
    assert before.structure.measures[0].code == "jumlah"

    release(city, city.population, population())
    after = observations.describe(CODE, reader=None)

    assert after.manifest is not None
    assert after.manifest.rows == 20
    assert [edition.label for edition in after.editions] == ["2024.1"]
    shown, manifest = observations.edition(CODE, "2024.1", reader=None)
    assert (shown.is_current, manifest.id) == (True, f"{CODE}@2024.1")


def test_two_editions_are_compared_without_what_may_not_be_shown(city):
    hidden = pl.when(pl.col("area") == VILLAGES[0]).then(pl.lit("C")).alias("jumlah:conf")
    release(city, city.population, population().with_columns(hidden), "2024-05-02")
    release(city, city.population, population(more=1).with_columns(hidden), "2024-06-01")

    found = observations.difference(city.population, "2024.1", "2024.2", reader=None)

    assert found.counts[Change.CHANGED] == 16
    assert VILLAGES[0] not in found.cells["area"]


def test_a_simulated_figure_says_so(city):
    release(city, city.population, population(), simulated=True)

    assert read(limit=1).simulated
