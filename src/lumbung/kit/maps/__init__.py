"""Maps: areas drawn as our own light SVG, from boundaries where a city has loaded them.

Where none are loaded the map is schematic, made from one point in each area, and says so.
"""

from lumbung.kit.maps.classes import Classes, classes_of
from lumbung.kit.maps.drawing import Drawing, draw_map
from lumbung.kit.maps.outlines import Outline, Shape, outline

__all__ = ["Classes", "Drawing", "Outline", "Shape", "classes_of", "draw_map", "outline"]
