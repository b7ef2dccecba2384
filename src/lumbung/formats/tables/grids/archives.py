"""Zip archives from strangers: looked over before anything in them is unpacked.

The sizes that an archive declares are held against the limits first; when a part is then read,
:mod:`zipfile` stops at the declared size and compares the checksum, so a size cannot lie.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from lumbung.formats.tables.grids.limits import LIMITS, Limits
from lumbung.formats.tables.grids.refusals import encrypted, too_large, unreadable

_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # a compression or a version that zipfile does not know
    RuntimeError,  # zipfile's word for "needs a password"
    EOFError,
    OSError,
    ValueError,
    OverflowError,
)


class Archive:
    """A zip file whose declared contents are within the limits."""

    def __init__(self, path: Path, limits: Limits = LIMITS) -> None:
        self.limits = limits
        try:
            self._zip = zipfile.ZipFile(path)
        except _FAULTS as fault:
            raise unreadable("arsip zip-nya rusak", "its zip archive is damaged") from fault
        self.names = self._looked_over()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def _looked_over(self) -> frozenset[str]:
        entries, limits = self._zip.infolist(), self.limits
        if len(entries) > limits.archive_entries:
            bound = limits.archive_entries
            raise too_large(
                f"{len(entries)} bagian di dalamnya (batas {bound})", f"{len(entries)} parts (limit {bound})"
            )
        names = frozenset(entry.filename for entry in entries)
        if len(names) < len(entries):
            raise unreadable("arsip zip memuat satu bagian dua kali", "its zip archive holds a part twice")
        if any(entry.flag_bits & 1 for entry in entries):
            raise encrypted()
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > limits.unpacked_bytes:
            megabytes, bound = unpacked >> 20, limits.unpacked_bytes >> 20
            raise too_large(
                f"isinya {megabytes} MB setelah dibuka (batas {bound} MB)",
                f"{megabytes} MB when unpacked (limit {bound} MB)",
            )
        for entry in entries:
            if entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * entry.compress_size:
                part = entry.filename[:60]
                raise too_large(f"bagian {part} dimampatkan tidak wajar", f"part {part} is oddly packed")
        return names

    def read(self, name: str) -> bytes:
        """One part, unpacked and checked."""
        try:
            return self._zip.read(name)
        except (KeyError, *_FAULTS) as fault:
            raise unreadable(f"bagian {name[:60]} rusak", f"part {name[:60]} is damaged") from fault

    def read_if_there(self, name: str) -> bytes:
        """One part, or nothing where the archive has none of that name."""
        return self.read(name) if name in self.names else b""
