"""The addresses under ``/api/v1/``."""

from django.urls import path

from lumbung.faces.api.v1.api import api

urlpatterns = [path("", api.urls)]
