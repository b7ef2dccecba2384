"""The catalog room as Django knows it."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Label ``catalog``: foreign keys from other rooms name it by string."""

    name = "lumbung.rooms.catalog"
    label = "catalog"
