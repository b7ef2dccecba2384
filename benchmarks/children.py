"""One program run to its end: its whole time, its peak memory, and what it says of itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measuring import CannotMeasure

HOUSE = Path(__file__).resolve().parents[1]
LAUNCHER = Path(__file__).with_name("child.py")


@dataclass(frozen=True, slots=True)
class Ran:
    """A program that ended well."""

    seconds: float  # from its start to its end
    cpu_seconds: float
    peak_mb: float  # resident, of the largest of its processes
    told: Mapping[str, Any]  # the JSON object on its last line, where it prints one
    output: str


def run(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, most: float = 600) -> Ran:
    """Run a program for at most so many seconds; raises :class:`CannotMeasure` where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder, "facts.json")
        launched = [sys.executable, "-I", "-S", str(LAUNCHER), str(facts), *map(str, command)]
        process = subprocess.Popen(
            launched,
            cwd=HOUSE,
            env={**os.environ, **(env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        try:
            output, errors = process.communicate(timeout=most)
        except subprocess.TimeoutExpired as late:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise CannotMeasure(f"{_name(command)} took more than {most:g} s") from late
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise
        measured = json.loads(facts.read_text("ascii")) if facts.exists() else {"code": process.returncode}
    if measured.pop("code"):
        raise CannotMeasure(f"{_name(command)} failed: {errors.strip()[-600:]}")
    return Ran(**measured, told=_told(output), output=output)


def run_module(module: str, *arguments: str | Path, env: Mapping[str, str] | None = None) -> Ran:
    """Run one of our own modules in a process of its own."""
    return run([sys.executable, "-m", module, *arguments], env=env)


def _told(output: str) -> dict[str, Any]:
    last = output.strip().rpartition("\n")[2]
    return json.loads(last) if last.startswith("{") else {}


def _name(command: Sequence[str | Path]) -> str:
    return " ".join(str(part) for part in command[:3])
