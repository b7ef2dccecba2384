"""Whoever watches the machine asks whether it is alive and ready, and gets a plain answer."""

from __future__ import annotations

from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client


def test_a_house_that_is_up_is_alive_and_ready(db):
    assert Client().get("/healthz").content == b"ok\n"
    assert Client().get("/readyz").status_code == 200


def test_alive_does_not_ask_the_database():
    assert Client().get("/healthz").status_code == 200  # no database in this test: asking would fail


def test_a_database_that_waits_for_migrations_is_not_ready(db, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: [("people", False)])

    answer = Client().get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"database: not migrated\n")


def test_a_database_that_is_away_is_not_ready(db, monkeypatch):
    def away(*_: object) -> None:
        raise DatabaseError("connection refused")

    monkeypatch.setattr(MigrationExecutor, "__init__", away)

    answer = Client().get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"database: connection refused\n")
