"""The kinds of background work: each room declares its own next to what the work does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from lumbung.kit.jobs.records import Job, JobState
from lumbung.vocabulary.problems import Conflict, Problem
from lumbung.vocabulary.words import Text

Work = Callable[..., Mapping[str, object] | None]

SAY_EVERY = 0.3  # seconds between two progress writes: a fast loop must not become a slow one


class LeaseLost(Conflict):
    """Another worker has taken the job up; this one must stop."""

    code = "jobs.lease-lost"
    message = Text(
        "Pekerjaan {job} sudah diambil alih pekerja lain.", "Another worker has taken up job {job}."
    )


class UnknownKind(Problem):
    """A job of a kind that this version does not know."""

    code = "jobs.unknown-kind"
    message = Text("Jenis pekerjaan “{kind}” tidak dikenal.", "Work of kind “{kind}” is not known.")
    hint = Text(
        "Pastikan semua proses memakai versi Lumbung yang sama.",
        "See that all processes run the same version of Lumbung.",
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of work is called, how it is done, and what happens when it is given up."""

    name: str
    title: Text
    work: Work
    on_failure: Callable[..., None] | None = None


_KINDS: dict[str, Kind] = {}
_unread: list[str] = []
_reading = threading.Lock()


def declared_in(module: str) -> None:
    """Say where a room declares its kinds; the module is imported when work is first asked for.

    What the work needs is heavy (tables, rules, the cube), and most commands do none of it.
    """
    _unread.append(module)


def learn() -> None:
    """Import every module in which kinds are declared."""
    with _reading:
        while _unread:
            import_module(_unread[-1])
            _unread.pop()


def job_kind(
    name: str, title: Text, *, on_failure: Callable[..., None] | None = None
) -> Callable[[Work], Work]:
    """Declare a kind of work.

    The function gets a :class:`Progress` and the job's arguments by name. It may be stopped
    at any point and begun again, so every step of it must be safe to repeat.
    ``on_failure(problem, **arguments)`` runs in the transaction that marks the job failed.
    """

    def declare(work: Work) -> Work:
        _KINDS[name] = Kind(name, title, work, on_failure)
        return work

    return declare


def kind_named(name: str) -> Kind:
    """The kind with a name."""
    learn()
    if name not in _KINDS:
        raise UnknownKind(kind=name)
    return _KINDS[name]


class Progress:
    """What a piece of work tells while it runs."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._told_at = 0.0
        self._told: tuple[int, Text] = (job.progress, job.words)

    def say(self, percent: float, words: Text) -> None:
        """Tell how far the work is and what it does now; stops a worker that lost its lease."""
        now = time.monotonic()
        told = (min(100, max(0, int(percent))), words)
        if told == self._told or (words == self._told[1] and now - self._told_at < SAY_EVERY):
            return
        mine = Job.objects.filter(
            pk=self.job.pk, state=JobState.RUNNING, worker=self.job.worker, attempts=self.job.attempts
        )
        if not mine.update(progress=told[0], words=words):
            raise LeaseLost(job=self.job.pk)
        self._told, self._told_at = told, now
        self.job.progress, self.job.words = told

    def part(self, start: float, end: float) -> Progress:
        """The same progress for a part of the work: its 0–100 is this one's ``start``–``end``."""
        return _Part(self, start, end)


class _Part(Progress):
    def __init__(self, whole: Progress, start: float, end: float) -> None:
        self.whole, self.start, self.end = whole, start, end
        self.job = whole.job

    def say(self, percent: float, words: Text) -> None:
        self.whole.say(self.start + (self.end - self.start) * percent / 100, words)


class Silent(Progress):
    """Progress that nobody looks at: for work done in the asking process without a job."""

    def __init__(self) -> None:
        pass

    def say(self, percent: float, words: Text) -> None:
        """Nothing."""
