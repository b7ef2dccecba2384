"""The addresses under ``/pxweb/api/v2/``."""

from django.urls import path

from lumbung.faces.api.pxweb import data, saved, views

urlpatterns = [
    path("config", views.config),
    path("navigation", views.navigation),
    path("navigation/<str:code>", views.folder),
    path("tables", views.tables),
    path("tables/<str:code>", views.one_table),
    path("tables/<str:code>/metadata", views.metadata),
    path("tables/<str:code>/defaultselection", views.default_selection),
    path("tables/<str:code>/data", data.data),
    path("codelists/<str:code>", views.one_codelist),
    path("savedqueries", saved.save),
    path("savedqueries/<str:code>", saved.saved),
    path("savedqueries/<str:code>/data", saved.saved_data),
    path("savedqueries/<str:code>/selection", saved.saved_selection),
    path("<path:rest>", views.nothing_here),
]
