"""What the others notice of one client that asks 200 times a second for dear answers.

The house of the Blitar packs under granian, two web processes, as a city runs it. Some people read
pages and figures at the pace of people; in turns they read alone, and beside a program that never
stops asking for pages nobody has asked for before, roll-ups and downloads. All come through a proxy,
as the house sees them behind one. Beside it stands the same flood without limits of fair use.
"""

from __future__ import annotations

import http.client
import itertools
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from statistics import quantiles

from benchmarks.measuring import Measure, WrongAnswer, at_most, in_turns
from benchmarks.servers import HOST, Server, running
from benchmarks.starting import READ, loaded_house

QUIET, FLOOD, LIMITLESS = "quiet", "flood", "flood without limits"
PEER = "the same people, alone"
READERS, PAUSE = 8, 0.1  # people, and the seconds each looks at an answer
A_SECOND, FLOODERS = 200, 20  # of the flood, and the connections it comes by
MOST = 2.0
DEAR = (
    "/data?q={n}",
    "/data/penduduk-umur/tabel?hal={n}",
    "/api/v1/datasets/penduduk-umur/data?by=area,period&roll_up=kecamatan&limit={n}",
    "/api/v1/datasets/penduduk-umur/data?format=csv&limit={n}",
)


@dataclass(slots=True)
class Heard:
    """What came back: the milliseconds of good answers, and how many of each status."""

    milliseconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def late(self) -> float:
        """95 of 100 answers came sooner."""
        return quantiles(self.milliseconds, n=20)[-1]


def run(quick: bool) -> list[Measure]:
    """Take the measure; a deployment is made for it and thrown away."""
    seconds, rounds = (3.0, 1) if quick else (12.0, 5)
    with loaded_house() as home, served(home) as fair, served(home, LUMBUNG_FAIR_POINTS="0") as open_door:
        for server in (fair, open_door):
            for path in READ:
                server.body(path)
        heard = in_turns(
            {
                QUIET: partial(people_reading, fair, seconds),
                FLOOD: partial(beside_flood, fair, seconds),
                LIMITLESS: partial(beside_flood, open_door, seconds),
            },
            rounds=rounds,
        )
    limitless = sorted(one.late for one in heard[LIMITLESS])[rounds // 2]
    return [
        Measure(
            "flood",
            f"95th percentile of {READERS} readers beside {A_SECOND} requests a second of one client",
            PEER,
            "ms",
            tuple(one.late for one in heard[FLOOD]),
            tuple(one.late for one in heard[QUIET]),
            at_most(MOST),
            {"without_limits_ms": limitless},
        )
    ]


@contextmanager
def served(home: str, **env: str) -> Iterator[Server]:
    """The web processes of a deployment."""
    command = (
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", "{port}",
        "--workers", "2", "--blocking-threads", "2", "--no-ws", "--log-level", "error",
        "lumbung.site.wsgi:application",
    )  # fmt: skip
    settings = {"LUMBUNG_HOME": home, "DJANGO_SETTINGS_MODULE": "lumbung.site.settings", **env}
    with running("lumbung-flood", command, first="/readyz", env=settings) as server:
        yield server


def people_reading(server: Server, seconds: float) -> Heard:
    """What people hear who read at their own pace, each from an address of their own."""
    heard, until = Heard(), time.monotonic() + seconds

    def read(number: int) -> None:
        connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
        turn = random.Random(number)
        while time.monotonic() < until:
            begun = time.perf_counter()
            status = ask(connection, turn.choice(READ), f"203.0.113.{number + 1}")
            heard.milliseconds.append((time.perf_counter() - begun) * 1e3)
            heard.statuses[status] += 1
            time.sleep(PAUSE * turn.uniform(0.5, 1.5))
        connection.close()

    together([partial(read, number) for number in range(READERS)])
    if set(heard.statuses) != {200}:
        raise WrongAnswer(f"readers were refused: {dict(heard.statuses)}")
    return heard


def beside_flood(server: Server, seconds: float) -> Heard:
    """The same while one client asks without an end."""
    ended, numbers, begun = threading.Event(), itertools.count(), time.monotonic()

    def flood() -> None:
        connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
        while not ended.is_set():
            number = next(numbers)
            time.sleep(max(0.0, begun + number / A_SECOND - time.monotonic()))
            path = DEAR[number % len(DEAR)].format(n=random.randrange(1, 9_999))
            ask(connection, path, "198.51.100.7")
        connection.close()

    flooders = [threading.Thread(target=flood) for _ in range(FLOODERS)]
    for one in flooders:
        one.start()
    try:
        heard = people_reading(server, seconds)
    finally:
        ended.set()
        for one in flooders:
            one.join()
    return heard


def ask(connection: http.client.HTTPConnection, path: str, client: str) -> int:
    """One answer, read to its end."""
    headers: Mapping[str, str] = {"X-Forwarded-For": client, "Accept-Encoding": "gzip"}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def together(tasks: list[partial[None]]) -> None:
    """Do them at once, until all are done."""
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
