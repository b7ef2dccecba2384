"""Files that go out: the template, the file as it came, and the copy with its faults marked."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import FileResponse
from django.http.response import HttpResponseBase

from lumbung.kit.language import language
from lumbung.kit.workplace import StaffRequest, for_staff
from lumbung.rooms.collection import outgoing, queries
from lumbung.vocabulary.periods import UnreadablePeriod, parse_period

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_staff
def template(request: StaffRequest, code: str) -> HttpResponseBase:
    """The template of a dataset, for one period or for all that are due."""
    dataset = queries.dataset_seen(code, request.user)
    try:
        period = parse_period(request.GET.get("periode", ""))
    except UnreadablePeriod:
        period = None
    out = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it
    outgoing.write_template(dataset, out, period=period)
    out.seek(0)
    name = f"templat-{code}{f'-{period}' if period else ''}.xlsx"
    return _sent(FileResponse(out, as_attachment=True, filename=name, content_type=XLSX))


@for_staff
def original(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The file of a submission, byte for byte as it came."""
    found = queries.submission(pk, request.user)
    file = Path(queries.upload_path(found)).open("rb")  # noqa: SIM115  # the answer closes it
    return _sent(
        FileResponse(
            file, as_attachment=True, filename=found.upload.name, content_type="application/octet-stream"
        )
    )


@for_staff
def annotated(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The file of a submission with each bad cell coloured and commented."""
    found = queries.submission(pk, request.user)
    out = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it
    outgoing.write_annotated(found, out, language())
    out.seek(0)
    name = f"{Path(found.upload.name).stem}-bertanda.xlsx"
    return _sent(FileResponse(out, as_attachment=True, filename=name, content_type=XLSX))


def _sent(response: FileResponse) -> FileResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
