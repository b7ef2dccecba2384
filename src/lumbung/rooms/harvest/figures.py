"""Mirrors: the figures of another Lumbung's editions, kept after they were proven to be the same.

They stand in a store of their own for each source, outside the editions of this house: nothing
here was submitted, accepted or released by anybody of ours, and nothing adds them to what was.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.conf import settings

from lumbung.cube import EditionDraft, EditionTaken, Reader, Store, stored
from lumbung.cube.checksums import summed_of
from lumbung.cube.records import structure_of_record
from lumbung.formats.harvest import lumbung
from lumbung.formats.harvest.found import CatalogueUnreadable
from lumbung.formats.harvest.lumbung import Described
from lumbung.rooms.harvest.fetching import Web
from lumbung.rooms.harvest.limits import CATALOGUE_BYTES, FIGURES_BYTES
from lumbung.rooms.harvest.models import Source
from lumbung.rooms.harvest.problems import FiguresDiffer
from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import text_of

if TYPE_CHECKING:
    import polars as pl

_readers: dict[Path, Reader] = {}
_lock = Lock()


def folder(source: str) -> Path:
    """Where the mirrors of a source stand."""
    return Path(settings.HOME) / "harvest" / source


def reader(source: str) -> Reader:
    """What answers questions about the mirrors of a source."""
    home = folder(source)
    with _lock:
        found = _readers.get(home)
        if found is None:
            found = _readers[home] = Reader(Store(home / "editions"), home / "serving")
    return found


def mirrored(source: Source, edition: str, way: Web) -> Described:
    """Take an edition over: described, fetched, counted, summed, and only then kept."""
    site = source.address.rstrip("/")
    address = lumbung.description_address(site, edition)
    told = lumbung.described(way.read(address, most=CATALOGUE_BYTES), edition)
    draft = _draft(told)
    if draft.id != edition:
        raise CatalogueUnreadable(kind=lumbung.KIND, why=f"{draft.id[:80]} ≠ {edition}")
    with tempfile.TemporaryDirectory(prefix="lumbung-") as rest:
        file = Path(rest) / "figures.parquet"
        with file.open("wb") as into:
            way.save(lumbung.figures_address(site, edition), into, most=FIGURES_BYTES)
        table = _table(file, told, draft.structure)
    require_same(told, table, draft.structure)
    here = reader(source.code)
    try:
        here.store.write(draft, table)
    except EditionTaken as taken:
        raise FiguresDiffer(
            edition=edition, what="edisi / edition", there=told.digest[:12], here="…"
        ) from taken
    here.make_ready(edition, table)
    return told


def require_same(told: Described, table: pl.DataFrame, structure: Structure) -> None:
    """Refuse figures that differ from what their house says it has, by count or by checksum."""
    here = summed_of(table, structure)
    _agree(told, "baris / rows", told.rows, here.rows)
    for measure in structure.measures:
        there = told.values.get(measure.code)
        _agree(told, f"nilai / values {measure.code}", there, here.values[measure.code])
    _agree(told, "SHA-256", told.checksum, here.checksum)


def _agree(told: Described, what: str, there: object, here: object) -> None:
    if there != here:
        raise FiguresDiffer(edition=told.id, what=what, there=there, here=here)


def _table(file: Path, told: Described, structure: Structure) -> pl.DataFrame:
    import polars as pl

    try:
        counted = pl.scan_parquet(file).select(pl.len()).collect().item()
        _agree(told, "baris / rows", told.rows, counted)  # before it is unpacked
        return stored(pl.read_parquet(file, memory_map=False), structure)
    except pl.exceptions.PolarsError as fault:
        raise CatalogueUnreadable(kind="Parquet", why=str(fault)[:120]) from fault


def _draft(told: Described) -> EditionDraft:
    manifest = told.manifest
    try:
        return EditionDraft(
            structure=structure_of_record(dict(manifest["structure"])),
            label=told.id.partition("@")[2],
            areas=AreaTree.of(map(_area, told.areas)),
            released_at=dt.datetime.fromisoformat(manifest["released_at"]),
            released_by="",
            source=text_of(manifest["source"]),
            licence=str(manifest["licence"]),
            note=str(manifest["note"]),
            simulated=bool(manifest["simulated"]),
            journal_head=told.digest,  # what it is a mirror of
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise CatalogueUnreadable(kind=lumbung.KIND, why=f"mirror: {fault!r}"[:120]) from fault


def _area(record: Mapping[str, Any]) -> Area:
    code, name, level, kind, parent = (
        str(record[key]) for key in ("code", "name", "level", "kind", "parent")
    )
    return Area(code, name, AreaLevel(level), kind=kind, parent=parent)
