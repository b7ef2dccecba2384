"""The quality room as Django knows it."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Label ``quality``: foreign keys from other rooms name it by string."""

    name = "lumbung.rooms.quality"
    label = "quality"

    def ready(self) -> None:
        """Say where this room's background work is declared."""
        from lumbung.kit.jobs.kinds import declared_in

        declared_in("lumbung.rooms.quality.work")
