"""The release room as Django knows it."""

from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    """Label ``release``: foreign keys from other rooms name it by string."""

    name = "lumbung.rooms.release"
    label = "release"

    def ready(self) -> None:
        """Declare this room's background work."""
        from lumbung.rooms.release import work  # noqa: F401  # declares its kinds by being imported
