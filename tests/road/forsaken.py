"""A worker is killed in the middle of a long check; the next worker takes the check up again.

python -m tests.road.forsaken FOLDER [POSTGRESQL-ADDRESS]
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
from typing import Any

from tests.road.deployment import Case, in_child, set_up


def main(folder: Path, server: str) -> None:
    """Upload, kill the worker that checks, and let another one look."""
    case = Case(folder / "forsaken", server, "lumbung_forsaken")
    case.use()
    assert in_child(lambda: _prepare(case)) == 0
    set_up()
    from lumbung.kit.jobs import kinds, queue

    kinds.learn()
    queue.LEASE = dt.timedelta(seconds=0.5)
    assert in_child(lambda: _work_until_killed(case)) == -signal.SIGKILL
    assert in_child(lambda: _look(case)) == 0


def _prepare(case: Case) -> None:
    case.create()
    set_up()
    from django.core.management import call_command
    from tests.city import build_city
    from tests.road.files import population_csv

    from lumbung.rooms.collection import actions, limits

    call_command("migrate", verbosity=0)
    limits.CHECKED_AT_ONCE_BYTES = 0  # every file is long work
    city = build_city()
    actions.upload_figures(
        dataset=city.population, actor=city.producer, name="angka.csv", content=population_csv()
    )


def _work_until_killed(case: Case) -> None:
    case.use()
    from lumbung.engines import rules
    from lumbung.kit import jobs

    def dying(*_: Any, **__: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    rules.check_table = dying  # the file is read, and is not judged any more
    jobs.run_worker(threading.Event(), until_idle=True)


def _look(case: Case) -> None:
    case.use()
    from lumbung.kit import jobs
    from lumbung.rooms.collection.models import Submission

    before = jobs.Job.objects.get()
    begun = time.monotonic()
    while not jobs.run_worker(threading.Event(), until_idle=True):
        time.sleep(0.05)
    after, sent = jobs.Job.objects.get(), Submission.objects.get()
    told = {
        "before": [before.state, before.attempts],
        "after": [after.state, after.attempts],
        "submission": [sent.state, sent.cells],
        "soon": time.monotonic() - begun < 5,
    }
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
