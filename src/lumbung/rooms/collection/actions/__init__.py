"""What people do here: periods, uploads, mending, handing over."""

from lumbung.rooms.collection.actions.mending import (
    FindingGone,
    Mend,
    NoSuchCell,
    NothingProposed,
    correct_layout,
    mend_cell,
    mend_cells,
    mend_in_place,
)
from lumbung.rooms.collection.actions.moves import move
from lumbung.rooms.collection.actions.periods import (
    DateNeeded,
    PeriodClosed,
    ReasonNeeded,
    ReleasedBeforeDue,
    WrongFrequency,
    close_period,
    lay_out_calendar,
    move_dates,
    open_period,
)
from lumbung.rooms.collection.actions.reminding import choose_mail, load_reminders
from lumbung.rooms.collection.actions.submissions import (
    CheckedLongAgo,
    EmptyFile,
    HasErrors,
    HoldsPersonalData,
    NotItsPredecessor,
    check_again,
    discard,
    keep_upload,
    submit_figures,
    upload_figures,
)
from lumbung.rooms.collection.outgoing import write_annotated, write_template
from lumbung.rooms.collection.reminders.policy import PolicyFault

__all__ = [
    "CheckedLongAgo", "DateNeeded", "EmptyFile", "FindingGone", "HasErrors", "HoldsPersonalData", "Mend",
    "NoSuchCell", "NotItsPredecessor", "NothingProposed", "PeriodClosed", "PolicyFault", "ReasonNeeded",
    "ReleasedBeforeDue", "WrongFrequency", "check_again", "choose_mail", "close_period", "correct_layout",
    "discard", "keep_upload", "lay_out_calendar", "load_reminders", "mend_cell", "mend_cells",
    "mend_in_place", "move", "move_dates", "open_period", "submit_figures", "upload_figures",
    "write_annotated", "write_template",
]  # fmt: skip
