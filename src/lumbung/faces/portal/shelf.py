"""Public pages kept as bytes, and told apart by an ETag.

A public page follows from its address, the language, whether somebody has logged in (the
header says so), the day (what is late depends on it), the stamps of what it shows and the
last act on the calendar. While these stand still it is sent again as it is, or not at all
when the browser still has it.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache, wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags

from lumbung.kit.jinja import bundled
from lumbung.kit.language import language
from lumbung.kit.stamps import stamp
from lumbung.rooms.journal import queries as journal

STAMPS = ("catalog", "standards", "people", "metadata", "forum", "quality")
# What moves the calendar stands in the journal.
CALENDAR = (
    "collection.calendar-laid-out",
    "collection.period-opened",
    "collection.period-closed",
    "collection.dates-moved",
)
MOST_BYTES = 16_000_000  # of kept pages, in each process
LONGEST = 400_000  # a page beyond this is made anew each time
CONTROL = "public, no-cache"  # keep it, and ask each time whether it still stands: that costs a millisecond

View = Callable[..., HttpResponse]


class PageShelf:
    """The pages sent last, compressed; the oldest is given up first."""

    def __init__(self, most: int) -> None:
        self.most, self._held, self._lock = most, 0, Lock()
        self._pages: OrderedDict[str, tuple[bytes, str]] = OrderedDict()

    def get(self, key: str) -> tuple[bytes, str] | None:
        """A page and its content type."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: str, page: bytes, content_type: str) -> None:
        """Keep a page."""
        if len(page) > LONGEST:
            return
        with self._lock:
            if key not in self._pages:
                self._held += len(page)
            self._pages[key] = (page, content_type)
            while self._held > self.most:
                _, (oldest, _) = self._pages.popitem(last=False)
                self._held -= len(oldest)

    def empty(self) -> None:
        """Give up all pages (a test's database has gone)."""
        with self._lock:
            self._pages.clear()
            self._held = 0


pages = PageShelf(MOST_BYTES)


def public_page(view: View) -> View:
    """A view whose page is the same for everybody; see the module."""

    @wraps(view)
    def shelved(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return view(request, *args, **kwargs)
        key = _key(request)
        etag = f'W/"{key}"'  # weak: the same page is sent compressed and plain
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            return _headed(HttpResponseNotModified(), etag)
        kept = pages.get(key)
        if kept is not None:
            return _headed(_sent(request, *kept), etag)
        answer = view(request, *args, **kwargs)
        if answer.status_code != 200 or answer.streaming:
            return answer
        # A public page holds no secret that its compressed size could tell.
        page, content_type = gzip.compress(answer.content, 6, mtime=0), answer.headers["Content-Type"]
        pages.put(key, page, content_type)
        return _headed(_sent(request, page, content_type), etag)

    return shelved


def _sent(request: HttpRequest, page: bytes, content_type: str) -> HttpResponse:
    """A compressed page, or the page itself for the rare client that asks for no compression."""
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(gzip.decompress(page), content_type=content_type)
    return HttpResponse(page, content_type=content_type, headers={"Content-Encoding": "gzip"})


def _key(request: HttpRequest) -> str:
    parts = (
        request.get_host(),
        request.get_full_path(),
        language(),
        str(settings.SESSION_COOKIE_NAME in request.COOKIES),
        timezone.localdate().isoformat(),
        str(stamp(*STAMPS)),
        str(_calendar()),
        _build(),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _calendar() -> int:
    """The number of the last act that moved the calendar."""
    last = journal.entries(verb=CALENDAR).order_by("-number").values_list("number", flat=True).first()
    return last or 0


@lru_cache(maxsize=1)
def _build() -> str:
    return ",".join(sorted(bundled().values()))


def _headed(answer: HttpResponse, etag: str) -> HttpResponse:
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = CONTROL
    answer.headers["Vary"] = "Cookie, Accept-Encoding"
    return answer
