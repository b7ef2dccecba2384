"""The addresses of the registry on the desk."""

from django.urls import URLPattern

app_name = "standards"
urlpatterns: list[URLPattern] = []
