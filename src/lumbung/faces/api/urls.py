"""The addresses under ``/api/v1/``."""

from django.urls import path, re_path

from lumbung.faces.api.v1.api import api, nowhere

urlpatterns = [
    re_path(r"^\Z", nowhere),
    path("", api.urls),
    re_path(r"", nowhere),  # also what holds a line break, which no path of Django's takes
]
