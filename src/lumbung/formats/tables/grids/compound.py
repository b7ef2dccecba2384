"""Compound files (OLE2), the containers of .xls and of locked .xlsx: one stream taken out of one.

Only what is needed to find a stream by its name. Every chain of sectors is walked with a count,
so that a file whose chains run in circles ends in a refusal.
"""

from __future__ import annotations

import struct

from lumbung.formats.tables.grids.refusals import Refused, unreadable

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_ENTRY = 128


def _damaged() -> Refused:
    return unreadable("wadah .xls rusak", "its .xls container is damaged")


class CompoundFile:
    """The streams of a compound file, by name."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(SIGNATURE):
            raise _damaged()
        self._data = data
        (shift, mini_shift) = struct.unpack_from("<HH", data, 30)
        if shift not in {9, 12} or not 4 <= mini_shift <= shift:
            raise _damaged()
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        (directory, _, self._cutoff, mini_fat, _, more, _) = struct.unpack_from("<7I", data, 48)
        self._fat = self._table(more)
        self._mini_fat = _numbers(self._chain(mini_fat)) if mini_fat < _END else []
        self.entries = dict(self._directory(self._chain(directory)))
        root = self.entries.get("Root Entry", self.entries.get("R", (_END, 0)))
        self._mini = self._chain(root[0]) if root[0] < _END else b""

    def stream(self, name: str) -> bytes:
        """The bytes of a stream; nothing where there is none of that name."""
        if name not in self.entries:
            return b""
        first, size = self.entries[name]
        if size >= self._cutoff:
            return self._chain(first)[:size]
        found, sector, steps = [], first, 0
        while sector < _END and steps <= len(self._mini_fat):
            found.append(self._mini[sector * self._mini_size : (sector + 1) * self._mini_size])
            sector = self._mini_fat[sector] if sector < len(self._mini_fat) else _END
            steps += 1
        return b"".join(found)[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _table(self, more: int) -> list[int]:
        sectors = [n for n in struct.unpack_from("<109I", self._data, 76) if n < _END]
        steps, most = 0, len(self._data) // self._size + 1
        while more < _END and steps < most:
            listed = _numbers(self._sector(more))
            if not listed:
                raise _damaged()
            sectors.extend(n for n in listed[:-1] if n < _END)
            more, steps = listed[-1], steps + 1
        if len(sectors) > most:
            raise _damaged()
        return _numbers(b"".join(map(self._sector, sectors)))

    def _chain(self, sector: int) -> bytes:
        found, steps = [], 0
        while sector < _END:
            if sector >= len(self._fat) or steps > len(self._fat):
                raise _damaged()
            found.append(self._sector(sector))
            sector, steps = self._fat[sector], steps + 1
        return b"".join(found)

    @staticmethod
    def _directory(data: bytes) -> list[tuple[str, tuple[int, int]]]:
        found = []
        for start in range(0, len(data) - _ENTRY + 1, _ENTRY):
            length = int.from_bytes(data[start + 64 : start + 66], "little")
            if 2 <= length <= 64:
                name = data[start : start + length - 2].decode("utf-16-le", "replace")
                first, size = struct.unpack_from("<II", data, start + 116)
                found.append((name, (first, size)))
        return found


def _numbers(data: bytes) -> list[int]:
    count = len(data) // 4
    return list(struct.unpack(f"<{count}I", data[: 4 * count]))
