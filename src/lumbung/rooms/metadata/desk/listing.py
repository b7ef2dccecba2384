"""The records of a person's offices, and how one begins."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.metadata import actions, queries
from lumbung.rooms.metadata.desk.forms import StartForm
from lumbung.rooms.metadata.limits import RECORDS_A_PAGE
from lumbung.rooms.metadata.queries import Record
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission

COPIES_OFFERED = 300


@for_staff
def records(request: StaffRequest) -> HttpResponse:
    """The records that a person may see, with how complete they are and where they stand."""
    asked = {name: request.GET.get(name, "") for name in ("tahun", "keadaan", "instansi", "jenis", "cari")}
    year = int(asked["tahun"]) if asked["tahun"].isascii() and asked["tahun"].isdigit() else None
    everything = queries.records(request.user)
    wanted = asked["jenis"] or ("" if asked["cari"] else "kegiatan")
    found = queries.records(
        request.user,
        year=year if year and year < 10_000 else None,
        state=asked["keadaan"],
        organisation=asked["instansi"],
        words=asked["cari"],
        form="" if wanted in ("kegiatan", "semua") else wanted,
    )
    if wanted == "kegiatan":
        found = found.filter(parent=None)
    paged = Paginator(queries.with_counts(found), RECORDS_A_PAGE).get_page(request.GET.get("halaman"))
    offices = everything.order_by("organisation__code").values_list("organisation", flat=True).distinct()
    context = {
        "paged": paged,
        "asked": asked,
        "wanted": wanted,
        "years": everything.order_by("-year").values_list("year", flat=True).distinct(),
        "offices": people.organisations().filter(pk__in=offices),
        "states": list(queries.RecordState),
        "forms": list(queries.forms()),
        "may_start": people.may(request.user, Permission.DESCRIBE),
        "waiting": queries.waiting_for(request.user).count(),
    }
    return page(request, "metadata/records.jinja", context)


@for_staff
def start(request: StaffRequest) -> HttpResponse:
    """Begin a record: empty, or copied from last year or another activity."""
    offices = people.organisations().filter(pk__in=people.reach(request.user, Permission.DESCRIBE))
    initial = {"dataset": request.GET.get("dataset", ""), "source": request.GET.get("salin", "")}
    if initial["dataset"]:
        wanted = catalog.datasets().filter(code=initial["dataset"]).first()
        if wanted is not None:
            initial |= {"organisation": wanted.producer.code, "name": t(wanted.title)}
    form = StartForm(
        request.POST or None,
        offered=[one for one in queries.forms() if not one.under],
        offices=offices,
        sources=queries.activities(request.user)[:COPIES_OFFERED],
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        made = attempted(form, lambda: _begun(form, request))
        if made is not None:
            return redirect("metadata:record", made.code)
    return page(
        request,
        "metadata/start.jinja",
        {"form": form, "offered": bool(queries.forms().exists())},
        status=422 if form.errors else 200,
    )


def _begun(form: StartForm, request: StaffRequest) -> Record:
    given = form.cleaned_data
    office = form.offices[given["organisation"]]
    if source := form.sources.get(given["source"]):
        made = actions.copy_record(
            record=queries.record(source.code, request.user),
            year=given["year"],
            organisation=office,
            actor=request.user,
        )
        if (label := queries.name_field(made.form.code)) and given["name"]:
            made = actions.save_answers(
                record=made, answers={label: given["name"]}, revision=made.revision, actor=request.user
            )
        messages.success(
            request,
            t(
                "Disalin. Periksa setiap isian yang bertanda salinan.",
                "Copied. Look at every answer that is marked as copied.",
            ),
        )
    else:
        label = queries.name_field(given["form"])
        answers = {label: given["name"]} if label and given["name"] else {}
        made = actions.start_record(
            form=given["form"],
            organisation=office,
            year=given["year"],
            answers=answers,
            actor=request.user,
        )
    if given["dataset"]:
        actions.link_dataset(record=made, dataset=catalog.dataset(given["dataset"]), actor=request.user)
    return made
