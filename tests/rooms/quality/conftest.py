"""The small city with concepts and units that several offices share."""

from __future__ import annotations

import pytest
from tests.city import City
from tests.rooms.quality.kit import furnish


@pytest.fixture
def town(city: City) -> City:
    """The city in which several offices speak about the same things."""
    furnish(city)
    return city
