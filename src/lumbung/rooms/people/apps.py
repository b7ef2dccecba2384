"""The people room as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Label ``people``: foreign keys from other rooms name it by string."""

    name = "lumbung.rooms.people"
    label = "people"
