"""Recommendations on the desk: what waits, one notification step by step, and BPS's letter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.metadata import letters, queries
from lumbung.rooms.metadata.actions import recommendations as actions
from lumbung.rooms.metadata.limits import REASON_CHARACTERS, RECORDS_A_PAGE
from lumbung.rooms.metadata.queries import Recommendation, RecommendationState
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.vocabulary.words import Text

OFFERED = 500


class StepForm(forms.Form):
    """A step with the day on which it happened, and what else it needs."""

    use_required_attribute = False
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(max_length=REASON_CHARACTERS, widget=forms.Textarea(attrs={"rows": 3}))
    number = forms.CharField(max_length=actions.NUMBER_CHARACTERS)
    letter = forms.FileField(
        required=False, widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/jpeg"})
    )

    def __init__(self, *args: Any, asks: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(asks):
            del self.fields[name]
        words = {
            "day": t("Tanggal", "Day"),
            "reason": t("Apa yang harus diperbaiki", "What must be mended"),
            "number": t("Identitas rekomendasi", "Identity of the recommendation"),
            "letter": t("Surat rekomendasi (PDF atau JPEG)", "Letter (PDF or JPEG)"),
        }
        for name, field in self.fields.items():
            field.label = words[name]
        if "number" in self.fields:
            self.fields["number"].help_text = t(
                "Tertera pada surat BPS; mengisi butir 0.7 dan 0.8 MS-Kegiatan.",
                "On BPS's letter; it answers 0.7 and 0.8 of the MS-Kegiatan.",
            )
        if asks == ("letter",):
            self.fields["letter"].required = True


class ActivityForm(forms.Form):
    """Which activity BPS is notified of."""

    activity = forms.ChoiceField()

    def __init__(self, *args: Any, offered: list[queries.Record], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["activity"]
        assert isinstance(choice, forms.ChoiceField)
        choice.label = t("Kegiatan", "Activity")
        choice.choices = [(one.code, f"{one.title or one.code} ({one.year})") for one in offered]


# what a form is called on its button, what it asks, and in which state it is offered
STEPS: dict[str, tuple[Text, tuple[str, ...], tuple[RecommendationState, ...]]] = {
    "send": (
        Text("Catat: sudah dikirim", "Record: it was sent"),
        ("day",),
        (RecommendationState.DRAFT, RecommendationState.RETURNED),
    ),
    "grant": (
        Text("Catat: direkomendasikan", "Record: recommended"),
        ("day", "number", "letter"),
        (RecommendationState.SENT,),
    ),
    "return": (
        Text("Catat: dikembalikan untuk diperbaiki", "Record: returned to be mended"),
        ("day", "reason"),
        (RecommendationState.SENT,),
    ),
    "hand-over": (
        Text("Catat: hasil sudah diserahkan", "Record: results were handed over"),
        ("day",),
        (RecommendationState.RECOMMENDED,),
    ),
    "letter": (
        Text("Simpan suratnya", "Keep the letter"),
        ("letter",),
        (RecommendationState.RECOMMENDED, RecommendationState.DONE),
    ),
}
BPS_MAY = ("grant", "return", "letter")


@for_staff
def recommendations(request: StaffRequest) -> HttpResponse:
    """All notifications that a person may see, with how long BPS has had each."""
    wanted = request.GET.get("keadaan", "")
    found = queries.recommendations(request.user, state=wanted)
    paged = Paginator(found, RECORDS_A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "paged": paged,
        "rows": [(one, queries.waiting_for_answer(one)) for one in paged.object_list],
        "wanted": wanted,
        "states": list(RecommendationState),
        "may_begin": people.may(request.user, Permission.DESCRIBE),
    }
    return page(request, "metadata/recommendations.jinja", context)


@for_staff
def begin(request: StaffRequest) -> HttpResponse:
    """Choose the activity of which BPS is notified."""
    offered = list(queries.recommendable(request.user)[:OFFERED])
    form = ActivityForm(
        request.POST or None, offered=offered, initial={"activity": request.GET.get("kegiatan", "")}
    )
    if request.method == "POST" and form.is_valid():
        activity = next(one for one in offered if one.code == form.cleaned_data["activity"])
        made = attempted(form, lambda: actions.begin_recommendation(activity=activity, actor=request.user))
        if made is not None:
            return redirect("metadata:recommendation", made.pk)
    return page(
        request,
        "metadata/begin-recommendation.jinja",
        {"form": form, "offered": offered},
        status=422 if form.errors else 200,
    )


@for_staff
def recommendation(request: StaffRequest, pk: int) -> HttpResponse:
    """One notification: where it stands, what is next, and how it went."""
    return _shown(request, queries.recommendation(pk, request.user))


@require_POST
@for_staff
def step(request: StaffRequest, pk: int) -> HttpResponse:
    """Record what happened."""
    found = queries.recommendation(pk, request.user)
    name = request.POST.get("act", "")
    if name not in STEPS:
        return redirect("metadata:recommendation", pk)
    form = StepForm(request.POST, request.FILES, asks=STEPS[name][1], auto_id=f"{name}-%s")
    if form.is_valid():
        done = attempted(form, _acts(found, form.cleaned_data, request)[name])
        if done is not None:
            messages.success(request, t("Dicatat.", "Recorded."))
            return redirect("metadata:recommendation", pk)
    return _shown(request, found, {name: form}, status=422)


@for_staff
def letter(request: StaffRequest, pk: int) -> HttpResponse:
    """BPS's letter, to be saved: it is never opened in the page of the house."""
    found = queries.recommendation(pk, request.user)
    content = letters.kept(found.letter)
    answer = HttpResponse(content, content_type=letters.kind_of(content) or "application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="surat-rekomendasi-{pk}{_ending(content)}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _ending(content: bytes) -> str:
    return {"application/pdf": ".pdf", "image/jpeg": ".jpg"}.get(letters.kind_of(content), "")


def _acts(
    one: Recommendation, given: dict[str, Any], request: StaffRequest
) -> dict[str, Callable[[], Recommendation]]:
    who = {"recommendation": one, "actor": request.user}
    day: Any = given.get("day")  # each form asks for what its act needs
    sent = given.get("letter")
    scan = {"letter": sent.read(letters.LETTER_BYTES + 1), "letter_name": sent.name or ""} if sent else {}
    return {
        "send": lambda: actions.send_recommendation(**who, day=day),
        "grant": lambda: actions.grant_recommendation(**who, day=day, number=given["number"], **scan),
        "return": lambda: actions.return_recommendation(**who, day=day, reason=given["reason"]),
        "hand-over": lambda: actions.hand_over_results(**who, day=day),
        "letter": lambda: actions.keep_letter(**who, **scan),
    }


def _shown(
    request: StaffRequest,
    one: Recommendation,
    tried: dict[str, StepForm] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    office = one.activity.organisation
    describes = people.may(request.user, Permission.DESCRIBE, on=office)
    answers = describes or people.may(request.user, Permission.SUPERVISE, on=office)
    today = {"day": timezone.localdate()}
    offered = [
        (
            name,
            t(words),
            (tried or {}).get(name) or StepForm(asks=asks, initial=today, auto_id=f"{name}-%s"),
        )
        for name, (words, asks, states) in STEPS.items()
        if one.station in states and (describes or (answers and name in BPS_MAY))
    ]
    context = {
        "one": one,
        "may": answers,
        "forms": offered,
        "waiting": queries.waiting_for_answer(one),
        "steps": one.steps.select_related("by"),
    }
    return page(request, "metadata/recommendation.jinja", context, status=status)
