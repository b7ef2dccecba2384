"""Chores: work that comes round by itself, asked for by whichever worker looks first."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lumbung.kit.jobs.kinds import Progress, job_kind, learn
from lumbung.kit.jobs.queue import enqueue
from lumbung.kit.jobs.records import OPEN_STATES, Job
from lumbung.vocabulary.words import Text

PREFIX = "chore:"
KEEP_CHORES = dt.timedelta(days=2)
KEEP_OTHERS = dt.timedelta(days=400)

_CHORES: dict[str, dt.timedelta] = {}


def chore(kind: str, every: dt.timedelta) -> None:
    """Have a kind of work done again and again; it takes no arguments."""
    _CHORES[kind] = every


def ask_for_chores(now: dt.datetime | None = None) -> int:
    """Ask for every chore whose time has come round; gives how many were asked for."""
    learn()
    now = now or timezone.now()
    asked = 0
    for kind, every in _CHORES.items():
        subject = PREFIX + kind
        recent = Job.objects.filter(subject=subject, made_at__gt=now - every)
        if not recent.exists() and not Job.objects.filter(subject=subject, state__in=OPEN_STATES).exists():
            enqueue(kind, subject=subject)
            asked += 1
    return asked


@job_kind("jobs.sweep", Text("Membersihkan catatan pekerjaan", "Clearing away the records of old work"))
def sweep(progress: Progress) -> dict[str, object]:  # noqa: ARG001  # a chore this short tells nothing
    """Forget work that ended long ago; what it did is in the journal."""
    now = timezone.now()
    ended = Job.objects.exclude(state__in=OPEN_STATES)
    chores, _ = ended.filter(subject__startswith=PREFIX, ended_at__lt=now - KEEP_CHORES).delete()
    others, _ = ended.filter(ended_at__lt=now - KEEP_OTHERS).delete()
    return {"removed": chores + others}


chore("jobs.sweep", dt.timedelta(days=1))
