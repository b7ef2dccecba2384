"""The deployment's WSGI door, with the short road for data where it lacks it."""

from lumbung.faces.api.v1.short import ShortRoad
from lumbung.site.wsgi import application as door

application = door if isinstance(door, ShortRoad) else ShortRoad(door)
