"""Every limit of what may be sent in, declared once; ``/api/v1/config`` prints them."""

MEGABYTE = 1_000_000
UPLOAD_BYTES = 250 * MEGABYTE
"""The largest file that is taken; a larger one is sent as compressed CSV or in parts."""

CHECKED_AT_ONCE_BYTES = 400_000
"""A file up to this size is checked while its sender waits; a larger one in the background."""

FINDINGS_KEPT_IN_ROW = 50
"""So many findings stand in the submission's row; all of them stand in its report file."""

FINDINGS_A_PAGE = 50
SUBMISSIONS_A_PAGE = 50
PICTURED_BYTES = 4 * MEGABYTE
"""A larger file is not opened a second time for a picture of its sheets."""

PICTURE_SHEETS = 6
PICTURE_ROWS = 40
PICTURE_COLUMNS = 24
REASON_CHARACTERS = 2000
FILE_NAME_CHARACTERS = 200

LIMITS: dict[str, int] = {
    "upload_bytes": UPLOAD_BYTES,
    "checked_at_once_bytes": CHECKED_AT_ONCE_BYTES,
    "findings_kept_in_row": FINDINGS_KEPT_IN_ROW,
    "findings_a_page": FINDINGS_A_PAGE,
    "submissions_a_page": SUBMISSIONS_A_PAGE,
    "reason_characters": REASON_CHARACTERS,
}
