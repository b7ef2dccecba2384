"""Background work: asked for once, done once, shown, and taken up again after a crash."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from lumbung.kit import jobs
from lumbung.kit.jobs import Job, JobState, Progress, chores, kinds, queue, work
from lumbung.vocabulary.problems import Conflict
from lumbung.vocabulary.words import Text

WORDS = Text("Menghitung", "Counting")


class Unwell(Conflict):
    code = "test.unwell"
    message = Text("Tidak enak badan.", "Feeling unwell.")
    hint = Text("Istirahat.", "Rest.")


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """A kind of work that a test fills: ``kind["work"]``; what was given up is in ``kind["failed"]``."""
    kinds.learn()
    monkeypatch.setattr(kinds, "_KINDS", dict(kinds._KINDS))
    told: dict[str, Any] = {"done": [], "failed": [], "work": None}

    @jobs.job_kind(
        "test.count", WORDS, on_failure=lambda problem, **given: told["failed"].append(problem.code)
    )
    def count(progress: Progress, *, to: int = 1) -> dict[str, object]:
        if told["work"] is not None:
            return told["work"](progress, to)
        told["done"].append(to)
        return {"counted": to}

    return told


def run_until_idle() -> int:
    return jobs.run_worker(threading.Event(), until_idle=True)


@pytest.mark.django_db
def test_work_is_asked_for_done_and_remembered(kind: dict[str, Any]) -> None:
    job = jobs.enqueue("test.count", to=7)
    assert job.is_open

    assert run_until_idle() == 1

    job.refresh_from_db()
    assert (job.state, job.progress, job.result) == (JobState.DONE, 100, {"counted": 7})
    assert job.lease_until is None
    assert kind["done"] == [7]


@pytest.mark.django_db
def test_work_on_the_same_thing_is_not_asked_for_twice(kind: dict[str, Any]) -> None:
    first = jobs.enqueue("test.count", subject="release:1", to=1)
    assert jobs.enqueue("test.count", subject="release:1", to=1) == first

    run_until_idle()

    assert jobs.enqueue("test.count", subject="release:1", to=1) != first


@pytest.mark.django_db
def test_work_for_later_waits_for_its_time(kind: dict[str, Any]) -> None:
    job = jobs.enqueue("test.count", run_after=timezone.now() + dt.timedelta(hours=1))
    assert run_until_idle() == 0

    Job.objects.filter(pk=job.pk).update(run_after=timezone.now())

    assert run_until_idle() == 1


@pytest.mark.django_db
def test_a_problem_is_told_and_its_room_puts_things_in_order(kind: dict[str, Any]) -> None:
    def unwell(progress: Progress, to: int) -> None:
        raise Unwell

    kind["work"] = unwell
    job = jobs.enqueue("test.count")

    run_until_idle()

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert (job.told.id, job.advice.said("en")) == ("Tidak enak badan.", "Rest.")
    assert kind["failed"] == ["test.unwell"]


@pytest.mark.django_db
def test_a_fault_of_the_program_is_tried_again_and_then_told_without_a_trace(kind: dict[str, Any]) -> None:
    def broken(progress: Progress, to: int) -> None:
        raise ZeroDivisionError

    kind["work"] = broken
    job = jobs.enqueue("test.count")
    for _ in range(work.ATTEMPTS):
        Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
        run_until_idle()

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, work.ATTEMPTS)
    assert job.problem is not None
    assert job.problem["code"] == "jobs.broke"
    assert str(job.pk) in job.advice.id
    assert kind["failed"] == ["jobs.broke"]


@pytest.mark.django_db
def test_the_work_of_a_killed_worker_is_taken_up_again_when_its_lease_ends(kind: dict[str, Any]) -> None:
    job = jobs.enqueue("test.count", to=3)
    taken = jobs.take_next("a worker that is killed now")
    assert taken is not None
    assert run_until_idle() == 0  # the lease still runs

    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))

    assert run_until_idle() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)


@pytest.mark.django_db
def test_work_that_kills_every_worker_is_given_up(kind: dict[str, Any]) -> None:
    job = jobs.enqueue("test.count")
    for _ in range(work.ATTEMPTS):
        assert jobs.take_next("doomed") is not None
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))

    run_until_idle()

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert kind["failed"] == ["jobs.broke"]


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_stops_at_its_next_word(kind: dict[str, Any]) -> None:
    def slow(progress: Progress, to: int) -> None:
        Job.objects.filter(pk=progress.job.pk).update(worker="somebody else", attempts=9)
        progress.say(50, Text("Setengah jalan", "Half way"))

    kind["work"] = slow
    job = jobs.enqueue("test.count")

    run_until_idle()

    job.refresh_from_db()
    assert (job.state, job.worker) == (JobState.RUNNING, "somebody else")
    assert kind["failed"] == []


@pytest.mark.django_db
def test_progress_is_told_and_a_part_of_the_work_has_its_own(kind: dict[str, Any]) -> None:
    seen: list[tuple[int, str]] = []

    def telling(progress: Progress, to: int) -> None:
        part = progress.part(50, 100)
        part.say(50, Text("Separuh bagian kedua", "Half of the second part"))
        now = Job.objects.get(pk=progress.job.pk)
        seen.append((now.progress, now.words.id))

    kind["work"] = telling
    jobs.enqueue("test.count")
    run_until_idle()

    assert seen == [(75, "Separuh bagian kedua")]


@pytest.mark.django_db
def test_work_done_at_once_raises_what_went_wrong(kind: dict[str, Any]) -> None:
    assert jobs.run_now(jobs.enqueue("test.count", to=2)).state == JobState.DONE

    def unwell(progress: Progress, to: int) -> None:
        raise Unwell

    kind["work"] = unwell
    with pytest.raises(Unwell):
        jobs.run_now(jobs.enqueue("test.count"))


@pytest.mark.django_db
def test_only_work_that_has_not_begun_can_be_cancelled(kind: dict[str, Any]) -> None:
    jobs.enqueue("test.count", subject="release:1")
    assert jobs.cancel("release:1")
    assert not jobs.cancel("release:1")

    jobs.enqueue("test.count", subject="release:2")
    jobs.take_next("busy")
    assert not jobs.cancel("release:2")


@pytest.mark.django_db
def test_an_unknown_kind_of_work_is_refused_when_it_is_asked_for() -> None:
    with pytest.raises(kinds.UnknownKind, match=r"test\.nothing"):
        jobs.enqueue("test.nothing")


@pytest.mark.django_db(transaction=True)
def test_the_lease_is_extended_while_long_work_goes_on(
    kind: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "LEASE", dt.timedelta(seconds=0.3))
    leases: list[dt.datetime | None] = []

    def long(progress: Progress, to: int) -> None:
        for _ in range(2):
            leases.append(Job.objects.get(pk=progress.job.pk).lease_until)
            threading.Event().wait(0.4)
        assert jobs.take_next("greedy") is None

    kind["work"] = long
    jobs.enqueue("test.count")
    run_until_idle()

    assert leases[1] > leases[0]  # type: ignore[operator]  # both are set while the work runs
    assert Job.objects.get().state == JobState.DONE


def many_workers_share_the_work(kind: dict[str, Any], workers: int = 3, pieces: int = 40) -> None:
    for number in range(pieces):
        jobs.enqueue("test.count", to=number)

    def worker() -> None:
        try:
            run_until_idle()
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(kind["done"]) == list(range(pieces))
    assert set(Job.objects.values_list("state", "attempts")) == {(JobState.DONE, 1)}


@pytest.mark.django_db(transaction=True)
def test_many_workers_do_every_piece_of_work_once(kind: dict[str, Any]) -> None:
    many_workers_share_the_work(kind)


@pytest.mark.postgres
def test_many_workers_do_every_piece_of_work_once_on_postgresql(kind: dict[str, Any], postgres: str) -> None:
    many_workers_share_the_work(kind)


@pytest.mark.django_db(transaction=True)
def test_work_asked_for_in_an_act_that_fails_was_never_asked_for(kind: dict[str, Any]) -> None:
    @transaction.atomic
    def act() -> None:
        jobs.enqueue("test.count")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert run_until_idle() == 0


@pytest.mark.django_db
def test_a_chore_comes_round_and_is_asked_for_once_a_time(
    kind: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chores, "_CHORES", {"test.count": dt.timedelta(hours=1)})
    assert jobs.ask_for_chores() == 1
    assert jobs.ask_for_chores() == 0
    run_until_idle()
    assert jobs.ask_for_chores() == 0

    assert jobs.ask_for_chores(timezone.now() + dt.timedelta(hours=2)) == 1


@pytest.mark.django_db
def test_old_work_is_forgotten_and_open_work_never() -> None:
    old = jobs.enqueue("jobs.sweep", subject="chore:old")
    Job.objects.filter(pk=old.pk).update(state=JobState.DONE, ended_at=timezone.now() - dt.timedelta(days=3))
    waiting = jobs.enqueue("jobs.sweep", run_after=timezone.now() + dt.timedelta(days=500))

    jobs.run_now(jobs.enqueue("jobs.sweep"))

    assert not Job.objects.filter(pk=old.pk).exists()
    assert Job.objects.filter(pk=waiting.pk).exists()
