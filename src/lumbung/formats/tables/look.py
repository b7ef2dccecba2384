"""The colours of what we hand out as a spreadsheet: the tokens of the house, without the ``#``.

A sheet is white paper with hairlines; the one accent is *daun* (leaf). The three tints that mark
findings are told apart by their words too, never by colour alone.
"""

from __future__ import annotations

from lumbung.vocabulary.findings import Severity

INK = "17211B"
SOFT = "55615A"
LINE = "E4DFD2"
SIDE = "F6F3EA"
DAUN = "0E6B4F"
DAUN_TINT = "E4F0E8"
PADI = "B7791F"
PADI_TINT = "FBF0D9"
BATA = "A63A24"
BATA_TINT = "FBE9E4"
LANGIT = "22609A"
LANGIT_TINT = "E5EFF8"

TINTS = {Severity.ERROR: BATA_TINT, Severity.WARNING: PADI_TINT, Severity.INFO: LANGIT_TINT}
STRONG = {Severity.ERROR: BATA, Severity.WARNING: PADI, Severity.INFO: LANGIT}
