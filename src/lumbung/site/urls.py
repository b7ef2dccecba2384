"""The addresses of the house; each face keeps its own, here they are only put side by side."""

from __future__ import annotations

from django.urls import include, path

from lumbung.site import health

handler400 = "lumbung.kit.told.unreadable"
handler403 = "lumbung.kit.told.forbidden"
handler404 = "lumbung.kit.told.not_found"
handler500 = "lumbung.kit.told.broken"

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("", include("lumbung.faces.api.packages.urls")),
    path("api/v1/", include("lumbung.faces.api.urls")),
    path("api/", include("lumbung.faces.api.ckan.urls")),
    path("", include("lumbung.faces.api.ckan.pages")),
    path("", include("lumbung.faces.api.dcat.urls")),
    path("", include("lumbung.faces.api.ogc.urls")),
    path("", include("lumbung.faces.api.odata.urls")),
    path("sdmx/", include("lumbung.faces.api.sdmx.urls")),
    path("", include("lumbung.faces.mcp.urls")),
    path("pxweb/api/v2/", include("lumbung.faces.api.pxweb.urls")),
    path("", include("lumbung.faces.desk.urls")),
    path("", include("lumbung.faces.portal.urls")),
]
