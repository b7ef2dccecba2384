"""An answer as Parquet: the envelope stands in the file's key-value metadata."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import orjson

from lumbung.formats.tables.envelope import Envelope, citation

if TYPE_CHECKING:
    import polars as pl


def parquet_metadata(envelope: Envelope) -> dict[str, str]:
    """What the file says about itself; ``COPY … (KV_METADATA …)`` of the engine takes the same.

    The words stand once each, to be read without a parser, and once together as JSON.
    """
    told = {
        "title": envelope.title.id,
        "dataset": envelope.dataset,
        "edition": envelope.edition,
        "source": envelope.source,
        "licence": envelope.licence or envelope.licence_title.id,
        "licence_address": envelope.licence_address,
        "address": envelope.address,
        "citation": citation(envelope),
        "simulated": "true" if envelope.simulated else "false",
        "lumbung": orjson.dumps(envelope.as_dict()).decode(),
    }
    return {key: value for key, value in told.items() if value}


def write_parquet(target: Path | BinaryIO, envelope: Envelope, frame: pl.DataFrame) -> None:
    """Write a frame with its envelope; its columns are written as they are."""
    frame.write_parquet(target, compression="zstd", metadata=parquet_metadata(envelope))
