"""Serving copies: made from the Parquet when they are needed, thrown away at will."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lumbung.cube import durable
from lumbung.cube.columnar import Means, build_columns
from lumbung.cube.editions import Manifest
from lumbung.cube.opened import Opened
from lumbung.cube.slices import build_slices
from lumbung.cube.store import Store

if TYPE_CHECKING:
    import polars as pl

KINDS = (SLICES, COLUMNS) = ("slices", "columns")
ABANDONED = 3600.0  # seconds
LAYOUT = 2  # counts up whenever a copy is written differently; old copies are then made anew


class Serving:
    """The folder of the copies."""

    def __init__(self, store: Store, root: Path, means: Means) -> None:
        self.store, self.root, self.means = store, root, means
        self._paths: dict[tuple[str, str], Path] = {}

    def slices(self, opened: Opened, table: pl.DataFrame | None = None) -> Path:
        """The file for filtered slices, made if it is not there."""

        def fill(path: Path) -> None:
            build_slices(path, self.store.frame(opened.id) if table is None else table, opened)

        return self._ensured(opened, SLICES, fill)

    def columns(self, opened: Opened) -> Path:
        """The file for roll-ups and exports, made if it is not there."""

        def fill(path: Path) -> None:
            build_columns(path, self.store.files(opened.id), opened, self.means)

        return self._ensured(opened, COLUMNS, fill)

    def _ensured(self, opened: Opened, kind: str, fill: Callable[[Path], None]) -> Path:
        path = self._paths.get((opened.id, kind))
        if path is None:
            path = self._paths[opened.id, kind] = self.root / _name(opened.manifest, kind)
        if not path.exists():
            durable.make_folder(self.root)
            with self._alone(opened.id):
                if not path.exists():
                    durable.write_replacing(path, fill)
        return path

    @contextmanager
    def _alone(self, edition: str) -> Iterator[None]:
        """Let one process make a copy while the others wait for it."""
        with (self.root / f"{edition}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def trim(self, keep: Collection[str]) -> tuple[str, ...]:
        """Throw away the copies that are not read: of all editions but these, and of other layouts."""
        gone = []
        read = {name for edition in keep if edition in self.store for name in self._names(edition)}
        for kind in KINDS:
            for path in sorted(self.root.glob(f"*@*.{kind}")):
                if path.name not in read:
                    path.unlink(missing_ok=True)
                    gone.append(path.name)
        for path in self.root.glob(f".*{durable.PART}"):  # left by a crash: nobody fills it any more
            if path.stat().st_mtime < time.time() - ABANDONED:
                path.unlink(missing_ok=True)
                gone.append(path.name)
        return tuple(gone)

    def _names(self, edition: str) -> Iterator[str]:
        manifest = self.store.manifest(edition)
        return (_name(manifest, kind) for kind in KINDS)


def _name(manifest: Manifest, kind: str) -> str:
    # Copies of other content, other words, another layout or another DuckDB never pass for this edition's.
    return f"{manifest.id}.{manifest.digest[:12]}.v{LAYOUT}-{_writer(kind)}.{kind}"


def _writer(kind: str) -> str:
    if kind != COLUMNS:
        return "sqlite"
    import duckdb

    return duckdb.__version__.replace(".", "-")
