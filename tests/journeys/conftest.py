"""A house loaded once for all journeys; each journey has a copy of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.journeys.house import House, a_loaded_house
from tests.kit.browser import chromium


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The city's packs and the journeys' own, loaded yesterday; nobody opens this one."""
    return a_loaded_house(tmp_path_factory.mktemp("journeys") / "loaded")


@pytest.fixture
def house(loaded: House, tmp_path: Path) -> House:
    """A deployment of the test's own."""
    return loaded.copy_to(tmp_path / "home")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened
