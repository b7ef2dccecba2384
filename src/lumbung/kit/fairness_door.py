"""The door before the house: whoever asks too much is told to wait, before anything is done for them.

A client is an address (of IPv6, its network), or a token that the house knows. Programs on this
machine itself are not counted. Addresses that a proxy tells of are believed of known proxies only.
"""

from __future__ import annotations

import hashlib
import html
import time
from collections.abc import Callable, Iterable
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
TOKEN_KEPT = 60.0  # seconds for which a token that was found good is not looked up again
MOST_TOKENS = 4096
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


class FairDoor:
    """Stands before the application; lets pass whoever has points for what they ask."""

    def __init__(
        self, application: Application, use: FairUse, purses: Purses, is_token: Callable[[str], bool]
    ) -> None:
        self.application, self.use, self.purses, self.is_token = application, use, purses, is_token
        self.is_open = use.address.a_second <= 0
        self._tokens: dict[str, float] = {}
        self._client = lru_cache(maxsize=8192)(lambda peer, told: client(peer, told, use.proxies))

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Let pass, or tell how long to wait."""
        wait = 0.0 if self.is_open else self._wait(environ)
        if wait <= 0:
            return self.application(environ, start_response)
        headers, body = refusal(environ, wait, self.use.address)
        start_response("429 Too Many Requests", headers)
        return [body]

    def _wait(self, environ: Environ) -> float:
        peer, told = environ.get("REMOTE_ADDR", ""), environ.get("HTTP_X_FORWARDED_FOR")
        if told is None and peer in HERE:
            return 0.0
        cost = price_of(environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
        if not cost:
            return 0.0
        scheme, _, token = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
        name = self._client(peer, told)
        if token and scheme.lower() == "bearer":
            digest = hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
            if self._tokens.get(digest, 0.0) > time.monotonic():
                return self.purses.take(f"token {digest}", cost, self.use.token)
            # Guessing tokens is paid by the address; a good one is known from now on.
            if (wait := self.purses.take(name, cost, self.use.address)) > 0:
                return wait
            self._learn(token, digest)
            return 0.0
        return self.purses.take(name, cost, self.use.address)

    def _learn(self, token: str, digest: str) -> None:
        if self.is_token(token):
            if len(self._tokens) >= MOST_TOKENS:
                self._tokens.clear()
            self._tokens[digest] = time.monotonic() + TOKEN_KEPT


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
