"""JSON-RPC and the two eras of the Model Context Protocol, as plain values; no web, no figures.

Up to 2025-11-25 a client shakes hands first (``initialize``). Since 2026-07-28 each request says
itself which version it speaks, in ``params._meta`` and in headers that must agree with it. Both are
answered without a session: one message in, one answer out.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from lumbung.faces.mcp.limits import MOST_BYTES

HANDSHAKE = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
STATELESS = ("2026-07-28",)
VERSION_HEADER, METHOD_HEADER, NAME_HEADER = "mcp-protocol-version", "mcp-method", "mcp-name"
META = "io.modelcontextprotocol/"
MOST_IDENTIFIER = 200  # characters of the number under which an answer is sent back

PARSE_ERROR, INVALID_REQUEST, METHOD_UNKNOWN, INVALID_PARAMETERS = -32700, -32600, -32601, -32602
HEADER_MISMATCH, VERSION_UNKNOWN = -32020, -32022
STATUS = {METHOD_UNKNOWN: 404}  # of the stateless era; everything else that is refused there is a 400

Identifier = str | int | None


class Refused(Exception):
    """A message that is not carried out; told as a JSON-RPC error."""

    def __init__(self, code: int, message: str, data: Any = None, *, status: int = 400) -> None:
        super().__init__(message)
        self.code, self.message, self.data, self.status = code, message, data, status
        self.answers: Identifier = None  # the message that it answers, once that is known


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it was sent: a notification has no identifier and gets no answer."""

    method: str
    params: Mapping[str, Any]
    identifier: Identifier
    version: str  # of the protocol it is written in

    @property
    def is_stateless(self) -> bool:
        """Whether it is of the era without a handshake."""
        return self.version in STATELESS


def read(body: bytes, headers: Mapping[str, str]) -> Message:
    """Read a message; ``headers`` go by names in small letters."""
    if len(body) > MOST_BYTES:
        raise Refused(INVALID_REQUEST, f"A message has at most {MOST_BYTES} bytes.", status=413)
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError as fault:
        raise Refused(PARSE_ERROR, "The message is not JSON.") from fault
    if isinstance(told, list):
        raise Refused(INVALID_REQUEST, "Send one message at a time: batches are not taken.")
    identifier, method, params = _parts(told)
    try:
        return Message(method, params, identifier, _version(method, params, identifier, headers))
    except Refused as refused:
        refused.answers = identifier
        raise


def answered(message: Message, result: Mapping[str, Any], server: Mapping[str, str]) -> bytes:
    """The answer to a message."""
    if message.is_stateless:
        result = {"resultType": "complete", **result, "_meta": {f"{META}serverInfo": server}}
    return orjson.dumps({"jsonrpc": "2.0", "id": message.identifier, "result": result})


def refused(fault: Refused) -> bytes:
    """A refusal as JSON-RPC tells it."""
    error: dict[str, Any] = {"code": fault.code, "message": fault.message}
    if fault.data is not None:
        error["data"] = fault.data
    return orjson.dumps({"jsonrpc": "2.0", "id": fault.answers, "error": error})


def agreed(asked: object) -> str:
    """The version a handshake ends in: the one asked for, or the newest that has a handshake."""
    return asked if isinstance(asked, str) and asked in HANDSHAKE else HANDSHAKE[-1]


def _parts(told: object) -> tuple[Identifier, str, Mapping[str, Any]]:
    if not isinstance(told, dict) or told.get("jsonrpc") != "2.0":
        raise Refused(INVALID_REQUEST, "A message is an object with jsonrpc 2.0.")
    identifier = told.get("id")
    plain = isinstance(identifier, (str, int)) and not isinstance(identifier, bool)
    if "id" in told and not (plain and len(str(identifier)) <= MOST_IDENTIFIER):
        raise Refused(INVALID_REQUEST, "An id is a text or a whole number.")
    method, params = told.get("method"), told.get("params", {})
    if not isinstance(method, str) or not isinstance(params, dict):
        fault = Refused(INVALID_REQUEST, "A message names a method, and its params are an object.")
        fault.answers = identifier
        raise fault
    return identifier, method, params


def _version(
    method: str, params: Mapping[str, Any], identifier: Identifier, headers: Mapping[str, str]
) -> str:
    """The version of a message; its era is known from the header, or from what it says itself."""
    header = headers.get(VERSION_HEADER)
    meta = params.get("_meta")
    own = meta.get(f"{META}protocolVersion") if isinstance(meta, dict) else None
    if method == "initialize":
        return agreed(params.get("protocolVersion"))
    if own is None and (header is None or header in HANDSHAKE):
        return header or HANDSHAKE[1]  # what a header was not asked of yet
    if identifier is None:  # a notification carries no more than the header
        return _known(header)
    if not isinstance(meta, dict) or own is None or f"{META}clientCapabilities" not in meta:
        if header not in (*STATELESS, *HANDSHAKE):
            _known(header)
        raise Refused(
            INVALID_PARAMETERS, f"params._meta needs {META}protocolVersion and {META}clientCapabilities."
        )
    if header != own:
        raise Refused(HEADER_MISMATCH, f"{VERSION_HEADER} is not the version that the message names.")
    if headers.get(METHOD_HEADER) != method:
        raise Refused(HEADER_MISMATCH, f"{METHOD_HEADER} is not the method of the message.")
    name = params.get("name")
    if method == "tools/call" and name is not None and _plain(headers.get(NAME_HEADER)) != name:
        raise Refused(HEADER_MISMATCH, f"{NAME_HEADER} is not the tool that the message names.")
    return _known(own)


def _known(version: object) -> str:
    if isinstance(version, str) and version in STATELESS:
        return version
    supported = [*HANDSHAKE, *STATELESS]
    asked = str(version)[:40]
    raise Refused(
        VERSION_UNKNOWN, "Unsupported protocol version", {"supported": supported, "requested": asked}
    )


def _plain(header: str | None) -> str | None:
    """A header's value; what does not fit into a header travels as base64 between marks."""
    if header is None or not (header.startswith("=?base64?") and header.endswith("?=")):
        return header
    try:
        return base64.b64decode(header[9:-2], validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
