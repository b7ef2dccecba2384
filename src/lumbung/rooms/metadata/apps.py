"""The metadata room as Django knows it."""

from django.apps import AppConfig


class MetadataConfig(AppConfig):
    """Label ``metadata``: foreign keys from other rooms name it by string."""

    name = "lumbung.rooms.metadata"
    label = "metadata"
