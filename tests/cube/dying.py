"""Releases the same edition again and again, killed one step later each time.

A program of its own: it forks before Polars has started its threads, which do not survive
a fork. Prints the steps at which a release was killed; each had a store named after it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cube.granary import draft, figures

from lumbung.cube import Store


def release_killed_at(step: int, root: Path) -> None:
    """Release, and be killed before or after the n-th act upon the disk."""
    taken = 0

    def tick() -> None:
        nonlocal taken
        taken += 1
        if taken == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def dying(act: Callable[..., Any]) -> Callable[..., Any]:
        def done(*args: Any, **kwargs: Any) -> Any:
            tick()
            result = act(*args, **kwargs)
            tick()
            return result

        return done

    for name in ("fsync", "link", "open"):
        setattr(os, name, dying(getattr(os, name)))
    for name in ("replace", "mkdir", "write_bytes", "unlink"):
        setattr(Path, name, dying(getattr(Path, name)))
    Store(root).write(draft(), figures())


def main(folder: Path) -> None:
    """Go on until a release comes through."""
    for step in range(1, 1000):
        child = os.fork()
        if child == 0:
            release_killed_at(step, folder / str(step))
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code == 0:
            return
        if code != -signal.SIGKILL:
            raise SystemExit(f"step {step} ended with {code}")
        print(step, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
