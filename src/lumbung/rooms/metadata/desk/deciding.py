"""Remarks on answers and the steps of the approval."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, for_staff
from lumbung.rooms.metadata import actions, queries
from lumbung.rooms.metadata.desk import posted
from lumbung.rooms.metadata.desk.filling import tell_outcomes
from lumbung.rooms.metadata.desk.forms import ReasonForm, RemarkForm
from lumbung.rooms.metadata.queries import Record
from lumbung.vocabulary.words import Text

Act = Callable[..., Record]
ACTS: dict[str, tuple[Act, str, Text]] = {
    "check": (
        actions.check_record,
        "note",
        Text("Disetujui. Sekarang menunggu pembina data.", "Agreed. It now waits for the supervisor."),
    ),
    "approve": (
        actions.approve_record,
        "note",
        Text("Disetujui sebagai pembina data.", "Approved as supervisor."),
    ),
    "return": (
        actions.return_record,
        "reason",
        Text("Dikembalikan kepada produsennya.", "Returned to its producer."),
    ),
    "reopen": (
        actions.reopen_record,
        "reason",
        Text("Dibuka kembali untuk diubah.", "Open again to be changed."),
    ),
}


@require_POST
@for_staff
def decide(request: StaffRequest, code: str) -> HttpResponse:
    """Check, approve, return or reopen, with what stands under it where that is asked."""
    found = queries.record(code, request.user)
    form = ReasonForm(request.POST)
    name = request.POST.get("act", "")
    if name not in ACTS or not form.is_valid():
        return posted.after_saving(request, found, lambda _: None, "")
    act, argument, done = ACTS[name]
    words = {argument: form.cleaned_data["words"]}

    def run(kept: Record) -> None:
        before = kept.station
        act(record=kept, actor=request.user, **words)
        if form.cleaned_data["children"]:
            along = [one for one in queries.children(kept) if one.station is before]
            tell_outcomes(request, actions.with_each(act, records=along, actor=request.user, **words))

    return posted.after_saving(request, found, run, t(done))


@require_POST
@for_staff
def remark(request: StaffRequest, code: str) -> HttpResponse:
    """Say something about one answer."""
    found = queries.record(code, request.user)
    form = RemarkForm(request.POST)
    form.is_valid()
    field, words = form.cleaned_data.get("field", ""), form.cleaned_data.get("words", "")
    return posted.after_saving(
        request,
        found,
        lambda kept: actions.remark(record=kept, field=field, words=words, actor=request.user),
        t("Komentar dicatat.", "The remark is kept."),
        back=f"#isian-{field}" if field.isidentifier() else "",
    )


@require_POST
@for_staff
def settle(request: StaffRequest, code: str, pk: int) -> HttpResponse:
    """Say that a remark has been dealt with."""
    found = queries.record(code, request.user)
    said = get_object_or_404(queries.Remark, pk=pk, record=found)
    return posted.after_saving(
        request,
        found,
        lambda _: actions.settle_remark(remark=said, actor=request.user),
        t("Komentar ditandai selesai.", "The remark is settled."),
        back=f"#isian-{said.field}",
    )
