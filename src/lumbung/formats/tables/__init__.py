"""Tables as people send them and as we send them back.

Reading, entered by :func:`read_workbook`: a file of any layout becomes observations, findings,
checked totals and a guess about its layout, which a person corrects once (:class:`Recipe`).
``grids`` opens files, ``words`` knows what texts mean, ``shapes`` finds tables and the roles of
their columns, ``reading`` puts it together. Writing: ``template``, ``annotate``, ``export_*``.

The names of the reading side are fetched when they are asked for: who only writes a CSV need not
wait for what opens workbooks.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lumbung.formats.tables.reading.reader import read_sheets, read_workbook
    from lumbung.formats.tables.reading.result import Reading, SheetPicture, Total
    from lumbung.formats.tables.shapes.layout import ColumnGuess, Layout, TableGuess
    from lumbung.formats.tables.shapes.recipes import Changes, ColumnRole, Recipe

_HOMES = {
    "read_sheets": "reading.reader",
    "read_workbook": "reading.reader",
    "Reading": "reading.result",
    "SheetPicture": "reading.result",
    "Total": "reading.result",
    "ColumnGuess": "shapes.layout",
    "Layout": "shapes.layout",
    "TableGuess": "shapes.layout",
    "Changes": "shapes.recipes",
    "ColumnRole": "shapes.recipes",
    "Recipe": "shapes.recipes",
}

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


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
