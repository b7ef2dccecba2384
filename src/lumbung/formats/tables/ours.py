"""What we put into a workbook that is somebody else's, so that it is known for ours again.

An annotated copy is mended and sent back. Its list of findings is no table of figures, and its
comments are no footnotes: whoever reads the copy passes over both by these words.
"""

from __future__ import annotations

AUTHOR = "Lumbung"  # of every comment that a check writes
LIST_TITLE = "Temuan pemeriksaan"  # the first cell of the list of findings, in every language
LIST_SHEET = "Temuan"  # the sheet with the list, unless somebody has one of that name
LIST_NAME = "_lumbung_temuan"  # the hidden name that points to the list
OWN_WORDS = f"{AUTHOR}: "  # opens what is added to a comment that was there before
