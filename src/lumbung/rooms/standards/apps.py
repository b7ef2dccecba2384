"""The standards room as Django knows it."""

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    """Label ``standards``: foreign keys from other rooms name it by string."""

    name = "lumbung.rooms.standards"
    label = "standards"
