"""The store: a folder of editions, written so that a crash leaves a whole edition or none.

``root/<dataset>/<label>/`` holds ``data-<digest>.parquet`` (rows sorted by key, one or more
files), ``areas-<digest>.parquet`` (the area tree as it stood) and, last of all,
``manifest.json``. A folder without a manifest is no edition. Which edition is *current* is
not the store's business: that is one row in the catalog's database.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import orjson

from lumbung.cube import durable
from lumbung.cube.areas import area_table, areas_needed, tree_of_table
from lumbung.cube.differences import Difference, difference
from lumbung.cube.editions import (
    EditionDraft,
    EditionTaken,
    EditionUnknown,
    Manifest,
    StoredFile,
    edition_parts,
)
from lumbung.cube.shape import counts, public, stored
from lumbung.vocabulary.areas import AreaTree

if TYPE_CHECKING:
    import polars as pl

MANIFEST = "manifest.json"
ROWS_PER_FILE = 5_000_000
ROWS_PER_GROUP = 122_880  # DuckDB reads a row group with one thread


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of an edition that is not what the manifest says."""

    edition: str
    file: str
    fault: Literal["missing", "changed"]


class Store:
    """Editions in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def folder(self, edition: str) -> Path:
        """Where an edition's files are."""
        return self.root.joinpath(*edition_parts(edition))

    def editions(self) -> Iterator[str]:
        """The ids of all whole editions."""
        for manifest in sorted(self.root.glob(f"*/*/{MANIFEST}")):
            yield f"{manifest.parent.parent.name}@{manifest.parent.name}"

    def __contains__(self, edition: object) -> bool:
        return isinstance(edition, str) and (self.folder(edition) / MANIFEST).is_file()

    def manifest(self, edition: str) -> Manifest:
        """What an edition is."""
        try:
            written = (self.folder(edition) / MANIFEST).read_bytes()
        except FileNotFoundError as fault:
            raise EditionUnknown(id=edition) from fault
        return Manifest.from_record(orjson.loads(written))

    def files(self, edition: str) -> list[Path]:
        """The Parquet files with an edition's rows, in the order of keys."""
        folder = self.folder(edition)
        return [folder / file.name for file in self.manifest(edition).files]

    def frame(self, edition: str) -> pl.DataFrame:
        """The rows of an edition, in the stored shape."""
        import polars as pl

        return pl.read_parquet(self.files(edition), memory_map=False)

    def areas(self, edition: str) -> AreaTree:
        """The area tree as it stood when the edition was released."""
        import polars as pl

        manifest = self.manifest(edition)
        return tree_of_table(pl.read_parquet(self.folder(edition) / manifest.areas.name, memory_map=False))

    def write(self, draft: EditionDraft, frame: pl.DataFrame) -> Manifest:
        """Write an edition; it is public only when the catalog says so.

        Doing it again, after a crash or for a second time, gives the edition that is
        there. Other figures under the same id are refused: an edition never changes.
        """
        folder = self.folder(draft.id)
        table = stored(frame, draft.structure)
        durable.make_folder(folder)
        files = tuple(
            _write_table(folder, "data", table.slice(first, ROWS_PER_FILE))
            for first in range(0, max(table.height, 1), ROWS_PER_FILE)
        )
        needed = areas_needed(draft.areas, draft.structure.area.within, table["area"].unique())
        manifest = Manifest(
            id=draft.id,
            structure=draft.structure,
            rows=table.height,
            columns=tuple(table.columns),
            counts=counts(table, draft.structure),
            files=files,
            areas=_write_table(folder, "areas", area_table(needed)),
            previous=draft.previous,
            note=draft.note,
            source=draft.source,
            licence=draft.licence,
            simulated=draft.simulated or draft.structure.simulated,
            released_at=draft.released_at,
            released_by=draft.released_by,
            submissions=draft.submissions,
            journal_head=draft.journal_head,
        )
        if durable.write_once(folder / MANIFEST, manifest.written()):
            return manifest
        there = self.manifest(draft.id)
        if not there.same_figures(manifest):
            self._remove_strays(draft.id)
            raise EditionTaken(id=draft.id)
        return there

    def verify(self, edition: str) -> tuple[Damage, ...]:
        """The files of an edition that are gone or were changed; none where all is well."""
        manifest, folder = self.manifest(edition), self.folder(edition)
        found: list[Damage] = []
        for file in (*manifest.files, manifest.areas):
            path = folder / file.name
            if not path.is_file():
                found.append(Damage(edition, file.name, "missing"))
            elif durable.digest_of(path) != file.sha256:
                found.append(Damage(edition, file.name, "changed"))
        return tuple(found)

    def diff(self, before: str, after: str) -> Difference:
        """What changed in public from one edition to another of the same dataset."""
        structure = self.manifest(after).structure
        one, two = (public(self.frame(edition), structure) for edition in (before, after))
        return difference(one, two, structure)

    def sweep(self, known: Collection[str], *, older_than: float = 3600.0) -> tuple[str, ...]:
        """Remove what crashed releases left behind: whatever the catalog does not know.

        A release that is under way has files that the catalog does not know yet, so only
        what has lain still for ``older_than`` seconds is taken. Says what was removed.
        """
        removed: list[str] = []
        before = time.time() - older_than
        for folder in sorted(self.root.glob("*/*")):
            if not folder.is_dir() or _last_touched(folder) > before:
                continue
            edition = f"{folder.parent.name}@{folder.name}"
            if edition in known and (folder / MANIFEST).is_file():
                removed += [f"{edition}/{name}" for name in self._remove_strays(edition)]
            else:
                shutil.rmtree(folder)
                durable.sync_folder(folder.parent)
                removed.append(edition)
        return tuple(removed)

    def _remove_strays(self, edition: str) -> list[str]:
        manifest, folder = self.manifest(edition), self.folder(edition)
        own = {MANIFEST, manifest.areas.name, *(file.name for file in manifest.files)}
        strays = sorted(path for path in folder.iterdir() if path.name not in own)
        for path in strays:
            path.unlink(missing_ok=True)
        return [path.name for path in strays]


def _write_table(folder: Path, stem: str, table: pl.DataFrame) -> StoredFile:
    def fill(path: Path) -> None:
        table.rechunk().write_parquet(path, compression="zstd", row_group_size=ROWS_PER_GROUP)

    path, digest = durable.write_named(folder, stem, ".parquet", fill)
    return StoredFile(path.name, table.height, path.stat().st_size, digest)


def _last_touched(folder: Path) -> float:
    return max(path.stat().st_mtime for path in (folder, *folder.iterdir()))
