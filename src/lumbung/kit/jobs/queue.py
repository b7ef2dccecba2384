"""Asking for work, and taking the next piece of it: safe with any number of workers.

Taking is one conditional UPDATE: whoever changes the row has the job. It needs no lock that
SQLite lacks, and on PostgreSQL the second worker's UPDATE simply finds nothing to change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from lumbung.kit.jobs.kinds import kind_named
from lumbung.kit.jobs.records import OPEN_STATES, Job, JobState
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.words import Text

LEASE = dt.timedelta(seconds=12)


class JobUnknown(NotFound):
    """No such job, or not for this person."""

    code = "jobs.unknown"
    message = Text("Tidak ada pekerjaan bernomor {job}.", "There is no job number {job}.")


def enqueue(
    kind: str,
    *,
    subject: str = "",
    asked_by: int | None = None,
    run_after: dt.datetime | None = None,
    **arguments: object,
) -> Job:
    """Ask for work; belongs in the transaction of the act that wants it.

    Work on a subject that is still open is not asked for twice: the open job is given back.
    """
    declared = kind_named(kind)
    if subject and (found := open_job(subject)) is not None:
        return found
    try:
        with transaction.atomic():
            return Job.objects.create(
                kind=kind,
                subject=subject,
                arguments=arguments,
                words=declared.title,
                asked_by_id=asked_by,
                run_after=run_after or timezone.now(),
            )
    except IntegrityError:
        found = open_job(subject)
        if found is None:
            raise
        return found


def open_job(subject: str) -> Job | None:
    """The job on a subject that is waiting or under way."""
    return Job.objects.filter(subject=subject, state__in=OPEN_STATES).first()


def job(pk: int) -> Job:
    """The job with a number."""
    found = Job.objects.select_related("asked_by").filter(pk=pk).first()
    if found is None:
        raise JobUnknown(job=pk)
    return found


def waiting(now: dt.datetime | None = None) -> QuerySet[Job]:
    """Jobs that may be taken now: their time has come, or their worker's lease has ended."""
    now = now or timezone.now()
    return Job.objects.filter(
        Q(state=JobState.WAITING, run_after__lte=now) | Q(state=JobState.RUNNING, lease_until__lt=now)
    )


def take(pk: int, worker: str) -> Job | None:
    """Take one job; none when somebody was quicker."""
    now = timezone.now()
    found = waiting(now).filter(pk=pk).first()
    if found is None:
        return None
    same = Job.objects.filter(pk=pk, state=found.state, attempts=found.attempts, worker=found.worker)
    taken = same.update(
        state=JobState.RUNNING,
        worker=worker,
        attempts=found.attempts + 1,
        lease_until=now + LEASE,
        started_at=found.started_at or now,
    )
    return Job.objects.get(pk=pk) if taken else None


def take_next(worker: str) -> Job | None:
    """Take the job whose turn it is; none when nothing waits."""
    for pk in waiting().values_list("pk", flat=True)[:20]:
        taken = take(pk, worker)
        if taken is not None:
            return taken
    return None


def extend(job: Job) -> bool:
    """Hold on to a running job; false when it is no longer this worker's."""
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker, attempts=job.attempts)
    return bool(mine.update(lease_until=timezone.now() + LEASE))


def finish(job: Job, result: Mapping[str, object] | None) -> None:
    """Mark a job done."""
    _close(job, state=JobState.DONE, progress=100, result=dict(result or {}), problem=None)


def fail(job: Job, problem: Mapping[str, object]) -> bool:
    """Mark a job failed for good; false when it is no longer this worker's."""
    return _close(job, state=JobState.FAILED, problem=dict(problem))


def put_back(job: Job, after: dt.timedelta) -> None:
    """Let a job wait for another try."""
    Job.objects.filter(pk=job.pk, worker=job.worker, attempts=job.attempts).update(
        state=JobState.WAITING, run_after=timezone.now() + after, lease_until=None
    )


def cancel(subject: str) -> bool:
    """Drop a waiting job; false when it has begun or there is none."""
    return bool(
        Job.objects.filter(subject=subject, state=JobState.WAITING).update(
            state=JobState.CANCELLED, ended_at=timezone.now()
        )
    )


def _close(job: Job, **columns: object) -> bool:
    mine = Job.objects.filter(pk=job.pk, worker=job.worker, attempts=job.attempts)
    return bool(mine.update(ended_at=timezone.now(), lease_until=None, **columns))
