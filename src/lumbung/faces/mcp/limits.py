"""The limits of the server for assistants, declared at ``/api/v1/config``."""

MOST_ROWS = 200  # of one answer: more than a model should read
ROWS = 50  # where nothing is asked
DATASETS_A_PAGE = 20
MOST_CODES = 200  # told of a dimension, and of the areas
MOST_EDITIONS = 20
MOST_LEGEND = 400  # codes explained beside rows
MOST_BYTES = 65_536  # of a message: the longest question names some hundred codes

LIMITS: dict[str, int] = {
    "assistant_rows": ROWS,
    "most_assistant_rows": MOST_ROWS,
    "assistant_datasets_a_page": DATASETS_A_PAGE,
    "most_assistant_codes": MOST_CODES,
    "most_assistant_message_bytes": MOST_BYTES,
}
