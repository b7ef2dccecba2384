"""What CKAN tells when an action cannot be done: a type, a status, and words by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from lumbung.vocabulary.words import Text


class Fault(Exception):
    """An action that is not done."""

    status: ClassVar[int] = 409
    kind: ClassVar[str] = "Validation Error"

    def __init__(self, words: Text) -> None:
        self.words = words
        super().__init__(words.id)

    def record(self, language: str) -> dict[str, object]:
        """The ``error`` of the envelope."""
        return {"__type": self.kind, "message": self.words.said(language)}


class Unfit(Fault):
    """An argument that cannot be: CKAN tells it by its field."""

    def __init__(self, field: str, words: Text) -> None:
        super().__init__(words)
        self.field = field

    def record(self, language: str) -> dict[str, object]:
        """The fields at fault, each with a list of what is wrong."""
        return {"__type": self.kind, self.field: [self.words.said(language)]}


class Missing(Fault):
    """There is no such thing, or not for everybody."""

    status = 404
    kind = "Not Found Error"


class Forbidden(Fault):
    """What nobody may do here."""

    status = 403
    kind = "Authorization Error"


class QueryUnfit(Fault):
    """A search that cannot be read."""

    status = 400
    kind = "Search Query Error"


class Unreadable(Exception):
    """A request that is no action at all; CKAN answers it with a bare line."""

    status: ClassVar[int] = 400

    def __init__(self, words: Text) -> None:
        self.words = words
        super().__init__(words.id)


def succeeded(help_address: str, result: object) -> dict[str, object]:
    """The envelope around what an action gives."""
    return {"help": help_address, "success": True, "result": result}


def failed(help_address: str, error: Mapping[str, object]) -> dict[str, object]:
    """The envelope around a fault."""
    return {"help": help_address, "error": dict(error), "success": False}
