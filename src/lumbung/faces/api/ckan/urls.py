"""The addresses under ``/api/``: with a version, as CKAN documents them, and without, as ``ckanapi`` asks."""

from django.urls import path

from lumbung.faces.api.ckan import views

app_name = "ckan"
urlpatterns = [
    path("3", views.version),
    path("3/", views.version),
    path("3/action/<str:name>", views.act, name="action"),
    path("action/<str:name>", views.act),
]
