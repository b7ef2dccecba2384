"""One house for all clients that others wrote: the city's packs and one dataset of hostile words, served.

Loading is done once in a run, also where several test processes share the work; each process
serves a copy of its own.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.journeys.house import SOURCE, House

BESIDE = SOURCE.parent / "shared" / "conformance"


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house while it is open: ``house.address``, ``house.get(path)``, ``house.get_json(path)``.

    It is shared: a test that changes something makes a copy with ``house.copy_to``.
    """
    own = tmp_path_factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (run / "conformance.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        loaded = _loaded(run / "conformance")
    with loaded.copy_to(own / "served").open() as opened:
        yield opened


@pytest.fixture(scope="session")
def official() -> Callable[[str], Path]:
    """A file of the official specifications by its name; where it is not there, the test says so."""

    def file(name: str) -> Path:
        found = Path(os.environ.get("LUMBUNG_CONFORMANCE", BESIDE), name)
        if not found.is_file():
            pytest.skip(f"{name} is not there; name its folder in LUMBUNG_CONFORMANCE")
        return found

    return file


def _loaded(home: Path) -> House:
    """The deployment from which copies are made; the mark is set when it is whole."""
    if not (home / "whole").exists():
        home.mkdir()
        house = House(home)
        house.run("demo", "--only-load", "--packs", SOURCE / "packs")
        house.run("load", Path(__file__).parent / "pack")
        (home / "whole").touch()
    return House(home)
