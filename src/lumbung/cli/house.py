"""Open the house for a command: Django is set up, and the database has the shape it must have.

Nothing here is imported before a command runs, so that ``lumbung --help`` is quick.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lumbung.vocabulary.problems import Conflict
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    from lumbung.rooms.people.queries import User


SETTINGS = "lumbung.site.settings"


class HouseNotReady(Conflict):
    """The database is empty or older than this program."""

    code = "cli.house-not-ready"
    message = Text(
        "Basis data di {home} belum siap.",
        "The database in {home} is not ready.",
    )
    hint = Text(
        "Muat sebuah paket (lumbung load FOLDER) atau jalankan lumbung demo.",
        "Load a pack (lumbung load FOLDER) or run lumbung demo.",
    )


def open_house() -> None:
    """Set Django up for this process."""
    import django
    from django.apps import apps

    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        django.setup()
    from lumbung.cli.telling import language
    from lumbung.kit import language as spoken

    spoken._spoken.set(language())


def prepare_database() -> bool:
    """Bring the database to the shape that this program expects; whether anything was done."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from lumbung.cli.schema import is_surely_current

    if is_surely_current():
        return False
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    open_house()
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True


def acting(username: str) -> User:
    """The person in whose name a command acts."""
    from lumbung.rooms.people import queries as people

    return people.user(username)
