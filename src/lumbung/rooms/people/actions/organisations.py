"""Keep the offices and the tree they form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from lumbung.kit.keeping import keep
from lumbung.kit.stamps import bump
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people.actions.require import require
from lumbung.rooms.people.models import Organisation, User
from lumbung.rooms.people.permissions import Permission
from lumbung.rooms.people.queries import OrganisationUnknown
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text


class OrganisationsInACircle(Invalid):
    """An office would stand above itself."""

    code = "people.circle"
    message = Text("{organisation} menjadi induknya sendiri.", "{organisation} is its own parent.")
    hint = Text("Perbaiki kolom parent pada organisations.yaml.", "Mend the parents in organisations.yaml.")


def load_organisations(rows: Iterable[Mapping[str, Any]], *, actor: User | None) -> Changes:
    """Keep offices as the rows say: code, name, short, kind, area, and the code of their ``parent``.

    An office is never removed, because the journal and old editions speak of it.
    """
    require(actor, Permission.LOAD_PACK)
    rows = list(rows)
    parents = {str(row["code"]): str(row.get("parent") or "") for row in rows}
    with transaction.atomic():
        changes = keep(
            Organisation.objects.all(), [{k: v for k, v in r.items() if k != "parent"} for r in rows]
        )
        keys = dict(Organisation.objects.values_list("code", "pk"))
        for parent in parents.values():
            if parent and parent not in keys:
                raise OrganisationUnknown(organisation=parent)
        moved = keep(
            Organisation.objects.all(),
            [{"code": code, "parent_id": keys.get(parent)} for code, parent in parents.items()],
        )
        changed = set(changes.changed) | (set(moved.changed) - set(changes.added))
        changes = replace(
            changes, changed=tuple(sorted(changed)), unchanged=len(rows) - len(changes.added) - len(changed)
        )
        if changes.any:
            bump("people")
            _check_tree()
            journal.record(
                "people.organisations-loaded",
                subject=("people", "organisations"),
                actor=actor,
                facts={**changes.counts(), "codes": [*changes.added, *changes.changed][:50]},
            )
    return changes


def _check_tree() -> None:
    """No office stands above itself."""
    parents = dict(Organisation.objects.values_list("code", "parent__code"))
    for code, parent in parents.items():
        seen: set[str] = {code}
        here: str | None = parent
        while here:
            if here in seen:
                raise OrganisationsInACircle(organisation=code)
            seen.add(here)
            here = parents.get(here)
