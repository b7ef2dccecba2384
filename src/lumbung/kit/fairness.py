"""Fair use: nobody takes so much of the machine that the others wait.

Each client has a purse of points, and it fills again at a steady rate. A request costs as many
points as it took milliseconds of a processor; a part is paid beforehand (``fairness_prices``), the
rest when it is done. Whoever has spent the purse is told how long to wait; the others never notice.

All processes of a machine look into the same purses: a table in a mapped file, one number for
each client, the moment at which its purse is full again. No lock is taken: where two processes
write at once, one request is free, and nobody is ever refused by it.
"""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text

Network = IPv4Network | IPv6Network

POINTS = 100.0  # a second, of an address: a tenth of one processor
WINDOW = 3.0  # seconds of it may be spent at once
TOKEN_TIMES = 5.0
DEBT = 60.0  # seconds: nobody waits longer for what turned out dearer than the purse
SLOTS = 1 << 16  # of the table; two clients share a purse once in a while, hardly ever two busy ones
SALT = 16  # bytes at its head: nobody outside can find an address that shares a purse with another
WIDTH = 8
SLACK = 1.0  # seconds: sums of floats end a little beside their window


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a client may take: points a second in the long run, and so many at once."""

    a_second: float
    at_once: float

    @property
    def window(self) -> float:
        """Seconds in which an empty purse is full again."""
        return self.at_once / self.a_second


@dataclass(frozen=True, slots=True)
class FairUse:
    """The limits of a deployment."""

    address: Allowance
    token: Allowance
    proxies: tuple[Network, ...] = ()

    @property
    def limits(self) -> dict[str, int]:
        """The limits as they are declared; nothing where there is none."""
        if self.address.a_second <= 0:
            return {}
        return {
            "points_a_second": round(self.address.a_second),
            "points_at_once": round(self.address.at_once),
            "points_a_second_with_token": round(self.token.a_second),
            "points_at_once_with_token": round(self.token.at_once),
        }


class UnreadableLimit(Invalid):
    """A limit that is no number, or a proxy that is no network."""

    code = "kit.unreadable-limit"
    message = Text(
        "Pengaturan pemakaian wajar tidak dapat dibaca: {reason}.",
        "The settings of fair use cannot be read: {reason}.",
    )
    hint = Text(
        "Tulis fair_points dan fair_points_at_once sebagai bilangan, proxies sebagai alamat atau jaringan.",
        "Write fair_points and fair_points_at_once as numbers, proxies as addresses or networks.",
    )


def fair_use(*, points: str, at_once: str, token_times: str, known_proxies: str) -> FairUse:
    """The limits as settings write them; what is left empty is as the house has it.

    >>> fair_use(points="100", at_once="", token_times="", known_proxies="").address
    Allowance(a_second=100.0, at_once=300.0)
    """
    try:
        a_second = float(points or POINTS)
        most = float(at_once or max(a_second * WINDOW, 1))
        times = float(token_times or TOKEN_TIMES)
        networks = tuple(
            ip_network(word.strip(), strict=False) for word in known_proxies.split(",") if word.strip()
        )
    except ValueError as fault:
        raise UnreadableLimit(reason=fault) from fault
    return FairUse(Allowance(a_second, most), Allowance(a_second * times, most * times), networks)


class Purses:
    """The purses of all clients, shared by all processes that open the same file."""

    def __init__(self, file: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        handle = os.open(_made(file), os.O_RDWR)
        try:
            self._map = mmap.mmap(handle, SALT + SLOTS * WIDTH)
        finally:
            os.close(handle)
        salt = bytes(self._map[:SALT])
        self._full_at = memoryview(self._map)[SALT:].cast("d")
        self._slot = lru_cache(maxsize=8192)(lambda client: _slot(client, salt))

    def take(self, client: str, cost: float, allowance: Allowance) -> float:
        """Take points out of a client's purse; otherwise the seconds until they will be there.

        What costs more than a purse can hold is had for a full purse.
        """
        slot, now, window = self._slot(client), self._clock(), allowance.window
        full_at = self._full_at[slot]
        if not now < full_at <= now + window + DEBT + SLACK:  # full; or of before the machine's start
            full_at = now
        full_at += min(cost, allowance.at_once) / allowance.a_second
        wait = full_at - now - window
        if wait > 1e-9:
            return wait
        self._full_at[slot] = full_at
        return 0.0

    def spend(self, client: str, cost: float, allowance: Allowance) -> None:
        """Take points for what is done already, also more than are there."""
        slot, now = self._slot(client), self._clock()
        full_at = max(self._full_at[slot], now) + cost / allowance.a_second
        self._full_at[slot] = min(full_at, now + allowance.window + DEBT)


def _slot(client: str, salt: bytes) -> int:
    digest = hashlib.blake2b(client.encode("utf-8", "surrogateescape"), key=salt, digest_size=4).digest()
    return int.from_bytes(digest, "little") % SLOTS


def _made(file: Path) -> Path:
    """The table, made whole before anybody else can see it."""
    size = SALT + SLOTS * WIDTH
    if not file.exists() or file.stat().st_size != size:
        fresh = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        fresh.write_bytes(secrets.token_bytes(SALT) + bytes(SLOTS * WIDTH))
        if file.exists():  # of another size: left behind by another version
            fresh.replace(file)
        else:
            with contextlib.suppress(FileExistsError):  # another process was quicker
                os.link(fresh, file)
            fresh.unlink()
    return file
