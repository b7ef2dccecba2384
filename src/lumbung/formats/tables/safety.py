"""Text that a spreadsheet would run, written so that it stays text.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` is a formula to a spreadsheet, and a formula
can call a program. What people send us may hold such text, and what we write is opened by others.
In a CSV the text gets an apostrophe in front (OWASP, *CSV injection*); in an XLSX it is written as
a string cell with the quote-prefix format, and nothing is put into the value. JSON and Parquet are
not run by anybody and carry the text as it is (``docs/decisions/0032-…``).

Two regular expressions hold the whole rule. They are written in the part of the language that
Python and DuckDB (RE2) share, so that :func:`neutralised_sql` does the same inside the engine.
"""

from __future__ import annotations

import re
from functools import lru_cache

# The signs themselves, their full-width and small forms, and the raised and lowered ones.
_SIGNS = r"=+@\-＝＋－＠﹦﹢﹣﹫⁺⁻⁼₊₋₌﬩⩵⩶"
# What a spreadsheet may skip before a sign: blanks, controls, invisible characters, quotes.
_SKIPPED = (
    r"\x00-\x08\x0b\x0c\x0e-\x20\x22\x7f-\xa0\xad"
    r"\x{61c}\x{1680}\x{180e}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{206f}\x{3000}\x{feff}"
    r"\x{fff9}-\x{fffb}\x{e0001}-\x{e007f}"
)
# A CSV opened with another separator than it was written with begins a cell after ``;`` or a tab.
_RUNS = rf"(^|[;\t\r\n])([{_SKIPPED}]*[{_SIGNS}])"
_BLANK_FIRST = r"^([\t\r\n])"
# Numbers and the dashes that mean "no data" begin with a sign and are harmless.
_HARMLESS = r"[+\-]?[0-9][0-9.,]*([eE][+\-]?[0-9]+)?%?|[\-–—]+"


def _python(pattern: str) -> re.Pattern[str]:
    """The pattern as Python writes it: the character itself where RE2 has ``\\x{…}``."""
    return re.compile(re.sub(r"\\x\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), pattern))


_runs, _blank_first, _harmless = _python(_RUNS), _python(_BLANK_FIRST), _python(_HARMLESS)


@lru_cache(maxsize=8192)  # the codes of a column come again and again
def would_run(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula.

    >>> would_run("=HYPERLINK(1)"), would_run("-1,5"), would_run("Sukorejo")
    (True, False, False)
    """
    if _harmless.fullmatch(text):
        return False
    return bool(_runs.search(text) or _blank_first.search(text))


@lru_cache(maxsize=8192)
def neutralised(text: str) -> str:
    """The text as it is safe in a CSV; the same text where it already is.

    >>> neutralised("=1+1"), neutralised("-5"), neutralised("35.72.01.1001")
    ("'=1+1", '-5', '35.72.01.1001')
    """
    if _harmless.fullmatch(text):
        return text
    return _blank_first.sub(r"'\1", _runs.sub(r"\1'\2", text))


def neutralised_sql(column: str) -> str:
    """:func:`neutralised` as a DuckDB expression over a text column (an identifier, quoted here).

    >>> neutralised_sql("catatan")[:40]
    'CASE WHEN regexp_full_match("catatan", \\''
    """
    name = '"' + column.replace('"', '""') + '"'
    runs, blank, harmless = (p.replace("'", "''") for p in (_RUNS, _BLANK_FIRST, _HARMLESS))
    inner = f"regexp_replace({name}, '{runs}', '\\1''\\2', 'g')"
    return (
        f"CASE WHEN regexp_full_match({name}, '{harmless}') THEN {name} "
        f"ELSE regexp_replace({inner}, '{blank}', '''\\1') END"
    )
