"""Pages on which a list comes in as a spreadsheet: looked at first, then taken whole."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page, told
from lumbung.rooms.forum import actions, queries
from lumbung.rooms.forum.desk.forms import ReasonForm, SheetForm
from lumbung.rooms.forum.queries import SheetImport
from lumbung.rooms.people import queries as people
from lumbung.vocabulary.problems import Problem

SHOWN = 200  # so many findings, new and changed items a page


@for_staff
def upload(request: StaffRequest, year: int) -> HttpResponse:
    """Take a file and read it; what it would do is shown on the next page."""
    of = queries.data_list(year)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "daftar"
            with path.open("wb") as out:
                out.writelines(file.chunks())
            made = attempted(
                form,
                lambda: actions.read_list(of=of, path=path, name=Path(file.name).name, actor=request.user),
            )
        if made is not None:
            return redirect("forum:sheet", made.pk)
    context = {"of": of, "form": form}
    return page(request, "forum/upload.jinja", context, status=422 if form.errors else 200)


@for_staff
def waiting(request: StaffRequest, pk: int) -> HttpResponse:
    """What a sheet would add and change, what is wrong with it, and the button that takes it."""
    found = queries.sheet_import(pk, request.user)
    if request.method == "POST":
        return _answered(request, found)
    return _shown(request, found)


def _answered(request: StaffRequest, found: SheetImport) -> HttpResponse:
    act = request.POST.get("act", "")
    try:
        if act == "pilih":
            chosen = dict(zip(request.POST.getlist("nama"), request.POST.getlist("organisasi"), strict=False))
            actions.choose_producers(waiting=found, chosen=chosen, actor=request.user)
            return redirect("forum:sheet", found.pk)
        if act == "singkirkan":
            actions.drop_list(waiting=found, actor=request.user)
            messages.success(request, t("Berkas disingkirkan; daftarnya tetap seperti semula.",
                                        "The file is set aside; the list is as it was."))  # fmt: skip
        else:
            changes = actions.take_list(waiting=found, actor=request.user)
            added, changed = len(changes.added), len(changes.changed)
            messages.success(request, t(f"{added} data ditambahkan, {changed} diubah.",
                                        f"{added} items added, {changed} changed."))  # fmt: skip
    except Problem as problem:
        return _shown(request, found, told(problem), status=422)
    return redirect("forum:list", found.data_list.year)


def _shown(request: StaffRequest, found: SheetImport, fault: str = "", *, status: int = 200) -> HttpResponse:
    preview = actions.preview(found, request.user)
    unknown = {
        one.value: one.candidates
        for one in preview.findings
        if one.rule in ("list.producer-near", "list.producer-unknown")
    }
    context = {
        "of": found.data_list,
        "sheet": found,
        "preview": preview,
        "findings": preview.findings[:SHOWN],
        "new": preview.new[:SHOWN],
        "changed": preview.changed[:SHOWN],
        "unknown": unknown,
        "offices": people.organisations(),
        "columns": queries.COLUMNS,
        "fault": fault,
        "form": ReasonForm(),
    }
    return page(request, "forum/sheet.jinja", context, status=status)
