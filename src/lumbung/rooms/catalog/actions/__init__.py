"""What is done with the catalog: datasets are defined, and editions recorded."""

from lumbung.rooms.catalog.actions.define import Defined, define_dataset, load_topics
from lumbung.rooms.catalog.actions.record_edition import (
    EditionNotCurrent,
    next_label,
    record_edition,
    withdraw_edition,
)

__all__ = [
    "Defined", "EditionNotCurrent", "define_dataset", "load_topics", "next_label", "record_edition",
    "withdraw_edition",
]  # fmt: skip
