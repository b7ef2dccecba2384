"""Code lists on the desk: versions, the grid of a draft, import with a preview, making it final."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lumbung.formats.codelists import ListRead, read_list
from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.people import actions as people_actions
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.rooms.standards import actions, queries
from lumbung.rooms.standards.desk.codes_forms import (
    ListFileForm,
    NewListForm,
    NewVersionForm,
    VersionHeadForm,
)
from lumbung.rooms.standards.desk.codes_grid import (
    CODE_COLUMNS,
    ROWS_A_PAGE,
    at_row,
    cells_of_code,
    code_of_cells,
    grid_rows,
    posted_rows,
)
from lumbung.rooms.standards.models import CodeList, CodeListVersion
from lumbung.vocabulary.codelists import list_difference, list_faults
from lumbung.vocabulary.findings import Finding
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import Text

MOST_IMPORTED = 4_000_000  # characters of the codes that wait to be confirmed


@for_staff
def codelists(request: StaffRequest) -> HttpResponse:
    """All code lists, maps and changes of areas."""
    return _overview(request, NewListForm())


@require_POST
@for_staff
def new_list(request: StaffRequest) -> HttpResponse:
    """Register a list and begin its first version."""
    form = NewListForm(request.POST)
    if form.is_valid():
        made = attempted(form, lambda: _registered(request, form))
        if made is not None:
            return redirect("standards:list-version", made.codelist.code, made.version)
    return _overview(request, form, status=422)


def _registered(request: StaffRequest, form: NewListForm) -> CodeListVersion:
    given = form.cleaned_data
    held = people.memberships(request.user).first()
    made = actions.register(
        kind=queries.Kind.CODELIST,
        code=given["code"],
        words={"title": Text(given["title_id"], given["title_en"]), "version": "1"},
        owner=held.organisation if held is not None else None,
        actor=request.user,
    )
    return actions.start_version(code=made.code, version="1", actor=request.user)


def _overview(request: StaffRequest, form: NewListForm, status: int = 200) -> HttpResponse:
    context = {
        "new_form": form,
        "lists": [(one, queries.version_rows(one)) for one in queries.public_lists()],
        "area_lists": queries.AREA_LISTS,
        "area_map": (queries.AREA_MAP, queries.AREA_MAP_TITLE),
        "maps": queries.map_rows(),
        "changes": [(one, one.said(queries.area_tree())) for one in queries.area_changes()],
        "may_define": people.may(request.user, Permission.DEFINE),
    }
    return page(request, "standards/codelists.jinja", context, status=status)


@for_staff
def codelist(request: StaffRequest, code: str) -> HttpResponse:
    """One list with its versions."""
    return _list(request, code)


@require_POST
@for_staff
def start(request: StaffRequest, code: str) -> HttpResponse:
    """Begin the next version from another one."""
    form = _version_form(code, request.POST)
    if form.is_valid():
        made = attempted(
            form, lambda: actions.start_version(code=code, actor=request.user, **form.cleaned_data)
        )
        if made is not None:
            return redirect("standards:list-version", code, made.version)
    return _list(request, code, form=form, status=422)


@for_staff
def version(request: StaffRequest, code: str, version: str) -> HttpResponse:
    """A version: its codes to read, or its grid while it is a draft."""
    _readable(request, code)
    row = queries.version_row(code, version)
    if request.method == "POST":
        return _save(request, row)
    return _version(request, row)


@require_POST
@for_staff
def decide(request: StaffRequest, code: str, version: str) -> HttpResponse:
    """Make a draft final, or throw it away."""
    row = queries.version_row(code, version)
    form = VersionHeadForm(_head(row))
    form.is_valid()
    if request.POST.get("act") == "discard":
        attempted(form, lambda: actions.discard_draft(row=row, actor=request.user))
        words = Text("Draf dibuang.", "The draft is thrown away.")
    else:
        seen = request.POST.get("seen") == "yes"
        attempted(form, lambda: actions.finalise_version(row=row, actor=request.user, seen=seen))
        words = Text("Versi ini sekarang berlaku.", "This version is in force now.")
    if form.errors:
        return _version(request, queries.version_row(code, version), form=form, status=422)
    messages.success(request, t(words))
    return redirect("standards:codelist", code)


@for_staff
def import_list(request: StaffRequest, code: str) -> HttpResponse:
    """Take a version from a file: first what it would change, then the draft."""
    people_actions.require(request.user, Permission.DEFINE, on=queries.codelist(code).owner)
    form = ListFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and request.POST.get("codes"):
        return _confirm(request, code)
    if request.method != "POST" or not form.is_valid():
        return _import(request, code, form, None, status=422 if form.is_bound else 200)
    file = form.cleaned_data["file"]
    return _import(request, code, form, read_list(file.read(), file.name or ""))


def _confirm(request: StaffRequest, code: str) -> HttpResponse:
    """Make the draft of the codes that were shown."""
    form = _version_form(code, request.POST)
    waiting = request.POST["codes"]
    codes = _codes_waiting(waiting)
    if form.is_valid() and codes is not None:
        made = attempted(form, lambda: _draft_of(request, code, form, codes))
        if made is not None:
            messages.success(request, t("Draf dibuat dari berkas.", "The draft is made from the file."))
            return redirect("standards:list-version", code, made.version)
    found = ListRead(codes or (), tuple(list_faults(codes or ())))
    return _import(request, code, ListFileForm(), found, version_form=form, status=422)


def _draft_of(
    request: StaffRequest, code: str, form: NewVersionForm, codes: tuple[Code, ...]
) -> CodeListVersion:
    row = actions.start_version(code=code, actor=request.user, **form.cleaned_data)
    return actions.save_draft(row=row, codes=codes, actor=request.user)


def _codes_waiting(text: str) -> tuple[Code, ...] | None:
    """The codes of the preview as the page kept them; none where they were tampered with."""
    try:
        rows = json.loads(text[:MOST_IMPORTED])
        return tuple(code_of_cells([str(cell) for cell in row]) for row in rows)
    except (ValueError, TypeError):
        return None


def _import(
    request: StaffRequest,
    code: str,
    form: ListFileForm,
    found: ListRead | None,
    *,
    version_form: NewVersionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    of_list = queries.codelist(code)
    present = queries.codes_of(queries.version_row(code))
    context = {
        "codelist": of_list,
        "form": form,
        "found": found,
        "difference": list_difference(present, found.codes) if found is not None else None,
        "titles": {item.code: item.title for item in (*present, *(found.codes if found else ()))},
        "waiting": json.dumps([cells_of_code(item) for item in found.codes]) if found else "",
        "version_form": version_form or _version_form(code),
    }
    return page(request, "standards/list-import.jinja", context, status=status)


def _save(request: StaffRequest, row: CodeListVersion) -> HttpResponse:
    """Keep a page of the grid; whatever cannot be kept stays on the page as it was typed."""
    form = VersionHeadForm(request.POST)
    typed = posted_rows(request.POST, CODE_COLUMNS)
    first = _first(request.POST.get("first", ""))
    shown = _first(request.POST.get("shown", ""))
    codes = [cells_of_code(item) for item in queries.codes_of(row)]
    codes[first : first + shown] = typed
    saved = request.POST.get("saved", "")
    if form.is_valid():
        kept = attempted(
            form,
            lambda: actions.save_draft(
                row=row,
                codes=[code_of_cells(cells) for cells in codes],
                actor=request.user,
                saved=int(saved) if saved.isdecimal() else None,
                **form.cleaned_data,
            ),
        )
        if kept is not None:
            faults = actions.draft_faults(kept)
            if faults:
                count = len(faults)
                messages.warning(
                    request,
                    t(f"Draf disimpan; {count} hal perlu diperbaiki.", f"Kept; {count} things to mend."),
                )
            else:
                messages.success(request, t("Draf disimpan.", "The draft is kept."))
            here = first // ROWS_A_PAGE + 1
            target = redirect("standards:list-version", row.codelist.code, row.version)
            target["Location"] += f"?halaman={here}"
            return target
    return _version(request, row, form=form, typed=typed, first=first, shown=shown, status=422)


def _first(text: str) -> int:
    return min(int(text), 1_000_000) if text.isdecimal() else 0


def _version(
    request: StaffRequest,
    row: CodeListVersion,
    *,
    form: VersionHeadForm | None = None,
    typed: list[tuple[str, ...]] | None = None,
    first: int | None = None,
    shown: int | None = None,
    status: int = 200,
) -> HttpResponse:
    codes = queries.codes_of(row)
    paged = Paginator(codes, ROWS_A_PAGE).get_page(request.GET.get("halaman"))
    start = first if first is not None else max(paged.start_index() - 1, 0)
    cells = typed if typed is not None else [cells_of_code(item) for item in paged.object_list]
    is_draft = row.pk is not None and row.life is queries.Life.DRAFT
    faults = list_faults(codes, at_row) if is_draft else []
    leaving = actions.codes_leaving(row) if is_draft else ()
    context: dict[str, Any] = {
        "row": row,
        "codelist": row.codelist,
        "told": queries.version_in_words(row),
        "is_draft": is_draft,
        "may_define": people.may(request.user, Permission.DEFINE, on=row.codelist.owner),
        "form": form or VersionHeadForm(initial=_head(row)),
        "paged": paged,
        "first": start,
        "shown": shown if shown is not None else len(paged.object_list),
        "rows": grid_rows(cells, [] if typed is not None else faults, first=start),
        "faults": faults,
        "days": _faults_of_days(row) if is_draft else [],
        "leaving": [(one, queries.uses_of("code", f"{row.codelist.code}:{one}")) for one in leaving[:50]],
        "columns": _COLUMNS,
    }
    return page(request, "standards/list-version.jinja", context, status=status)


def _faults_of_days(row: CodeListVersion) -> list[Finding]:
    return [item for item in actions.draft_faults(row) if item.rule.startswith("codelist.validity")]


_COLUMNS = (
    ("code", Text("Kode", "Code")),
    ("title", Text("Nama", "Name")),
    ("title_en", Text("Nama Inggris", "English name")),
    ("parent", Text("Induk", "Parent")),
    ("aliases", Text("Sebutan lain, dipisah |", "Other names, divided by |")),
)


def _head(row: CodeListVersion) -> dict[str, Any]:
    return {
        "agency": row.agency,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "note": row.note,
    }


def _version_form(code: str, posted: Any = None) -> NewVersionForm:
    rows = queries.version_rows(queries.codelist(code))
    initial = {"version": _next([row.version for row in rows]), "based_on": queries.codelist(code).version}
    return NewVersionForm(posted, versions=[row.version for row in rows], initial=initial)


def _next(versions: list[str]) -> str:
    numbers = [int(one.split(".")[0]) for one in versions if one.split(".")[0].isdecimal()]
    return str(max(numbers, default=0) + 1)


def _list(
    request: StaffRequest, code: str, *, form: NewVersionForm | None = None, status: int = 200
) -> HttpResponse:
    if code in queries.AREA_LISTS:
        return _area_list(request, code)
    of_list = _readable(request, code)
    context = {
        "codelist": of_list,
        "rows": [(row, len(queries.codes_of(row))) for row in queries.version_rows(of_list)],
        "form": form or _version_form(code),
        "may_define": people.may(request.user, Permission.DEFINE, on=of_list.owner),
    }
    return page(request, "standards/codelist.jinja", context, status=status)


def _readable(request: StaffRequest, code: str) -> CodeList:
    """A list that this person may know: a dataset's own is for those who may read its drafts."""
    of_list = queries.codelist(code)
    reach = people.reach(request.user, Permission.READ_DRAFTS)
    if of_list.made_from and of_list.owner_id not in reach:
        raise queries.ListUnknown(list=code[:60])
    return of_list


def _area_list(request: StaffRequest, code: str) -> HttpResponse:
    try:
        told = queries.list_version(code, request.GET.get("hari", ""))
    except Problem:
        told = queries.list_version(code)
    paged = Paginator(told.codes, ROWS_A_PAGE).get_page(request.GET.get("halaman"))
    return page(request, "standards/area-list.jinja", {"told": told, "paged": paged})
