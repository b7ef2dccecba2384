"""The registry of data standards on the desk: the list, each record with its users, and its life."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.people import actions as people_actions
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.rooms.standards import actions, queries
from lumbung.rooms.standards.desk.registry_forms import (
    NewForm,
    RetireForm,
    SearchForm,
    StandardForm,
    VersionForm,
    written_in,
)
from lumbung.rooms.standards.queries import Entry, Kind, Life, Use, Wanted
from lumbung.vocabulary.structures import AddsUp
from lumbung.vocabulary.words import Text

A_PAGE = 50
OFFERED_AT_MOST = 500  # names a field proposes
PAGES_OF_USERS = {"dataset": "collection:dataset", "metadata-record": "metadata:record", "data-item": ""}
PROPOSED = {"concepts": Kind.CONCEPT, "units": Kind.UNIT}


@for_staff
def registry(request: StaffRequest) -> HttpResponse:
    """Every standard, searched and narrowed."""
    entries = _seen_by(request, queries.entries().values())
    owners = {one.owner.code: one.owner.name for one in entries if one.owner}
    form = SearchForm(
        request.GET,
        owners=dict(sorted(owners.items(), key=lambda item: item[1].id)),
        kinds={kind.value: kind.words for kind in queries.KINDS},
    )
    asked = form.cleaned_data if form.is_valid() else {}
    wanted = Wanted(
        asked.get("q", ""), asked.get("jenis", ""), asked.get("keadaan", ""), asked.get("pemilik", "")
    )
    paged = Paginator(_seen_by(request, queries.found(wanted)), A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "form": form,
        "paged": paged,
        "uses": queries.counts_of_uses(),
        "asked": asked,
        "all": len(entries),
        "drafts": sum(one.state is Life.DRAFT for one in entries),
        "kinds": queries.KINDS,
        "may_define": people.may(request.user, Permission.DEFINE),
    }
    return page(request, "standards/registry.jinja", context)


@for_staff
def standard(request: StaffRequest, kind: str, code: str) -> HttpResponse:
    """One standard: its words, its users, its versions, and what can be done with it."""
    return _shown(request, _entry(request, kind, code))


@for_staff
def new(request: StaffRequest, kind: str) -> HttpResponse:
    """Register a standard; one that is called nearly the same is told first."""
    of = _kind(kind)
    people_actions.require(request.user, Permission.DEFINE)
    form = NewForm(request.POST or None, kind=of, actor=request.user, initial={"origin": "own"})
    near: list[Entry] = []
    if form.is_valid():
        given = form.cleaned_data
        near = [] if given["anyway"] else queries.near(of, given["title_id"])
        if not near:
            made = attempted(
                form,
                lambda: actions.register(
                    kind=of, code=given["code"], words=form.words, owner=form.office, actor=request.user
                ),
            )
            if made is not None:
                messages.success(request, t("Standar terdaftar sebagai draf.", "Registered as a draft."))
                return redirect("standards:standard", of.value, made.code)
    title = Text(f"Daftarkan {of.words.id} baru", f"Register a new {of.words.en}")
    return _form(request, form, of, title, near=near)


@for_staff
def change(request: StaffRequest, kind: str, code: str) -> HttpResponse:
    """Put a draft in other words, or give a final standard a new version."""
    entry = _entry(request, kind, code)
    people_actions.require(request.user, Permission.DEFINE, on=entry.owner)
    final = entry.state is Life.FINAL
    shape = VersionForm if final else StandardForm
    form = shape(request.POST or None, kind=entry.kind, actor=request.user, initial=written_in(entry))
    if form.is_valid() and attempted(form, lambda: _change(request, entry, form)) is not None:
        words = Text("Versi baru disimpan.", "The new version is kept.") if final else _KEPT
        messages.success(request, t(words))
        return redirect("standards:standard", kind, code)
    title = (
        Text(f"Versi baru: {entry.title.id}", f"New version: {entry.title.said('en')}")
        if final
        else Text(f"Ubah draf: {entry.title.id}", f"Change the draft: {entry.title.said('en')}")
    )
    return _form(request, form, entry.kind, title, entry=entry)


@require_POST
@for_staff
def decide(request: StaffRequest, kind: str, code: str) -> HttpResponse:
    """Make a standard final, or take it out of use."""
    entry = _entry(request, kind, code)
    form = RetireForm(request.POST)
    if request.POST.get("act") == "finalise":
        done = attempted(form, lambda: actions.finalise(kind=kind, code=code, actor=request.user))
        words = Text("Standar sudah final.", "The standard is final.")
    else:
        given = form.cleaned_data if form.is_valid() else {}
        done = attempted(
            form,
            lambda: actions.retire(
                kind=kind,
                code=code,
                actor=request.user,
                reason=given.get("reason", ""),
                successor=given.get("successor", ""),
                seen=given.get("seen", False),
            ),
        )
        words = Text("Standar tidak dipakai lagi.", "The standard is retired.")
    if done is None:
        return _shown(request, entry, form=form, status=422)
    messages.success(request, t(words))
    return redirect("standards:standard", kind, code)


_KEPT = Text("Perubahan disimpan.", "The change is kept.")


def _change(request: StaffRequest, entry: Entry, form: StandardForm) -> object:
    if isinstance(form, VersionForm):
        return actions.new_version(
            kind=entry.kind,
            code=entry.code,
            words=form.words,
            owner=form.office,
            note=form.cleaned_data["note"],
            since=form.cleaned_data["since"],
            actor=request.user,
        )
    return actions.edit(
        kind=entry.kind, code=entry.code, words=form.words, owner=form.office, actor=request.user
    )


def _seen_by(request: StaffRequest, entries: Iterable[Entry]) -> list[Entry]:
    """The standards that a person may know: a dataset's own are for those who may read its drafts."""
    reach = people.reach(request.user, Permission.READ_DRAFTS)
    return [
        entry
        for entry in entries
        if not entry.dataset or (entry.owner is not None and entry.owner.pk in reach)
    ]


def _entry(request: StaffRequest, kind: str, code: str) -> Entry:
    entry = queries.standard(kind, code)
    if not _seen_by(request, [entry]):
        raise queries.StandardUnknown(kind=entry.kind.words, code=code)
    return entry


def _kind(kind: str) -> Kind:
    if kind not in queries.KINDS:
        raise queries.StandardUnknown(kind=Text(kind), code="…")
    return Kind(kind)


def _form(
    request: HttpRequest,
    form: StandardForm,
    kind: Kind,
    title: Text,
    *,
    entry: Entry | None = None,
    near: list[Entry] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "kind": kind,
        "title": title,
        "entry": entry,
        "near": near or [],
        "proposed": {name: _offered(of) for name, of in PROPOSED.items()},
    }
    status = 422 if form.is_bound else 200
    return page(request, "standards/form.jinja", context, status=status)


def _offered(kind: Kind, *, but: str = "") -> list[Entry]:
    """The standards of a kind that can be named: registered, and in use."""
    fit = (
        entry
        for entry in queries.found(Wanted(kind=kind))
        if entry.is_registered and entry.state is not Life.RETIRED and entry.code != but
    )
    return list(fit)[:OFFERED_AT_MOST]


def _shown(
    request: StaffRequest, entry: Entry, *, form: BaseForm | None = None, status: int = 200
) -> HttpResponse:
    uses = queries.uses_of(entry.kind, entry.code)
    may_retire = people.may(request.user, Permission.DEFINE)  # who uses it is shown to who may end it
    paged = Paginator(uses, A_PAGE).get_page(request.GET.get("pemakai"))
    context: dict[str, Any] = {
        "entry": entry,
        "uses": [(use, address_of(use)) for use in paged] if may_retire else [],
        "paged": paged,
        "user_kinds": queries.USER_KINDS,
        "versions": queries.versions_of(entry.kind, entry.code),
        "codes": queries.listed_codes(entry.code) if entry.kind is Kind.CODELIST else [],
        "grid": _reversed("standards:codelist", entry.code) if entry.kind is Kind.CODELIST else "",
        "may_define": people.may(request.user, Permission.DEFINE, on=entry.owner),
        "may_journal": people.may(request.user, Permission.READ_JOURNAL),
        "form": form or RetireForm(),
        "same_kind": _offered(entry.kind, but=entry.code),
        "entries": queries.entries(),
        "ways": {way.value: way.title for way in AddsUp},
    }
    return page(request, "standards/standard.jinja", context, status=status)


def address_of(use: Use) -> str:
    """Where the thing that uses a standard is looked at; empty where there is no page."""
    if use.user_kind in queries.KINDS:
        return _reversed("standards:standard", use.user_kind, use.user_code)
    return _reversed(PAGES_OF_USERS.get(use.user_kind, ""), use.user_code)


def _reversed(name: str, *parts: str) -> str:
    try:
        return reverse(name, args=parts) if name else ""
    except NoReverseMatch:  # a room that is not built in
        return ""
