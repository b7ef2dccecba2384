"""Peers: other people's programs, each in a virtual environment of its own outside the tree."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.measuring import CannotMeasure, bench_folder, tell

PINNED = {
    "datasette": ("datasette==0.65.5",),
    "frictionless": ("frictionless==5.21.0",),
}


def peer(name: str) -> Path:
    """The folder with a peer's programs (``python``, ``datasette`` …); installed the first time."""
    wanted = PINNED[name]
    folder = bench_folder("peers") / name
    stamp = folder / "installed"
    if not stamp.exists() or stamp.read_text("ascii").split() != list(wanted):
        tell(f"  installing {' '.join(wanted)} …")
        shutil.rmtree(folder, ignore_errors=True)
        _call([sys.executable, "-m", "venv", str(folder)])
        _call([str(folder / "bin/python"), "-m", "pip", "install", "--quiet", *wanted])
        stamp.write_text("\n".join(wanted), "ascii")
    return folder / "bin"


def _call(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        raise CannotMeasure(f"a peer could not be installed: {done.stderr.strip()[-400:]}")
