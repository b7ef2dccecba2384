"""The page of the plan of action (*rencana aksi*)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page, told
from lumbung.rooms.forum import actions, queries
from lumbung.rooms.forum.desk.forms import ActivityForm, ProgressForm
from lumbung.rooms.forum.queries import ActivityState, ListState
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.vocabulary.problems import NotFound, Problem


@for_staff
def plan(request: StaffRequest, year: int) -> HttpResponse:
    """The activities of a list, and the form for another."""
    of = queries.data_list(year)
    form = ActivityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        owner = people.organisation(given.pop("owner"))
        made = attempted(form, lambda: actions.plan_activity(of=of, owner=owner, actor=request.user, **given))
        if made is not None:
            messages.success(request, t("Kegiatan ditambahkan.", "The activity is added."))
            return redirect("forum:plan", year)
    keeps = people.may(request.user, Permission.AGREE)
    reach = people.reach(request.user, Permission.PROPOSE)
    rows = [
        (one, ProgressForm(initial={"state": one.state, "evidence": one.evidence}, auto_id=f"{one.code}-%s"))
        for one in queries.activities(of)
    ]
    context = {
        "of": of,
        "rows": rows,
        "form": form,
        "may": people.explain(request.user, Permission.AGREE),
        "may_move": lambda one: keeps or one.owner_id in reach,
        "alive": of.station is not ListState.CLOSED,
    }
    return page(request, "forum/plan.jinja", context, status=422 if form.errors else 200)


@require_POST
@for_staff
def progress(request: StaffRequest, year: int, code: str) -> HttpResponse:
    """Say how far an activity is."""
    activity = queries.activities(queries.data_list(year)).filter(code=code).first()
    form = ProgressForm(request.POST)
    if activity is None or not form.is_valid():
        raise NotFound
    try:
        actions.move_activity(
            activity=activity,
            to=ActivityState(form.cleaned_data["state"]),
            evidence=form.cleaned_data["evidence"],
            actor=request.user,
        )
        messages.success(request, t("Kemajuan dicatat.", "Progress is recorded."))
    except Problem as problem:
        messages.error(request, told(problem))
    return redirect("forum:plan", year)
