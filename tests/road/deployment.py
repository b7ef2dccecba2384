"""Throw-away deployments for programs that fork: a folder each, and a database in it or on a server.

What forks must be warm (everything imported) but may have opened no database and started no
thread of Polars: neither survives a fork.
"""

from __future__ import annotations

import os
import shutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit


class Case:
    """One deployment: a folder, and a database in it or on a server."""

    def __init__(self, home: Path, server: str, name: str) -> None:
        self.home, self.server, self.name = home, server, name

    @property
    def address(self) -> str:
        """The database as LUMBUNG_DATABASE names it; nothing for SQLite."""
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{self.name}")) if self.server else ""

    def use(self) -> None:
        """Let Django, which is set up or not, work on this deployment."""
        os.environ |= {"LUMBUNG_HOME": str(self.home), "LUMBUNG_DATABASE": self.address}
        self.home.mkdir(parents=True, exist_ok=True)
        if "django.conf" not in sys.modules or not sys.modules["django.conf"].settings.configured:
            return
        from django.conf import settings
        from django.db import connections

        from lumbung.site import config

        settings.HOME = self.home
        connections.settings["default"] |= config.database()

    def copy_of(self, other: Case) -> None:
        """Make this one the same as another that nobody uses."""
        shutil.copytree(other.home, self.home)
        if self.server:
            self._maintain(f'CREATE DATABASE "{self.name}" TEMPLATE "{other.name}"')

    def create(self) -> None:
        """Make the database of a server."""
        if self.server:
            self._maintain(f'CREATE DATABASE "{self.name}" TEMPLATE template0')

    def remove(self) -> None:
        """Throw it away."""
        shutil.rmtree(self.home)
        if self.server:
            self._maintain(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _maintain(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)


def in_child(act: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        try:
            act()
            os._exit(0)
        except BaseException:  # noqa: BLE001  # a fork must not run on in its parent's code
            traceback.print_exc()
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lumbung.site.settings"
    import django

    django.setup()
