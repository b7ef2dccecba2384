"""Where, on what and among whom a figure was taken; without it a figure cannot be compared."""

from __future__ import annotations

import datetime as dt
import os
import platform
import subprocess
import time
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Any

from benchmarks.children import HOUSE

PARTS = ("django", "granian", "duckdb", "polars", "python-calamine", "openpyxl", "sqlglot", "orjson")
TICKS = os.sysconf("SC_CLK_TCK")


def provenance() -> dict[str, Any]:
    """The machine, the versions and the state of the tree."""
    return {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "commit": _git("rev-parse", "--short", "HEAD"),
        "changed_files": len(_git("status", "--porcelain", "--untracked-files=no").splitlines()),
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        "processor": _line_of("/proc/cpuinfo", "model name"),
        "cores": len(os.sched_getaffinity(0)),
        "memory_mb": int(_line_of("/proc/meminfo", "MemTotal").split()[0]) // 1024,
        "load_before": os.getloadavg()[0],
        "parts": {name: metadata.version(name) for name in PARTS},
    }


class Others:
    """How many cores other programs used meanwhile: over 0.3, figures are to be taken again."""

    def __enter__(self) -> Others:
        self.cores = 0.0
        self._before = (time.perf_counter(), _busy_seconds(), _own_seconds())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        since, busy, own = self._before
        seconds = time.perf_counter() - since
        theirs = (_busy_seconds() - busy) - (_own_seconds() - own)
        self.cores = round(max(0.0, theirs) / seconds, 2) if seconds > 1 else 0.0  # clocks tick 100 a second


def process_tree(root: int) -> list[int]:
    """A process and all that it started."""
    children: dict[int, list[int]] = {}
    for number in _numbers():
        if (fields := _stat(number)) is not None:
            children.setdefault(int(fields[1]), []).append(number)
    found, waiting = [], [root]
    while waiting:
        found.append(number := waiting.pop())
        waiting += children.get(number, [])
    return found


def memory_mb(root: int) -> float:
    """What a process and all that it started hold; shared pages are split between their holders."""
    kilobytes = 0
    for number in process_tree(root):
        try:
            held = Path(f"/proc/{number}/smaps_rollup").read_text("ascii")
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended meanwhile
        kilobytes += sum(int(line.split()[1]) for line in held.splitlines() if line.startswith("Pss:"))
    return kilobytes / 1024


def _own_seconds() -> float:
    """Processor time of this process, its living tree, and those of it that ended."""
    spent = 0
    for number in process_tree(os.getpid()):
        if (fields := _stat(number)) is not None:
            spent += sum(int(ticks) for ticks in fields[11:15])
    return spent / TICKS


def _busy_seconds() -> float:
    """Processor time of everybody."""
    user, nice, system, _idle, _waiting, *rest = _line_of("/proc/stat", "cpu ", ends="").split()
    return sum(map(int, (user, nice, system, *rest[:3]))) / TICKS


def _stat(number: int) -> list[str] | None:
    try:
        return Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def _numbers() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _line_of(file: str, start: str, ends: str = ":") -> str:
    lines = Path(file).read_text("utf-8").splitlines()
    return next((line[len(start) :].lstrip(f" \t{ends}") for line in lines if line.startswith(start)), "0")


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=HOUSE, capture_output=True, text=True, check=False)
    return done.stdout.strip()
