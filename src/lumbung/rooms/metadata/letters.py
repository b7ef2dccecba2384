"""Letters of BPS as they are kept: PDF or JPEG by their content, named by it, never opened here."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

from lumbung.rooms.metadata.problems import LetterGone, LetterTooLarge, LetterUnreadable

LETTER_BYTES = 5_000_000
TAIL = 2_048  # a PDF ends within these last bytes
NAME_CHARACTERS = 120


def kind_of(content: bytes) -> str:
    """The media type that the bytes themselves show, whatever the file is called; none for all others.

    >>> kind_of(b"%PDF-1.7 ... %%EOF"), kind_of(b"<html>")
    ('application/pdf', '')
    """
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-TAIL:]:
        return "application/pdf"
    if content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\x00").endswith(b"\xff\xd9"):
        return "image/jpeg"
    return ""


def keep(content: bytes) -> str:
    """Keep a letter; gives the digest under which it is found. The same letter twice is one file."""
    if len(content) > LETTER_BYTES:
        raise LetterTooLarge(megabytes=LETTER_BYTES // 1_000_000)
    if not kind_of(content):
        raise LetterUnreadable
    digest = hashlib.sha256(content).hexdigest()
    place = _place(digest)
    if place.exists():
        return digest
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{os.getpid()}.{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
    return digest


def kept(digest: str) -> bytes:
    """The bytes of a letter."""
    place = _place(digest)
    if not digest or not place.exists():
        raise LetterGone
    return place.read_bytes()


def file_name(given: str, content: bytes) -> str:
    """What a letter may be called: no folders, no control characters, the ending of its content."""
    stem = Path(given.replace("\\", "/")).stem
    plain = "".join(letter for letter in stem if letter.isalnum() or letter in " ._-()").strip(" .")
    ending = {"application/pdf": ".pdf", "image/jpeg": ".jpg"}.get(kind_of(content), "")
    return f"{plain[:NAME_CHARACTERS] or 'surat'}{ending}"


def _place(digest: str) -> Path:
    return Path(settings.HOME) / "letters" / digest[:2] / digest
