"""What this interface declares of itself; how large a table may be is declared by the query room."""

from __future__ import annotations

from lumbung.formats.px.dressing import Shown

API_VERSION = "2.0.0"
CALLS, WINDOW = 600, 60  # so many calls in so many seconds: well-behaved clients keep to it by themselves
TABLES_A_PAGE, MOST_TABLES_A_PAGE = 100, 10_000
SHOWN_CELLS = 5_000  # a table shows so many by itself, at most
MOST_BODY = 262_144  # bytes of a selection that is posted
MOST_PARAMETERS = 200
LONGEST_QUESTION = 200  # characters of a search

JSON = "application/json"
MEDIA = {
    "json-stat2": JSON,
    "px": "application/octet-stream",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json-px": JSON,
    "parquet": "application/vnd.apache.parquet",
}
DEFAULT_FORMAT = "json-stat2"
METADATA_FORMATS = ("json-stat2", "json-px")
AS_FILES = frozenset({"px", "csv", "xlsx", "parquet"})
DRESSED = frozenset({"csv", "html", "xlsx"})  # the formats that have parameters

SHOWN = {"usecodes": Shown.CODES, "usetexts": Shown.TEXTS, "usecodesandtexts": Shown.BOTH}
SEPARATORS = {"separatortab": "\t", "separatorspace": " ", "separatorsemicolon": ";"}
INCLUDE_TITLE = "includetitle"
PARAMETERS = (
    "UseCodes", "UseTexts", "UseCodesAndTexts", "IncludeTitle",
    "SeparatorTab", "SeparatorSpace", "SeparatorSemicolon",
)  # fmt: skip
