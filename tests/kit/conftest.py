"""What the tests of pages share."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True, scope="session")
def _static_files() -> None:
    """WhiteNoise warns of a folder that is not there, and a warning is an error here."""
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
