"""Pages of the Forum: its meetings, who came, what was decided, the minutes."""

from __future__ import annotations

from itertools import zip_longest

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from lumbung.kit.language import language
from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page, told
from lumbung.rooms.forum import actions, queries
from lumbung.rooms.forum.columns import AccessClass, Criterion
from lumbung.rooms.forum.desk.asked import as_query, asked_of
from lumbung.rooms.forum.desk.forms import DecisionForm, MeetingForm, PresentForm, office_choices
from lumbung.rooms.forum.minutes import minutes
from lumbung.rooms.forum.queries import Filter, Item, ItemState, ListState, Matter, Meeting, Role
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

ITEMS_A_PAGE = 100
EMPTY_LINES = 3
Attendance = formset_factory(PresentForm, extra=EMPTY_LINES, max_num=300, absolute_max=400)


@for_staff
def current(request: StaffRequest) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """The Forum of the list that is worked on."""
    found = queries.current_list()
    return redirect("forum:meetings", found.year) if found is not None else redirect("forum:current")


@for_staff
def meetings(request: StaffRequest, year: int) -> HttpResponse:
    """The meetings about a year's list, and the form for another."""
    of = queries.data_list(year)
    form = MeetingForm(request.POST or None, initial={"held_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        made = attempted(form, lambda: actions.hold_meeting(of=of, actor=request.user, **form.cleaned_data))
        if made is not None:
            messages.success(
                request, t("Rapat dicatat. Isi kehadirannya.", "The meeting is kept. Fill in who came.")
            )
            return redirect("forum:meeting", made.code)
    context = {
        "of": of,
        "lists": queries.lists(),
        "meetings": queries.meetings(of).prefetch_related("attendance", "decisions"),
        "counted": queries.counted(of),
        "form": form,
        "may": people.explain(request.user, Permission.AGREE),
        "alive": of.station is not ListState.CLOSED,
    }
    return page(request, "forum/meetings.jinja", context, status=422 if form.errors else 200)


@for_staff
def meeting(request: StaffRequest, code: str) -> HttpResponse:
    """One meeting: attendance, the items to be decided, and the decisions so far."""
    found = queries.meeting(code)
    form = None
    if request.method == "POST":
        form = MeetingForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            done = attempted(
                form,
                lambda: actions.change_meeting(
                    meeting=found,
                    place=given["place"],
                    agenda=given["agenda"],
                    account=given["account"],
                    actor=request.user,
                ),
            )
            if done is not None:
                messages.success(request, t("Catatan rapat disimpan.", "The notes are kept."))
                return redirect("forum:meeting", code)
    return _shown(request, found, about=form, status=422 if form is not None else 200)


@require_POST
@for_staff
def attendance(request: StaffRequest, code: str) -> HttpResponse:
    """Keep who took part."""
    found = queries.meeting(code)
    forms = Attendance(request.POST, form_kwargs={"offices": office_choices()})
    if not forms.is_valid():
        return _shown(request, found, lines=forms, status=422)
    offices = {one.code: one for one in people.organisations()}
    present = [
        actions.Present(offices[line["organisation"]], Role(line["role"]), line["office"], line["person"])
        for line in forms.cleaned_data
        if line.get("organisation")
    ]
    try:
        count = actions.record_attendance(meeting=found, present=present, actor=request.user)
    except Problem as problem:
        messages.error(request, told(problem))
        return _shown(request, found, lines=forms, status=422)
    messages.success(request, t(f"{count} kehadiran dicatat.", f"{count} present are recorded."))
    return redirect("forum:meeting", code)


@require_POST
@for_staff
def decide(request: StaffRequest, code: str) -> HttpResponse:
    """Record one decision about the chosen items, or about all that the filter shows."""
    found = queries.meeting(code)
    form = DecisionForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        matter = Matter(given["matter"])
        items = list(_chosen(request, found))
        into = queries.items(found.data_list).filter(code=given["into"]).first() if given["into"] else None
        made = attempted(
            form,
            lambda: actions.decide(
                meeting=found,
                matter=matter,
                items=items,
                words=given["words"],
                reason=given["reason"],
                vote=form.vote,
                criteria=[Criterion(one) for one in given["criteria"]],
                access=AccessClass(given["access"]) if given["access"] else None,
                into=into,
                actor=request.user,
            ),
        )
        if made is not None:
            words = t(
                f"Keputusan dicatat untuk {len(items)} data.", f"The decision on {len(items)} items is kept."
            )
            messages.success(request, words)
            return redirect("forum:meeting", code)
    return _shown(request, found, decision=form, status=422)


@for_staff
def minutes_pdf(request: StaffRequest, code: str) -> HttpResponse:
    """The minutes; names of persons only for those who record the Forum's decisions."""
    found = queries.meeting(code)
    names = people.may(request.user, Permission.AGREE) or people.may(request.user, Permission.REVIEW)
    answer = HttpResponse(minutes(found, names=names, language=language()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="berita-acara-{found.code}.pdf"'
    return answer


def _chosen(request: StaffRequest, found: Meeting) -> list[Item]:
    among = _before(found, asked_of(request))
    if "semua" in request.POST:
        return list(among)
    codes = request.POST.getlist("butir")
    return list(queries.items(found.data_list).filter(code__in=codes))


def _before(found: Meeting, asked: Filter) -> list[Item]:
    """What the meeting may decide about: proposals and what was put off, unless a state is asked for."""
    among = queries.items(found.data_list, asked)
    if not asked.state:
        among = among.filter(state__in=(ItemState.PROPOSED.value, ItemState.DEFERRED.value))
    return list(among)


def _shown(
    request: StaffRequest,
    found: Meeting,
    *,
    about: MeetingForm | None = None,
    lines: object = None,
    decision: DecisionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    asked = asked_of(request)
    may = people.explain(request.user, Permission.AGREE)
    present = list(found.attendance.select_related("organisation"))
    initial = [
        {"organisation": one.organisation.code, "role": one.role, "office": one.office, "person": one.person}
        for one in present
    ]
    named = queries.affairs()
    decisions = list(queries.decisions(meeting=found).prefetch_related("items"))
    context = {
        "meeting": found,
        "of": found.data_list,
        "may": may,
        "alive": found.data_list.station is not ListState.CLOSED,
        "sees_names": may.allowed or people.may(request.user, Permission.REVIEW),
        "about": about
        or MeetingForm(
            initial={
                name: getattr(found, name) for name in ("title", "held_on", "place", "agenda", "account")
            }
        ),
        "present": present,
        "lines": lines or Attendance(initial=initial, form_kwargs={"offices": office_choices()}),
        "decision": decision or DecisionForm(initial={"matter": Matter.AGREED.value}),
        "decisions": list(zip_longest(decisions, map(queries.decided_how, decisions))),
        "paged": Paginator(_before(found, asked), ITEMS_A_PAGE).get_page(request.GET.get("halaman")),
        "chosen": request.POST.getlist("butir"),
        "asked": as_query(asked),
        "affair": lambda code: named.get(code, Text(code)),
        "affairs": queries.affairs_in(found.data_list),
        "offices": queries.offices_in(found.data_list),
        "roles": {role.value: role.title for role in Role},
    }
    return page(request, "forum/meeting.jinja", context, status=status)
