"""What is wrong with a request, by the numbers of SDMX; and how that is written."""

from __future__ import annotations

from typing import ClassVar

import orjson

from lumbung.formats.sdmx.texts import xml
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

NO_RESULTS, UNAUTHORISED, TOO_LARGE, SYNTAX, SEMANTIC = 100, 110, 130, 140, 150
BROKEN, NOT_DONE = 500, 501
NUMBERS = {401: UNAUTHORISED, 403: UNAUTHORISED, 404: NO_RESULTS, 410: NO_RESULTS, 413: TOO_LARGE}
MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
COMMON = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"


class Fault(Problem):
    """A request that SDMX has a number for."""

    number: ClassVar[int] = SYNTAX


class NothingFound(Fault):
    """No structure or figure is what was asked for."""

    code = "sdmx.nothing-found"
    http_status = 404
    number = NO_RESULTS
    message = Text("Tidak ada hasil untuk {what}.", "No results found for {what}.")
    hint = Text("Lihat /sdmx/2.1/dataflow.", "See /sdmx/2.1/dataflow.")


class SyntaxFault(Fault):
    """A part of the address that is not of this language."""

    code = "sdmx.syntax"
    message = Text("{name}: “{value}” tidak dapat dibaca.", "{name}: “{value}” cannot be read.")
    hint = Text("Tulis seperti {example}.", "Write it like {example}.")


class KeyUnfit(Fault):
    """A key that has not as many places as the structure has dimensions."""

    code = "sdmx.key"
    http_status = 403
    number = SEMANTIC
    message = Text(
        "Kunci “{key}” memuat {given} bagian, padahal strukturnya {needed}: {dimensions}.",
        "Key “{key}” has {given} parts, but the structure has {needed}: {dimensions}.",
    )
    hint = Text("Kosongkan bagian yang bebas.", "Leave a part empty that is free.")


class ComponentUnknown(Fault):
    """A name that is no dimension of the structure."""

    code = "sdmx.component"
    http_status = 403
    number = SEMANTIC
    message = Text("{flow} tidak punya dimensi “{name}”.", "{flow} has no dimension “{name}”.")
    hint = Text("Yang ada: {known}.", "There are: {known}.")


class NotServed(Fault):
    """A part of SDMX that this service does not have."""

    code = "sdmx.not-served"
    http_status = 501
    number = NOT_DONE
    message = Text("{what} tidak dilayani.", "{what} is not implemented.")
    hint = Text("Lihat dokumentasinya.", "See the documentation.")


class NotAcceptable(Fault):
    """No format that the asker accepts."""

    code = "sdmx.not-acceptable"
    http_status = 406
    message = Text("Bentuk “{value}” tidak tersedia.", "Format “{value}” is not available.")
    hint = Text("Yang ada: {known}.", "There are: {known}.")


class TooLarge(Fault):
    """An answer that would have to be held in memory, and is too large for it."""

    code = "sdmx.too-large"
    http_status = 413
    number = TOO_LARGE
    message = Text(
        "{rows} baris terlalu banyak untuk disusun menurut {dimension}; paling banyak {most}.",
        "{rows} rows are too many to be arranged by {dimension}; at most {most}.",
    )
    hint = Text(
        "Persempit kuncinya, atau pakai dimensionAtObservation=TIME_PERIOD atau AllDimensions.",
        "Narrow the key, or use dimensionAtObservation=TIME_PERIOD or AllDimensions.",
    )


def number_of(problem: Problem) -> int:
    """SDMX's number for a problem."""
    if isinstance(problem, Fault):
        return problem.number
    return NUMBERS.get(problem.http_status, SEMANTIC if problem.http_status == 422 else SYNTAX)


def status_of(problem: Problem) -> int:
    """The status that SDMX wants with that number."""
    if isinstance(problem, Fault):
        return problem.http_status
    by_number = {NO_RESULTS: 404, UNAUTHORISED: 401, TOO_LARGE: 413, SEMANTIC: 403, SYNTAX: 400}
    return by_number[number_of(problem)]


def fault_as_xml(number: int, message: Text, hint: Text) -> bytes:
    """An SDMX-ML error message."""
    told = {one: f"{message.said(one)} {hint.said(one)}".strip() for one in ("id", "en")}
    lines = "".join(f'<com:Text xml:lang="{one}">{xml(words)}</com:Text>' for one, words in told.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<mes:Error xmlns:mes="{MESSAGE}" xmlns:com="{COMMON}">'
        f'<mes:ErrorMessage code="{number}">{lines}</mes:ErrorMessage></mes:Error>\n'
    ).encode()


def fault_as_json(number: int, message: Text, hint: Text, *, prepared: str, sender: str) -> bytes:
    """An SDMX-JSON message that has errors and nothing else."""
    error = {
        "code": number,
        "title": message.id,
        "titles": message.as_dict(),
        "detail": hint.id,
        "details": hint.as_dict(),
    }
    meta = {"id": "ERROR", "prepared": prepared, "sender": {"id": sender}}
    return orjson.dumps({"meta": meta, "errors": [error]})
