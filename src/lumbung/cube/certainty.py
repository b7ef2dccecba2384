"""How certain figures are, from the most: a sum is as certain as its least certain part."""

from __future__ import annotations

from lumbung.vocabulary.observations import Status

CERTAINTY = (Status.NORMAL, Status.REVISED, Status.PROVISIONAL, Status.ESTIMATED)
