"""Changes of areas on the desk: what is recorded, and the form that records one."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from lumbung.formats.codelists.files import weight_of
from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, for_staff, page, told
from lumbung.rooms.people import actions as people_actions
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.rooms.standards import actions, queries
from lumbung.rooms.standards.desk.codes_forms import ChangeForm
from lumbung.rooms.standards.desk.codes_grid import SHIFT_COLUMNS, at_row, grid_rows, posted_rows
from lumbung.vocabulary.areachanges import AreaChange, AreaShift, ChangeKind
from lumbung.vocabulary.findings import Finding
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

_COLUMNS = (
    ("source", Text("Dari kode", "From code")),
    ("target", Text("Ke kode", "To code")),
    ("weight", Text("Bobot", "Weight")),
    ("name", Text("Nama bila baru", "Name where new")),
    ("parent", Text("Induk bila berubah", "Parent where other")),
)


@for_staff
def area_changes(request: StaffRequest) -> HttpResponse:
    """What is recorded of changes of areas."""
    tree = queries.area_tree()
    context = {
        "changes": [(one, one.said(tree)) for one in reversed(queries.area_changes())],
        "may_define": people.may(request.user, Permission.DEFINE),
    }
    return page(request, "standards/area-changes.jinja", context)


@for_staff
def new_change(request: StaffRequest) -> HttpResponse:
    """Record a change of areas; nothing that was typed is lost where it cannot be."""
    people_actions.require(request.user, Permission.DEFINE)
    form = ChangeForm(request.POST or None)
    typed = posted_rows(request.POST, SHIFT_COLUMNS) if request.method == "POST" else []
    found: Sequence[Finding] = ()
    if form.is_valid():
        try:
            _record(request, form, typed)
        except actions.ChangeFaulty as fault:
            found = fault.findings
            words = t("Belum dicatat: perbaiki yang ditandai.", "Not recorded yet: mend what is marked.")
            form.add_error(None, words)
        except Problem as problem:
            form.add_error(None, told(problem))
        else:
            messages.success(request, t("Perubahan wilayah dicatat.", "The change of areas is recorded."))
            return redirect("standards:area-changes")
    context = {
        "form": form,
        "rows": grid_rows(typed or [("",) * len(SHIFT_COLUMNS)], found, empty=3 if typed else 2),
        "faults": found,
        "columns": _COLUMNS,
        "areas": [area for area in queries.area_tree().areas.values() if area.valid_to is None][:2000],
    }
    return page(request, "standards/new-change.jinja", context, status=422 if form.is_bound else 200)


def _record(request: StaffRequest, form: ChangeForm, typed: list[tuple[str, ...]]) -> None:
    given = form.cleaned_data
    shifts, named = [], {}
    for source, target, weight, name, parent in typed:
        read = weight_of(weight)
        shifts.append(AreaShift(source, target, -1.0 if read is None else read))
        if name or parent:
            named[target] = actions.NewArea(target, name, parent)
    change = AreaChange(
        code=given["code"],
        kind=ChangeKind(given["kind"]),
        on=given["on"],
        legal_basis=given["legal_basis"].strip(),
        shifts=tuple(shifts),
        weights_by=Text(given["weights_by"]),
    )
    actions.record_area_change(change, named=named, place=at_row, actor=request.user)
