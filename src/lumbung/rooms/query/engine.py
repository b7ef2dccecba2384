"""The cube of this deployment: its editions under LUMBUNG_HOME, one reader for each process."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from django.conf import settings

from lumbung.cube import Reader, Store

if TYPE_CHECKING:
    import polars as pl

_lock = Lock()
_readers: dict[Path, Reader] = {}


def cube() -> Reader:
    """The reader of this process."""
    home: Path = settings.HOME
    reader = _readers.get(home)
    if reader is None:
        with _lock:
            if home not in _readers:
                for other in _readers.values():  # a test's home that has gone
                    other.close()
                _readers.clear()
                _readers[home] = Reader(Store(home / "editions"), home / "serving")
            reader = _readers[home]
    return reader


def store() -> Store:
    """Where the editions stand."""
    return cube().store


def make_ready(edition: str, table: pl.DataFrame | None = None) -> None:
    """Build the copies that answers are read from; ``table`` spares reading the edition again."""
    cube().make_ready(edition, table)


def trim(keep: Collection[str]) -> tuple[str, ...]:
    """Throw away the copies of all editions but these; they are built again when asked for."""
    return cube().serving.trim(keep)
