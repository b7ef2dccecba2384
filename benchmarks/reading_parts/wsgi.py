"""The deployment's WSGI door, with the short road for data where it lacks it."""

from __future__ import annotations

from typing import Any

from lumbung.site.wsgi import application as door


def _shortened() -> Any:
    from lumbung.faces.api.v1.short import ShortRoad  # after the door has configured Django

    return door if isinstance(door, ShortRoad) else ShortRoad(door)


application = _shortened()
