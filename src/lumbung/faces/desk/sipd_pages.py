"""The desk's page for SIPD E-Walidata: the sheet, and the live way where it is switched on."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from lumbung.faces.desk import sipd
from lumbung.faces.desk.sipd_live import Sipd, SipdOff, to_send
from lumbung.kit.house import house
from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, for_staff, page, told
from lumbung.rooms.forum import queries as forum
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people import actions as people_actions
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.vocabulary.problems import Problem

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200


@for_staff
def sipd_page(request: StaffRequest, year: int) -> HttpResponse:
    """What would go to SIPD: shown first; sent only by a second button, and only where it is on."""
    of = forum.data_list(year)
    years = sipd.years_of(of)
    found = sipd.elements(of, years, request.user)
    values = to_send(found)
    tried = request.method == "POST"
    try:
        live = Sipd.of_environment(house().area)
    except Problem as problem:
        live = None
        messages.error(request, told(problem))
    if tried and request.POST.get("act") == "kirim":
        try:
            people_actions.require(request.user, Permission.RELEASE)
            if live is None:
                raise SipdOff
            sent = live.send(values)
        except Problem as problem:
            messages.error(request, told(problem))
        else:
            with transaction.atomic():
                journal.record(
                    "sipd.sent", subject=of, actor=request.user, facts={"year": year, "values": sent}
                )
            messages.success(
                request, t(f"{sent} nilai terkirim ke SIPD.", f"{sent} values were sent to SIPD.")
            )
            return redirect("desk:sipd", year)
    context = {
        "of": of,
        "years": years,
        "elements": found[:SHOWN],
        "more": max(0, len(found) - SHOWN),
        "with_values": sum(bool(one.values) for one in found),
        "total": len(found),
        "values": values,
        "coded": sum(bool(one.code) for one in found),
        "is_on": live is not None,
        "may_send": people.explain(request.user, Permission.RELEASE),
        "tried": tried,
    }
    return page(request, "desk/sipd.jinja", context)


@for_staff
def sipd_sheet(request: StaffRequest, year: int) -> HttpResponse:
    """The sheet for E-Walidata."""
    of = forum.data_list(year)
    years = sipd.years_of(of)
    content = sipd.written(of, sipd.elements(of, years, request.user), years)
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="sipd-e-walidata-{year}.xlsx"'
    return answer
