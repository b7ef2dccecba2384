"""Runs one program and tells its seconds and its peak memory.

    python -I -S child.py FACTS PROGRAM [ARGUMENT …]

A program of its own, and a small one: the kernel counts what a parent holds at the moment of the
start to its child's peak, so the parent must hold next to nothing.
"""

import json
import os
import sys
import time


def main() -> None:
    facts, *command = sys.argv[1:]
    started = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, used = os.wait4(process, 0)
    seconds = time.perf_counter() - started
    told = {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": seconds,
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "peak_mb": used.ru_maxrss / 1024,
    }
    with open(facts, "w", encoding="ascii") as out:  # noqa: PTH123  # pathlib would add to our own memory
        json.dump(told, out)


if __name__ == "__main__":
    main()
