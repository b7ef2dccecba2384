"""Datasette with the million observations, set up as well as its documentation knows.

The file is immutable and its counts are taken beforehand, the columns that are asked for are
indexed, counting and facets are switched off in what is asked. It runs with its default
threads and with none (faster for short answers): the better of the two is the peer.
"""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import polars as pl

from benchmarks.measuring import bench_folder
from benchmarks.million import MEASURE, Observations
from benchmarks.peers import PINNED, peer
from benchmarks.servers import Server, running
from lumbung.vocabulary.observations import status_column

NAME = PINNED["datasette"][0]
COLUMNS = ("indikator", "area", "period", "jenis_kelamin", "kelompok_umur", MEASURE, "status")
TYPED = [f"{column} {'real' if column == MEASURE else 'text'}" for column in COLUMNS]
INDEXES = (
    "create index i1 on obs(indikator, area); create index i2 on obs(area); create index i3 on obs(period);"
)
THREADS: dict[str, Sequence[str]] = {
    "datasette": (),
    "datasette without threads": ("--setting", "num_sql_threads", "0"),
}


def database(observations: Observations) -> Path:
    """The SQLite file that Datasette serves; one that is there already is used."""
    rows = observations.frame.height
    path = bench_folder("datasette") / f"obs-{rows}.db"
    if not path.exists():
        unfinished = path.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished)) as connection:
            connection.executescript(
                f"pragma journal_mode = off; pragma synchronous = off; create table obs({', '.join(TYPED)});"
            )
            places = ", ".join("?" * len(COLUMNS))
            connection.executemany(f"insert into obs values ({places})", _rows(observations.frame))
            connection.commit()
            connection.executescript(f"{INDEXES} analyze;")
        unfinished.rename(path)
    return path


@contextmanager
def serving(observations: Observations, name: str = "datasette") -> Iterator[Server]:
    """Datasette with one of the settings of :data:`THREADS`."""
    file, program = database(observations), peer("datasette") / "datasette"
    counts = file.with_suffix(".json")
    if not counts.exists():
        subprocess.run([program, "inspect", file, "--inspect-file", counts], check=True, timeout=300)
    command: Sequence[str | Path] = (
        program, "serve", "-i", file, "--inspect-file", counts, "-h", "127.0.0.1", "-p", "{port}",
        "--setting", "sql_time_limit_ms", "120000", *THREADS[name],
    )  # fmt: skip
    first = slice_paths(observations, 1)[0]
    with running(name.replace(" ", "-"), command, first=first) as server:
        yield server


def slice_paths(observations: Observations, count: int = 200) -> list[str]:
    """The addresses of so many slices."""
    table = f"/{database(observations).stem}/obs.json"
    plain = {"_size": 100, "_shape": "objects", "_nocount": 1, "_nofacet": 1}
    return [
        f"{table}?{urlencode({'indikator': indicator, 'area': area, **plain})}"
        for indicator, area in observations.slices(count)
    ]


def _rows(frame: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    """The rows, those of a slice side by side in the file."""
    named = frame.rename({status_column(MEASURE): "status"})
    return named.select(COLUMNS).sort("indikator", "area", "period").iter_rows()
