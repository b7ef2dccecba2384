"""Tables as people send them and as we send them back.

Reading, entered by :func:`read_workbook`: a file of any layout becomes observations, findings,
checked totals and a guess about its layout, which a person corrects once (:class:`Recipe`).
``grids`` opens files, ``words`` knows what texts mean, ``shapes`` finds tables and the roles of
their columns, ``reading`` puts it together. Writing: ``template``, ``annotate``, ``export_*``.
"""

from lumbung.formats.tables.reading.reader import read_sheets, read_workbook
from lumbung.formats.tables.reading.result import Reading, SheetPicture, Total
from lumbung.formats.tables.shapes.layout import ColumnGuess, Layout, TableGuess
from lumbung.formats.tables.shapes.recipes import Changes, ColumnRole, Recipe

__all__ = [
    "Changes",
    "ColumnGuess",
    "ColumnRole",
    "Layout",
    "Reading",
    "Recipe",
    "SheetPicture",
    "TableGuess",
    "Total",
    "read_sheets",
    "read_workbook",
]
