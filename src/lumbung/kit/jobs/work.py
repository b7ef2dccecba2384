"""Doing the work: the worker's loop, and the same work done in the asking process."""

from __future__ import annotations

import datetime as dt
import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import OperationalError, close_old_connections, connection, transaction

from lumbung.kit.jobs import chores, queue
from lumbung.kit.jobs.kinds import LeaseLost, Progress, kind_named
from lumbung.kit.jobs.records import Job, JobState
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

logger = logging.getLogger("lumbung.jobs")

ATTEMPTS = 5  # a job that kills its worker is not begun for ever
POLL = 0.5  # seconds between two looks at an empty queue
LOOK_FOR_CHORES = 60.0  # seconds between two looks at what comes round by itself


class Broke(Problem):
    """The work stopped on a fault of the program itself."""

    code = "jobs.broke"
    message = Text(
        "Pekerjaan berhenti karena kesalahan program.", "The work stopped on a fault in the program."
    )
    hint = Text(
        "Tidak ada yang hilang. Sampaikan nomor pekerjaan {job} kepada pengelola.",
        "Nothing is lost. Give the administrator job number {job}.",
    )


def worker_name() -> str:
    """A name that no other worker has."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"


def run_worker(stop: threading.Event, *, until_idle: bool = False) -> int:
    """Do whatever waits until told to stop; the number of jobs that were done.

    ``until_idle`` ends the loop when nothing waits: for a test, a command or a cron line.
    """
    me, done, chores_at = worker_name(), 0, 0.0
    while not stop.is_set():
        if not connection.in_atomic_block:
            close_old_connections()
        try:
            if not until_idle and time.monotonic() >= chores_at:
                chores.ask_for_chores()
                chores_at = time.monotonic() + LOOK_FOR_CHORES
            job = queue.take_next(me)
        except OperationalError:  # the database is away or locked: it comes back, and so do we
            logger.warning("database not reachable, trying again", exc_info=True)
            stop.wait(5 * POLL)
            continue
        if job is not None:
            do(job)
            done += 1
        elif until_idle:
            break
        else:
            stop.wait(POLL)
    return done


def run_now(job: Job, *, raising: bool = True) -> Job:
    """Do a job in this process, on the same path as a worker; it is tried once.

    What went wrong is raised, or else only told by the job and by the record of its room. Work
    that another process has already begun is left to it.
    """
    taken = queue.take(job.pk, worker_name())
    if taken is not None:
        do(taken, once=True, raising=raising)
    return Job.objects.get(pk=job.pk)


def do(job: Job, *, once: bool = False, raising: bool = False) -> None:
    """Do a job that was taken, and mark how it ended."""
    try:
        kind = kind_named(job.kind)
        if job.attempts > ATTEMPTS:
            raise Broke(job=job.pk)
        with held(job):
            result = kind.work(Progress(job), **job.arguments)
        queue.finish(job, result)
    except LeaseLost:
        logger.warning("job %s was taken up by another worker", job.pk)
    except Problem as problem:
        give_up(job, problem)
        if raising:
            raise
    except Exception:
        logger.exception("job %s (%s) broke on attempt %s", job.pk, job.kind, job.attempts)
        if once or job.attempts >= ATTEMPTS:
            give_up(job, Broke(job=job.pk))
        else:
            queue.put_back(job, dt.timedelta(seconds=2**job.attempts))
        if raising:
            raise


def give_up(job: Job, problem: Problem) -> None:
    """Mark a job failed and let its room put its own record in order, in one transaction."""
    with transaction.atomic():
        if not queue.fail(job, told(problem)):
            return
        try:
            on_failure = kind_named(job.kind).on_failure
        except Problem:
            return
        if on_failure is not None:
            on_failure(problem, **job.arguments)


def told(problem: Problem) -> Mapping[str, object]:
    """A problem as a job keeps it."""
    return {"code": problem.code, "message": problem.told.as_dict(), "hint": problem.advice.as_dict()}


@contextmanager
def held(job: Job) -> Iterator[None]:
    """Keep extending the lease of a job while it is worked on."""
    if connection.in_atomic_block:
        # A caller's transaction holds everything back until it ends: nobody else can see the
        # job, so nobody can take it, and a second connection could not extend what it cannot see.
        yield
        return
    ended = threading.Event()
    beat = threading.Thread(target=_beat, args=(job, ended), name=f"lease-{job.pk}", daemon=True)
    beat.start()
    try:
        yield
    finally:
        ended.set()
        beat.join()


def _beat(job: Job, ended: threading.Event) -> None:
    try:
        while not ended.wait(queue.LEASE.total_seconds() / 3):
            try:
                if not queue.extend(job):
                    return
            except OperationalError:
                logger.warning("lease of job %s not extended, trying again", job.pk, exc_info=True)
    finally:
        connection.close()


__all__ = ["ATTEMPTS", "Broke", "JobState", "do", "run_now", "run_worker", "worker_name"]
