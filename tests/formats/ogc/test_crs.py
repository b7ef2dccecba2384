"""The three reference systems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.formats.ogc.crs import System, box_in_degrees, degrees
from lumbung.formats.ogc.crs import given as in_system


@given(st.sampled_from(System), st.floats(-180, 180), st.floats(-84, 84))
def test_a_point_comes_back_from_every_system(system, longitude, latitude):
    there = in_system(system, longitude, latitude)
    assert degrees(system, *there) == pytest.approx((longitude, latitude), abs=1e-6)


def test_a_box_turns_its_axes_with_its_system():
    assert box_in_degrees(System.WGS84, [-8.2, 112.1, -8.0, 112.3]) == (112.1, -8.2, 112.3, -8.0)
