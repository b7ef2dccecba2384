"""Files made into grids: what stands in which cell, before anybody asks what it means.

One module a format, one that looks at a file before it is opened, and the limits.
"""

from lumbung.formats.tables.grids.files import read_grids
from lumbung.formats.tables.grids.grid import (
    CellError,
    Formula,
    Grid,
    Merge,
    Value,
    Visibility,
    Workbook,
)
from lumbung.formats.tables.grids.limits import LIMITS, Limits
from lumbung.formats.tables.grids.refusals import Refused

__all__ = [
    "LIMITS",
    "CellError",
    "Formula",
    "Grid",
    "Limits",
    "Merge",
    "Refused",
    "Value",
    "Visibility",
    "Workbook",
    "read_grids",
]
