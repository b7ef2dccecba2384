"""The page of the whole city, and what it puts into the list of what waits."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from lumbung.faces.desk.overview import DRAWN, Look, columns_of, head_of, matrix
from lumbung.kit.language import language
from lumbung.kit.workplace import Errand, StaffRequest, for_staff, page
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.collection.queries import Counted, Scope
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Organisation, Permission
from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.periods import Frequency
from lumbung.vocabulary.words import Text

KINDS = {
    "perangkat-daerah": Text("Perangkat daerah", "Agencies"),
    "kecamatan": Text("Kecamatan", "Kecamatan"),
    "kelurahan": Text("Kelurahan", "Kelurahan"),
    "pembina": Text("Pembina data", "Data supervisor"),
    "pemerintah": Text("Pemerintah daerah", "City government"),
    "lain": Text("Lainnya", "Others"),
}
ALWAYS_SHOWN = ("perangkat-daerah", "kecamatan", "kelurahan")  # also where they owe nothing yet
TROUBLES_OF = dt.timedelta(days=30)


@for_staff
def city(request: StaffRequest) -> HttpResponse:
    """Every office and every month of a year, a number and a sign each."""
    today = timezone.localdate()
    year, asked = _year(request, today), request.GET
    frequency = Frequency.QUARTER if asked.get("per") == "triwulan" else Frequency.MONTH
    kind = asked.get("jenis", "") if asked.get("jenis") in KINDS else ""
    columns = columns_of(year, frequency)
    scope = collection.seen(request.user, topic=asked.get("topik", ""), priority="prioritas" in asked)
    lines = collection.counted(scope, first=columns[0].start, last=columns[-1].end, today=today)
    made = matrix(_offices(scope, lines, kind), lines, columns)
    rows = made.rows
    if asked.get("urut") == "terlambat":
        rows = tuple(sorted(rows, key=lambda row: -(row.whole.late + row.arrears)))
    context = {
        "matrix": made,
        "rows": rows,
        "heads": [head_of(column) for column in columns],
        "drawn": DRAWN,
        "looks": list(Look),
        "kinds": KINDS,
        "kind": kind,
        "year": year,
        "years": range(today.year + 1, today.year - 12, -1),
        "quarterly": frequency is Frequency.QUARTER,
        "topics": catalog.topics(),
        "topic": scope.topic,
        "priority": scope.priority,
        "order": asked.get("urut", ""),
        "late": made.whole.late + made.arrears,
        "late_offices": sum(bool(row.whole.late or row.arrears) for row in rows),
        "unheard": _unheard(request.user, lines, today),
        "obligations": reverse("collection:obligations"),
        "language": language(),
    }
    return page(request, "desk/city.jinja", context)


def errands(person: AbstractBaseUser) -> Iterator[Errand]:
    """What is late for long in the office that a person leads, and letters that went astray."""
    late = Counter(one.due.dataset.producer for one in collection.escalated_to(person))
    for office, count in late.items():
        yield Errand(
            group=Text("Tindak lanjuti", "Follow up"),
            title=office.name,
            words=Text(
                f"{said_number(count)} angka terlambat lama",
                f"{said_number(count, language='en')} figures long overdue",
            ),
            address=f"{reverse('collection:obligations')}?organisasi={office.code}&hanya=terlambat",
            act=Text("Lihat", "See"),
            tone="brick",
        )
    astray = collection.mail_troubles(person, timezone.now() - TROUBLES_OF).count()
    if astray:
        yield Errand(
            group=Text("Tindak lanjuti", "Follow up"),
            title=Text("Surel pengingat", "Reminders by mail"),
            words=Text(f"{astray} surel tidak sampai", f"{astray} letters went astray"),
            address=f"{reverse('collection:notices')}#surel",
            act=Text("Lihat", "See"),
            tone="grain",
        )


def _offices(scope: Scope, lines: list[Counted], kind: str) -> list[Organisation]:
    """The offices of the table: those that produce by their nature, and all that owe something."""
    owing = {line.producer for line in lines}
    order = list(KINDS)
    found = [
        office
        for office in people.organisations().filter(pk__in=scope.producers)
        if (office.kind in ALWAYS_SHOWN or office.pk in owing) and kind in ("", office.kind)
    ]
    return sorted(found, key=lambda office: (order.index(office.kind), office.name.id))


def _unheard(person: AbstractBaseUser, lines: list[Counted], today: dt.date) -> int:
    """How many offices are late for long without anybody who could be told; for those who plan."""
    days = collection.current_policy().escalate_after
    if not days or not people.may(person, Permission.PLAN):
        return 0
    until = today - dt.timedelta(days=days)
    late = {line.producer for line in lines if line.late and line.due_on <= until}
    heard = set(people.organisations().exclude(email="").values_list("pk", flat=True))
    heard |= set(people.memberships().filter(duty=people.Duty.HEAD).values_list("organisation_id", flat=True))
    return len(late - heard)


def _year(request: StaffRequest, today: dt.date) -> int:
    text = request.GET.get("tahun", "")
    return (
        int(text)
        if text.isascii() and text.isdecimal() and 2000 <= int(text[:6]) <= today.year + 10
        else today.year
    )
