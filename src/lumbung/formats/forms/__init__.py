"""Forms as workbooks and as pages for print.

:func:`write_workbook` hands out forms in the official order, filled in or empty; :func:`read_workbook` takes
them back; :func:`paper_parts` lays one out for ``formats.print``.
"""

from lumbung.formats.forms.paper import paper_parts
from lumbung.formats.forms.read import read_workbook
from lumbung.formats.forms.sheets import FormRecord, FormSheet, ReadForms, ReadRecord, ReadSheet
from lumbung.formats.forms.write import WorkbookTooLong, write_workbook

__all__ = [
    "FormRecord",
    "FormSheet",
    "ReadForms",
    "ReadRecord",
    "ReadSheet",
    "WorkbookTooLong",
    "paper_parts",
    "read_workbook",
    "write_workbook",
]
