"""The shelf: pictures kept as bytes on disk, by the edition they were drawn from.

An edition never changes, so what stands on the shelf is right for ever; it may be thrown
away at will and is drawn again when somebody looks.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

LOOK = "1"  # changes when the look of charts changes, so that old drawings are left behind


def kept(folder: Path, *key: str, suffix: str, make: Callable[[], bytes]) -> bytes:
    """The bytes under a key, made and kept when they are not there yet."""
    name = hashlib.sha256("\0".join((LOOK, *key)).encode()).hexdigest()[:40]
    place = folder / name[:2] / f"{name[2:]}{suffix}"
    try:
        return place.read_bytes()
    except FileNotFoundError:
        made = make()
    place.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and renamed: whoever reads meanwhile sees all of it or nothing.
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as beside:
        beside.write(made)
    os.replace(beside.name, place)  # noqa: PTH105  # one call, and atomic
    return made
