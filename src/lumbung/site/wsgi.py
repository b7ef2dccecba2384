"""The WSGI door that granian opens."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lumbung.site.settings")
_house = get_wsgi_application()

# Imported once Django is set up: pages of open figures are answered before its machinery begins.
from lumbung.faces.api.ckan.short import ShortCkan  # noqa: E402  # see above
from lumbung.faces.api.v1.short import ShortRoad  # noqa: E402
from lumbung.kit.fairness import Purses  # noqa: E402
from lumbung.kit.fairness_door import FairDoor  # noqa: E402
from lumbung.site.known import is_known  # noqa: E402

application = FairDoor(
    ShortRoad(ShortCkan(_house)),
    settings.FAIR_USE,
    Purses(settings.HOME / "fair-use"),
    is_known,
)
