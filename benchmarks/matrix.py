"""The whole city on one page: 51 offices with some 200 obligations each, from request to finished page.

Beside it, in turns, stands another page of the same desk for the same steward: what is above it
is the matrix's own, the rest is the frame with everything that waits.
"""

from __future__ import annotations

import sys
import tempfile

from benchmarks.children import run as run_program
from benchmarks.measuring import Measure, at_most, bench_folder

PEER = "A plain page of the desk"
OFFICES = 51
MOST = 300  # ms


def run(quick: bool) -> list[Measure]:
    """Take the measure; the city is made for it and thrown away."""
    offices, rounds = (5, 3) if quick else (OFFICES, 15)
    with tempfile.TemporaryDirectory(dir=bench_folder(), prefix="matrix-") as home:
        looking = [sys.executable, "-m", "benchmarks.matrix_parts.looking", str(offices), str(rounds)]
        told = run_program(looking, env={"LUMBUNG_HOME": home}).told
    return [
        Measure(
            "matrix",
            f"The whole city, {told['obligations']:,} obligations",
            PEER,
            "ms",
            tuple(told["city"]),
            tuple(told["plain"]),
            at_most(plus=MOST),
            {"processor_ms": told["processor"]},  # what a busy machine cannot add to
        )
    ]
