"""The kit as Django knows it."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Label ``kit``: shared templates, static files, stamps and jobs."""

    name = "lumbung.kit"
    label = "kit"
