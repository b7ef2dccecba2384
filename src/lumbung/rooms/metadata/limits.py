"""Declared limits of the metadata room."""

from __future__ import annotations

RECORDS_A_PAGE = 50
HISTORY_A_PAGE = 40
TEXT_CHARACTERS = 20_000
ROWS_OF_TABLE = 500
ANSWERS_BYTES = 500_000
REASON_CHARACTERS = 2_000
WORKBOOK_BYTES = 5_000_000
CHILDREN_OF_ACTIVITY = 500
YEARS = (1990, 2100)

LIMITS = {
    "text_characters": TEXT_CHARACTERS,
    "rows_of_table": ROWS_OF_TABLE,
    "answers_bytes": ANSWERS_BYTES,
    "reason_characters": REASON_CHARACTERS,
    "workbook_bytes": WORKBOOK_BYTES,
    "children_of_activity": CHILDREN_OF_ACTIVITY,
}
