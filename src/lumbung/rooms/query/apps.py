"""The query room as Django knows it; it keeps no records of its own."""

from django.apps import AppConfig


class QueryConfig(AppConfig):
    """Label ``query``."""

    name = "lumbung.rooms.query"
    label = "query"
