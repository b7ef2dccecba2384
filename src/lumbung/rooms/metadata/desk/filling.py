"""A record on the desk: the form to fill, or what was filled with the next step of its approval."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, for_staff, page
from lumbung.rooms.metadata import actions, queries
from lumbung.rooms.metadata.desk import posted
from lumbung.rooms.metadata.desk.forms import ChildForm, LinkForm, VariablesForm
from lumbung.rooms.metadata.desk.shown import said_lines, shown
from lumbung.rooms.metadata.limits import HISTORY_A_PAGE
from lumbung.rooms.metadata.queries import Record
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.forms import FieldKind
from lumbung.vocabulary.formvalues import YES_NO_OPTIONS, date_of


@for_staff
def record(request: StaffRequest, code: str) -> HttpResponse:
    """The form for those who may fill it, the filled record for all others; a POST saves it."""
    found = queries.record(code, request.user)
    if request.method == "POST":
        if posted.wants_state(request):
            return posted.saved_state(request, found)
        return posted.after_saving(
            request, found, lambda kept: kept, t("Tersimpan.", "Saved."), back=_anchor(request)
        )
    return _page(request, found)


@require_POST
@for_staff
def submit(request: StaffRequest, code: str) -> HttpResponse:
    """Save, then hand it to the data steward, with what stands under it."""
    found = queries.record(code, request.user)

    def act(kept: Record) -> None:
        note = request.POST.get("_note", "")
        actions.submit_record(record=kept, actor=request.user, note=note)
        if request.POST.get("_children"):
            tell_outcomes(request, actions.with_each(
                actions.submit_record, records=_submittable(kept), actor=request.user, note=note
            ))  # fmt: skip

    done = t("Terkirim. Walidata akan memeriksanya.", "Submitted. The data steward will check it.")
    return posted.after_saving(request, found, act, done)


@require_POST
@for_staff
def take_concept(request: StaffRequest, code: str) -> HttpResponse:
    """Save, then take concept and definition from the registry."""
    found = queries.record(code, request.user)
    form = queries.form_of(found)
    reference = next((one.key for one in form.fields if one.kind is FieldKind.REFERENCE), "")
    concept = request.POST.get(reference, "").split(" ")[0]
    done = t(
        "Konsep dan definisi diambil dari standar data.",
        "Concept and definition were taken from the standards.",
    )
    return posted.after_saving(
        request,
        found,
        lambda kept: actions.take_concept(record=kept, concept=concept, actor=request.user),
        done,
        back=f"#isian-{reference}",
    )


@require_POST
@for_staff
def choose(request: StaffRequest, code: str, pk: int) -> HttpResponse:
    """Choose between two answers that were given at the same time."""
    found = queries.record(code, request.user)
    waiting = get_object_or_404(queries.SetAside, pk=pk, record=found)
    return posted.after_saving(
        request,
        found,
        lambda _: actions.choose_answer(set_aside=waiting, take="take" in request.POST, actor=request.user),
        t("Pilihan dicatat.", "The choice is kept."),
        back=f"#isian-{waiting.field}",
    )


@require_POST
@for_staff
def fill_as_officer(request: StaffRequest, code: str) -> HttpResponse:
    """Fill what only the supervisor's office fills."""
    from lumbung.engines.forms import answers_of

    found = queries.record(code, request.user)
    form = queries.form_of(found)
    given = answers_of(form, {name: request.POST.getlist(name) for name in request.POST})
    mine = {one.key: given.get(one.key) for one in form.fields if one.officer and one.key in request.POST}
    return posted.after_saving(
        request,
        found,
        lambda kept: actions.fill_as_officer(record=kept, answers=mine, actor=request.user),
        t("Isian petugas tersimpan.", "The officer's answers are saved."),
    )


@for_staff
def history(request: StaffRequest, code: str) -> HttpResponse:
    """Who changed what, when, from what to what."""
    found = queries.record(code, request.user)
    form = queries.form_of(found)
    paged = Paginator(queries.history(found), HISTORY_A_PAGE).get_page(request.GET.get("halaman"))

    def told(key: str, value: object) -> list[str]:
        field = form.field(key)
        return said_lines(field, value) if field is not None else [str(value)]

    context = {"record": found, "form": form, "paged": paged, "told": told}
    return page(request, "metadata/history.jinja", context)


def _page(request: StaffRequest, found: Record) -> HttpResponse:
    obstacles = queries.obstacles(found, request.user)
    seen = shown(found)
    form = seen.form
    kinds = {one.kind for one in form.fields} | {column.kind for one in form.fields for column in one.columns}
    under = [one for one in queries.forms() if one.under == found.form.code]
    context = {
        "record": found,
        "seen": seen,
        "form": form,
        "obstacles": obstacles,
        "children": queries.children(found),
        "under": under,
        "child_form": ChildForm(forms=under) if under else None,
        "links": queries.links(found),
        "link_form": LinkForm(datasets=queries.linkable(found)),
        "variables_form": _variables_form(request, found),
        "set_aside": [(one, form.field(one.field)) for one in queries.set_aside(found)],
        "said_lines": said_lines,
        "yes_no": YES_NO_OPTIONS,
        "is_day": date_of,
        "decisions": found.decisions.select_related("by"),
        "concepts": standards.concepts() if FieldKind.REFERENCE in kinds else {},
        "areas": tuple(standards.area_tree().areas.values()) if FieldKind.REGION in kinds else (),
    }
    template = "metadata/fill.jinja" if obstacles["describe"] is None else "metadata/look.jinja"
    return page(request, template, context)


def _variables_form(request: StaffRequest, found: Record) -> VariablesForm | None:
    """The choice of building variables, where the form has a place for their names."""
    if "variables" not in queries.form_of(found).labels:
        return None
    chosen = [one.variable_id for one in found.built_from.all()]
    return VariablesForm(offered=queries.variables(request.user, besides=found), initial={"variable": chosen})


def _submittable(record: Record) -> list[Record]:
    open_ones = (queries.RecordState.DRAFT, queries.RecordState.RETURNED)
    return [one for one in queries.children(record) if one.station in open_ones]


def tell_outcomes(request: StaffRequest, outcomes: list[actions.Outcome]) -> None:
    """What could not go along, and why."""
    for one in outcomes:
        if one.problem is not None:
            messages.warning(request, f"{one.record.title or one.record.code}: {t(one.problem.told)}")


def _anchor(request: StaffRequest) -> str:
    block = request.POST.get("_block", "")
    return f"#bagian-{block}" if block.replace("-", "").isalnum() else ""
