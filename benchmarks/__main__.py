"""Take the measures and print one table.

    python -m benchmarks [--quick] [--only NAME,…] [--list]

Ends with 0 where all limits are kept, 1 where one is broken, 2 where a measure could not be taken.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.children import HOUSE
from benchmarks.families import FAMILIES, Family, chosen
from benchmarks.machine import Others, provenance
from benchmarks.measuring import CannotMeasure, WrongAnswer, tell
from benchmarks.report import Line, Missing, exit_code, keep, show

CALM = 0.3  # cores; where others used more, the figures are to be taken again


def main() -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="less data, fewer rounds: to see that it works")
    parser.add_argument("--only", default="", metavar="NAME,…", help="families or measures, by their names")
    parser.add_argument("--list", action="store_true", help="name all families and measures, take none")
    asked = parser.parse_args()
    if asked.list:
        for family in FAMILIES:
            print(family.name, *family.measures)
        return 0
    try:
        families = chosen(name for name in asked.only.split(",") if name)
    except CannotMeasure as fault:
        tell(str(fault))
        return 2
    run = {**provenance(), "quick": asked.quick, "cores_of_others": {}}
    lines: list[Line] = []
    for family, names in families:
        tell(f"{family.name} …")
        with Others() as others:
            lines += taken(family, names, quick=asked.quick)
        run["cores_of_others"][family.name] = others.cores
    judged = not asked.quick  # in little data the start of a program weighs more than its work
    show(lines, judged=judged)
    path = keep(run, lines)
    tell_circumstances(run)
    tell(f"Kept in {path.relative_to(HOUSE)}")
    return exit_code(lines, judged=judged)


def taken(family: Family, names: tuple[str, ...], *, quick: bool) -> list[Line]:
    """The measures of a family that were asked for; what could not be taken says why."""
    try:
        got = {measure.name: measure for measure in family.run(quick)}
    except (CannotMeasure, WrongAnswer, ImportError) as fault:
        first, *others = names
        return [Missing(first, str(fault)), *(Missing(name, "for the same reason") for name in others)]
    return [got.get(name) or Missing(name, f"{family.name} gave no such measure") for name in names]


def tell_circumstances(run: dict[str, object]) -> None:
    """What a reader must know before quoting a figure."""
    print(f"{run['processor']}, {run['cores']} cores, Python {run['python']}, commit {run['commit']}"
          + (f" and {run['changed_files']} changed files" if run["changed_files"] else ""))  # fmt: skip
    if run["quick"]:
        print("Taken with --quick, little data and few rounds: not judged, and not for quoting.")
    others = run["cores_of_others"]
    busy = {name: cores for name, cores in others.items() if cores > CALM} if isinstance(others, dict) else {}
    if busy:
        told = ", ".join(f"{name} {cores:g}" for name, cores in busy.items())
        print(f"Other programs used the machine meanwhile (cores: {told}): take these again when it is calm.")


if __name__ == "__main__":
    sys.exit(main())
