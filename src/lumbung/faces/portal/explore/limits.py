"""How large a table may be; declared with all limits at ``/api/v1/config``."""

from lumbung.rooms.query.queries import LIMITS

MOST_ROWS = LIMITS["most_explored_rows"]  # of the answer that a table is laid out of
MOST_COLUMNS = LIMITS["most_explored_columns"]
ROWS_A_PAGE = LIMITS["explored_rows_a_page"]
