"""A package as one ZIP, written while it is read: nothing piles up, however large the table is."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import orjson

from lumbung.formats.packages.contents import Contents
from lumbung.formats.packages.csvw import table_group
from lumbung.formats.packages.datapackage import data_package
from lumbung.formats.packages.readme import readme
from lumbung.vocabulary.publications import Weight

FIGURES = "data.csv"
AT_ONCE = 1 << 16
Member = tuple[str, Iterable[str] | Iterable[bytes]]


def package_members(
    contents: Contents, figures: Iterable[bytes], codes: Callable[[str], Iterable[str]]
) -> Iterator[Member]:
    """The files of a package: what to read first, the lists, the figures, and what all of it is.

    The description comes last, because only then the size and the checksum of the figures are known.
    """
    yield "README.md", (readme(contents),)
    yield "csv-metadata.json", (_written(table_group(contents)),)
    for one in contents.codes:
        yield one.path, codes(one.column)
    weighing = _Weighing()
    yield contents.path, weighing.passing(figures)
    yield "datapackage.json", (_written(data_package(replace(contents, weight=weighing.weight))),)


def zipped(members: Iterable[Member], at: dt.datetime) -> Iterator[bytes]:
    """A ZIP of these files, in their order, all dated ``at``."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in members:
            about = zipfile.ZipInfo(name, at.timetuple()[:6])
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            with archive.open(about, "w", force_zip64=True) as member:
                for piece in pieces:
                    member.write(piece.encode() if isinstance(piece, str) else piece)
                    if sink.held >= AT_ONCE:
                        yield sink.taken()
    yield sink.taken()


class _Weighing:
    """Counts and digests what passes."""

    def __init__(self) -> None:
        self._digest, self._size = hashlib.sha256(), 0

    def passing(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The same chunks."""
        for chunk in chunks:
            self._digest.update(chunk)
            self._size += len(chunk)
            yield chunk

    @property
    def weight(self) -> Weight:
        """What has passed so far."""
        return Weight(self._size, self._digest.hexdigest())


class _Sink(io.RawIOBase):
    """Where an archive is written to, and taken away from before it is whole."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.held = 0

    def writable(self) -> bool:
        """Whether it can be written to; it cannot be turned back."""
        return True

    def write(self, piece: object) -> int:
        """Hold a piece."""
        written = bytes(piece)  # type: ignore[call-overload]  # bytes or a view of them
        self._pieces.append(written)
        self.held += len(written)
        return len(written)

    def taken(self) -> bytes:
        """What is held, and no more after."""
        pieces, self._pieces, self.held = self._pieces, [], 0
        return b"".join(pieces)


def _written(described: object) -> bytes:
    return orjson.dumps(described, option=orjson.OPT_INDENT_2)
