"""The portal as Django knows it."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Label ``portal``: public pages; it also knows whose house this is."""

    name = "lumbung.faces.portal"
    label = "portal"

    def ready(self) -> None:
        """Say who knows the names over the door."""
        from lumbung.faces.portal.door import house_of_packs
        from lumbung.kit.house import furnish

        furnish(house_of_packs)
