"""The calendar: what is owed by whom until when, and the periods that a steward opens and closes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection import actions, queries
from lumbung.rooms.collection.desk.forms import DatesForm, PeriodForm
from lumbung.rooms.collection.desk.said import short, standing_words
from lumbung.rooms.collection.queries import DuePeriod
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.vocabulary.periods import Period, UnreadablePeriod, parse_period
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.words import Text

YEARS_SHOWN = 3
OPENED = Text("Periode dibuka.", "The period is open.")
CLOSED = Text("Periode ditutup.", "The period is closed.")


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
    """One period of a dataset: how it stands, and the forms that open, close or move it."""
    dataset = queries.dataset_seen(code, request.user)
    try:
        meant = parse_period(period)
    except UnreadablePeriod as fault:
        raise NoSuchPeriod(period=period) from fault
    act = request.POST.get("act", "") if request.method == "POST" else ""
    given = request.POST if act in ("open", "close") else None
    owed = queries.obligation(dataset, meant)
    closing = act == "close" if act else owed is not None and owed.due.is_open
    form = PeriodForm(given, required=closing, label=t("Alasan", "Reason"))
    dates = DatesForm(request.POST if act == "move" else None)
    if form.is_valid():
        done = attempted(form, lambda: _opened(request, dataset, meant, form, act))
        if done is not None:
            messages.success(request, t(OPENED if done.is_open else CLOSED))
            return redirect("collection:period", code, period)
    if dates.is_valid():
        moved = attempted(dates, lambda: _moved(request, dataset, meant, dates))
        if moved is not None:
            messages.success(request, t("Tanggalnya diubah.", "The dates were moved."))
            return redirect("collection:period", code, period)
    context = {
        "dataset": dataset,
        "period_": meant,
        "owed": owed,
        "form": form,
        "dates": dates,
        "may": people.explain(request.user, Permission.PLAN, on=dataset.producer),
        "may_submit": people.may(request.user, Permission.SUBMIT, on=dataset.producer),
    }
    faulty = form.errors or dates.errors
    return page(request, "collection/period.jinja", context, status=422 if faulty else 200)


def _opened(request: StaffRequest, dataset: Dataset, period: Period, form: PeriodForm, act: str) -> DuePeriod:
    given = form.cleaned_data
    if act == "close":
        return actions.close_period(
            dataset=dataset, period=period, actor=request.user, reason=given["reason"]
        )
    return actions.open_period(
        dataset=dataset, period=period, actor=request.user, reason=given["reason"], due_on=given["due_on"]
    )


def _moved(request: StaffRequest, dataset: Dataset, period: Period, form: DatesForm) -> DuePeriod:
    given = form.cleaned_data
    return actions.move_dates(
        dataset=dataset,
        period=period,
        actor=request.user,
        reason=given["reason"],
        due_on=given["due_on"],
        release_on=given["release_on"],
    )


def _year(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and 1900 <= int(text) <= 2200 else otherwise
