"""The review room as Django knows it."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Label ``review``: foreign keys from other rooms name it by string."""

    name = "lumbung.rooms.review"
    label = "review"
