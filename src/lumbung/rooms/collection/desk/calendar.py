"""The calendar: what is owed by whom until when, and the periods that a steward opens and closes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.collection import actions, queries
from lumbung.rooms.collection.desk.forms import PeriodForm
from lumbung.rooms.collection.desk.said import short, standing_words
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.vocabulary.periods import UnreadablePeriod, parse_period
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.words import Text

YEARS_SHOWN = 3


class NoSuchPeriod(NotFound):
    """The address names no period."""

    code = "collection.no-such-period"
    message = Text("“{period}” bukan periode.", "“{period}” is not a period.")


@for_staff
def calendar(request: StaffRequest) -> HttpResponse:
    """The matrix of datasets and years."""
    this_year = timezone.localdate().year
    last = _year(request.GET.get("tahun"), this_year)
    producer, only_late = request.GET.get("produsen", ""), "terlambat" in request.GET
    first = last - YEARS_SHOWN + 1
    rows = queries.calendar(request.user, first=first, last=last, producer=producer)
    producers = {d.producer.code: d.producer for d in queries.datasets_seen(request.user)}
    context = {
        "rows": [row for row in rows if row.late or not only_late],
        "late": sum(row.late for row in rows),
        "years": list(range(first, last + 1)),
        "this_year": this_year,
        "producers": sorted(producers.values(), key=lambda office: office.name.id),
        "producer": producer,
        "only_late": only_late,
        "short": short,
        "standing_words": standing_words,
    }
    return page(request, "collection/calendar.jinja", context)


@for_staff
def period(request: StaffRequest, code: str, period: str) -> HttpResponse:
    """One period of a dataset: how it stands, and the forms that open or close it."""
    dataset = queries.dataset_seen(code, request.user)
    try:
        meant = parse_period(period)
    except UnreadablePeriod as fault:
        raise NoSuchPeriod(period=period) from fault
    opening = request.POST.get("act") != "close"
    form = PeriodForm(
        request.POST or None,
        required=not opening and request.method == "POST",
        label=t("Alasan", "Reason"),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = attempted(
            form,
            lambda: (
                actions.open_period(
                    dataset=dataset,
                    period=meant,
                    actor=request.user,
                    reason=given["reason"],
                    due_on=given["due_on"],
                )
                if opening
                else actions.close_period(
                    dataset=dataset, period=meant, actor=request.user, reason=given["reason"]
                )
            ),
        )
        if done is not None:
            messages.success(
                request,
                t("Periode dibuka.", "The period is open.")
                if done.is_open
                else t("Periode ditutup.", "The period is closed."),
            )
            return redirect("collection:period", code, period)
    standing = next((one for one in queries.dataset_periods(dataset) if one.period == meant), None)
    context = {
        "dataset": dataset,
        "period_": meant,
        "standing": standing,
        "form": form,
        "may": people.explain(request.user, Permission.PLAN, on=dataset.producer),
        "may_submit": people.may(request.user, Permission.SUBMIT, on=dataset.producer),
    }
    return page(request, "collection/period.jinja", context, status=422 if form.errors else 200)


def _year(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and 1900 <= int(text) <= 2200 else otherwise
