"""Bytes that are kept: uploads, the figures read from them, and reports of their checks.

A file is named by the SHA-256 of its content and is on the disk before any row names it, so a
row never points at nothing, and the same content twice is one file.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Literal

from django.conf import settings

from lumbung.rooms.collection.limits import MEGABYTE, UPLOAD_BYTES
from lumbung.vocabulary.problems import NotFound, TooMuch
from lumbung.vocabulary.words import Text

__all__ = ["FileGone", "FileTooLarge", "keep", "keep_stream", "kept", "scratch"]

Shelf = Literal["uploads", "frames", "reports"]
CHUNK = 1 << 20


class FileTooLarge(TooMuch):
    """The file is over the declared limit."""

    code = "collection.file-too-large"
    message = Text(
        "Berkas ini lebih besar dari {megabytes} MB, batas yang diterima.",
        "This file is larger than {megabytes} MB, the most that is taken.",
    )
    hint = Text("Kirim sebagai CSV, atau bagi menurut periode.", "Send it as CSV, or split it by period.")


class FileGone(NotFound):
    """The bytes that a row names are not on the disk."""

    code = "collection.file-gone"
    message = Text("Berkas {digest} tidak ada di penyimpanan.", "File {digest} is not in the store.")
    hint = Text("Minta pengelola memulihkannya dari cadangan.", "Ask the administrator to restore it.")


def shelf(name: Shelf) -> Path:
    """The folder of one kind of file, made so that a crash does not unmake it."""
    folder = Path(settings.HOME) / name
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _sync(folder.parent)
    return folder


def kept(name: Shelf, digest: str) -> Path:
    """The file with a content."""
    path = _place(name, digest)
    if not path.exists():
        raise FileGone(digest=digest[:12])
    return path


def keep(name: Shelf, content: bytes) -> str:
    """Keep some bytes; gives their digest."""
    return keep_stream(name, [content])[0]


def keep_stream(name: Shelf, chunks: Iterable[bytes], limit: int = UPLOAD_BYTES) -> tuple[str, int]:
    """Keep bytes as they come in, in constant memory; gives their digest and how many they were."""
    folder = shelf(name)
    part = folder / f".{os.getpid()}.{secrets.token_hex(8)}.part"
    digest, size = hashlib.sha256(), 0
    try:
        with part.open("xb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise FileTooLarge(megabytes=limit // MEGABYTE)
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        _put(part, _place(name, digest.hexdigest()))
    finally:
        part.unlink(missing_ok=True)
    return digest.hexdigest(), size


def chunks_of(file: BinaryIO) -> Iterable[bytes]:
    """A file's bytes in pieces."""
    while chunk := file.read(CHUNK):
        yield chunk


def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder for the time of one piece of work, on the same disk as what is kept."""
    folder = Path(settings.HOME) / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(dir=folder)


def _place(name: Shelf, digest: str) -> Path:
    return shelf(name) / digest[:2] / digest


def _put(part: Path, place: Path) -> None:
    if place.exists():  # the same content is there already, and whole: it was named after its fsync
        return
    if not place.parent.is_dir():
        place.parent.mkdir(exist_ok=True)
        _sync(place.parent.parent)
    part.replace(place)
    _sync(place.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
