"""The addresses of forum on the desk."""

from django.urls import URLPattern

app_name = "forum"
urlpatterns: list[URLPattern] = []
