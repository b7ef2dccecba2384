"""Sending values to SIPD E-Walidata over its service: optional, off until somebody switches it on.

No official manual of the service was found; what is sent here is what other clients were seen
to send. So it is off unless both ``LUMBUNG_SIPD_ADDRESS`` and ``LUMBUNG_SIPD_TOKEN`` are set, it
shows what it would send before it sends anything, and the sheet stays the main way. The token
lives in the environment of the server: it is in no page, no log, no message and no journal line.
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import urlsplit

from lumbung.faces.desk.sipd import Element
from lumbung.vocabulary.problems import Conflict
from lumbung.vocabulary.words import Text

ADDRESS, TOKEN, REGION = "LUMBUNG_SIPD_ADDRESS", "LUMBUNG_SIPD_TOKEN", "LUMBUNG_SIPD_REGION"
AT_ONCE = 100
SECONDS = 20
MOST_ANSWER = 10_000
HERE = {"127.0.0.1", "localhost", "::1"}


class SipdOff(Conflict):
    """The adapter is not switched on."""

    code = "sipd.off"
    message = Text("Pengiriman langsung ke SIPD tidak diaktifkan.", "Sending to SIPD is not switched on.")
    hint = Text(
        f"Unduh XLSX-nya, atau minta pengelola mengisi {ADDRESS} dan {TOKEN}.",
        f"Download the XLSX, or ask the administrator to set {ADDRESS} and {TOKEN}.",
    )


class SipdAddressUnsafe(Conflict):
    """The address would carry the token in the clear."""

    code = "sipd.address-unsafe"
    message = Text("Alamat SIPD harus dimulai dengan https.", "The address of SIPD must begin with https.")
    hint = Text(f"Perbaiki {ADDRESS}.", f"Mend {ADDRESS}.")


class SipdRefused(Conflict):
    """The service did not take the values."""

    code = "sipd.refused"
    message = Text(
        "SIPD tidak menerima kiriman: {reason}. {sent} dari {total} sudah terkirim.",
        "SIPD did not take the values: {reason}. {sent} of {total} were sent.",
    )
    hint = Text(
        "Coba lagi nanti, atau unggah XLSX-nya di halaman E-Walidata.",
        "Try again later, or upload the XLSX on the pages of E-Walidata.",
    )


@dataclass(frozen=True, slots=True)
class Value:
    """One value as it would be sent."""

    element: str
    year: int
    value: float

    def as_sent(self, region: str) -> dict[str, str]:
        """The names that the service was seen to take; every value is text."""
        return {
            "kodeindikator": self.element,
            "kodepemda": region,
            "tahun": str(self.year),
            "data": f"{self.value:.15g}",
        }


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the token is for one address only."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True)
class Sipd:
    """The service, with the key that is never shown."""

    address: str
    region: str
    token: str = field(repr=False)
    method: ClassVar[str] = "push_dssd"

    @classmethod
    def of_environment(cls, region: str, environment: Mapping[str, str] | None = None) -> Sipd | None:
        """The service as the server's environment says; none where it is not switched on."""
        given = os.environ if environment is None else environment
        address, token = given.get(ADDRESS, "").strip(), given.get(TOKEN, "").strip()
        if not address or not token:
            return None
        parts = urlsplit(address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
            raise SipdAddressUnsafe
        return cls(address.rstrip("/"), given.get(REGION, "").strip() or region.replace(".", ""), token)

    def send(self, values: Iterable[Value]) -> int:
        """Send values, some at once; gives how many were taken. Stops at the first refusal."""
        due = list(values)
        sent = 0
        for some in _some(due):
            self._send(some, sent, len(due))
            sent += len(some)
        return sent

    def _send(self, values: list[Value], sent: int, total: int) -> None:
        body = json.dumps({"data": [one.as_sent(self.region) for one in values]}).encode()
        asked = urllib.request.Request(  # noqa: S310  # https, or this machine: settled in of_environment
            f"{self.address}/{self.method}",
            data=body,
            headers={
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "Accept": "application/json",
            },
            method="POST",
        )
        try:
            with urllib.request.build_opener(_Stay).open(asked, timeout=SECONDS) as answer:
                answer.read(MOST_ANSWER)
        except urllib.error.HTTPError as fault:
            fault.close()
            # Only the number: what a service writes back may repeat what it was sent.
            raise SipdRefused(reason=f"HTTP {fault.code}", sent=sent, total=total) from None
        except (urllib.error.URLError, TimeoutError, OSError) as fault:
            reason = type(getattr(fault, "reason", fault)).__name__
            raise SipdRefused(reason=reason, sent=sent, total=total) from None


def to_send(elements: Iterable[Element]) -> list[Value]:
    """The values of elements that have a code of the service; others cannot be sent."""
    return [
        Value(one.code, year, value)
        for one in elements
        if one.code
        for year, value in sorted(one.values.items())
    ]


def _some(values: list[Value]) -> Iterator[list[Value]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]
