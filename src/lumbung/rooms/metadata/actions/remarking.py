"""Say something about one answer, and settle it when it was mended."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from lumbung.rooms.journal import actions as journal
from lumbung.rooms.metadata import duties, judging
from lumbung.rooms.metadata.limits import REASON_CHARACTERS
from lumbung.rooms.metadata.models import Record, Remark
from lumbung.rooms.metadata.problems import EmptyRemark, UnknownField
from lumbung.rooms.people.queries import User


def remark(*, record: Record, field: str, words: str, actor: User) -> Remark:
    """Comment on one answer; the producer sees it beside the field."""
    if problem := duties.against_remarking(record, actor):
        raise problem
    form = judging.form_of_record(record)
    if form.field(field) is None:
        raise UnknownField(form=form.title, field=field[:80])
    if not words.strip():
        raise EmptyRemark
    with transaction.atomic():
        made = Remark.objects.create(
            record=record, field=field, words=words.strip()[:REASON_CHARACTERS], by=actor, at=timezone.now()
        )
        journal.record(
            "metadata.remarked", subject=record, actor=actor, reason=made.words, facts={"field": field}
        )
    return made


def settle_remark(*, remark: Remark, actor: User) -> Remark:
    """Say that a remark has been dealt with; it stays in the history."""
    if problem := duties.against_remarking(remark.record, actor):
        raise problem
    with transaction.atomic():
        now = timezone.now()
        open_still = Remark.objects.filter(pk=remark.pk, settled_at=None)
        if open_still.update(settled_by=actor, settled_at=now):
            journal.record(
                "metadata.remark-settled", subject=remark.record, actor=actor, facts={"field": remark.field}
            )
    remark.refresh_from_db()
    return remark
