"""The desk as Django knows it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Label ``desk``: the staff's first page, the door, the journal, and who may do what."""

    name = "lumbung.faces.desk"
    label = "desk"

    def ready(self) -> None:
        """Say who puts the places of all rooms into the side bar."""
        from lumbung.kit.workplace import declared_in

        declared_in("lumbung.faces.desk.places")
