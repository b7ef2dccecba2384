"""The door before the house: whoever asks too much is told to wait, before anything is done for them.

A client is an address (of IPv6, its network), a token that the house knows, or somebody who has
logged in. Programs on this machine itself are not counted. Addresses that a proxy tells of are
believed of known proxies only.
"""

from __future__ import annotations

import hashlib
import html
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from math import ceil
from typing import Any

import orjson

from lumbung.kit.fairness import Allowance, FairUse, Network, Purses
from lumbung.kit.fairness_prices import price_of
from lumbung.vocabulary.words import Text

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

NEIGHBOURHOOD = 64  # bits of an IPv6 address that one subscriber has
KNOWN_FOR = 60.0  # seconds for which a name that was found good is not looked up again
MOST_KNOWN = 4096
SESSION = re.compile(r"(?:^|;\s*)sessionid=([0-9a-z]{16,64})(?:;|$)")
HERE = ("127.0.0.1", "::1")
TITLE = Text("Terlalu sering", "Too many requests")
MESSAGE = Text(
    "Permintaan dari alamat Anda melebihi batas pemakaian wajar.",
    "The requests from your address are over the limit of fair use.",
)
HINT = Text(
    "Tunggu {seconds} detik. Batasnya tertulis di /api/v1/config; dengan token batasnya lebih tinggi.",
    "Wait {seconds} seconds. The limits stand at /api/v1/config; with a token they are higher.",
)


@dataclass(frozen=True, slots=True)
class Charged:
    """Who pays for a request, out of which allowance, and what was paid beforehand."""

    name: str
    allowance: Allowance
    paid: float
    wait: float = 0.0


class FairDoor:
    """Stands before the application; lets pass whoever has points for what they ask.

    ``is_known`` tells whether a name is good: ``("token", "lumbung_…")``, ``("session", "…")``.
    """

    def __init__(
        self, application: Application, use: FairUse, purses: Purses, is_known: Callable[[str, str], bool]
    ) -> None:
        self.application, self.use, self.purses, self.is_known = application, use, purses, is_known
        self.is_open = use.address.a_second <= 0
        self._known: dict[str, float] = {}
        self._client = lru_cache(maxsize=8192)(lambda peer, told: client(peer, told, use.proxies))

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Let pass, or tell how long to wait."""
        charged = None if self.is_open else self._charged(environ)
        if charged is None:
            return self.application(environ, start_response)
        if charged.wait > 0:
            headers, body = refusal(environ, charged.wait, charged.allowance)
            start_response("429 Too Many Requests", headers)
            return [body]
        begun = time.thread_time()
        answer = self.application(environ, start_response)
        self._charge(charged, (time.thread_time() - begun) * 1e3 - charged.paid)
        return Metered(answer, charged, self._charge) if getattr(answer, "streaming", False) else answer

    def _charge(self, charged: Charged, points: float) -> None:
        """Take for what is done what was not paid beforehand."""
        if points > 0:
            self.purses.spend(charged.name, points, charged.allowance)

    def _charged(self, environ: Environ) -> Charged | None:
        peer, told = environ.get("REMOTE_ADDR", ""), environ.get("HTTP_X_FORWARDED_FOR")
        if told is None and peer in HERE:
            return None
        cost = price_of(environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
        if not cost:
            return None
        address = self._client(peer, told)
        shown = _shown(environ)
        if shown is None:
            return self._taken(address, self.use.address, cost)
        digest = hashlib.sha256("\0".join(shown).encode("utf-8", "surrogateescape")).hexdigest()
        if self._known.get(digest, 0.0) > time.monotonic():
            return self._taken(digest, self.use.token, cost)
        # Guessing is paid by the address; a good name is known from now on.
        charged = self._taken(address, self.use.address, cost)
        if charged.wait <= 0 and self.is_known(*shown):
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[digest] = time.monotonic() + KNOWN_FOR
        return charged

    def _taken(self, name: str, allowance: Allowance, cost: float) -> Charged:
        return Charged(name, allowance, cost, self.purses.take(name, cost, allowance))


class Metered:
    """An answer that is made while it is sent; each part is charged as it is made."""

    def __init__(
        self, answer: Iterable[bytes], charged: Charged, charge: Callable[[Charged, float], None]
    ) -> None:
        self.answer, self.charged, self.charge = answer, charged, charge

    def __iter__(self) -> Iterator[bytes]:
        parts = iter(self.answer)
        while True:
            begun = time.thread_time()
            part = next(parts, None)
            self.charge(self.charged, (time.thread_time() - begun) * 1e3)
            if part is None:
                return
            yield part

    def close(self) -> None:
        """End what makes the answer, also where nobody reads it to its end."""
        if (close := getattr(self.answer, "close", None)) is not None:
            close()


def client(peer: str, told: str | None, known: tuple[Network, ...]) -> str:
    """Whose purse pays: the last address before our own proxies.

    >>> from ipaddress import ip_network
    >>> client("127.0.0.1", "198.51.100.7, 203.0.113.9", (ip_network("127.0.0.1"),))
    '203.0.113.9'
    """
    for word in (peer, *reversed((told or "").split(","))):
        address = _address(word)
        if address is None:  # nobody can be told by it: its proxy pays
            return peer
        if not any(address in network for network in known if network.version == address.version):
            return _name(address)
    return peer


def _shown(environ: Environ) -> tuple[str, str] | None:
    """What a request shows of itself: a token, or that somebody has logged in."""
    scheme, _, token = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    if token and scheme.lower() == "bearer":
        return "token", token
    cookies = environ.get("HTTP_COOKIE")
    session = SESSION.search(cookies) if cookies else None
    return ("session", session[1]) if session is not None else None


def refusal(environ: Environ, wait: float, allowance: Allowance) -> tuple[list[tuple[str, str]], bytes]:
    """What is told to whoever has to wait: a page to a person, a problem to a program."""
    seconds = max(1, ceil(wait))
    hint = HINT.filled(seconds=seconds)
    if "text/html" in environ.get("HTTP_ACCEPT", ""):
        kind = "text/html; charset=utf-8"
        words = (TITLE.id, MESSAGE.id, hint.id, TITLE.en, MESSAGE.en, hint.en)
        body = ("<!doctype html><meta charset=utf-8><title>{}</title><h1>{}</h1><p>{} {}</p>"
                "<h2 lang=en>{}</h2><p lang=en>{} {}</p>").format(
                    html.escape(TITLE.id), *map(html.escape, words)).encode()  # fmt: skip
    else:
        kind = "application/problem+json"
        language = "en" if environ.get("HTTP_ACCEPT_LANGUAGE", "").lower().startswith("en") else "id"
        body = orjson.dumps(
            {
                "type": "about:blank",
                "title": TITLE.said(language),
                "status": 429,
                "code": "fair-use",
                "detail": MESSAGE.said(language),
                "message": MESSAGE.as_dict(),
                "hint": hint.as_dict(),
                "instance": environ["PATH_INFO"],
            }
        )
    return [
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("Retry-After", str(seconds)),
        ("RateLimit-Policy", f'"points";q={allowance.at_once:.0f};w={ceil(allowance.window)}'),
        ("RateLimit", f'"points";r=0;t={seconds}'),
        ("Cache-Control", "no-store"),
        ("Access-Control-Allow-Origin", "*"),
    ], body


def _address(word: str) -> IPv4Address | IPv6Address | None:
    """An address as proxies write it, with or without a port."""
    plain = word.strip()
    if plain.startswith("["):
        plain = plain[1:].partition("]")[0]
    elif plain.count(":") == 1:
        plain = plain.partition(":")[0]
    try:
        found = ip_address(plain)
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found


def _name(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, NEIGHBOURHOOD), strict=False).network_address)
    return str(address)
