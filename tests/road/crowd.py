"""Sixteen producers hand figures over at the same moment, each in a process of its own.

python -m tests.road.crowd FOLDER [POSTGRESQL-ADDRESS]
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from tests.road.deployment import Case, in_child, set_up

CROWD = 16


def main(folder: Path, server: str) -> None:
    """Let them all go at once, and look at what came of it."""
    case = Case(folder / "crowd", server, "lumbung_crowd")
    case.use()
    assert in_child(lambda: _prepare(case)) == 0
    set_up()
    from lumbung.kit.jobs import kinds

    kinds.learn()
    reading, writing = os.pipe()
    children = [_start(case, number, reading, writing) for number in range(CROWD)]
    os.close(reading)
    os.close(writing)  # the pipe ends for all of them at once: they go
    ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert ended == [0] * CROWD, ended
    assert in_child(lambda: _look(case)) == 0


def _prepare(case: Case) -> None:
    case.create()
    set_up()
    from django.core.management import call_command
    from tests.city import build_city

    from lumbung.rooms.people import actions as people
    from lumbung.rooms.people.queries import Duty

    call_command("migrate", verbosity=0)
    city = build_city()
    office = city.office("dispendukcapil")
    for number in range(CROWD):
        user = people.register(username=f"petugas-{number}", name=f"Petugas {number}", actor=city.operator)
        people.give_duty(user=user, duty=Duty.PRODUCER, organisation=office, actor=city.operator)


def _start(case: Case, number: int, reading: int, writing: int) -> int:
    child = os.fork()
    if child == 0:
        os.close(writing)
        os.read(reading, 1)  # until everybody stands ready
        os._exit(in_child(lambda: _hand_over(case, number)))
    return child


def _hand_over(case: Case, number: int) -> None:
    case.use()
    from tests.road.files import population_csv

    from lumbung.rooms.catalog import queries as catalog
    from lumbung.rooms.collection import actions as collection
    from lumbung.rooms.people import queries as people

    actor = people.user(f"petugas-{number}")
    sent = collection.upload_figures(
        dataset=catalog.dataset("penduduk-kelamin"),
        actor=actor,
        name=f"{number}.csv",
        content=population_csv(str(2000 + number)),
    )
    collection.submit_figures(submission=sent, actor=actor)


def _look(case: Case) -> None:
    case.use()
    from lumbung.rooms.collection import queries
    from lumbung.rooms.collection.models import Submission
    from lumbung.rooms.journal import queries as journal

    sent = list(Submission.objects.select_related("made_by", "upload"))
    verified = journal.verify()
    told = {
        "states": sorted({one.state for one in sent}),
        "periods": sorted(period for one in sent for period in one.periods),
        "people": len({one.made_by_id for one in sent}),
        "figures": sum(queries.figures(one).height for one in sent),
        "files": len({one.upload.digest for one in sent}),
        "journal": verified.whole,
        "lines": {
            verb: journal.entries(verb=f"collection.{verb}").count()
            for verb in ("uploaded", "checked", "submitted")
        },
    }
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
