"""Contradictions on the desk: the list, one side by side, and what is decided of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.metadata import queries as metadata
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.rooms.quality import actions, queries
from lumbung.rooms.quality.desk.forms import CompareForm, DecideForm, SecondForm
from lumbung.rooms.quality.limits import CONTRADICTIONS_A_PAGE
from lumbung.rooms.quality.queries import Contradiction, Wanted
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.words import Text


@for_staff
def contradictions(request: StaffRequest) -> HttpResponse:
    """What is found, the widest apart first."""
    return _listed(request)


@for_staff
def contradiction(request: StaffRequest, pk: int) -> HttpResponse:
    """One contradiction with the claims side by side."""
    return _shown(request, queries.contradiction(pk))


@require_POST
@for_staff
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Say which figure is the number, or that both are kept."""
    found = queries.contradiction(pk)
    form = DecideForm(request.POST, series=_series(found))
    if form.is_valid():
        made = attempted(
            form,
            lambda: actions.decide(
                contradiction=found,
                verdict=form.verdict,
                chosen=form.chosen,
                reason=form.cleaned_data["reason"],
                for_all=form.cleaned_data["for_all"],
                actor=request.user,
            ),
        )
        if made is not None:
            messages.success(request, t(_TOLD[made.station]))
            return redirect("quality:contradiction", pk)
    return _shown(request, queries.contradiction(pk), decide_form=form, status=422)


_TOLD = {
    queries.DecisionState.STANDING: Text(
        "Keputusan berlaku dan terbit.", "The decision stands and is public."
    ),
    queries.DecisionState.WAITING: Text(
        "Usulan disimpan. Karena Anda juga mengirim salah satu angkanya, orang kedua harus menyetujuinya.",
        "The proposal is kept. Because you also submit one of the figures, a second person must agree.",
    ),
}


@require_POST
@for_staff
def second(request: StaffRequest, pk: int, decision: int) -> HttpResponse:
    """Confirm or refuse what somebody with a stake proposed."""
    found, form = queries.contradiction(pk), SecondForm(request.POST)
    act = actions.refuse if request.POST.get("act") == "refuse" else actions.confirm
    if form.is_valid():
        made = attempted(
            form,
            lambda: act(
                contradiction=found,
                decision=queries.decision(decision),
                reason=form.cleaned_data["reason"],
                actor=request.user,
            ),
        )
        if made is not None:
            messages.success(request, t("Keputusan dicatat.", "The decision is recorded."))
            return redirect("quality:contradiction", pk)
    return _shown(request, queries.contradiction(pk), second_form=form, status=422)


@require_POST
@for_staff
def compare(request: StaffRequest) -> HttpResponse:
    """Show two concepts side by side."""
    form = CompareForm(request.POST, concepts=_concepts())
    if form.is_valid():
        given = form.cleaned_data
        if attempted(form, lambda: actions.compare_concepts(**given, actor=request.user)) is not None:
            messages.success(
                request, t("Kedua konsep kini disandingkan.", "Both concepts stand side by side now.")
            )
            return redirect("quality:contradictions")
    return _listed(request, form, status=422)


@require_POST
@for_staff
def end_comparison(request: StaffRequest, pk: int) -> HttpResponse:
    """No longer show two concepts side by side."""
    actions.end_comparison(comparison=queries.comparison(pk), actor=request.user)
    messages.success(request, t("Perbandingan diakhiri.", "The comparison is ended."))
    return redirect("quality:contradictions")


def _listed(request: StaffRequest, form: CompareForm | None = None, status: int = 200) -> HttpResponse:
    given = request.GET
    wanted = Wanted(given.get("keadaan", ""), given.get("konsep", ""), given.get("dataset", ""))
    pages = Paginator(queries.contradictions(wanted), CONTRADICTIONS_A_PAGE)
    here = pages.get_page(given.get("halaman"))
    may_compare = people.may(request.user, Permission.DEFINE)
    context = {
        "wanted": wanted,
        "counts": queries.counted(queries.contradictions()),
        "waiting": queries.waiting_for(request.user),
        "rows": queries.shown(here.object_list),
        "here": here,
        "total": pages.count,
        "states": queries.ContradictionState,
        "concept_title": queries.concept_title,
        "comparisons": queries.comparisons(),
        "may_compare": may_compare,
        "form": form or CompareForm(concepts=_concepts() if may_compare else ()),
    }
    return page(request, "quality/contradictions.jinja", context, status=status)


def _shown(
    request: StaffRequest,
    found: Contradiction,
    *,
    decide_form: DecideForm | None = None,
    second_form: SecondForm | None = None,
    status: int = 200,
) -> HttpResponse:
    [shown] = queries.shown([found])
    context = {
        "shown": shown,
        "meanings": {voice.dataset.code: metadata.meaning(voice.dataset).activity for voice in shown.voices},
        "history": queries.history(found),
        "decisions": list(found.decisions.all()),
        "decided_words": queries.decided_words,
        "proposal": queries.proposal(found),
        "obstacles": queries.obstacles(found, request.user),
        "form": decide_form or DecideForm(series=_series(found)),
        "second_form": second_form or SecondForm(),
        "different": queries.Verdict.DIFFERENT,
        "status_words": queries.status_words,
        "may_journal": people.may(request.user, Permission.READ_JOURNAL),
    }
    return page(request, "quality/contradiction.jinja", context, status=status)


def _series(found: Contradiction) -> list[str]:
    return [f"{one['dataset']}:{one['measure']}" for one in found.claims]


def _concepts() -> list[tuple[str, Text]]:
    return [(code, words[0]) for code, words in standards.concepts().items()]
