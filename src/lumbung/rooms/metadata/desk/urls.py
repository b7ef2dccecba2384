"""The addresses of metadata on the desk."""

from django.urls import URLPattern

app_name = "metadata"
urlpatterns: list[URLPattern] = []
