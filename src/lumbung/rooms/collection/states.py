"""The stations of a submission, and which step leads from one to the next."""

from __future__ import annotations

from django.db import models

from lumbung.vocabulary.problems import Conflict
from lumbung.vocabulary.words import Text


class State(models.TextChoices):
    """Where a submission stands on the road."""

    CHECKING = "checking", "sedang diperiksa mesin"
    QUARANTINED = "quarantined", "perlu diperbaiki"
    READY = "ready", "siap dikirim"
    SUBMITTED = "submitted", "menunggu walidata"
    RETURNED = "returned", "dikembalikan"
    MENDED = "mended", "diganti kiriman lain"
    ACCEPTED_BY_STEWARD = "accepted_by_steward", "menunggu pembina"
    ACCEPTED = "accepted", "disetujui"
    RELEASED = "released", "dirilis"
    DISCARDED = "discarded", "disingkirkan"

    @property
    def words(self) -> Text:
        """The words people read."""
        return _TITLES[self]


_TITLES = {
    State.CHECKING: Text("sedang diperiksa mesin", "being checked"),
    State.QUARANTINED: Text("perlu diperbaiki", "to be mended"),
    State.READY: Text("siap dikirim", "ready to submit"),
    State.SUBMITTED: Text("menunggu walidata", "waiting for the data steward"),
    State.RETURNED: Text("dikembalikan", "returned"),
    State.MENDED: Text("diganti kiriman yang lebih baru", "replaced by a newer attempt"),
    State.ACCEPTED_BY_STEWARD: Text("menunggu pembina data", "waiting for the supervisor"),
    State.ACCEPTED: Text("disetujui, menunggu rilis", "accepted, waiting for release"),
    State.RELEASED: Text("dirilis", "released"),
    State.DISCARDED: Text("disingkirkan", "set aside"),
}

WITH_PRODUCER = (State.CHECKING, State.QUARANTINED, State.READY, State.RETURNED)
"""The producer still works on it: it may be mended, checked again, set aside."""

WAITING_FOR_REVIEW = (State.SUBMITTED, State.ACCEPTED_BY_STEWARD)

STEPS: dict[State, frozenset[State]] = {
    State.CHECKING: frozenset({State.QUARANTINED, State.READY, State.DISCARDED, State.MENDED}),
    State.QUARANTINED: frozenset({State.CHECKING, State.READY, State.DISCARDED, State.MENDED}),
    State.READY: frozenset(
        {State.CHECKING, State.QUARANTINED, State.SUBMITTED, State.DISCARDED, State.MENDED}
    ),
    State.SUBMITTED: frozenset({State.RETURNED, State.ACCEPTED_BY_STEWARD, State.ACCEPTED}),
    State.RETURNED: frozenset(
        {State.CHECKING, State.QUARANTINED, State.READY, State.DISCARDED, State.MENDED}
    ),
    State.ACCEPTED_BY_STEWARD: frozenset({State.SUBMITTED, State.RETURNED, State.ACCEPTED}),
    State.ACCEPTED: frozenset({State.RETURNED, State.RELEASED}),
    State.RELEASED: frozenset(),
    State.MENDED: frozenset(),
    State.DISCARDED: frozenset(),
}


class WrongState(Conflict):
    """The submission is not at a station from which this step leads on."""

    code = "collection.wrong-state"
    message = Text(
        "Kiriman {submission} {state}; langkah ini tidak dapat dilakukan sekarang.",
        "Submission {submission} is {state}; this step cannot be taken now.",
    )
    hint = Text(
        "Muat ulang halamannya: mungkin orang lain baru saja mengerjakannya.",
        "Load the page again: somebody else may just have dealt with it.",
    )


def wrong_state(submission: object, state: str) -> WrongState:
    """The problem in the words of the state it stands in."""
    return WrongState(submission=submission, state=State(state).words)
