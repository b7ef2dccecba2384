"""Charts: figures made into one Vega-Lite specification, drawn on the server, told in words.

:func:`picture` chooses the chart from the roles of what varies; :mod:`draw` makes SVG and
PNG of it; :mod:`shelf` keeps them by edition. Nothing here reads a database.
"""

from lumbung.kit.charts.figures import Figures, Row
from lumbung.kit.charts.pictures import Kind, Picture, picture

__all__ = ["Figures", "Kind", "Picture", "Row", "picture"]
