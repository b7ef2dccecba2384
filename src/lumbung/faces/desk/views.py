"""Pages across rooms: what waits for the person, the journal, and what they may do."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpResponse

from lumbung.faces.desk.words import duty_words, verb_words
from lumbung.kit.workplace import StaffRequest, errands_of, for_staff, page
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.journal import queries as journal_queries
from lumbung.rooms.people import actions as people_actions
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission

LINES_A_PAGE = 50
OWN_ACTS = (
    Permission.SUBMIT,
    Permission.MEND,
    Permission.REVIEW,
    Permission.SUPERVISE,
    Permission.RELEASE,
    Permission.WITHDRAW,
    Permission.PLAN,
    Permission.READ_DRAFTS,
    Permission.READ_JOURNAL,
)


@for_staff
def waiting(request: StaffRequest) -> HttpResponse:
    """What waits for this person, by what is to be done."""
    found = sorted(errands_of(request.user), key=lambda errand: errand.group.id)
    order = {errand.group.id: place for place, errand in enumerate(errands_of(request.user))}
    groups = [(group, list(ones)) for group, ones in groupby(found, key=lambda errand: errand.group)]
    groups.sort(key=lambda group: order[group[0].id])
    context = {
        "groups": groups,
        "total": len(found),
        "duties": people.memberships(request.user),
        "duty_words": duty_words,
    }
    return page(request, "desk/waiting.jinja", context)


@for_staff
def journal(request: StaffRequest) -> HttpResponse:
    """The journal of a thing, of a dataset, or of all."""
    people_actions.require(request.user, Permission.READ_JOURNAL)
    code, kind, name = (request.GET.get(key, "") for key in ("dataset", "jenis", "hal"))
    reach = people.reach(request.user, Permission.READ_JOURNAL)
    dataset = None
    if code:
        dataset = collection.dataset_seen(code, request.user)
        people_actions.require(request.user, Permission.READ_JOURNAL, on=dataset.producer)
    lines = journal_queries.entries(subject=(kind, name) if kind and name else None, dataset=code)
    if not code:
        seen = catalog.datasets().filter(producer__in=reach).values_list("code", flat=True)
        lines = lines.filter(dataset__in=["", *seen])
    paged = Paginator(lines.order_by("-number"), LINES_A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "paged": paged,
        "dataset": dataset,
        "code": code,
        "kind": kind,
        "name": name,
        "verb_words": verb_words,
    }
    return page(request, "desk/journal.jinja", context)


@for_staff
def powers(request: StaffRequest) -> HttpResponse:
    """What this person may do, why, and for what is not allowed whom to ask."""
    code = request.GET.get("dataset", "")
    dataset = catalog.dataset(code) if code else None
    on = dataset.producer if dataset else None
    context = {
        "duties": people.memberships(request.user),
        "duty_words": duty_words,
        "dataset": dataset,
        "code": code,
        "datasets": catalog.datasets().order_by("code"),
        "verdicts": [(act, people.explain(request.user, act, on=on)) for act in OWN_ACTS],
    }
    return page(request, "desk/powers.jinja", context)
