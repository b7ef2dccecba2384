"""Whether the database has the shape that this program expects, found out without Django.

Setting Django up takes longer than everything else at the start of the house, and the answer is
nearly always *yes*. What is not recognised here is looked at again by Django itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings

APPLIED = "SELECT app, name FROM django_migrations"


def is_surely_current(database: Mapping[str, Any] | None = None) -> bool:
    """Whether every migration that is there has run; false also where that cannot be seen."""
    return set(_expected(settings.INSTALLED_APPS)) <= _applied(database or settings.DATABASES["default"])


def _expected(apps: list[str]) -> Iterator[tuple[str, str]]:
    for app in apps:
        spec = find_spec(app)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            for file in (Path(folder) / "migrations").glob("[0-9]*.py"):
                yield app.rpartition(".")[2], file.stem


def _applied(database: Mapping[str, Any]) -> set[tuple[str, str]]:
    if "sqlite3" in str(database["ENGINE"]):
        file = Path(str(database["NAME"]))
        if not file.is_file():
            return set()
        try:
            with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
                return set(connection.execute(APPLIED))
        except sqlite3.Error:
            return set()
    import psycopg

    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    told = {name: str(database[key]) for name, key in names.items() if database[key]}
    try:
        with psycopg.connect(**told) as connection:  # type: ignore[arg-type]  # all of them are texts
            return set(connection.execute(APPLIED).fetchall())
    except psycopg.Error:
        return set()
