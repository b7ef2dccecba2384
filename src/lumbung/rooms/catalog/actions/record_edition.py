"""Record editions: the one row that makes written files public, and the one that takes them back.

The files are written by the cube, and the release room decides and keeps the journal; what is
here is called inside its transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from lumbung.kit.stamps import bump
from lumbung.rooms.catalog.models import Dataset, Edition
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.problems import Conflict
from lumbung.vocabulary.words import Text


class EditionNotCurrent(Conflict):
    """Only an edition that has not been withdrawn yet can be withdrawn."""

    code = "catalog.edition-withdrawn"
    message = Text("Edisi {edition} sudah ditarik.", "Edition {edition} has been withdrawn already.")
    hint = Text("Lihat daftar edisinya.", "See the list of its editions.")


def next_label(dataset: Dataset, at: dt.datetime) -> str:
    """The label that an edition released at a moment will have: year and sequence in it."""
    from django.utils import timezone

    year = timezone.localtime(at).year
    taken = dataset.editions.filter(label__startswith=f"{year}.").values_list("label", flat=True)
    return f"{year}.{1 + max((int(label.partition('.')[2]) for label in taken), default=0)}"


def record_edition(
    *,
    dataset: Dataset,
    label: str,
    manifest: Mapping[str, Any],
    digest: str,
    rows: int,
    periods: Iterable[str],
    at: dt.datetime,
    actor: User,
    note: str = "",
) -> Edition:
    """Make a written edition the current one; belongs in the transaction of the release."""
    people.require(actor, people.Permission.RELEASE, on=dataset.producer)
    with transaction.atomic():
        Dataset.objects.select_for_update().get(pk=dataset.pk)  # two releases of one dataset wait here
        previous = dataset.editions.filter(current=True).first()
        dataset.editions.filter(current=True).update(current=False, superseded_at=at)
        edition = Edition.objects.create(
            id=f"{dataset.code}@{label}",
            dataset=dataset,
            label=label,
            manifest=dict(manifest),
            digest=digest,
            rows=rows,
            periods=list(periods),
            released_at=at,
            released_by=actor,
            note=note,
            previous=previous,
        )
        bump("catalog")
    return edition


def withdraw_edition(*, edition: Edition, reason: str, at: dt.datetime, actor: User | None) -> Edition:
    """Put a tombstone where an edition was; its files stay, but they are not shown any more."""
    people.require(actor, people.Permission.WITHDRAW, on=edition.dataset.producer)
    with transaction.atomic():
        done = Edition.objects.filter(pk=edition.pk, withdrawn_at=None).update(
            current=False, withdrawn_at=at, withdrawn_reason=reason
        )
        if not done:
            raise EditionNotCurrent(edition=edition.pk)
        bump("catalog")
    edition.refresh_from_db()
    return edition
