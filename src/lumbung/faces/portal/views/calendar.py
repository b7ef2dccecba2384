"""The release calendar: what is due, what came, what is late."""

from __future__ import annotations

from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lumbung.faces.portal import timeliness
from lumbung.faces.portal.holdings import holdings
from lumbung.faces.portal.releases import latest
from lumbung.faces.portal.shelf import public_page
from lumbung.faces.portal.timeliness import Came, Timing
from lumbung.rooms.catalog import queries as catalog
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.periods import Frequency, Period, period_at

SHOWN_RELEASES = 15


@public_page
def calendar(request: HttpRequest) -> HttpResponse:
    """Show what comes, what should have come, and what came last."""
    datasets = list(catalog.datasets().filter(access=Access.OPEN.value))
    every = [timing for own in timeliness.timings_of(datasets).values() for timing in own]
    coming: dict[Period, list[Timing]] = defaultdict(list)
    for timing in every:
        if timing.came is Came.EXPECTED:
            coming[period_at(timing.planned_on, Frequency.MONTH)].append(timing)
    judged = [timing for timing in every if timing.came in (Came.ON_TIME, Came.LATE)]
    overdue = [timing for timing in every if timing.came is Came.OVERDUE]
    return render(
        request,
        "portal/calendar.jinja",
        {
            "coming": [
                (month, sorted(coming[month], key=lambda timing: (timing.planned_on, timing.dataset.code)))
                for month in sorted(coming)
            ],
            "overdue": sorted(overdue, key=lambda timing: timing.planned_on),
            "released": list(latest(holdings(), SHOWN_RELEASES)),
            "judged": len(judged),
            "on_time": sum(timing.came is Came.ON_TIME for timing in judged),
            "today": timezone.localdate(),
            "section": "kalender",
        },
    )
