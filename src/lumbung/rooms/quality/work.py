"""The work of this room that nobody asks for: reading on in the journal, and comparing what moved."""

from __future__ import annotations

import datetime as dt

from lumbung.kit.jobs import Progress, chore, job_kind
from lumbung.rooms.quality.actions.noting import read_on
from lumbung.vocabulary.words import Text

COMPARE = "quality.compare"


@job_kind(COMPARE, Text("Membandingkan angka antardataset", "Comparing figures across datasets"))
def compare(progress: Progress) -> dict[str, object]:  # noqa: ARG001  # a chore this short tells nothing
    """Look again at the concepts of whatever was released, withdrawn or defined since the last look."""
    return dict(read_on())


chore(COMPARE, dt.timedelta(minutes=1))
