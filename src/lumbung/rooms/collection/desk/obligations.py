"""What an office owes in a year: every period with its dates, in time or late, and by how much."""

from __future__ import annotations

import calendar as months
import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone

from lumbung.kit.said import number, t
from lumbung.kit.workplace import StaffRequest, for_staff, page
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import queries
from lumbung.rooms.collection.desk.said import standing_words
from lumbung.rooms.collection.queries import Obligation, Standing
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Organisation, Permission

ROWS_A_PAGE = 100
FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a year, or a month or quarter of it, and how it is narrowed."""

    year: int
    month: int = 0
    quarter: int = 0
    topic: str = ""
    priority: bool = False
    only: str = ""  # "terlambat": late ones; "tunggakan": late ones of all years before

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last day on which what is asked for falls due."""
        if self.only == "tunggakan":
            return dt.date(1900, 1, 1), dt.date(self.year - 1, 12, 31)
        first, last = 1, 12
        if self.month:
            first = last = self.month
        elif self.quarter:
            first, last = 3 * self.quarter - 2, 3 * self.quarter
        return dt.date(self.year, first, 1), dt.date(self.year, last, months.monthrange(self.year, last)[1])


@for_staff
def obligations(request: StaffRequest) -> HttpResponse:
    """The obligations of one office, with what is measured of them."""
    today = timezone.localdate()
    asked = _asked(request, today)
    offices = _offices(request)
    office = _office(request, offices)
    found: list[Obligation] = []
    if office is not None:
        scope = queries.seen(request.user, topic=asked.topic, priority=asked.priority, producer=office.code)
        found = [one for one in queries.due_from(scope, *asked.days, today=today) if _is_asked(one, asked)]
    paged = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("halaman"))
    handed = [one for one in found if one.handed_on is not None and not one.from_archive]
    context = {
        "called": office.short or t(office.name) if office else "",
        "chosen": office,
        "offices": offices,
        "asked": asked,
        "years": range(today.year + 1, today.year - 12, -1),
        "topics": catalog.topics(),
        "paged": paged,
        "total": len(found),
        "late": sum(one.standing.late for one in found),
        "handed": len(handed),
        "in_time": sum(one.days_late(today) == 0 for one in handed),
        "state_of": lambda one: state_of(one, today),
        "today": today,
    }
    return page(request, "collection/obligations.jinja", context)


def state_of(one: Obligation, today: dt.date) -> tuple[str, str, str]:
    """How an obligation stands: words, tone and sign."""
    standing, days = one.standing.standing, one.standing.days_left
    if one.standing.late:
        late = number(one.days_late(today))
        return t(f"terlambat {late} hari", f"{late} days late"), "brick", "alert"
    if standing is Standing.SOON or (standing is Standing.MENDING and days >= 0):
        return t(f"{number(days)} hari lagi", f"{number(days)} days left"), "grain", "clock"
    tone, sign = {
        Standing.IN_REVIEW: ("sky", "search"),
        Standing.ACCEPTED: ("leaf", "check"),
        Standing.RELEASED: ("leaf", "check"),
        Standing.CLOSED: ("", "lock"),
    }.get(standing, ("", "calendar"))
    return standing_words(standing.value), tone, sign


def _is_asked(one: Obligation, asked: Asked) -> bool:
    if not one.due.expected and one.standing.standing.is_owed:
        return False  # merely allowed, and nothing came
    return one.standing.late or not asked.only


def _offices(request: StaffRequest) -> list[Organisation]:
    """The offices whose obligations a person may see."""
    reach = people.reach(request.user, Permission.READ_DRAFTS)
    owing = set(catalog.datasets().filter(producer__in=reach).values_list("producer_id", flat=True))
    return sorted(
        (one for one in people.organisations().filter(pk__in=reach) if one.pk in owing),
        key=lambda office: office.name.id,
    )


def _office(request: StaffRequest, offices: list[Organisation]) -> Organisation | None:
    """The office that is asked for; without one, a person's own, or the first that they may see."""
    code = request.GET.get("organisasi", "")
    if code:
        found = next((one for one in offices if one.code == code), None)
        reach = people.reach(request.user, Permission.READ_DRAFTS)
        if found is None and (found := people.organisation(code)).pk not in reach:
            raise people.OrganisationUnknown(organisation=code)  # there, but not for this person
        return found
    own = {held.organisation_id for held in people.memberships(request.user)}
    return next((one for one in offices if one.pk in own), offices[0] if offices else None)


def _asked(request: StaffRequest, today: dt.date) -> Asked:
    only = request.GET.get("hanya", "")
    return Asked(
        year=_number(request, "tahun", FIRST_YEAR, today.year + 10) or today.year,
        month=_number(request, "bulan", 1, 12),
        quarter=_number(request, "triwulan", 1, 4),
        topic=request.GET.get("topik", ""),
        priority="prioritas" in request.GET,
        only=only if only in ("terlambat", "tunggakan") else "",
    )


def _number(request: StaffRequest, name: str, least: int, most: int) -> int:
    """A number of the address; nought where it is none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and least <= int(text[:6]) <= most else 0
