"""The addresses of OGC API Features."""

from django.urls import path

from lumbung.faces.api.ogc import views

urlpatterns = [
    path("ogc", views.landing),
    path("ogc/", views.landing, name="ogc"),
    path("ogc/api", views.api),
    path("ogc/api.html", views.api_for_people),
    path("ogc/conformance", views.conformance),
    path("ogc/collections", views.collections),
    path("ogc/collections/<str:name>", views.collection),
    path("ogc/collections/<str:name>/queryables", views.queryables),
    path("ogc/collections/<str:name>/items", views.items),
    path("ogc/collections/<str:name>/items/<str:feature>", views.item),
    path("ogc/<path:rest>", views.nothing),
]
