"""What people do with metadata: begin, fill, hand over, agree, return, join to datasets."""

from lumbung.rooms.metadata.actions.answering import choose_answer, fill_as_officer, save_answers
from lumbung.rooms.metadata.actions.deciding import (
    Outcome,
    approve_record,
    check_record,
    reopen_record,
    return_record,
    submit_record,
    with_each,
)
from lumbung.rooms.metadata.actions.forms import load_forms
from lumbung.rooms.metadata.actions.importing import Imported, NotTaken, import_workbook
from lumbung.rooms.metadata.actions.linking import build_from, link_dataset, take_concept, unlink_dataset
from lumbung.rooms.metadata.actions.records import LoadedRecords, RecordsInvalid, RowFault, load_records
from lumbung.rooms.metadata.actions.remarking import remark, settle_remark
from lumbung.rooms.metadata.actions.starting import copy_record, start_record
from lumbung.rooms.metadata.actions.waiving import end_waiver, waive
from lumbung.rooms.metadata.clashes import SavedByAnother

__all__ = [
    "Imported", "LoadedRecords", "NotTaken", "Outcome", "RecordsInvalid", "RowFault", "SavedByAnother",
    "approve_record", "build_from", "check_record", "choose_answer", "copy_record", "end_waiver",
    "fill_as_officer", "import_workbook", "link_dataset", "load_forms", "load_records", "remark",
    "reopen_record", "return_record", "save_answers", "settle_remark", "start_record", "submit_record",
    "take_concept", "unlink_dataset", "waive", "with_each",
]  # fmt: skip
