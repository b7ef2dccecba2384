"""The datasets that a person sends figures for, and the page of each: template, upload, earlier files."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import actions, queries
from lumbung.rooms.collection.desk.forms import UploadForm
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.vocabulary.periods import Period, UnreadablePeriod, parse_period

EARLIER_SHOWN = 12


@for_staff
def datasets(request: StaffRequest) -> HttpResponse:
    """The datasets of a person's offices, those that wait for figures first."""
    mine = list(queries.datasets(request.user)) or list(queries.datasets_seen(request.user))
    periods = queries.periods_by_dataset(mine)
    rows = [(dataset, periods.get(dataset.pk, [])) for dataset in mine]
    rows.sort(key=lambda row: (-sum(one.late for one in row[1]), row[0].title.id))
    return page(request, "collection/datasets.jinja", {"rows": rows})


@for_staff
def dataset(request: StaffRequest, code: str) -> HttpResponse:
    """A dataset for its producer; a file sent to this address is kept and checked."""
    found = queries.dataset_seen(code, request.user)
    periods = queries.open_periods(found)
    form = UploadForm(
        request.POST or None, request.FILES or None, periods=periods, initial=_chosen(request, periods)
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        submission = attempted(
            form,
            lambda: actions.upload_figures(
                dataset=found,
                actor=request.user,
                name=given["file"].name,
                content=given["file"],
                period=given["period"],
                note=given["note"],
                mends=queries.submission(given["mends"], request.user) if given["mends"] else None,
            ),
        )
        if submission is not None:
            messages.success(request, _kept(queries.corrections(submission).count()))
            return redirect("collection:submission", submission.pk)
    context = {
        "dataset": found,
        "structure": catalog.structure(found),
        "form": form,
        "may": people.explain(request.user, Permission.SUBMIT, on=found.producer),
        "standings": queries.dataset_periods(found),
        "earlier": queries.submissions(request.user).filter(dataset=found)[:EARLIER_SHOWN],
        "edition": catalog.current_edition(found),
    }
    return page(request, "collection/dataset.jinja", context, status=422 if form.errors else 200)


def _kept(carried: int) -> str:
    """That the file came in, and what of an earlier attempt goes along."""
    words = t("Berkas tersimpan dan diperiksa.", "The file is kept and was checked.")
    if carried:
        words += " " + t(
            f"{carried} sel yang sudah Anda perbaiki di halaman ikut dipakai.",
            f"{carried} cells that you mended on the page go along.",
        )
    return words


def _chosen(request: StaffRequest, periods: list[Period]) -> dict[str, object]:
    """What a link to this page asks for: a period, an earlier attempt to replace."""
    initial: dict[str, object] = {}
    try:
        wanted = parse_period(request.GET.get("periode", ""))
        if wanted in periods:
            initial["period"] = str(wanted)
    except UnreadablePeriod:
        pass
    if (earlier := request.GET.get("mengganti", "")).isdecimal():
        initial["mends"] = int(earlier)
    return initial
