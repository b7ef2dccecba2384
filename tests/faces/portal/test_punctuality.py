"""Who releases on the planned day: per dataset and per producer, for everybody to see."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.utils import timezone

from lumbung.faces.portal import punctuality, timeliness
from lumbung.faces.portal.timeliness import Came
from lumbung.rooms.catalog.models import DatasetVersion, Edition
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection.models import DuePeriod, MovedDate, Submission, Upload
from lumbung.vocabulary.periods import Period, parse_period

TODAY = timezone.localdate()
LAST, BEFORE = TODAY.year - 1, TODAY.year - 2


@pytest.fixture(autouse=True)
def _fresh():
    punctuality.forget()
    yield
    punctuality.forget()


@pytest.fixture
def dated(city):
    """The dataset has been known for five years; ``dated(period, due, released…)`` makes a period of it."""
    DatasetVersion.objects.update(since=timezone.now() - dt.timedelta(days=5 * 365))

    def make(period: str, *, due: int, plan: int, released: int | None = None, handed: int | None = None):
        """Days are counted from today."""
        row = DuePeriod.objects.create(
            dataset=city.population,
            period=period,
            ends_on=parse_period(period).end,
            due_on=TODAY + dt.timedelta(days=due),
            release_on=TODAY + dt.timedelta(days=plan),
        )
        if handed is not None:
            hand_over(city, period, handed)
        if released is not None:
            publish(city, period, released)
        return row

    return make


def hand_over(city, period: str, days: int) -> None:
    at = timezone.now() + dt.timedelta(days=days)
    upload = Upload.objects.create(digest="0" * 64, name="a", size=1, by=city.producer, at=at, way="page")
    columns = {"made_at": at, "moved_at": at, "submitted_at": at, "periods": [period]}
    Submission.objects.create(
        dataset=city.population, upload=upload, state="released", made_by=city.producer, **columns
    )


def publish(city, *periods_and_days) -> None:
    *periods, days = periods_and_days
    Edition.objects.filter(dataset=city.population).update(current=False)
    kept = [period for one in Edition.objects.filter(dataset=city.population) for period in one.periods]
    Edition.objects.create(
        id=f"penduduk-kelamin@{days}",
        dataset=city.population,
        label=f"{days}",
        manifest={},
        digest="",
        rows=0,
        periods=sorted({*kept, *periods}),
        released_at=timezone.now() + dt.timedelta(days=days),
        released_by=city.steward,
    )


def test_a_release_is_measured_by_the_day_that_was_planned_and_a_hand_over_by_its_due_date(city, dated):
    dated(str(BEFORE), due=-420, plan=-400, released=-405, handed=-430)
    dated(str(LAST), due=-60, plan=-40, released=-30, handed=-50)

    late, on_time = timeliness.timings(city.population)

    assert (on_time.came, on_time.handed_in_time) == (Came.ON_TIME, True)
    assert (late.came, late.days, late.handed_in_time) == (Came.LATE, 10, False)
    record = punctuality.record(city.population, [late, on_time])
    assert (record.score.judged, record.score.on_time, record.score.handed_in_time) == (2, 1, 1)


def test_what_is_older_than_two_years_or_still_to_come_is_not_judged(city, dated):
    dated(str(BEFORE - 2), due=-1100, plan=-1090, released=-1000)
    dated(str(LAST), due=-3, plan=11)

    record = punctuality.record(city.population, timeliness.timings(city.population))

    assert record.score.judged == 0
    assert not record.is_stale or record.newest == Period(BEFORE - 2)


def test_a_dataset_is_stale_when_the_release_after_its_newest_has_passed(city, dated):
    dated(str(BEFORE), due=-420, plan=-400, released=-405)
    row = dated(str(LAST), due=-10, plan=0)
    assert not punctuality.record(city.population, timeliness.timings(city.population)).is_stale

    row.release_on = TODAY - dt.timedelta(days=1)
    row.save()

    record = punctuality.record(city.population, timeliness.timings(city.population))
    assert (record.newest, record.stale_since) == (Period(BEFORE), TODAY - dt.timedelta(days=1))
    assert record.score.overdue == 1


def test_a_date_moved_in_time_is_a_new_agreement_and_one_moved_too_late_is_not(city, dated):
    moved_in_time = dated(str(LAST), due=-20, plan=-1, released=-2)
    moved_late = dated(str(BEFORE), due=-420, plan=-300, released=-301)

    def move(row: DuePeriod, *, was: int, on: int) -> None:
        MovedDate.objects.create(
            due_period=row,
            which="release",
            was=TODAY + dt.timedelta(days=was),
            becomes=row.release_on,
            reason="Sensus mundur",
            by=city.steward,
            at=timezone.now() + dt.timedelta(days=on),
        )

    move(moved_in_time, was=-10, on=-15)
    move(moved_late, was=-400, on=-390)

    found = {one.period: one for one in timeliness.timings(city.population)}

    assert found[Period(LAST)].came is Came.ON_TIME
    assert (found[Period(BEFORE)].came, found[Period(BEFORE)].days) == (Came.LATE, 99)


def test_a_closed_period_is_not_called_overdue(city, dated):
    dated(str(LAST), due=-10, plan=-5)
    assert timeliness.timings(city.population)[0].came is Came.OVERDUE

    collection.close_period(
        dataset=city.population, period=Period(LAST), actor=city.steward, reason="tidak didata"
    )

    assert timeliness.timings(city.population) == []


def test_everybody_reads_the_share_of_each_producer_and_programs_the_same(client, city, dated):
    dated(str(BEFORE), due=-420, plan=-400, released=-405, handed=-430)
    dated(str(LAST), due=-60, plan=-40)

    page = client.get("/ketepatan").content.decode()
    told = json.loads(client.get("/api/v1/punctuality").content)

    assert "1 dari 2" in page.replace("\n", " ")
    assert "<strong>50%</strong>" in page
    [office] = [one for one in told["producers"] if one["code"] == "dispendukcapil"]
    assert (office["judged"], office["on_time"], office["overdue"]) == (2, 1, 1)
    assert office["datasets"][0]["newest"] == str(BEFORE)
    assert office["datasets"][0]["stale_since"] == str(TODAY - dt.timedelta(days=40))
    assert "dina" not in page.casefold().split()
    assert "dina" not in json.dumps(told)


def test_a_moved_date_is_seen_at_once_with_its_old_day_and_reason(client, city, dated):
    ahead = dated(str(TODAY.year), due=40, plan=54)
    before = client.get("/kalender").content.decode()
    assert "semula" not in before

    collection.move_dates(
        dataset=city.population,
        period=Period(TODAY.year),
        due_on=ahead.due_on + dt.timedelta(days=7),
        reason="Pendataan mundur sepekan.",
        actor=city.steward,
    )

    page = client.get("/kalender").content.decode()
    assert "semula" in page
    assert "Pendataan mundur sepekan." in page


def test_a_city_without_a_release_has_a_page_that_says_so(client, city):
    assert "Belum ada rilis yang dapat dinilai." in client.get("/ketepatan").content.decode()
    assert json.loads(client.get("/api/v1/punctuality").content)["judged"] == 0
