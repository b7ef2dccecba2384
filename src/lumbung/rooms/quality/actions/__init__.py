"""What is done in this room: contradictions noted and decided, statements written and published."""

from lumbung.rooms.quality.actions.comparisons import compare_concepts, end_comparison
from lumbung.rooms.quality.actions.deciding import ChoiceUnknown, confirm, decide, refuse
from lumbung.rooms.quality.actions.noting import look_for_contradictions, read_on
from lumbung.rooms.quality.actions.statements import (
    NothingToPublish,
    SavedMeanwhile,
    SidesMissing,
    discard_draft,
    publish_statement,
    save_statement,
)
from lumbung.rooms.quality.duties import AlreadyGone, NotWaiting, SecondPersonNeeded

__all__ = [
    "AlreadyGone", "ChoiceUnknown", "NotWaiting", "NothingToPublish", "SavedMeanwhile", "SecondPersonNeeded",
    "SidesMissing", "compare_concepts", "confirm", "decide", "discard_draft", "end_comparison",
    "look_for_contradictions", "publish_statement", "read_on", "refuse", "save_statement",
]  # fmt: skip
