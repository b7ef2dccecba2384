"""How large the CSV of an edition is, and its SHA-256: measured once, since an edition never changes.

Only files of a moderate size are measured, so that no description waits for a large one; what is
known is kept in a small file beside the serving copies.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import get_ident

import orjson

from lumbung.rooms.query.limits import MOST_WEIGHED_ROWS
from lumbung.vocabulary.publications import PublishedEdition, Weight

_known: dict[Path, Weight] = {}


def weight(one: PublishedEdition, folder: Path, read: Callable[[], Iterable[bytes]]) -> Weight | None:
    """The weight of an edition's CSV; ``read`` gives its bytes."""
    import duckdb

    if one.rows > MOST_WEIGHED_ROWS or one.withdrawn_at is not None:
        return None
    # Another writer might write the same figures in other words, so it weighs anew.
    kept = folder / f"{one.id}.{one.digest[:12]}.{duckdb.__version__}.csv.json"
    if kept not in _known:
        _known[kept] = _kept(kept) or _keep(kept, _weighed(read()))
    return _known[kept]


def _weighed(chunks: Iterable[bytes]) -> Weight:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    return Weight(size, digest.hexdigest())


def _kept(path: Path) -> Weight | None:
    try:
        return Weight(**orjson.loads(path.read_bytes()))
    except (FileNotFoundError, orjson.JSONDecodeError, TypeError):  # what is not whole is measured again
        return None


def _keep(path: Path, found: Weight) -> Weight:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.{get_ident()}")
    part.write_bytes(orjson.dumps({"size": found.size, "sha256": found.sha256}))
    part.replace(path)
    return found
