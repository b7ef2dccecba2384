"""The page of a year's list: where it stands, its items, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.forum import actions, queries
from lumbung.rooms.forum.desk.asked import as_query, asked_of
from lumbung.rooms.forum.desk.forms import OpenForm, ReasonForm
from lumbung.rooms.forum.queries import DataList, ItemState, ListState
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.words import Text

ITEMS_A_PAGE = 50
SHEET_NOTE = Text(
    "Kolom (1)–(19) resmi, (20)–(22) tambahan; kolom tanpa nomor milik aplikasi ini.",
    "Columns (1)–(19) are official, (20)–(22) additional; those without a number are ours.",
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Move = Callable[..., DataList]

MOVES: dict[str, tuple[Move, Text, Text]] = {
    "forum": (
        actions.bring_to_forum,
        Text("Tutup usulan dan bawa ke Forum", "End proposals and bring it to the Forum"),
        Text("Usulan ditutup; Forum membahas daftarnya.", "Proposals are closed; the Forum has the list."),
    ),
    "buka": (
        actions.open_again,
        Text("Buka lagi untuk usulan", "Open for proposals again"),
        Text("Daftar menerima usulan lagi.", "The list takes proposals again."),
    ),
    "sepakat": (
        actions.agree_list,
        Text("Catat daftar sebagai disepakati", "Record the list as agreed"),
        Text("Daftar Data disepakati dan tampil di portal.", "The list is agreed and shown on the portal."),
    ),
    "tutup": (
        actions.close_list,
        Text("Tutup daftar tahun ini", "Close this year's list"),
        Text("Daftar ditutup.", "The list is closed."),
    ),
}
STEPS = {
    ListState.OPEN: ("forum",),
    ListState.IN_FORUM: ("sepakat", "buka"),
    ListState.AGREED: ("tutup",),
    ListState.CLOSED: (),
}


@for_staff
def current(request: StaffRequest) -> HttpResponse:
    """The list that is worked on; where there is none, how one begins."""
    found = queries.current_list()
    return redirect("forum:list", found.year) if found is not None else _begin(request)


@for_staff
def open_list(request: StaffRequest) -> HttpResponse:
    """Open a year's list."""
    form = OpenForm(request.POST or None, initial={"year": timezone.localdate().year + 1})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempted(
            form,
            lambda: actions.open_list(
                year=given["year"], proposals_until=given["proposals_until"], actor=request.user
            ),
        )
        if made is not None:
            messages.success(request, t("Daftar dibuka; produsen diminta mengusulkan.",
                                        "The list is open; producers are asked to propose."))  # fmt: skip
            return redirect("forum:list", made.year)
    return _begin(request, form)


@for_staff
def data_list(request: StaffRequest, year: int) -> HttpResponse:
    """A year's list, what is asked for of it."""
    return _shown(request, queries.data_list(year))


@require_POST
@for_staff
def move(request: StaffRequest, year: int) -> HttpResponse:
    """Bring a list to its next station."""
    of = queries.data_list(year)
    name = request.POST.get("act", "")
    form = ReasonForm(request.POST)
    if name in MOVES and form.is_valid():
        act, _, words = MOVES[name]
        reason = form.cleaned_data["reason"]
        if attempted(form, lambda: act(of=of, actor=request.user, reason=reason)) is not None:
            messages.success(request, t(words))
            return redirect("forum:list", year)
    return _shown(request, of, form, status=422)


@for_staff
def download(request: StaffRequest, year: int, kind: str) -> HttpResponse:
    """The list as the official sheet; ``contoh`` is the empty sheet to be filled."""
    of = queries.data_list(year)
    found = queries.items(of, asked_of(request))
    if "contoh" in request.GET:
        found = found.none()
    note = t(SHEET_NOTE)
    if kind == "xlsx":
        content, mime = queries.written_xlsx(found, str(of), note=note), XLSX
    elif kind == "csv":
        content, mime = queries.written_csv(found), "text/csv; charset=utf-8"
    else:
        raise NotFound
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = f'attachment; filename="daftar-data-{year}.{kind}"'
    return answer


def _begin(request: HttpRequest, form: OpenForm | None = None) -> HttpResponse:
    asked = form or OpenForm(initial={"year": timezone.localdate().year + 1})
    context = {
        "form": asked,
        "lists": queries.lists(),
        "may_open": people.explain(request.user, Permission.PLAN),
    }
    return page(request, "forum/begin.jinja", context, status=422 if asked.errors else 200)


def _shown(
    request: StaffRequest, of: DataList, form: ReasonForm | None = None, *, status: int = 200
) -> HttpResponse:
    asked = asked_of(request) if request.method == "GET" else queries.Filter()
    paged = Paginator(queries.items(of, asked), ITEMS_A_PAGE).get_page(request.GET.get("halaman"))
    named = queries.affairs()
    may_plan = people.may(request.user, Permission.PLAN)
    may_agree = people.may(request.user, Permission.AGREE)
    context = {
        "of": of,
        "lists": queries.lists(),
        "counted": queries.counted(of),
        "paged": paged,
        "asked": as_query(asked),
        "affair": lambda code: named.get(code, Text(code)),
        "affairs": queries.affairs_in(of),
        "offices": queries.offices_in(of),
        "states": ItemState,
        "may_propose": of.station is ListState.OPEN and people.may(request.user, Permission.PROPOSE),
        "may_read_sheet": of.station in (ListState.OPEN, ListState.IN_FORUM)
        and people.may(request.user, Permission.PROPOSE),
        "may_open": may_plan,
        "moves": [
            (name, t(MOVES[name][1]))
            for name in STEPS[of.station]
            if (may_agree if name == "sepakat" else may_plan)
        ],
        "to_copy": len(queries.to_copy(of, request.user)) if of.station is ListState.OPEN else 0,
        "simulated": queries.is_simulated(of),
        "form": form or ReasonForm(),
    }
    return page(request, "forum/list.jinja", context, status=status)
