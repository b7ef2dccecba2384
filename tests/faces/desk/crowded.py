"""A city of many offices and obligations, made straight in the tables: only to be counted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from tests.city import City

from lumbung.rooms.catalog.models import Dataset, Edition
from lumbung.rooms.collection.models import DuePeriod, Submission, Upload
from lumbung.rooms.people.models import Organisation
from lumbung.vocabulary.periods import Frequency, Period
from lumbung.vocabulary.words import Text

DATASETS = 17  # monthly ones of each office: 17 × 12 = 204 obligations a year


def crowd(city: City, *, offices: int, year: int, datasets: int = DATASETS) -> int:
    """Give so many offices their obligations of a year; of the past ones most are released."""
    city_office, plain = city.office("kota"), city.population
    made = Organisation.objects.bulk_create(
        [
            Organisation(code=f"dinas-{n}", name=Text(f"Dinas nomor {n}"), parent=city_office)
            for n in range(offices)
        ]
    )
    columns: dict[str, Any] = {
        "topic": plain.topic,
        "definition": {**plain.definition, "frequency": "M"},
        "frequency": "M",
        "area_within": "35.72",
        "area_level": "kelurahan",
        "title": Text("Angka bulanan", "Monthly figures"),
    }
    owned = Dataset.objects.bulk_create(
        [
            Dataset(code=f"d-{office.pk}-{n}", producer=office, priority=n % 3 == 0, **columns)
            for office in made
            for n in range(datasets)
        ]
    )
    months = [Period(year, Frequency.MONTH, number) for number in range(1, 13)]
    ahead = dt.timedelta(days=31)
    DuePeriod.objects.bulk_create(
        [
            DuePeriod(dataset=one, period=str(month), ends_on=month.end - ahead, due_on=month.end)
            for one in owned
            for month in months
        ],
        batch_size=2000,
    )
    now = timezone.now()
    Edition.objects.bulk_create(
        [
            Edition(
                id=f"{one.code}@{year}.1",
                dataset=one,
                label=f"{year}.1",
                manifest={},
                digest="",
                rows=0,
                periods=[str(month) for month in months[: 5 + n % 3]],
                released_at=now,
                released_by=city.steward,
            )
            for n, one in enumerate(owned)
        ]
    )
    upload = Upload.objects.create(digest="0" * 64, name="a.csv", size=1, by=city.steward, at=now, way="page")
    Submission.objects.bulk_create(
        [
            Submission(
                dataset=one,
                upload=upload,
                state="submitted",
                periods=[str(months[8])],
                made_by=city.steward,
                made_at=now,
                moved_at=now,
                submitted_at=now,
            )
            for one in owned[::20]
        ]
    )
    return DuePeriod.objects.count()
