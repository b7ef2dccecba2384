"""Other portals on the desk: the list with its health, one portal with what would come in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.harvest import actions, queries
from lumbung.rooms.harvest.desk.forms import SourceForm
from lumbung.rooms.harvest.queries import Kind
from lumbung.rooms.people import actions as guard
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.vocabulary.words import Text

RUNS_SHOWN = 20


@for_staff
def sources(request: StaffRequest) -> HttpResponse:
    """All portals that are read, and how well."""
    guard.require(request.user, Permission.READ_DRAFTS)
    rows = [(one, queries.health(one)) for one in queries.sources()]
    may_add = people.may(request.user, Permission.DEFINE)
    return page(request, "harvest/sources.jinja", {"rows": rows, "may_add": may_add})


@for_staff
def add(request: StaffRequest) -> HttpResponse:
    """Name a portal."""
    guard.require(request.user, Permission.DEFINE)
    offices = [one for one in people.organisations() if people.may(request.user, Permission.DEFINE, on=one)]
    form = SourceForm(request.POST or None, offices=offices)
    if form.is_valid():
        given = form.cleaned_data
        made = attempted(
            form,
            lambda: actions.add_source(
                code=given["code"],
                title=Text(given["title"]),
                kind=Kind(given["kind"]),
                address=given["address"],
                organisation=people.organisation(given["organisation"]),
                every_hours=given["every_hours"],
                actor=request.user,
            ),
        )
        if made is not None:
            return redirect("harvest:source", made.code)
    status = 422 if form.is_bound else 200
    return page(request, "harvest/add.jinja", {"form": form}, status=status)


@for_staff
def source(request: StaffRequest, code: str) -> HttpResponse:
    """One portal: its health, what the last look found, its readings."""
    guard.require(request.user, Permission.READ_DRAFTS)
    found = queries.source(code)
    context = {
        "source": found,
        "health": queries.health(found),
        "open": queries.open_run(found),
        "last": queries.last_look(found),
        "runs": queries.runs(found)[:RUNS_SHOWN],
        "may": people.may(request.user, Permission.DEFINE, on=found.organisation),
    }
    return page(request, "harvest/source.jinja", context)


@for_staff
def progress(request: StaffRequest, code: str) -> HttpResponse:
    """How far the reading is; when it has ended, the whole page is asked for again."""
    guard.require(request.user, Permission.READ_DRAFTS)
    run = queries.open_run(queries.source(code))
    if run is None or run.job is None or not run.job.is_open:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "harvest/progress.jinja", {"run": run, "code": code})


@require_POST
@for_staff
def look(request: StaffRequest, code: str) -> HttpResponse:
    """Read without taking anything in."""
    actions.look(source=queries.source(code), actor=request.user)
    return redirect("harvest:source", code)


@require_POST
@for_staff
def take_in(request: StaffRequest, code: str) -> HttpResponse:
    """Take in, now and from now on."""
    actions.take_in(source=queries.source(code), actor=request.user)
    return redirect("harvest:source", code)


@require_POST
@for_staff
def pause(request: StaffRequest, code: str) -> HttpResponse:
    """Let a source rest, or go on."""
    found = queries.source(code)
    paused = actions.pause(source=found, paused=not found.paused, actor=request.user)
    words = (
        Text("Sumber ini beristirahat.", "This source rests.")
        if paused.paused
        else Text("Sumber ini dibaca lagi.", "This source is read again.")
    )
    messages.success(request, t(words))
    return redirect("harvest:source", code)
