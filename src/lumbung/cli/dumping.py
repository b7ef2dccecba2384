"""A consistent copy of the database, taken while people work: SQLite's own backup, or pg_dump."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection

from lumbung.vocabulary.problems import Conflict
from lumbung.vocabulary.words import Text


class NoPostgresTools(Conflict):
    """The programs that copy a PostgreSQL database are not installed."""

    code = "cli.no-postgres-tools"
    message = Text("{program} tidak ditemukan.", "{program} was not found.")
    hint = Text(
        "Pasang postgresql-client seversi dengan servernya, atau sebutkan foldernya di LUMBUNG_PG_BIN.",
        "Install a postgresql-client of the server's version, or name its folder in LUMBUNG_PG_BIN.",
    )


class DumpFailed(Conflict):
    """The database could not be copied."""

    code = "cli.dump-failed"
    message = Text("{program} gagal: {reason}", "{program} failed: {reason}")


def dump(target: Path) -> None:
    """Copy the database to a file."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(target)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
            # One file, that any program opens without the log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        return
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def undump(source: Path) -> None:
    """Make the empty database what the copy is."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(f"file:{source}?mode=ro&immutable=1", uri=True)) as copy:
            connection.ensure_connection()
            copy.backup(connection.connection)
            # The copy's header says that it keeps no log ahead; ours does.
            connection.connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
        return
    connection.close()
    _run(
        "pg_restore",
        "--no-owner",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={_name()}",
        str(source),
    )


def is_empty() -> bool:
    """Whether there is no table yet."""
    return not connection.introspection.table_names()


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; host, user and password travel in the environment."""
    folder = os.environ.get("LUMBUNG_PG_BIN")
    found = shutil.which(program, path=folder) if folder else shutil.which(program)
    if found is None:
        raise NoPostgresTools(program=program)
    settings = connection.settings_dict
    told = {
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
    }
    environment = {**os.environ, **{key: str(value) for key, value in told.items() if value}}
    command = [found, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # a program of PostgreSQL, no shell
    if done.returncode:
        raise DumpFailed(program=program, reason=done.stderr.strip()[-400:])
