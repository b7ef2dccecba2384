"""The release room as Django knows it."""

from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    """Label ``release``: foreign keys from other rooms name it by string."""

    name = "lumbung.rooms.release"
    label = "release"

    def ready(self) -> None:
        """Say where this room's background work is declared."""
        from lumbung.kit.jobs.kinds import declared_in

        declared_in("lumbung.rooms.release.work")
