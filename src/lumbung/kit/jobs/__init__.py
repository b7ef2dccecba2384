"""Background work: kept in the database, shown with its progress, taken up again after a crash.

A room declares a kind with :func:`job_kind`, an action asks for it with :func:`enqueue` inside
its own transaction, and a worker (:func:`run_worker`) does it; :func:`run_now` does the same
work in this process, for a command or a small file. Why not django-tasks: decision 0070.
"""

from lumbung.kit.jobs.chores import ask_for_chores, chore
from lumbung.kit.jobs.kinds import Progress, job_kind
from lumbung.kit.jobs.queue import cancel, enqueue, job, take_next, waiting
from lumbung.kit.jobs.records import Job, JobState
from lumbung.kit.jobs.work import run_now, run_worker

__all__ = [
    "Job",
    "JobState",
    "Progress",
    "ask_for_chores",
    "cancel",
    "chore",
    "enqueue",
    "job",
    "job_kind",
    "run_now",
    "run_worker",
    "take_next",
    "waiting",
]
