"""What stands under an activity, which datasets a record explains, and what an indicator is built from."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, for_staff
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.metadata import actions, queries
from lumbung.rooms.metadata.desk import posted
from lumbung.rooms.metadata.desk.forms import ChildForm, LinkForm, VariablesForm
from lumbung.rooms.metadata.queries import Record
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text


class NotRead(Invalid):
    """A small form that was not filled as asked."""

    code = "metadata.not-read"
    message = Text("{faults}", "{faults}")


@require_POST
@for_staff
def add_child(request: StaffRequest, code: str) -> HttpResponse:
    """Begin a variable or indicator under an activity in one line."""
    found = queries.record(code, request.user)
    under = [one for one in queries.forms() if one.under == found.form.code]

    def act(kept: Record) -> None:
        given = _read(ChildForm(request.POST, forms=under))
        label = queries.name_field(given["form"])
        made = actions.start_record(
            form=given["form"],
            organisation=kept.organisation,
            year=kept.year,
            parent=kept,
            answers={label: given["name"]} if label else {},
            actor=request.user,
        )
        if given["concept"]:
            actions.take_concept(record=made, concept=given["concept"], actor=request.user)

    return posted.after_saving(request, found, act, t("Ditambahkan.", "Added."), back="#anak")


@require_POST
@for_staff
def link(request: StaffRequest, code: str) -> HttpResponse:
    """Say which dataset, or measure of it, a record explains."""
    found = queries.record(code, request.user)

    def act(kept: Record) -> None:
        form = LinkForm(request.POST, datasets=queries.linkable(kept))
        _read(form)
        dataset, measure = form.chosen
        actions.link_dataset(
            record=kept, dataset=catalog.dataset(dataset), measure=measure, actor=request.user
        )

    return posted.after_saving(request, found, act, t("Ditautkan.", "Linked."), back="#dataset")


@require_POST
@for_staff
def unlink(request: StaffRequest, code: str, pk: int) -> HttpResponse:
    """Take a link back."""
    found = queries.record(code, request.user)
    meaning = get_object_or_404(queries.Meaning, pk=pk, record=found)
    return posted.after_saving(
        request,
        found,
        lambda _: actions.unlink_dataset(meaning=meaning, actor=request.user),
        t("Tautan dilepas.", "The link is gone."),
        back="#dataset",
    )


@require_POST
@for_staff
def build_from(request: StaffRequest, code: str) -> HttpResponse:
    """Say which variables an indicator is computed from."""
    found = queries.record(code, request.user)

    def act(kept: Record) -> None:
        given = _read(VariablesForm(request.POST, offered=queries.variables(request.user, besides=kept)))
        actions.build_from(record=kept, variables=given["variable"], actor=request.user)

    done = t("Variabel pembangun dicatat.", "The building variables are kept.")
    return posted.after_saving(request, found, act, done, back="#pembangun")


def _read(form: Any) -> dict[str, Any]:
    """What a small form says; its faults in one line otherwise."""
    if form.is_valid():
        return dict(form.cleaned_data)
    raise NotRead(
        faults="; ".join(f"{form.fields[name].label}: {' '.join(told)}" for name, told in form.errors.items())
    )
