"""The WSGI door that granian opens."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lumbung.site.settings")
_house = get_wsgi_application()

# Imported once Django is set up: pages of open figures are answered before its machinery begins.
from lumbung.faces.api.v1.short import ShortRoad  # noqa: E402  # see above

application = ShortRoad(_house)
