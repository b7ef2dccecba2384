"""The quality room as Django knows it."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Label ``quality``: foreign keys from other rooms name it by string."""

    name = "lumbung.rooms.quality"
    label = "quality"
