"""Files of metadata: workbooks out and in, and pages for paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from lumbung.kit.language import language
from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.metadata import actions, queries
from lumbung.rooms.metadata.desk.forms import ImportForm
from lumbung.rooms.metadata.queries import Record
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


@for_staff
def workbook(request: StaffRequest, code: str) -> HttpResponse:
    """An activity with its variables and indicators as a workbook."""
    from lumbung.rooms.metadata import outgoing  # heavy: it waits until a file is asked for

    found = queries.record(code, request.user)
    return _sent(outgoing.workbook_of(found), f"metadata-{code}.xlsx", XLSX)


@for_staff
def empty_workbook(request: StaffRequest) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """The forms, to be filled in away from the desk."""
    from lumbung.rooms.metadata import outgoing  # heavy: it waits until a file is asked for

    return _sent(outgoing.empty_workbook(), "formulir-metadata.xlsx", XLSX)


@for_staff
def paper(request: StaffRequest, code: str) -> HttpResponse:
    """A record for paper; with ``?publik=1`` only what was approved, and nothing about persons."""
    from lumbung.rooms.metadata import outgoing  # heavy: it waits until a file is asked for

    found = queries.record(code, request.user)
    is_public = "publik" in request.GET
    made = outgoing.paper_of(found, language=language(), public=is_public)
    return _sent(made, f"metadata-{code}{'-publik' if is_public else ''}.pdf", PDF)


@for_staff
def take_workbook(request: StaffRequest) -> HttpResponse:
    """Take a workbook back, for an office or into an activity."""
    into = _into(request)
    offices = people.organisations().filter(pk__in=people.reach(request.user, Permission.DESCRIBE))
    form = ImportForm(request.POST or None, request.FILES or None, offices=offices, into=into)
    done = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        done = attempted(
            form,
            lambda: actions.import_workbook(
                content=file.read(),
                name=file.name,
                organisation=form.office,
                into=into,
                actor=request.user,
            ),
        )
        if done is not None and into is not None and _is_plain(done):
            return redirect("metadata:record", into.code)
    context = {"form": form, "into": into, "done": done, "t_told": lambda problem: t(problem.told)}
    return page(request, "metadata/import.jinja", context, status=422 if form.errors else 200)


def _into(request: StaffRequest) -> Record | None:
    code = request.GET.get("ke", "")
    return queries.record(code, request.user) if code else None


def _is_plain(done: actions.Imported) -> bool:
    """Whether there is nothing to tell beyond that it was saved."""
    return not done.not_taken and not done.findings and not done.begun


def _sent(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
