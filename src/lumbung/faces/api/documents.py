"""Documents about the data for programs: one tag, one way of being sent, faults as problems.

A document follows from its address and the stamps of what it tells, so its tag is known before
it is written; whoever has it already is told so and nothing is made.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from lumbung.faces.api.telling import told
from lumbung.kit.stamps import stamp
from lumbung.vocabulary.problems import Problem

STAMPS = ("catalog", "standards", "people")
LAYOUT = 1  # counts up whenever a document is written differently
AT_ONCE = 1 << 16
ASK_AGAIN = "public, no-cache"  # names of offices and shelves may change where figures never do

View = Callable[..., HttpResponseBase]


def for_programs(view: View) -> View:
    """A view that only reads, and tells what cannot be done as ``application/problem+json``."""

    @wraps(view)
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Problem as problem:
            return told(request, problem)

    return require_safe(telling)


def document(
    request: HttpRequest,
    media_type: str,
    pieces: Callable[[], Iterable[str] | Iterable[bytes]],
    *about: object,
    packs: bool = True,
) -> HttpResponseBase:
    """A document on its way, streamed; ``about`` is what it follows from besides its address.

    What ``pieces`` raises when it is called is told as a problem; nothing may be raised later.
    """
    tag = _tag(request, media_type, *about)
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return _headed(HttpResponse(status=304), tag)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    chunks = _in_chunks(pieces())
    if request.method == "HEAD":
        return _headed(HttpResponse(content_type=media_type + charset), tag)
    response = StreamingHttpResponse(chunks, content_type=media_type + charset)
    if packs and "gzip" in request.headers.get("Accept-Encoding", ""):
        response = StreamingHttpResponse(_packed(chunks), content_type=media_type + charset)
        response["Content-Encoding"] = "gzip"
    return _headed(response, tag)


def _tag(request: HttpRequest, *about: object) -> str:
    parts = (request.build_absolute_uri(), stamp(*STAMPS), LAYOUT, *about)
    return f'W/"{hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()}"'


def _headed(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response["ETag"] = tag
    response["Cache-Control"] = ASK_AGAIN
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Content-Type-Options"] = "nosniff"
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def _in_chunks(pieces: Iterable[str] | Iterable[bytes]) -> Iterator[bytes]:
    """Small pieces gathered, so that none travels alone."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        written = piece.encode() if isinstance(piece, str) else piece
        held.append(written)
        size += len(written)
        if size >= AT_ONCE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def _packed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same as gzip."""
    packer = zlib.compressobj(5, wbits=31)
    for chunk in chunks:
        if made := packer.compress(chunk):
            yield made
    yield packer.flush()
