"""Problems: what is told when an act cannot be done.

A problem is raised; a fault in data is a :class:`~lumbung.vocabulary.findings.Finding` and is
returned. Each floor declares its own problems next to what raises them; one place each turns
them into a page, JSON or a line on the terminal.
"""

from __future__ import annotations

from typing import ClassVar

from lumbung.vocabulary.words import Text


class Problem(Exception):
    """Something cannot be done: what, to which thing, and what to do next.

    Subclasses set ``code``, ``message`` and ``hint``; the facts given by name fill the
    ``{placeholders}`` in both.

    >>> class Closed(Conflict):
    ...     code = "collection.period-closed"
    ...     message = Text("{dataset} tidak lagi menerima angka.", "{dataset} no longer takes figures.")
    >>> str(Closed(dataset="rt-rw"))
    'rt-rw tidak lagi menerima angka.'
    """

    code: ClassVar[str] = "problem"
    message: ClassVar[Text] = Text("Tidak dapat dilakukan.", "This cannot be done.")
    hint: ClassVar[Text] = Text("")
    http_status: ClassVar[int] = 400

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.told.id)

    @property
    def told(self) -> Text:
        """The message with its facts."""
        return self.message.filled(**self.facts)

    @property
    def advice(self) -> Text:
        """The hint with its facts."""
        return self.hint.filled(**self.facts)


class Invalid(Problem):
    """What was asked makes no sense as it stands."""

    code = "invalid"
    http_status = 422


class NotAllowed(Problem):
    """The person may not do this."""

    code = "not-allowed"
    message = Text("Anda tidak berwenang melakukan ini.", "You may not do this.")
    http_status = 403


class NotFound(Problem):
    """There is no such thing, or not for this person."""

    code = "not-found"
    message = Text("Tidak ditemukan.", "Not found.")
    http_status = 404


class Conflict(Problem):
    """It makes sense, but not in the present state."""

    code = "conflict"
    http_status = 409


class Gone(Problem):
    """It was public and has been withdrawn."""

    code = "gone"
    http_status = 410


class TooMuch(Problem):
    """It is over a declared limit."""

    code = "too-much"
    http_status = 413
