"""The forum room as Django knows it."""

from django.apps import AppConfig


class ForumConfig(AppConfig):
    """Label ``forum``: foreign keys from other rooms name it by string."""

    name = "lumbung.rooms.forum"
    label = "forum"
