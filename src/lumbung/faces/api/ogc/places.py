"""Where areas are, worked out once for each state of the registry and shared by all processes."""

from __future__ import annotations

import fcntl
import os
import tempfile
from pathlib import Path

from django.conf import settings

from lumbung.cube.keeping import Lately
from lumbung.formats.ogc.crs import System
from lumbung.formats.ogc.outlines import Outline, Outlines, outlines, written
from lumbung.kit.stamps import stamp
from lumbung.rooms.standards import queries as standards

LAYOUT = 1  # changes when the file is laid out otherwise, so that old ones are left behind

_opened = Lately[tuple[Path, int, System], Outlines](6)


def registry() -> int:
    """The number of the present state of areas and boundaries."""
    return stamp("standards")


def places(state: int, system: System) -> Outlines:
    """The outlines of all areas in a reference system."""
    home: Path = settings.HOME
    return _opened.get((home, state, system), lambda: _open(home / "serving" / "outlines", state, system))


def _open(folder: Path, state: int, system: System) -> Outlines:
    path = folder / f"{LAYOUT}-{state}-{system.name.lower()}"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # joining a province takes seconds: one process does it
            if not path.exists():
                _write(path, system)
    return Outlines(path)


def _write(path: Path, system: System) -> None:
    # Written beside and renamed: whoever reads meanwhile sees all of it or nothing.
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
        beside.write(written(_worked_out(), system))
    os.replace(beside.name, path)  # noqa: PTH105  # one call, and atomic
    for old in path.parent.glob("*-*-*"):
        if old.name.split("-")[:2] != path.name.split("-")[:2]:
            old.unlink(missing_ok=True)


def _worked_out() -> dict[str, Outline]:
    tree = standards.area_tree()
    # Made and let go again: a nation's boundaries as Python values would stay in memory otherwise.
    return outlines(tree, standards.boundaries.make(), tree.areas.values())
