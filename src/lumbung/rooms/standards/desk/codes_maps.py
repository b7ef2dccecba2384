"""Maps between lists on the desk: the grid with its sums of weights, a file instead, making it final."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lumbung.formats.codelists import read_map
from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.people import actions as people_actions
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.rooms.standards import actions, queries
from lumbung.rooms.standards.desk.codes_forms import ListFileForm, MapHeadForm, NewMapForm
from lumbung.rooms.standards.desk.codes_grid import (
    MAP_COLUMNS,
    at_row,
    cells_of_entry,
    entry_of_cells,
    grid_rows,
    posted_rows,
)
from lumbung.rooms.standards.models import CodeMap
from lumbung.vocabulary.codelists import list_ref
from lumbung.vocabulary.codemaps import TOLERANCE, weight_sums
from lumbung.vocabulary.words import Text

READ_AT_MOST = 2_000  # lines of a map on its page; all of them are in its files
EDITED_AT_MOST = 200  # lines of a map in the grid; a longer one is taken from a file
_COLUMNS = (
    ("source", Text("Kode asal", "Source code")),
    ("target", Text("Kode tujuan", "Target code")),
    ("weight", Text("Bobot", "Weight")),
    ("note", Text("Catatan", "Note")),
)


@for_staff
def new_map(request: StaffRequest) -> HttpResponse:
    """Begin a map."""
    people_actions.require(request.user, Permission.DEFINE)
    form = NewMapForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        made = attempted(
            form,
            lambda: actions.start_map(
                code=given["code"],
                title=Text(given["title_id"], given["title_en"]),
                source=list_ref(given["source"]),
                target=list_ref(given["target"]),
                actor=request.user,
            ),
        )
        if made is not None:
            return redirect("standards:code-map", made.code)
    return page(request, "standards/new-map.jinja", {"form": form}, status=422 if form.is_bound else 200)


@for_staff
def code_map(request: StaffRequest, code: str) -> HttpResponse:
    """A map: its lines to read, or its grid while it is a draft."""
    row = _kept(code)
    if row is None:
        return page(request, "standards/code-map.jinja", _to_read(code))
    if request.method == "POST":
        return _save(request, row)
    return _shown(request, row)


@require_POST
@for_staff
def decide_map(request: StaffRequest, code: str) -> HttpResponse:
    """Make a map final."""
    row = queries.map_row(code)
    form = MapHeadForm(_head(row))
    form.is_valid()
    if attempted(form, lambda: actions.finalise_map(row=row, actor=request.user)) is None:
        return _shown(request, row, form=form, status=422)
    messages.success(request, t("Peta ini sekarang berlaku.", "The map is in force now."))
    return redirect("standards:code-map", code)


@require_POST
@for_staff
def import_map(request: StaffRequest, code: str) -> HttpResponse:
    """Put the lines of a file into a draft; its faults are shown beside them."""
    row = queries.map_row(code)
    form = ListFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, row, file_form=form, status=422)
    file = form.cleaned_data["file"]
    found = read_map(file.read(), file.name or "")
    if not found.entries:
        return _shown(request, row, file_form=form, faults=list(found.findings), status=422)
    kept = attempted(form, lambda: actions.save_map(row=row, entries=found.entries, actor=request.user))
    if kept is None:
        return _shown(request, row, file_form=form, status=422)
    count = len(found.entries)
    messages.success(request, t(f"{count} baris diambil dari berkas.", f"{count} lines taken from the file."))
    return redirect("standards:code-map", code)


def _kept(code: str) -> CodeMap | None:
    """The map that people keep here; none for those that are made from areas."""
    made = {queries.AREA_MAP, *(change.code for change in queries.area_changes())}
    return None if code in made else queries.map_row(code)


def _to_read(code: str) -> dict[str, Any]:
    told = queries.code_map(code)
    rows = [cells_of_entry(item) for item in told.entries]
    shown = grid_rows(rows[:READ_AT_MOST], [], empty=0)
    return {"row": None, "told": told, "rows": shown, "count": len(rows), "columns": _COLUMNS}


def _save(request: StaffRequest, row: CodeMap) -> HttpResponse:
    form = MapHeadForm(request.POST)
    typed = posted_rows(request.POST, MAP_COLUMNS)
    saved = request.POST.get("saved", "")
    if form.is_valid():
        given = form.cleaned_data
        kept = attempted(
            form,
            lambda: actions.save_map(
                row=row,
                entries=[entry_of_cells(cells) for cells in typed],
                basis=given["basis"],
                weights_by=Text(given["weights_by"]),
                saved=int(saved) if saved.isdecimal() else None,
                actor=request.user,
            ),
        )
        if kept is not None:
            messages.success(request, t("Peta disimpan.", "The map is kept."))
            return redirect("standards:code-map", row.code)
    return _shown(request, row, form=form, typed=typed, status=422)


def _shown(
    request: StaffRequest,
    row: CodeMap,
    *,
    form: MapHeadForm | None = None,
    file_form: ListFileForm | None = None,
    typed: list[tuple[str, ...]] | None = None,
    faults: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    told = queries.map_in_words(row)
    is_draft = row.life is queries.Life.DRAFT
    cells = typed if typed is not None else [cells_of_entry(item) for item in told.entries]
    found = actions.faults_of_map(row, at_row) if is_draft and typed is None else []
    sums = weight_sums(told.entries)
    context = {
        "row": row,
        "told": told,
        "is_draft": is_draft,
        "may_define": people.may(request.user, Permission.DEFINE),
        "form": form or MapHeadForm(initial=_head(row)),
        "file_form": file_form or ListFileForm(),
        "rows": grid_rows(cells[:EDITED_AT_MOST], found, empty=3 if is_draft else 0) or [],
        "count": len(cells),
        "too_long": len(cells) > EDITED_AT_MOST,
        "sums": [(source, total, abs(total - 1) <= TOLERANCE) for source, total in sums.items()],
        "faults": [*(faults or ()), *found],
        "columns": _COLUMNS,
    }
    return page(request, "standards/code-map.jinja", context, status=status)


def _head(row: CodeMap) -> dict[str, Any]:
    return {"basis": row.basis, "weights_by": row.weights_by.id}
