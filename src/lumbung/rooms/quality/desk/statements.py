"""Quality statements on the desk: which dataset has one, and the page where it is written."""

from __future__ import annotations

import io

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from lumbung.kit.language import language
from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, attempted, for_staff, page
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.rooms.quality import actions, queries
from lumbung.rooms.quality.desk.forms import StatementForm
from lumbung.rooms.quality.queries import Side, Statement


@for_staff
def statements(request: StaffRequest) -> HttpResponse:
    """Every dataset that a person may see, with how its statement stands."""
    return page(request, "quality/statements.jinja", {"rows": queries.statement_rows(request.user)})


@require_http_methods(["GET", "POST"])
@for_staff
def statement(request: StaffRequest, code: str) -> HttpResponse:
    """Write of a dataset's quality, beside what the house knows of it."""
    dataset = collection.dataset_seen(code, request.user)
    if request.method != "POST":
        return _shown(request, dataset)
    if request.POST.get("act") == "discard":
        actions.discard_draft(dataset=dataset, actor=request.user)
        messages.success(request, t("Draf dibuang.", "The draft is thrown away."))
        return redirect("quality:statement", code)
    form = StatementForm(request.POST, statement=None)
    if form.is_valid() and (saved := _save(form, dataset, request)) is not None:
        if request.POST.get("act") != "publish":
            messages.success(request, t("Draf disimpan.", "The draft is saved."))
            return redirect("quality:statement", code)
        published = attempted(form, lambda: actions.publish_statement(dataset=dataset, actor=request.user))
        if published is not None:
            messages.success(request, t("Pernyataan mutu terbit.", "The quality statement is public."))
            return redirect("quality:statement", code)
        form.data = {**request.POST.dict(), "revision": str(saved.revision)}  # what was typed is saved
    return _shown(request, dataset, form, status=422)


def _save(form: StatementForm, dataset: Dataset, request: StaffRequest) -> Statement | None:
    given = form.cleaned_data
    return attempted(
        form,
        lambda: actions.save_statement(
            dataset=dataset, words=form.words, revision=given["revision"], actor=request.user
        ),
    )


@for_staff
def paper(request: StaffRequest, code: str) -> FileResponse:
    """The statement with its facts, to print."""
    dataset = collection.dataset_seen(code, request.user)
    content = queries.statement_document(dataset, queries.published(dataset), language())
    return FileResponse(
        io.BytesIO(content), content_type="application/pdf", filename=f"mutu-{dataset.code}.pdf"
    )


def _shown(
    request: StaffRequest, dataset: Dataset, form: StatementForm | None = None, status: int = 200
) -> HttpResponse:
    draft, public = queries.draft(dataset), queries.published(dataset)
    facts = queries.facts_of(dataset)
    begin = draft or public
    context = {
        "dataset": dataset,
        "draft": draft,
        "public": public,
        "facts": facts,
        "sides": list(Side),
        "drafted": {side.value: queries.drafted(side, facts) for side in Side},
        "moved": queries.moved_since(public, facts) if public is not None else (),
        "versions": queries.statements(dataset),
        "obstacles": queries.statement_obstacles(dataset, request.user),
        "form": form
        or StatementForm(statement=begin, initial={"revision": draft.revision if draft else None}),
        "may_journal": people.may(request.user, Permission.READ_JOURNAL, on=dataset.producer),
    }
    return page(request, "quality/statement.jinja", context, status=status)
