"""Number formats that change what a person reads: percent signs and printed marks.

A cell that holds 0.125 and shows ``12.5%`` says 12.5; one whose format is ``0"*"`` shows a mark
that is not in its value. Which styles do so is told by ``xl/styles.xml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lumbung.formats.tables.grids.markup import Attributes, read_elements

_PERCENT = frozenset({9, 10})
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_SIGNS = frozenset({"*", "**", "***", "r", "x", "xx", "e", "*)", "**)", "r)"})


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles (by their number in the sheet's cells) that say more than the value does."""

    percent: frozenset[int] = frozenset()
    signs: dict[int, str] = field(default_factory=dict)

    @property
    def telling(self) -> list[int]:
        """All of them."""
        return sorted(self.percent | set(self.signs))


def read_styles(xml: bytes) -> Styles:
    """The telling styles of a workbook."""
    if not xml:
        return Styles()
    codes: dict[int, str] = {}
    used: list[int] = []
    inside = [False]

    def opened(name: str, attributes: Attributes) -> None:
        if name == "numFmt" and attributes.get("numFmtId", "").isdigit():
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside[0] = True
        elif name == "xf" and inside[0]:
            number = attributes.get("numFmtId", "0")
            used.append(int(number) if number.isdigit() else 0)

    def closed(name: str) -> None:
        if name == "cellXfs":
            inside[0] = False

    read_elements(xml, opened, closed)
    percent = {n for n, code in enumerate(used) if code in _PERCENT or is_percent(codes.get(code, ""))}
    signs = {n: printed_sign(codes[code]) for n, code in enumerate(used) if code in codes}
    return Styles(frozenset(percent), {number: sign for number, sign in signs.items() if sign})


def is_percent(code: str) -> bool:
    """Whether a number format multiplies by a hundred.

    >>> is_percent("0.0%"), is_percent('0.0"%"'), is_percent("0")
    (True, False, False)
    """
    return "%" in _QUOTED.sub("", code)


def printed_sign(code: str) -> str:
    r"""The mark that a number format prints after the number.

    >>> printed_sign('#,##0"*"'), printed_sign(r'0\r'), printed_sign("0.00")
    ('*', 'r', '')
    """
    first = code.partition(";")[0]
    last_digit = max(first.rfind("0"), first.rfind("#"))
    sign = "".join(a or b for a, b in _QUOTED.findall(first[last_digit + 1 :])).strip()
    return sign if sign in _SIGNS else ""
