"""What is done in the Forum: the list is proposed, agreed, and followed to its datasets."""

from lumbung.rooms.forum.actions.copying import copy_from_last_year
from lumbung.rooms.forum.actions.datasets import link_dataset, make_dataset, may_carry_on
from lumbung.rooms.forum.actions.decide import Vote, decide
from lumbung.rooms.forum.actions.importing import (
    Preview,
    choose_producers,
    drop_list,
    preview,
    read_list,
    take_list,
)
from lumbung.rooms.forum.actions.items import change_item, propose_item, withdraw_item
from lumbung.rooms.forum.actions.lists import agree_list, bring_to_forum, close_list, open_again, open_list
from lumbung.rooms.forum.actions.meetings import Present, change_meeting, hold_meeting, record_attendance
from lumbung.rooms.forum.actions.packs import (
    PackedActivity,
    PackedDecision,
    PackedMeeting,
    load_items,
    load_meetings,
)
from lumbung.rooms.forum.actions.plan import move_activity, plan_activity
from lumbung.rooms.forum.judging import Row
from lumbung.rooms.forum.problems import SheetUnfit

__all__ = [
    "PackedActivity", "PackedDecision", "PackedMeeting", "Present", "Preview", "Row", "SheetUnfit",
    "Vote", "agree_list", "bring_to_forum", "change_item", "change_meeting", "choose_producers",
    "close_list", "copy_from_last_year", "decide", "drop_list", "hold_meeting", "link_dataset",
    "load_items", "load_meetings", "make_dataset", "may_carry_on", "move_activity", "open_again",
    "open_list", "plan_activity", "preview", "propose_item", "read_list", "record_attendance",
    "take_list", "withdraw_item",
]  # fmt: skip
