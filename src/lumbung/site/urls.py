"""The addresses of the house; ``docs/reference`` and surface.md list them.

Each face keeps its own addresses; here they are only put side by side.
"""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from lumbung.site import health

handler400 = "lumbung.kit.told.unreadable"
handler403 = "lumbung.kit.told.forbidden"
handler404 = "lumbung.kit.told.not_found"
handler500 = "lumbung.kit.told.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
# The order matters only for the portal, which stands at the root and comes last.
for prefix, module in (
    ("api/v1/", "lumbung.faces.api.urls"),
    ("", "lumbung.faces.desk.urls"),
    ("", "lumbung.faces.portal.urls"),
):
    if find_spec(module.rpartition(".")[0]) and find_spec(module):
        urlpatterns.append(path(prefix, include(module)))
