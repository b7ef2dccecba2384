"""The settings of a deployment, with the short road for data where the settings lack it."""

from lumbung.site.settings import *  # noqa: F403
from lumbung.site.settings import MIDDLEWARE

SHORT = "lumbung.faces.api.v1.data.ThinRoad"
if SHORT not in MIDDLEWARE:
    MIDDLEWARE = [SHORT, *MIDDLEWARE]
