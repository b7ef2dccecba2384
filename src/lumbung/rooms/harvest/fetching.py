"""Reading the web with distrust: bounded in bytes, time, redirects and tries, never into our own network.

The address that a name leads to is looked at first and then connected to, that very one: a name
cannot lead to one place when it is checked and to another when it is read.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from lumbung import __version__
from lumbung.rooms.harvest import limits
from lumbung.rooms.harvest.problems import AddressUnfit, AnswerTooLarge, PortalRefuses, PortalSilent

AGENT = f"LumbungHarvest/{__version__}"
CHUNK = 1 << 16
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
MOVED = frozenset({301, 302, 303, 307, 308})
ROBOTS_BYTES = 200_000


@dataclass
class Web:
    """A way to other portals; ``near`` are hosts of the inner network that may be read all the same."""

    near: frozenset[str] = frozenset()
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def read(self, address: str, *, most: int, accept: str = "application/json") -> bytes:
        """What an address answers, as a whole."""
        into = io.BytesIO()
        self.save(address, into, most=most, accept=accept)
        return into.getvalue()

    def save(self, address: str, into: BinaryIO, *, most: int, accept: str = "*/*") -> None:
        """Write what an address answers; tried again where the fault may pass."""
        self._ask_robots(address)
        self._save(address, into, most, accept)

    def _save(self, address: str, into: BinaryIO, most: int, accept: str) -> None:
        pause = limits.PAUSE
        for left in reversed(range(limits.TRIES)):
            into.seek(0)
            into.truncate()
            try:
                self._once(address, into, most, accept)
            except _TryAgain as fault:
                if not left:
                    raise fault.problem from fault
                time.sleep(min(max(pause, fault.after), limits.LONGEST_PAUSE))
                pause *= 2
            else:
                return

    def _once(self, address: str, into: BinaryIO, most: int, accept: str) -> None:
        end = time.monotonic() + limits.WHOLE
        for _ in range(limits.REDIRECTS + 1):
            parts = checked(address)
            with self._answer(parts, accept) as answer:
                if answer.status in MOVED:
                    address = urljoin(address, answer.headers.get("Location", ""))
                    continue
                _fair(answer, str(parts.hostname))
                _copy(answer, into, most, end, str(parts.hostname))
                return
        raise PortalRefuses(host=urlsplit(address).hostname, why="redirects")

    @contextmanager
    def _answer(self, parts: SplitResult, accept: str) -> Iterator[http.client.HTTPResponse]:
        host = str(parts.hostname)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        connection = _Connection(host, port, self.place(host, port), is_safe=parts.scheme == "https")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": AGENT, "Accept": accept, "Accept-Encoding": "identity"}
        try:
            connection.request("GET", path, headers=headers)
            with connection.getresponse() as answer:  # which may hold the socket by itself
                yield answer
        except ssl.SSLError as fault:
            raise PortalRefuses(host=host, why=f"TLS: {fault.reason or fault}"[:160]) from fault
        except (OSError, http.client.HTTPException) as fault:
            why = f"{type(fault).__name__} {fault}"[:160]
            raise _TryAgain(PortalSilent(host=host, why=why)) from fault
        finally:
            connection.close()

    def place(self, host: str, port: int) -> tuple[str, int]:
        """The one place that a name is connected to; refused where it lies in a network of our own."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as fault:
            raise _TryAgain(PortalSilent(host=host, why=f"{fault}"[:160])) from fault
        places = [(str(one[4][0]), port) for one in found]
        is_near = host.lower() in self.near or f"{host.lower()}:{port}" in self.near
        if not is_near and not all(_is_open(place) for place, _ in places):
            raise AddressUnfit(address=host, why="jaringan dalam / inner network")
        return places[0]

    def _ask_robots(self, address: str) -> None:
        """Stay away from what a portal asks robots not to read."""
        parts = checked(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        known = self._robots.get(origin)
        if known is None:
            known = self._robots[origin] = RobotFileParser()
            known.parse(self._robots_of(origin).splitlines())
        if not known.can_fetch(AGENT, address):
            raise PortalRefuses(host=parts.hostname, why="robots.txt")

    def _robots_of(self, origin: str) -> str:
        into = io.BytesIO()
        try:
            self._save(f"{origin}/robots.txt", into, ROBOTS_BYTES, "text/plain")
        except (PortalRefuses, AnswerTooLarge):  # there is none, or none that anybody could read
            return ""
        return into.getvalue().decode("utf-8", "replace")


class _TryAgain(Exception):  # not a fault that anybody sees
    """A fault that may pass."""

    def __init__(self, problem: PortalSilent | PortalRefuses, after: float = 0.0) -> None:
        self.problem, self.after = problem, after
        super().__init__(problem.code)


class _Connection(http.client.HTTPConnection):
    """A connection to a place that was looked at before."""

    def __init__(self, host: str, port: int, place: tuple[str, int], *, is_safe: bool) -> None:
        super().__init__(host, port, timeout=limits.SILENCE)
        self.place, self.is_safe = place, is_safe
        if is_safe:
            self.default_port = 443

    def connect(self) -> None:
        """Connect to the place, and under TLS ask for the certificate of the name."""
        self.sock = socket.create_connection(self.place, timeout=limits.SILENCE)
        if self.is_safe:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def checked(address: str) -> SplitResult:
    """An address of the web, in its parts."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as fault:
        raise AddressUnfit(address=address[:120], why=str(fault)) from fault
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise AddressUnfit(address=address[:120], why="http(s)://…")
    if parts.username is not None or parts.password is not None:
        raise AddressUnfit(address=parts.hostname, why="nama dan sandi / user and password")
    if not address.isascii() or any(sign <= " " or sign == "\x7f" for sign in address):
        raise AddressUnfit(address=parts.hostname, why="tanda / characters")
    return parts


def _is_open(place: str) -> bool:
    found = ipaddress.ip_address(place.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or found
    return bool(mapped.is_global) and not mapped.is_multicast


def _fair(answer: http.client.HTTPResponse, host: str) -> None:
    if answer.status in AGAIN:
        after = answer.headers.get("Retry-After", "")
        seconds = float(after) if after.isascii() and after.isdigit() and len(after) < 6 else 0.0
        raise _TryAgain(PortalRefuses(host=host, why=f"HTTP {answer.status}"), seconds)
    if answer.status != 200:
        raise PortalRefuses(host=host, why=f"HTTP {answer.status}")
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise PortalRefuses(host=host, why="Content-Encoding")


def _copy(answer: http.client.HTTPResponse, into: BinaryIO, most: int, end: float, host: str) -> None:
    done = 0
    while chunk := answer.read1(CHUNK):
        done += len(chunk)
        if done > most or time.monotonic() > end:
            raise AnswerTooLarge(host=host, most=most, seconds=int(limits.WHOLE))
        into.write(chunk)
    expected = answer.headers.get("Content-Length", "")
    if expected.isdigit() and done != int(expected):
        raise _TryAgain(PortalSilent(host=host, why=f"{done} < {expected}"))
