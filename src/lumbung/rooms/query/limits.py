"""The limits of reading, declared at ``/api/v1/config``."""

ROWS_A_PAGE = 1_000  # where nothing is asked
MOST_ROWS_A_PAGE = 10_000
MOST_AT_ONCE = 200_000  # rows of an answer that is not paged
MOST_SHEET_ROWS = 300_000  # of a workbook: it is written row by row
MOST_CODES = 5_000  # codes named in one question
MOST_CELLS = 150_000  # of a dense table: JSON-stat and PxWeb give every combination of codes its cell
MOST_CHANGES_A_PAGE = 1_000
SAVED_QUERIES_AN_HOUR = 600  # new ones, of everybody together
MOST_SAVED_QUERIES = 500_000
SAVED_QUERY_BYTES = 65_536
MOST_EXPLORED_ROWS = 10_000  # of an answer that is laid out as a table of rows and columns
MOST_EXPLORED_COLUMNS = 60
EXPLORED_ROWS_A_PAGE = 100  # of such a table; a workbook has all of them
DATASETS_A_PAGE = 50
CATALOGUE_PAGE = 100  # datasets in full, for programs that read the whole catalogue
MOST_WEIGHED_ROWS = 100_000  # of an edition whose file is described with its size and checksum

LIMITS: dict[str, int] = {
    "rows_a_page": ROWS_A_PAGE,
    "most_rows_a_page": MOST_ROWS_A_PAGE,
    "most_rows_at_once": MOST_AT_ONCE,
    "most_rows_in_a_workbook": MOST_SHEET_ROWS,
    "most_codes_in_a_question": MOST_CODES,
    "most_cells_in_a_table": MOST_CELLS,
    "most_changes_a_page": MOST_CHANGES_A_PAGE,
    "saved_queries_an_hour": SAVED_QUERIES_AN_HOUR,
    "most_saved_queries": MOST_SAVED_QUERIES,
    "most_bytes_of_a_saved_query": SAVED_QUERY_BYTES,
    "most_explored_rows": MOST_EXPLORED_ROWS,
    "most_explored_columns": MOST_EXPLORED_COLUMNS,
    "explored_rows_a_page": EXPLORED_ROWS_A_PAGE,
    "datasets_a_page": DATASETS_A_PAGE,
    "datasets_a_catalogue_page": CATALOGUE_PAGE,
}
