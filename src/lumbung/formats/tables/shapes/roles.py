"""What a column of a table can be for."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a column is for."""

    SERIAL = "serial"
    AREA = "area"
    AREA_CODE = "area-code"
    PERIOD = "period"
    DIMENSION = "dimension"
    MEASURE = "measure"  # the row's label names the measure
    MIXED = "mixed"  # areas, codes and measures in one column, one under the other
    UNIT = "unit"
    NOTE = "note"
    STATUS = "status"
    VALUE = "value"
    TOTAL = "total"  # sums over other columns
    HELPER = "helper"
    PERSON = "person"
    UNKNOWN = "unknown"
    EMPTY = "empty"
