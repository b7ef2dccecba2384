"""The addresses of quality on the desk."""

from django.urls import URLPattern

app_name = "quality"
urlpatterns: list[URLPattern] = []
