"""The harvest room as Django knows it."""

from django.apps import AppConfig


class HarvestConfig(AppConfig):
    """Label ``harvest``: foreign keys from other rooms name it by string."""

    name = "lumbung.rooms.harvest"
    label = "harvest"

    def ready(self) -> None:
        """Say where this room's background work is declared."""
        from lumbung.kit.jobs.kinds import declared_in

        declared_in("lumbung.rooms.harvest.work")
