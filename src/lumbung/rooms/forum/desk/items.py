"""Pages on which items are proposed, carried over, changed, and joined to datasets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page, told
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.forum import actions, queries
from lumbung.rooms.forum.actions.datasets import FREQUENCIES
from lumbung.rooms.forum.desk.forms import FIRST, PRIORITY, REST, ItemForm, ReasonForm
from lumbung.rooms.forum.judging import DEFAULTS, texts_of
from lumbung.rooms.forum.problems import ItemUnfit
from lumbung.rooms.forum.queries import Item
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Organisation, Permission
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.problems import Problem


@for_staff
def propose(request: StaffRequest, year: int) -> HttpResponse:
    """Propose one item, from nothing, from a dataset, from a concept, or from last year's item."""
    of = queries.data_list(year)
    offices = _own(request)
    form = ItemForm(request.POST or None, offices=offices, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        made = _tried(form, lambda: actions.propose_item(of=of, texts=form.texts, actor=request.user))
        if made is not None:
            messages.success(request, t(f"{made.code} diusulkan.", f"{made.code} is proposed."))
            again = "lagi" in request.POST
            return redirect("forum:propose", year) if again else redirect("desk:item", year, made.code)
    context = {"of": of, "form": form, "item": None, **_sections(form), **_beginnings(offices)}
    return page(request, "forum/propose.jinja", context, status=422 if form.errors else 200)


@for_staff
def change(request: StaffRequest, year: int, code: str) -> HttpResponse:
    """Change an item that the Forum has not decided about."""
    item = queries.item(year, code)
    offices = {one.pk: one for one in (*_own(request), item.producer)}.values()
    posted = request.POST.copy()
    form = ItemForm(posted or None, offices=offices, initial=_initial_of(item))
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        done = _tried(
            form,
            lambda: actions.change_item(item=item, texts=form.texts, revision=revision, actor=request.user),
        )
        if done is not None:
            messages.success(request, t("Perubahan disimpan.", "The change is kept."))
            return redirect("desk:item", year, code)
        # Whoever saves once more has seen that there are other words.
        posted["revision"] = str(queries.item(year, code).revision)
    context = {"of": item.data_list, "form": form, "item": item, **_sections(form)}
    return page(request, "forum/propose.jinja", context, status=422 if form.errors else 200)


@require_POST
@for_staff
def withdraw(request: StaffRequest, year: int, code: str) -> HttpResponse:
    """Take a proposal back."""
    item = queries.item(year, code)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.withdraw_item(item=item, reason=reason, actor=request.user)
        messages.success(request, t("Usulan ditarik.", "The proposal is withdrawn."))
    except Problem as problem:
        messages.error(request, told(problem))
    return redirect("desk:item", year, code)


@require_POST
@for_staff
def dataset(request: StaffRequest, year: int, code: str) -> HttpResponse:
    """Make the dataset of an agreed item, carry it on, or join the item to one that is there."""
    item = queries.item(year, code)
    try:
        if joined := request.POST.get("dataset", ""):
            actions.link_dataset(item=item, dataset=catalog.dataset(joined), actor=request.user)
            messages.success(request, t("Data ditautkan ke dataset.", "The item is joined to the dataset."))
        else:
            made = actions.make_dataset(
                item=item,
                topic=request.POST.get("topic", ""),
                level=request.POST.get("level", ""),
                actor=request.user,
            )
            messages.success(
                request,
                t(f"Dataset {made.code} ditetapkan; kalendernya disusun.",
                  f"Dataset {made.code} is defined; its calendar is being laid out."),
            )  # fmt: skip
    except Problem as problem:
        messages.error(request, told(problem))
    return redirect("desk:item", year, code)


@for_staff
def copy(request: StaffRequest, year: int) -> HttpResponse:
    """Choose what of last year's list is proposed again."""
    of = queries.data_list(year)
    offered = queries.to_copy(of, request.user)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = request.POST.getlist("butir")
        made = attempted(form, lambda: actions.copy_from_last_year(of=of, codes=chosen, actor=request.user))
        if made is not None:
            words = t(f"{len(made)} data diusulkan lagi.", f"{len(made)} items are proposed again.")
            messages.success(request, words)
            return redirect("forum:list", year)
    context = {"of": of, "offered": offered, "form": form}
    return page(request, "forum/copy.jinja", context, status=422 if form.errors else 200)


def _tried(form: ItemForm, act: Callable[[], Item]) -> Item | None:
    """Do what the form asks; what is wrong stands at the field where it is, with all that was typed."""
    try:
        return act()
    except ItemUnfit as unfit:
        form.tell(unfit)
    except Problem as problem:
        form.add_error(None, told(problem))
    return None


def _own(request: StaffRequest) -> list[Organisation]:
    """The offices for which a person may propose, those of their own duties first."""
    reach = people.reach(request.user, Permission.PROPOSE)
    own = {held.organisation_id for held in people.memberships(request.user)}
    found = people.organisations().filter(pk__in=reach)
    return sorted(found, key=lambda one: (one.pk not in own, one.name.id))


def _sections(form: ItemForm) -> dict[str, Any]:
    return {
        "first": [form[key] for key in FIRST],
        "priority": [form[key] for key in PRIORITY],
        "rest": [form[key] for key in REST],
    }


def _beginnings(offices: list[Organisation]) -> dict[str, Any]:
    found = catalog.datasets().filter(producer__in=[one.pk for one in offices]).order_by("code")
    concepts = sorted((t(words), code) for code, (words, _) in standards.concepts().items())
    return {"datasets": found, "concepts": [(code, words) for words, code in concepts]}


def _initial(request: StaffRequest) -> dict[str, Any]:
    """What a new proposal begins with: an earlier item, a dataset, or a concept that was chosen."""
    initial: dict[str, Any] = dict(DEFAULTS)
    if code := request.GET.get("dataset", ""):
        initial |= _of_dataset(code)
    if code := request.GET.get("konsep", ""):
        title, definition = standards.concepts().get(code, ("", ""))
        initial |= {"konsep": code, "nama_data": str(title), "definisi": str(definition)}
    return initial


def _of_dataset(code: str) -> dict[str, Any]:
    found = catalog.dataset(code)
    structure = catalog.structure(found)
    measure = structure.measures[0]
    schedules = {frequency: schedule for schedule, frequency in FREQUENCIES.items()}
    breakdown = [structure.area.level.value, *(dimension.title.id for dimension in structure.dimensions)]
    return {
        "dataset": found.code,
        "nama_data": found.title.id,
        "produsen_data": found.producer.code,
        "definisi": found.description.id or measure.definition.id,
        "satuan": measure.unit,
        "konsep": measure.concept,
        "klasifikasi_penyajian": "; ".join(breakdown),
        "jadwal_pemutakhiran": schedules[structure.frequency].value,
        "klasifikasi_risiko": found.access.capitalize(),
        "prioritas": found.priority,
    }


def _initial_of(item: Item) -> dict[str, Any]:
    values = {column.field: getattr(item, column.field) for column in queries.COLUMNS.values()}
    texts: dict[str, Any] = dict(texts_of(values))
    texts |= {
        "produsen_data": item.producer.code,
        "kriteria": item.criteria,
        "prioritas": item.priority_asked,
        "revision": item.revision,
    }
    return texts
