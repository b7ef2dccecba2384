"""How fast a table is checked, beside frictionless on the same file in the same run.

    python -m benchmarks.checking [--quick]

A CSV of a million rows with ten columns and a five-column key is held against twelve rules, from the
file to the verdict, in a whole process for each side, A B A B. Faults of every kind are sown in,
and both sides must find the very same rows. Frictionless gets an environment of its own.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.checking_parts.data import FAULTS, Sown, sow
from benchmarks.children import HOUSE, Ran, run, run_module
from benchmarks.measuring import WrongAnswer, bench_folder, in_turns
from benchmarks.peers import PINNED, peer

PEER = PINNED["frictionless"][0]
LEAST_SPEED = 15.0  # times the rows a second of the peer
MOST_MEMORY = 0.8  # of the peer's peak


@dataclass(frozen=True, slots=True)
class Checked:
    """One whole process of one side."""

    rows_a_second: float
    peak_mb: float
    found: dict[str, list[int]]  # faulty rows by rule


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a hundred thousand rows, once")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    result = measure(quick=asked.quick, rounds=asked.rounds, folder=bench_folder("checking"))
    return 0 if result["met"] else 1


def measure(*, folder: Path, quick: bool = False, rounds: int = 3) -> dict[str, object]:
    """Measure both sides, print the table and the JSON line, and give the figures."""
    rows, rounds = (100_000, 1) if quick else (1_000_000, rounds)
    sown, python = sow(folder, rows), peer("frictionless") / "python"
    script = HOUSE / "benchmarks" / "checking_parts" / "peer.py"
    samples = in_turns(
        {
            "lumbung": lambda: checked(
                run_module("benchmarks.checking_parts.ours", sown.csv, sown.facts), sown
            ),
            PEER: lambda: checked(run([python, script, sown.csv, sown.facts]), sown),
        },
        rounds,
    )
    return told(sown, samples["lumbung"], samples[PEER], quick=quick)


def checked(ran: Ran, sown: Sown) -> Checked:
    """What a side's process did."""
    if ran.told.get("rows") != sown.rows:
        raise WrongAnswer(f"read {ran.told.get('rows')} of {sown.rows} rows")
    found = {rule: sorted(rows) for rule, rows in ran.told["found"].items()}
    return Checked(sown.rows / ran.seconds, ran.peak_mb, found)


def told(sown: Sown, ours: list[Checked], theirs: list[Checked], *, quick: bool) -> dict[str, object]:
    """The table on the terminal, the JSON line below it."""
    expected = json.loads(sown.facts.read_text())["sown"]
    same = all(one.found == other.found == expected for one, other in zip(ours, theirs, strict=True))
    speed, peer_speed = (statistics.median(r.rows_a_second for r in side) for side in (ours, theirs))
    memory, peer_memory = (statistics.median(r.peak_mb for r in side) for side in (ours, theirs))
    ratio, share = speed / peer_speed, memory / peer_memory
    result: dict[str, object] = {
        "benchmark": "checking",
        "rows": sown.rows,
        "rules": len(FAULTS),
        "rounds": len(ours),
        "rows_a_second": round(speed),
        "peer_rows_a_second": round(peer_speed),
        "speed_ratio": round(ratio, 2),
        "peak_mb": memory,
        "peer_peak_mb": peer_memory,
        "memory_ratio": round(share, 3),
        "faulty_rows": sum(len(rows) for rows in expected.values()),
        "same_verdicts": same,
        # In a small table the start of a process weighs more than its rows.
        "met": same and (quick or (ratio >= LEAST_SPEED and share <= MOST_MEMORY)),
    }
    print(f"{'':<22}{'lumbung':>14}{PEER:>22}{'ratio':>9}   limit")
    print(f"{'rows a second':<22}{speed:>14,.0f}{peer_speed:>22,.0f}{ratio:>9.1f}   at least {LEAST_SPEED}")
    print(
        f"{'peak memory, MiB':<22}{memory:>14,.0f}{peer_memory:>22,.0f}{share:>9.2f}   at most {MOST_MEMORY}"
    )
    print(f"{'same faulty rows':<22}{'yes' if same else 'NO':>14}")
    if not same:
        for rule in FAULTS:
            found = [len(side[-1].found.get(rule, [])) for side in (ours, theirs)]
            print(f"  {rule}: sown {len(expected[rule])}, found {found[0]} and {found[1]}")
    print(json.dumps(result))
    return result


if __name__ == "__main__":
    sys.exit(main())
