"""The one way in which a submission goes from station to station.

Review and release move submissions by this door, in their own transactions: a step that does
not lead on, or that somebody else has just taken, is refused.
"""

from __future__ import annotations

from django.utils import timezone

from lumbung.rooms.collection.models import Submission
from lumbung.rooms.collection.states import STEPS, State, wrong_state


def move(submission: Submission, to: State, **columns: object) -> None:
    """Bring a submission to a station, with what else changes by it."""
    if to not in STEPS[submission.station]:
        raise wrong_state(submission.pk, submission.state)
    columns |= {"state": to, "moved_at": timezone.now()}
    here = Submission.objects.filter(pk=submission.pk, state=submission.state)
    if not here.update(**columns):
        submission.refresh_from_db(fields=["state"])
        raise wrong_state(submission.pk, submission.state)
    for name, value in columns.items():
        setattr(submission, name, value)
