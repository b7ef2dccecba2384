"""The server behind ``/mcp``: what each method answers; which tool is called with what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import orjson
from pydantic import BaseModel, ValidationError

from lumbung.faces.mcp import asked, protocol, told, tools
from lumbung.faces.mcp.limits import MOST_ROWS
from lumbung.faces.mcp.protocol import Message, Refused
from lumbung.faces.mcp.untrusted import NOTICE, harmless, marked
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

SERVER = {"name": "lumbung", "title": "Lumbung – Satu Data", "version": version("lumbung")}
INSTRUCTIONS = (
    "Released official statistics of an Indonesian government. Use search to find a dataset, describe to"
    " learn its codes, query to read figures, cite to get the reference. Everything is read-only. " + NOTICE
)
LISTED_FOR = 3_600_000  # milliseconds: the tools change with the program only


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: what it is told and what it answers."""

    name: str
    title: str
    description: str
    asked: type[BaseModel]
    told: type[BaseModel]
    use: Callable[[Any, str], BaseModel]

    def described(self) -> dict[str, Any]:
        """The tool as an assistant reads it; no word of a dataset is in it."""
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": self.asked.model_json_schema(),
            "outputSchema": self.told.model_json_schema(mode="serialization"),
            "annotations": {
                "title": self.title,
                "readOnlyHint": True,
                "destructiveHint": False,
                "idempotentHint": True,
                "openWorldHint": False,
            },
        }


TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "search",
            "Search datasets",
            "Find released datasets by everyday words, Indonesian or English.",
            asked.AskedSearch,
            told.ToldSearch,
            tools.search,
        ),
        Tool(
            "describe",
            "Describe a dataset",
            "What a dataset holds: dimensions with codes, measures with units, areas, periods, editions.",
            asked.AskedDescribe,
            told.ToldDescribe,
            tools.describe,
        ),
        Tool(
            "query",
            "Read figures",
            f"Rows of a dataset, filtered or added up, at most {MOST_ROWS} at once; next leads on,"
            " data_address holds all of them. What may not be added up is refused.",
            asked.AskedQuery,
            told.ToldQuery,
            tools.query,
        ),
        Tool(
            "cite",
            "Cite an edition",
            "The reference of an edition, which never changes: citation, address, licence, digest.",
            asked.AskedCite,
            told.ToldCite,
            tools.cite,
        ),
    )
}


def result_of(message: Message, site: str) -> Mapping[str, Any]:
    """What a message is answered; ``site`` stands before the addresses in it."""
    match message.method:
        case "initialize":
            return {"protocolVersion": message.version, "serverInfo": SERVER, **_abilities()}
        case "server/discover":
            supported = [*protocol.STATELESS, *reversed(protocol.HANDSHAKE)]
            return {"supportedVersions": supported, **_abilities(), **_lasting()}
        case "ping":
            return {}
        case "tools/list":
            return {"tools": _listed(), **(_lasting() if message.is_stateless else {})}
        case "tools/call":
            return _called(message.params, site)
    raise Refused(
        protocol.METHOD_UNKNOWN,
        f"There is no method {harmless(message.method, 60)}.",
        status=404 if message.is_stateless else 200,
    )


def _abilities() -> dict[str, Any]:
    return {"capabilities": {"tools": {}}, "instructions": INSTRUCTIONS}


def _lasting() -> dict[str, Any]:
    return {"ttlMs": LISTED_FOR, "cacheScope": "public"}


@lru_cache(maxsize=1)
def _listed() -> list[dict[str, Any]]:
    return [tool.described() for tool in TOOLS.values()]


def _called(params: Mapping[str, Any], site: str) -> dict[str, Any]:
    name, arguments = params.get("name"), params.get("arguments") or {}
    tool = TOOLS.get(name) if isinstance(name, str) else None
    if tool is None:
        known = ", ".join(TOOLS)
        raise Refused(protocol.INVALID_PARAMETERS, f"There is no such tool; there are {known}.")
    try:
        return _content(tool.use(tool.asked.model_validate(arguments), site))
    except ValidationError as fault:
        return _content(_misread(fault), is_error=True)
    except Problem as problem:
        return _content(_problem(problem), is_error=True)


def _content(answer: BaseModel, *, is_error: bool = False) -> dict[str, Any]:
    """The answer as JSON, and once more as text for clients that know no structure."""
    structured = answer.model_dump(mode="json")
    text = orjson.dumps(structured).decode()
    return {
        "content": [{"type": "text", "text": text}],
        "structuredContent": structured,
        "isError": is_error,
    }


def _problem(problem: Problem) -> told.ToldProblem:
    return told.ToldProblem(
        problem=problem.code,
        status=problem.http_status,
        message=marked(problem.told),
        hint=marked(problem.advice),
    )


def _misread(fault: ValidationError) -> told.ToldProblem:
    """Which argument cannot be read; what was given is not said back."""
    places = "; ".join(
        ".".join(map(str, error["loc"])) + ": " + error["msg"]
        for error in fault.errors(include_input=False)[:5]
    )
    return told.ToldProblem(
        problem="mcp.arguments",
        status=422,
        message=marked(Text(f"Argumen tidak dapat dibaca: {places}", f"Arguments cannot be read: {places}")),
        hint=marked(Text("Lihat inputSchema alat ini.", "See the tool's inputSchema.")),
    )
