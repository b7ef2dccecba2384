"""Files that are on the disk when they say so: written aside, fsynced, then named."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

PART = ".part"  # what an unfinished file is called; nobody reads it, a sweep removes it


def aside(folder: Path, stem: str) -> Path:
    """A name for an unfinished file that no other process uses."""
    return folder / f".{stem}.{os.getpid()}.{secrets.token_hex(4)}{PART}"


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on the disk."""
    sync_file(folder)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, so that a crash does not unmake them."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_named(folder: Path, stem: str, suffix: str, fill: Callable[[Path], None]) -> tuple[Path, str]:
    """Write a file that is named by its content: ``stem-<digest><suffix>``.

    The same content twice is one file.
    """
    part = aside(folder, stem)
    try:
        fill(part)
        sync_file(part)
        digest = digest_of(part)
        named = folder / f"{stem}-{digest[:16]}{suffix}"
        part.replace(named)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(folder)
    return named, digest


def write_once(path: Path, content: bytes) -> bool:
    """Write a file that must not be there yet; says whether it was this call that made it.

    A link either makes the name or fails, so two writers can never both have made it.
    """
    part = aside(path.parent, path.stem)
    try:
        part.write_bytes(content)
        sync_file(part)
        try:
            os.link(part, path)
        except FileExistsError:
            return False
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)
    return True


def write_replacing(path: Path, fill: Callable[[Path], None]) -> None:
    """Write a file aside and put it in the place of the old one at one stroke."""
    part = aside(path.parent, path.stem)
    try:
        fill(part)
        sync_file(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)
