"""From the start to the first answer, and what all processes hold: idle, and while people read.

Ours is the whole house with the Blitar packs loaded: the web server, the background worker and the
parent of both, until the portal's home page has come. Beside it stands a Django that only says
hello, under the same server: what is above it is ours to answer for.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial

from benchmarks.children import run as run_program
from benchmarks.measuring import Measure, at_most, bench_folder, in_turns, tell
from benchmarks.servers import Server, memory_under_load, running

PEER = "Django saying hello"
HOME = "/"
READ = (
    "/",
    "/data",
    "/data/penduduk-kelamin",
    "/wilayah/35.72.01.1001",
    "/api/v1/datasets/penduduk-kelamin/data?limit=100",
    "/api/v1/datasets/penduduk-kelamin/data?roll_up=kecamatan&by=area,period",
)
CLIENTS = 8
SETTLED = 1.0  # seconds after the first answer until the memory is looked at

Started = Callable[[], AbstractContextManager[Server]]


@dataclass(frozen=True, slots=True)
class Life:
    """One start of a server, from its first answer to its end."""

    first_answer: float
    idle_mb: float
    loaded_mb: float


def run(quick: bool) -> list[Measure]:
    """Take the measures; a deployment is made for them and thrown away."""
    seconds = 1 if quick else 5
    with loaded_house() as home:
        lives = in_turns(
            {
                "serve": partial(live, partial(house, "serve", home), READ, seconds),
                "demo": partial(live, partial(house, "demo", home), (), seconds),
                PEER: partial(live, hello, (HOME,), seconds),
            },
            rounds=1 if quick else 5,
        )

    def figures(side: str, figure: str) -> tuple[float, ...]:
        return tuple(getattr(life, figure) for life in lives[side])

    def measure(name: str, title: str, figure: str, unit: str, most: float, side: str = "serve") -> Measure:
        return Measure(
            name, title, PEER, unit, figures(side, figure), figures(PEER, figure), at_most(plus=most)
        )

    return [
        measure("start", "lumbung serve: start to the home page", "first_answer", "s", 5),
        measure("start-again", "make run again: start to the home page", "first_answer", "s", 5, "demo"),
        measure("memory-idle", "All processes of lumbung serve, idle", "idle_mb", "MiB", 250),
        measure("memory-loaded", f"The same, {CLIENTS} clients reading", "loaded_mb", "MiB", 400),
    ]


def live(start: Started, paths: tuple[str, ...], seconds: float) -> Life:
    """Start a server, look at its memory, let people read, stop it."""
    with start() as server:
        time.sleep(SETTLED)
        idle = server.memory_mb()
        loaded = memory_under_load(server, paths, clients=CLIENTS, seconds=seconds) if paths else idle
        return Life(server.first_answer, idle, loaded)


def house(command: str, home: str) -> AbstractContextManager[Server]:
    """The whole house, opened by ``lumbung serve`` or, as `make run` does, by ``lumbung demo``."""
    program = (sys.executable, "-m", "lumbung", command, "--port", "{port}")
    return running(command, program, first=HOME, env={"LUMBUNG_HOME": home})


def hello() -> AbstractContextManager[Server]:
    """The peer, under the server and with the threads that we use."""
    command = (
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", "{port}",
        "--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "warning",
        "benchmarks.starting_parts.hello:application",
    )  # fmt: skip
    return running("hello", command, first=HOME)


@contextmanager
def loaded_house() -> Iterator[str]:
    """A deployment with the packs of the demo, its figures at the end of the road."""
    with tempfile.TemporaryDirectory(dir=bench_folder(), prefix="house-") as home:
        tell("  loading the packs …")
        run_program([sys.executable, "-m", "lumbung", "demo", "--only-load"], env={"LUMBUNG_HOME": home})
        yield home
