"""Releases the same figures again and again, killed at another point of the way each time.

A program of its own: it is warm (everything imported) but has opened no database and started no
thread of Polars, so it can fork. One child releases and kills itself with SIGKILL at the n-th line
of Python that runs in Lumbung or in Django's database layer; the next child starts like a worker
after the crash and looks at what is there. Prints one line of JSON for each point.

    python -m tests.road.dying FOLDER POINTS [POSTGRESQL-ADDRESS]
"""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import Any

from tests.road.deployment import Case, in_child, set_up

WATCHED = ("/lumbung/", "/django/db/")
OLD, NEW = 1080, 1200  # the figure that the release corrects


def main(folder: Path, points: int, server: str) -> None:
    """Kill a release at each of the points, and look at every one."""
    prepared = Case(folder / "prepared", server, "lumbung_prepared")
    prepared.use()
    in_child(lambda: _prepare(prepared))
    _warm()
    whole = Case(folder / "whole", server, "lumbung_whole")
    whole.copy_of(prepared)
    in_child(lambda: (folder / "events").write_text(str(_release(whole, None))))
    events = int((folder / "events").read_text())
    print(json.dumps({"events": events}), flush=True)
    for number in range(points):
        at = 1 + events * number // points
        case = Case(folder / f"at-{number}", server, f"lumbung_at_{number}")
        case.copy_of(prepared)
        killed = in_child(lambda case=case, at=at: _release(case, at))  # type: ignore[misc]  # bound at once
        assert killed == -signal.SIGKILL, f"point {at} ended with {killed}"
        ended = in_child(lambda case=case, at=at: _look(case, at))  # type: ignore[misc]  # bound at once
        if ended:
            raise SystemExit(f"point {at} of {events}: what was left is not whole ({ended})")
        case.remove()


def _warm() -> None:
    """Import everything that a release needs, and use none of it."""
    set_up()
    from lumbung.kit.jobs import kinds, queue

    kinds.learn()
    queue.LEASE = dt.timedelta(seconds=0.5)


def _prepare(case: Case) -> None:
    """A city with one edition and an accepted correction of it."""
    case.create()
    set_up()
    from django.core.management import call_command
    from tests.city import build_city
    from tests.road.ready import accepted, population

    from lumbung.rooms.release import actions as release

    call_command("migrate", verbosity=0)
    city = build_city()
    accepted(city, population(v1003=OLD))
    release.release_dataset(dataset=city.population, actor=city.steward, here=True)
    accepted(city, population(v1003=NEW))


def _things() -> tuple[Any, Any]:
    from lumbung.rooms.catalog import queries as catalog
    from lumbung.rooms.people import queries as people

    return catalog.dataset("penduduk-kelamin"), people.user("wati")


def _release(case: Case, kill_at: int | None) -> int:
    """Press the button and do the work, and be killed on the way; gives how many lines that took."""
    case.use()
    from lumbung.rooms.release import actions as release

    dataset, steward = _things()
    taken = 0

    def line(frame: FrameType, event: str, _: object) -> Any:
        nonlocal taken
        if event == "line":
            taken += 1
            if taken == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
        return line

    def call(frame: FrameType, event: str, argument: object) -> Any:
        watched = any(part in frame.f_code.co_filename for part in WATCHED)
        return line(frame, event, argument) if watched else None

    sys.settrace(call)
    release.release_dataset(dataset=dataset, actor=steward, note="Turi salah jumlah", here=True)
    sys.settrace(None)
    return taken


def _look(case: Case, at: int) -> None:
    """What the next start finds, and what becomes of it."""
    case.use()
    found = {"at": at, "before": _state()}
    _one_or_the_other()
    _start_again()
    from lumbung.rooms.release import actions as release
    from lumbung.rooms.release.models import Release

    dataset, steward = _things()
    if not Release.objects.filter(note="Turi salah jumlah").exists():
        # Killed before the act was recorded: nothing happened, and the button can be pressed again.
        release.release_dataset(dataset=dataset, actor=steward, note="Turi salah jumlah", here=True)
    found["after"] = _state()
    assert found["after"]["figure"] == NEW, found
    assert found["after"]["submissions"] == ["released", "released"], found
    assert found["after"]["editions"] == 2, found
    assert found["after"]["releases"] == ["released", "released"], found
    assert found["after"]["told"] == 2, found
    _one_or_the_other()
    print(json.dumps(found), flush=True)


def _start_again() -> None:
    """Start a worker as after a crash, and let it work until nothing is open."""
    from lumbung.kit import jobs
    from lumbung.kit.jobs.records import OPEN_STATES

    until = time.monotonic() + 20
    while jobs.Job.objects.filter(state__in=OPEN_STATES).exists():
        assert time.monotonic() < until, "a job was never finished"
        if not jobs.run_worker(threading.Event(), until_idle=True):
            time.sleep(0.1)


def _state() -> dict[str, Any]:
    import polars as pl

    from lumbung.rooms.catalog import queries as catalog
    from lumbung.rooms.collection.models import Submission
    from lumbung.rooms.journal import queries as journal
    from lumbung.rooms.query.queries import store
    from lumbung.rooms.release.models import Release

    dataset, _ = _things()
    current = catalog.current_edition(dataset)
    turi = (pl.col("area") == "35.72.02.1003") & (pl.col("jenis_kelamin") == "laki-laki")
    return {
        "figure": store().frame(current.pk).filter(turi)["jumlah"][0] if current else None,
        "editions": catalog.editions(dataset).count(),
        "submissions": list(Submission.objects.order_by("pk").values_list("state", flat=True)),
        "releases": list(Release.objects.order_by("pk").values_list("state", flat=True)),
        "told": journal.entries(verb="release.released").count(),
    }


def _one_or_the_other() -> None:
    """Either the old edition is public with its figures, or the new one; both whole, never a half."""
    from lumbung.rooms.catalog import queries as catalog
    from lumbung.rooms.journal import queries as journal
    from lumbung.rooms.query.queries import store

    dataset, _ = _things()
    now, verified = _state(), journal.verify()
    assert verified.whole, verified
    assert now["figure"] in (OLD, NEW), now
    assert now["submissions"][1] == ("released" if now["figure"] == NEW else "accepted"), now
    assert now["told"] == now["editions"], now
    for edition in catalog.editions(dataset):
        assert store().verify(edition.pk) == (), edition
        assert store().manifest(edition.pk).digest == edition.digest, edition
        assert store().frame(edition.pk).height == edition.rows, edition


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
