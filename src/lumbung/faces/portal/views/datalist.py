"""The data list as the public reads it: what the Forum agreed that the government will produce."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lumbung.faces.portal.shelf import public_page
from lumbung.kit.said import t
from lumbung.rooms.forum import queries as forum
from lumbung.rooms.forum.queries import DataList, Filter
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.words import Text

ITEMS_A_PAGE = 50
KEYS = {
    "cari": "words", "organisasi": "organisation", "urusan": "affair", "prioritas": "priority",
    "dataset": "dataset",
}  # fmt: skip
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
NOTE = Text(
    "Disepakati Forum Satu Data. Kolom penanggung jawab tidak diterbitkan.",
    "Agreed by the Satu Data Forum. The column of the responsible is not published.",
)


@public_page
def data_list(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The newest agreed list, or that of a year."""
    of = _list(year)
    if of is None:
        return render(request, "portal/datalist.jinja", {"of": None, "section": "data"})
    asked = Filter(**{field: request.GET.get(key, "").strip()[:200] for key, field in KEYS.items()})
    found = forum.public_items(of, asked)
    named = forum.affairs()
    context = {
        "of": of,
        "years": forum.public_lists().values_list("year", flat=True),
        "paged": Paginator(found, ITEMS_A_PAGE).get_page(request.GET.get("halaman")),
        "counted": forum.counted(of),
        "asked": {key: str(getattr(asked, field)) for key, field in KEYS.items()},
        "offices": forum.offices_in(of),
        "affairs": forum.affairs_in(of),
        "affair": lambda code: named.get(code, Text(code)),
        "is_open": lambda dataset: dataset is not None and dataset.access == Access.OPEN.value,
        "meetings": [
            (one, [(decision, forum.decided_how(decision)) for decision in forum.decisions(meeting=one)])
            for one in forum.meetings(of)
        ],
        "activities": forum.activities(of),
        "simulated": forum.is_simulated(of),
        "inferred": found.exclude(inferred="").count(),
        "section": "data",
    }
    return render(request, "portal/datalist.jinja", context)


def download(request: HttpRequest, year: int, kind: str) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """An agreed list as a file, without anything about persons."""
    of = _list(year)
    if of is None or kind not in TYPES:
        raise NotFound
    found = forum.public_items(of)
    note = t(NOTE) + (t(" SIMULASI.", " SIMULATED.") if forum.is_simulated(of) else "")
    content = (
        forum.written_xlsx(found, str(of), note=note, public=True)
        if kind == "xlsx"
        else forum.written_csv(found, public=True)
    )
    answer = HttpResponse(content, content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="daftar-data-{year}.{kind}"'
    return answer


def _list(year: int | None) -> DataList | None:
    found = forum.public_lists()
    if year is None:
        return found.first()
    one = found.filter(year=year).first()
    if one is None:
        raise forum.ListUnknown(year=year)
    return one
