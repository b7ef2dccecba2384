"""The database is made ready once, and found ready without Django afterwards."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys

from django.db.migrations.recorder import MigrationRecorder

from lumbung.cli import schema
from lumbung.cli.house import prepare_database
from lumbung.site.settings import INSTALLED_APPS


def test_what_is_expected_without_django_is_what_django_applied(db):
    applied = set(MigrationRecorder.Migration.objects.values_list("app", "name"))

    assert set(schema._expected(INSTALLED_APPS)) <= applied
    assert {app for app, _ in schema._expected(INSTALLED_APPS)} >= {
        "journal",
        "people",
        "auth",
        "axes",
        "sessions",
    }


def test_a_database_that_lacks_a_migration_is_not_taken_for_ready(tmp_path):
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "lumbung.sqlite3"}
    assert not schema.is_surely_current(database)

    with sqlite3.connect(tmp_path / "lumbung.sqlite3") as connection:
        connection.execute("CREATE TABLE django_migrations (app TEXT, name TEXT)")
        connection.executemany(
            "INSERT INTO django_migrations VALUES (?, ?)", list(schema._expected(INSTALLED_APPS))
        )
    assert schema.is_surely_current(database)

    with sqlite3.connect(tmp_path / "lumbung.sqlite3") as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'journal' AND name LIKE '0002%'")
    assert not schema.is_surely_current(database)


def test_a_ready_database_is_left_alone(db):
    assert prepare_database() is False


def test_a_ready_house_is_found_ready_without_django(tmp_path):
    """Who serves must not wait for a second set-up of Django in the parent."""
    program = (
        "import sys; from lumbung.cli.house import prepare_database; prepare_database(); "
        "print(prepare_database(), 'django.db.models' in sys.modules)"
    )
    environment = {
        **os.environ,
        "LUMBUNG_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "lumbung.site.settings",
    }
    first, second = (
        subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        for _ in range(2)
    )
    assert first.stdout == "False True\n"
    assert second.stdout == "False False\n"
