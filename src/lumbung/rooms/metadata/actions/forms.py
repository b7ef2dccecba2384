"""Take the forms that a pack brings; next year's edition stands beside this year's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from lumbung.kit.stamps import bump
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.metadata.models import MetadataForm
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.actions import Permission
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.changes import Change, Changes, one
from lumbung.vocabulary.formdefinitions import as_mapping, form_of
from lumbung.vocabulary.forms import Form


def load_forms(forms: Iterable[Form | Mapping[str, Any]], *, pack: str = "", actor: User | None) -> Changes:
    """Keep forms as a pack writes them; a new edition makes the older one not current.

    Records that were filled by an older edition keep it. A form whose conditions do not compile
    raises ``FormFault`` with the place.
    """
    from lumbung.engines.forms import compile_form  # heavy: it waits until a form is loaded

    people.require(actor, Permission.LOAD_PACK)
    changes = Changes()
    with transaction.atomic():
        for written in forms:
            form = written if isinstance(written, Form) else form_of(written)
            compile_form(form)
            changes += one(_keep(form, pack), form.identity)
        if changes.any:
            bump("metadata")
            journal.record(
                "metadata.forms-loaded",
                subject=("metadata", "forms"),
                actor=actor,
                facts={**changes.counts(), "forms": [*changes.added, *changes.changed]},
            )
    return changes


def _keep(form: Form, pack: str) -> Change:
    definition = as_mapping(form)
    digest = hashlib.sha256(json.dumps(definition, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    found = MetadataForm.objects.filter(identity=form.identity).first()
    if found is not None and found.digest == digest:
        return Change.UNCHANGED
    if found is not None:
        MetadataForm.objects.filter(pk=found.pk).update(definition=definition, digest=digest, pack=pack)
        return Change.CHANGED
    editions = MetadataForm.objects.filter(code=form.code)
    place = editions.values_list("position", flat=True).first()
    if place is None:
        place = (MetadataForm.objects.aggregate(last=Max("position"))["last"] or 0) + 1
    newest = max([*editions.values_list("version", flat=True), form.version])
    MetadataForm.objects.create(
        identity=form.identity,
        code=form.code,
        version=form.version,
        definition=definition,
        digest=digest,
        position=place,
        current=form.version == newest,
        pack=pack,
    )
    if form.version == newest:
        editions.exclude(identity=form.identity).update(current=False)
    return Change.ADDED
