"""The collection room as Django knows it."""

from django.apps import AppConfig


class CollectionConfig(AppConfig):
    """Label ``collection``: foreign keys from other rooms name it by string."""

    name = "lumbung.rooms.collection"
    label = "collection"

    def ready(self) -> None:
        """Say where this room's background work is declared."""
        from lumbung.kit.jobs.kinds import declared_in

        declared_in("lumbung.rooms.collection.work")
