"""Pages for paper: a title and its parts made into a PDF that a screen reader can read too.

>>> from lumbung.formats import print as paper
>>> paper.document("Berita acara", [paper.Paragraph("Rapat dibuka.")])[:5]
b'%PDF-'
"""

from lumbung.formats.print.parts import Facts, Grid, Heading, Paragraph, Part, Signature
from lumbung.formats.print.typesetting import NotPrintable, document

__all__ = ["Facts", "Grid", "Heading", "NotPrintable", "Paragraph", "Part", "Signature", "document"]
