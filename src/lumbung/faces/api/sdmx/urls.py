"""The addresses of SDMX."""

from __future__ import annotations

from django.urls import path

from lumbung.faces.api.sdmx import availability, data, structures

urlpatterns = [
    path("2.1/data/<path:rest>", data.data_1),
    path("2.1/availableconstraint/<path:rest>", availability.availability_1),
    path("2.1/schema/<str:context>/<path:rest>", structures.schema_1),
    path("2.1/<str:kind>", structures.structures_1),
    path("2.1/<str:kind>/<path:rest>", structures.structures_1),
    path("v2/data/<path:rest>", data.data_2),
    path("v2/availability/<path:rest>", availability.availability_2),
    path("v2/schema/<str:context>/<path:rest>", structures.schema_2),
    path("v2/structure/<str:kind>", structures.structures_2),
    path("v2/structure/<str:kind>/<path:rest>", structures.structures_2),
]
