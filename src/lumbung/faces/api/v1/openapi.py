"""The description of the interface, made to say what it really answers.

Each operation declares its good answers; what any of them may be refused with follows from its
address and is added here, so that a new operation cannot forget it. ``tests/conformance`` asks
thousands of generated questions and finds every answer that is not described.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lumbung.faces.api.telling import MEDIA_TYPE
from lumbung.kit.told import TITLES
from lumbung.rooms.query.queries import MEDIA

PROBLEM = {"$ref": "#/components/schemas/ProblemOut"}
TOO_MANY = 429
WORDS = {
    401: "A token that is not good",
    TOO_MANY: "Over the limit of fair use; Retry-After says when to ask again",
}
WAIT = {"Retry-After": {"description": "seconds", "schema": {"type": "integer", "minimum": 1}}}
A_FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}


def files(*media_types: str) -> dict[str, Any]:
    """What an operation adds to its description that also answers with files."""
    return {"responses": {200: {"content": {name.partition(";")[0]: A_FILE for name in media_types}}}}


DOWNLOADS = files(*MEDIA.values())


def completed(schema: dict[str, Any]) -> dict[str, Any]:
    """The description with every refusal in it, each as it is written."""
    for path, operations in schema["paths"].items():
        for method in list(operations):
            operation = operations[method] = deepcopy(operations[method])
            if method == "head":  # one function answers both, and each operation has a name of its own
                operation["operationId"] += "_head"
            told = operation["responses"]
            for status in _refusals(path, operation):
                told.setdefault(status, {"description": WORDS.get(status) or TITLES[status].en})
            for status, answer in told.items():
                if int(status) >= 400:
                    answer["content"] = {MEDIA_TYPE: {"schema": PROBLEM}}
            told[TOO_MANY]["headers"] = WAIT
            operation["responses"] = {str(status): told[status] for status in sorted(told, key=int)}
    return schema


def _refusals(path: str, operation: dict[str, Any]) -> list[int]:
    """With what an operation may be refused, by its address."""
    found = [TOO_MANY]
    if operation.get("parameters") or operation.get("requestBody"):
        found.append(422)
    if "{" in path:
        found.append(404)
    if "/datasets/{code}" in path:
        found += [401, 403, 410]
    if path.endswith("/data"):
        found.append(413)
    if operation.get("requestBody"):
        found += [400, 409, 413]
    return found
