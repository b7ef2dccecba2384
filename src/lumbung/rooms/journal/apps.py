"""The journal room as Django knows it."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Label ``journal``: foreign keys from other rooms name it by string."""

    name = "lumbung.rooms.journal"
    label = "journal"
