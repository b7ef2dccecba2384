"""The address of the server for assistants."""

from django.urls import path

from lumbung.faces.mcp import views

urlpatterns = [path("mcp", views.serve, name="mcp")]
