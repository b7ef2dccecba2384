"""How fast a million released figures are read, and how long their release takes.

A filtered slice of a hundred rows beside Datasette in its better setting; a roll-up through the
interface beside DuckDB alone in a process of its own. No question is asked twice while a rate is
taken, so nothing is answered from memory. Ours runs under granian as a deployment does.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import datasette
from benchmarks.children import run_module
from benchmarks.measuring import Measure, WrongAnswer, at_least, at_most, bench_folder, in_turns, tell
from benchmarks.million import (
    AGES,
    DATASET,
    INDICATORS,
    MEASURE,
    PERIODS,
    SEED,
    SEXES,
    Observations,
    observations,
)
from benchmarks.report import show
from benchmarks.servers import Server, rate, running

DATA = f"/api/v1/datasets/{DATASET}/data?"
LIMIT_OF_SLICE = at_least(3)
LIMIT_OF_ROLL_UP = at_most(1.5, 5)
CLIENTS = (1, 8)
DISTRICT = len("99.01.01")  # so many characters of a village's code say its kecamatan


def run(quick: bool) -> list[Measure]:
    """Take the measures; a deployment is made for them and thrown away."""
    rows, rounds, seconds = (100_000, 1, 1.0) if quick else (1_000_000, 3, 3.0)
    million = observations(rows)
    with tempfile.TemporaryDirectory(dir=bench_folder(), prefix="reading-") as folder:
        measures = [released(million, Path(folder), rounds=1 if quick else 2)]
        with serving(Path(folder, "house-0")) as ours:
            measures += slices(million, ours, rounds=rounds, seconds=seconds)
            measures += roll_ups(million, ours, Path(folder), rounds=rounds, seconds=seconds)
    return measures


def released(million: Observations, folder: Path, rounds: int) -> Measure:
    """A release, from the accepted figures until every reader finds them ready; beside a plain load."""
    numbers = itertools.count()
    public: list[float] = []

    def ours() -> float:
        home = str(folder / f"house-{next(numbers)}")
        told = run_module(
            "benchmarks.reading_parts.house", str(million.frame.height), env={"LUMBUNG_HOME": home}
        ).told
        public.append(told["public"])
        return float(told["ready"])

    def theirs() -> float:
        datasette.database(million).unlink()  # only what is made now is timed
        started = time.perf_counter()
        datasette.database(million)
        return time.perf_counter() - started

    samples = in_turns({"lumbung": ours, "sqlite": theirs}, rounds)
    return Measure(
        "release-million",
        f"Release of {million.frame.height:,} rows, until every copy is ready",
        "SQLite load with indexes",
        "s",
        tuple(samples["lumbung"]),
        tuple(samples["sqlite"]),
        facts={"public_after": public},
    )


def slices(million: Observations, ours: Server, *, rounds: int, seconds: float) -> list[Measure]:
    """Answers a second for a hundred rows as JSON, at one client and at eight."""
    dice = random.Random(SEED)
    pairs = list(itertools.product(INDICATORS, million.villages))
    dice.shuffle(pairs)
    turns = itertools.cycle(range(0, len(pairs), max(1, len(pairs) // 10)))

    def fresh() -> list[tuple[str, str]]:
        start = next(turns)
        return pairs[start:] + pairs[:start]

    def answers_a_second(server: Server, paths: Mapping[tuple[str, str], str], clients: int) -> float:
        asked = [paths[pair] for pair in fresh()]
        return rate(server, asked, clients=clients, seconds=seconds).per_second

    our_paths = {
        pair: DATA + urlencode({"indikator": pair[0], "area": pair[1], "limit": 100}) for pair in pairs
    }
    plain = {"_size": 100, "_shape": "objects", "_nocount": 1, "_nofacet": 1}
    table = f"/{datasette.database(million).stem}/obs.json?"
    their_paths = {
        pair: table + urlencode({"indikator": pair[0], "area": pair[1], **plain}) for pair in pairs
    }
    with ExitStack() as stack:
        peers = {name: stack.enter_context(datasette.serving(million, name)) for name in datasette.THREADS}
        _same_slice(ours.body(our_paths[pairs[0]]), peers["datasette"].body(their_paths[pairs[0]]))
        measures = []
        for clients in CLIENTS:
            sides = {"lumbung": partial(answers_a_second, ours, our_paths, clients)}
            for name, server in peers.items():
                sides[name] = partial(answers_a_second, server, their_paths, clients)
            samples = in_turns(sides, rounds)
            best = max(peers, key=lambda name: sorted(samples[name])[len(samples[name]) // 2])
            measures.append(
                Measure(
                    f"slice-{clients}",
                    f"Slice of 100 rows as JSON, {clients} {'client' if clients == 1 else 'clients'}",
                    best,
                    "answers/s",
                    tuple(samples["lumbung"]),
                    tuple(samples[best]),
                    LIMIT_OF_SLICE,
                )
            )
    return measures


def roll_ups(
    million: Observations, ours: Server, folder: Path, *, rounds: int, seconds: float
) -> list[Measure]:
    """Milliseconds until a roll-up to kecamatan is there, at one client and at eight."""
    questions = list(_questions())
    paths = [
        DATA
        + urlencode(
            {
                "indikator": indicator,
                "period": ",".join(periods),
                "jenis_kelamin": sex,
                "kelompok_umur": ",".join(ages),
                "roll_up": "kecamatan",
                "by": "area,period",
                "limit": 10_000,
            }
        )
        for indicator, periods, sex, ages in questions
    ]
    parquet, asked = folder / "rows.parquet", folder / "questions.json"
    # For the engine alone the rows lie as suits it best: an indicator in one stretch.
    million.frame.sort("indikator", "area", "period").write_parquet(parquet, row_group_size=122_880)
    asked.write_text(json.dumps([_sql(*question) for question in questions]))
    measures = []
    for clients in CLIENTS:

        def alone(clients: int = clients) -> float:
            ran = run_module("benchmarks.reading_parts.alone", parquet, asked, str(clients), str(seconds))
            _same_sum(ours.body(paths[0]), ran.told)
            return float(ran.told["median_ms"])

        def through(clients: int = clients) -> float:
            start = random.Random(time.time_ns()).randrange(len(paths))
            return rate(ours, paths[start:] + paths[:start], clients=clients, seconds=seconds).median_ms

        samples = in_turns({"lumbung": through, "duckdb": alone}, rounds)
        measures.append(
            Measure(
                f"rollup-{clients}",
                f"Roll-up to kecamatan, {clients} {'client' if clients == 1 else 'clients'}",
                "DuckDB alone",
                "ms",
                tuple(samples["lumbung"]),
                tuple(samples["duckdb"]),
                LIMIT_OF_ROLL_UP,
            )
        )
    return measures


def _questions(count: int = 20_000) -> Iterator[tuple[str, tuple[str, ...], str, tuple[str, ...]]]:
    """So many different roll-ups: an indicator, most of the periods, a sex, most of the ages."""
    periods = [p for size in (10, 9, 8, 7) for p in itertools.combinations(PERIODS, size)]
    ages = [a for size in (5, 4, 3) for a in itertools.combinations(AGES, size)]
    every = list(itertools.product(INDICATORS, periods, SEXES, ages))
    random.Random(SEED).shuffle(every)
    yield from every[:count]


def _sql(indicator: str, periods: tuple[str, ...], sex: str, ages: tuple[str, ...]) -> str:
    def among(codes: tuple[str, ...]) -> str:
        return ", ".join(f"'{code}'" for code in codes)

    return (
        f"SELECT substr(area, 1, {DISTRICT}), period, sum({MEASURE}), count(*) FROM OBS"
        f" WHERE indikator = '{indicator}' AND period IN ({among(periods)}) AND jenis_kelamin = '{sex}'"
        f" AND kelompok_umur IN ({among(ages)}) GROUP BY 1, 2 ORDER BY 1, 2"
    )


def _same_slice(ours: bytes, theirs: bytes) -> None:
    mine, other = json.loads(ours)["data"], json.loads(theirs)["rows"]
    if len(mine) != 100 or len(other) != 100:
        raise WrongAnswer(f"a slice has {len(mine)} rows here and {len(other)} there")
    if abs(sum(r[MEASURE] or 0 for r in mine) - sum(r[MEASURE] or 0 for r in other)) > 0.01:
        raise WrongAnswer("the values of a slice differ")


def _same_sum(ours: bytes, theirs: object) -> None:
    assert isinstance(theirs, dict)
    mine = json.loads(ours)["data"]
    if len(mine) != theirs["rows"]:
        raise WrongAnswer(f"a roll-up has {len(mine)} rows here and {theirs['rows']} there")
    if abs(sum(r[MEASURE] or 0 for r in mine) - theirs["sum"]) > 1e-6 * abs(theirs["sum"]):
        raise WrongAnswer("the sums of a roll-up differ")


@contextmanager
def serving(home: Path) -> Iterator[Server]:
    """Our web server as a deployment runs it, on two workers."""
    command = (
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", "{port}",
        "--workers", "2", "--blocking-threads", "2", "--no-ws", "--log-level", "warning",
        "lumbung.site.wsgi:application",
    )  # fmt: skip
    with running("reading", command, first=f"{DATA}limit=1", env={"LUMBUNG_HOME": str(home)}) as server:
        yield server


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    tell("reading …")
    show(run(quick), judged=not quick)
