"""The addresses of the OData feed."""

from django.urls import path

from lumbung.faces.api.odata import views

urlpatterns = [
    path("odata", views.service),
    path("odata/", views.service, name="odata"),
    path("odata/$metadata", views.metadata),
    path("odata/<path:path>", views.rows),
]
