"""The few signs beside words, drawn as lines on a field of 24 by 24; never a sign alone."""

from __future__ import annotations

from markupsafe import Markup

PATHS = {
    "alert": "M12 3 2 20h20ZM12 10v4M12 17v.01",
    "calendar": "M4 6h16v14H4ZM4 10h16M8 3v4M16 3v4",
    "chart": "M4 4v16h16M8 15l4-5 3 3 5-7",
    "check": "m4 12 5 5L20 6",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 2",
    "copy": "M9 9h11v11H9ZM5 15H4V4h11v1",
    "cross": "M6 6l12 12M18 6 6 18",
    "down": "M12 5v14M6 13l6 6 6-6",
    "download": "M12 4v11M7 10l5 5 5-5M4 20h16",
    "file": "M6 3h8l4 4v14H6ZM14 3v4h4",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5M12 8v.01",
    "level": "M5 12h14",
    "lock": "M6 11h12v9H6ZM9 11V8a3 3 0 0 1 6 0v3",
    "map": "m3 6 6-2 6 2 6-2v14l-6 2-6-2-6 2ZM9 4v14M15 6v14",
    "search": "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l4.500 4.500",
    "table": "M4 5h16v14H4ZM4 10h16M4 14.500h16M10 5v14",
    "up": "M12 19V5M6 11l6-6 6 6",
}


DRAWN = Markup(
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>'
)


def icon(name: str) -> Markup:
    """A sign by its name; readers that speak pass over it, because words stand beside it."""
    return DRAWN.format(PATHS[name])
