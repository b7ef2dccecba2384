"""Templates: a workbook that knows its dataset, handed out empty and read back full.

This page is the contract between :func:`write_template` and whoever reads the workbook again.

**Whose it is** stands in the very hidden sheet ``_lumbung`` (column A keys, column B values;
:func:`read_identity` takes them as a mapping). Names of sheets and files mean nothing: people
change them. The figures are on the one sheet in which :func:`find_table` finds a table.

**The sheet of figures**, by default named *Isian*::

    row 1 (hidden)  area   area_name   period  [period_name]  DIM  [DIM:name] …  M …  M:status …  M:note …
    row 2           the title          row 3, 4   how to fill it in, Indonesian and English
    row 5           the headings that people see
    row 6 …         one row for each expected key

Row 1, the *machine row*, says by code what each column is:

* ``area`` the Kemendagri code, as text; ``period`` as SDMX writes it (``2024-Q3``), as text;
* a dimension's code: the code of one of its values, as text; empty where an optional dimension
  does not apply;
* a measure's code ``M``: the figure, a number cell. Text is allowed where a figure is expected:
  the marks that the reader knows (``…``, ``-``, ``*``), and faults, which the check will tell;
* ``M:status``: a word of :class:`~lumbung.vocabulary.observations.Status`, in Indonesian as in the
  drop-down list (``sementara``), in English or as its code; empty means final;
* ``M:note``: a footnote;
* ``area_name``, ``period_name`` and ``DIM:name`` are for people and are not read.

People insert rows and columns: the machine row is the first that holds both ``area`` and
``period``, and figures begin below the first heading *Kode wilayah* in the ``area`` column.
A row without any figure, status and note says nothing, and may stay; only where the dataset is
complete and other rows of the same period are filled in, its empty cell is told.

The number cells warn and do not forbid: a mark or an unusual figure can be typed, and is judged
by the check, not by the spreadsheet. The locks have no password; they keep codes from slipping.
"""

from lumbung.formats.tables.template.columns import TemplateTable, find_table
from lumbung.formats.tables.template.guide_sheet import TemplateWords
from lumbung.formats.tables.template.identity import (
    IDENTITY_SHEET,
    TemplateIdentity,
    identity_of,
    read_identity,
    structure_digest,
)
from lumbung.formats.tables.template.write import TemplateTooLong, TemplateWithoutAreas, write_template

__all__ = [
    "IDENTITY_SHEET",
    "TemplateIdentity",
    "TemplateTable",
    "TemplateTooLong",
    "TemplateWithoutAreas",
    "TemplateWords",
    "find_table",
    "identity_of",
    "read_identity",
    "structure_digest",
    "write_template",
]
