"""The collection room as Django knows it."""

from django.apps import AppConfig


class CollectionConfig(AppConfig):
    """Label ``collection``: foreign keys from other rooms name it by string."""

    name = "lumbung.rooms.collection"
    label = "collection"

    def ready(self) -> None:
        """Declare this room's background work."""
        from lumbung.rooms.collection import work  # noqa: F401  # declares its kinds by being imported
