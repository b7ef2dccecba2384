"""The one road for reading: every page, download, API, book and chart asks here.

Access and editions are settled once, and every answer says where its figures come from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from lumbung.cube import Answer, Difference, Manifest, Query
from lumbung.cube.frames import ROWS, frames
from lumbung.cube.keeping import Lately
from lumbung.formats.jsonstat.cubes import Cube
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.people.queries import Actor
from lumbung.rooms.query import boundaries
from lumbung.rooms.query.boundaries import NOTHING, Recorded
from lumbung.rooms.query.cubes import Axes, about_edition, codes_of, dense, require_room, variable
from lumbung.rooms.query.downloads import DENSE, MEDIA, Download, download
from lumbung.rooms.query.engine import cube, make_ready, store
from lumbung.rooms.query.engine import trim as trim_copies
from lumbung.rooms.query.filecolumns import FileColumns, file_columns
from lumbung.rooms.query.limits import (
    CATALOGUE_PAGE,
    DATASETS_A_PAGE,
    LIMITS,
    MOST_AT_ONCE,
    MOST_CHANGES_A_PAGE,
    MOST_ROWS_A_PAGE,
    ROWS_A_PAGE,
)
from lumbung.rooms.query.models import SavedQuery
from lumbung.rooms.query.parameters import question
from lumbung.rooms.query.problems import (
    EditionWithdrawn,
    FormatUnknown,
    LimitUnfit,
    NotCarried,
    NotOpen,
    NotReleased,
    ParameterUnfit,
    SavedQueryUnknown,
    TooManyAtOnce,
)
from lumbung.rooms.query.publications import NotPublished, Published, publication
from lumbung.rooms.query.publications import everything as published
from lumbung.rooms.query.shelf import SAID, Shelf, Shelved, Shown, edition_for, labelled, require_readable
from lumbung.rooms.query.weights import weight
from lumbung.vocabulary.publications import PublishedEdition, Weight
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "CATALOGUE_PAGE", "DATASETS_A_PAGE", "FORMATS", "LIMITS", "MEDIA", "MOST_CHANGES_A_PAGE",
    "ROWS_A_PAGE", "Axes", "Cited", "Described", "Download", "EditionWithdrawn", "FileColumns",
    "FormatUnknown", "LimitUnfit", "NotCarried", "NotOpen", "NotPublished", "NotReleased",
    "ParameterUnfit", "Pinned", "Published", "SavedQuery", "SavedQueryUnknown", "Shelved", "Shown",
    "TooManyAtOnce", "about_edition", "answer", "answer_pinned", "boundary_notes", "codes_of",
    "columns_of_csv", "csv_weight", "cube", "dense_table", "describe", "difference", "edition",
    "export", "export_pinned", "make_ready", "pin", "publication", "published", "question",
    "require_room", "saved_beginning", "saved_query", "store", "tables", "trim", "variable",
]  # fmt: skip

FORMATS = ("json", *MEDIA, *DENSE)  # what figures may be asked for in

_shelf = Shelf()
_differences = Lately[tuple[str, str, str], Difference](16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited(Answer):
    """An answer that says where it comes from."""

    dataset: str
    title: Text
    source: Text
    licence: str
    simulated: bool
    released_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Pinned:
    """A question that is settled: of which edition, and that this reader may ask it."""

    query: Query
    dataset: Shelved
    edition: Shown
    changes: Recorded = NOTHING


@dataclass(frozen=True, slots=True)
class Described:
    """A dataset with its words, and what its current edition holds; none before the first release."""

    dataset: Dataset
    structure: Structure
    editions: tuple[Shown, ...]
    manifest: Manifest | None


def pin(asked: Query, *, reader: Actor) -> Pinned:
    """Settle whether a reader may ask this, and of which edition."""
    dataset = _shelf.dataset(asked.dataset)
    require_readable(dataset, reader)
    return Pinned(asked, dataset, edition_for(dataset, asked), _shelf.changes())


def answer(asked: Query, *, reader: Actor) -> Cited:
    """Answer a question; ``lumbung.cube.query`` makes one, ``question`` reads one from words."""
    return answer_pinned(pin(asked, reader=reader))


def answer_pinned(pinned: Pinned) -> Cited:
    """Answer a question that is settled."""
    asked, edition = pinned.query, pinned.edition.id
    if asked.limit is not None and not 0 <= asked.limit <= MOST_ROWS_A_PAGE:
        raise LimitUnfit(value=asked.limit, most=MOST_ROWS_A_PAGE)
    reader = boundaries.reader_of(asked, edition, pinned.changes)
    found = reader.answer(edition, asked if asked.limit is not None else replace(asked, limit=MOST_AT_ONCE))
    if asked.limit is None and found.next is not None:
        raise TooManyAtOnce(rows=found.total, most=MOST_AT_ONCE)
    manifest = reader.manifest(edition)
    if told := boundaries.notes(asked, edition, pinned.changes):
        found = replace(found, notes=(*found.notes, *told))
    return Cited(
        **{item.name: getattr(found, item.name) for item in fields(Answer)},
        dataset=pinned.dataset.code,
        title=manifest.structure.title,
        source=manifest.source or pinned.dataset.source,
        licence=manifest.licence,
        simulated=manifest.simulated,
        released_at=manifest.released_at,
    )


def boundary_notes(asked: Query, *, reader: Actor) -> tuple[Text, ...]:
    """What is to be said of changes of areas in the answer to a question, without answering it."""
    pinned = pin(asked, reader=reader)
    return boundaries.notes(asked, pinned.edition.id, pinned.changes)


def export(
    asked: Query,
    format: str,  # noqa: A002  # what everybody calls it
    *,
    reader: Actor,
    names: bool | None = None,
    language: str = "id",
    site: str = "",
) -> Download:
    """All rows of a question as a file, streamed; ``site`` stands before the address in it.

    ``names`` adds what people call the codes; left open, a workbook has them and data has not.
    """
    pinned = pin(asked, reader=reader)
    return export_pinned(pinned, format, names=names, language=language, site=site)


def export_pinned(
    pinned: Pinned,
    format: str,  # noqa: A002  # as above
    *,
    names: bool | None = None,
    language: str = "id",
    site: str = "",
) -> Download:
    """All rows of a question that is settled."""
    asked = replace(pinned.query, cursor=None, limit=None)
    edition = pinned.edition.id
    return download(
        boundaries.reader_of(asked, edition, pinned.changes),
        lambda: answer_pinned(replace(pinned, query=asked)),
        asked,
        edition,
        format,
        names=names,
        language=language,
        site=site,
        told=boundaries.notes(asked, edition, pinned.changes),
    )


def dense_table(pinned: Pinned, axes: Axes, *, language: str = "id", site: str = "") -> Cube:
    """The answer to a settled question as a dense table of these codes, in this order."""
    asked, edition = replace(pinned.query, cursor=None, limit=None), pinned.edition.id
    return dense(
        boundaries.reader_of(asked, edition, pinned.changes),
        lambda: answer_pinned(replace(pinned, query=asked)),
        asked,
        edition,
        language=language,
        site=site,
        told=boundaries.notes(asked, edition, pinned.changes),
        axes=axes,
    )


def saved_query(id: str) -> SavedQuery:  # noqa: A002  # what everybody calls it
    """A question that was kept."""
    found = SavedQuery.objects.select_related("dataset").filter(pk=id[:SAID]).first()
    if found is None:
        raise SavedQueryUnknown(id=id[:SAID])
    return found


def saved_beginning(begun: str) -> SavedQuery | None:
    """The first question kept whose id begins so, for addresses that are short; none where there is none."""
    if not begun:
        return None
    alike = SavedQuery.objects.filter(pk__gte=begun, pk__lt=f"{begun}g")  # past every digit of an id
    return alike.select_related("dataset").order_by("saved_at", "pk").first()


def tables(pinned: Pinned, *, is_whole: bool = False) -> Iterator[pl.DataFrame]:
    """All rows of a settled question as frames of whole areas; ``is_whole``: in one frame."""
    reader = boundaries.reader_of(pinned.query, pinned.edition.id, pinned.changes)
    return frames(reader, pinned.edition.id, pinned.query, rows=None if is_whole else ROWS)


def columns_of_csv(pinned: Pinned, *, names: bool = False, site: str = "") -> FileColumns:
    """The columns of the CSV that answers a settled question."""
    asked, edition = replace(pinned.query, cursor=None, limit=None), pinned.edition.id
    reader = boundaries.reader_of(asked, edition, pinned.changes)

    def answered(without_rows: Query) -> Answer:
        return answer_pinned(replace(pinned, query=without_rows))

    return file_columns(reader, asked, edition, answered, names=names, site=site)


def csv_weight(one: PublishedEdition) -> Weight | None:
    """The size and the checksum of the whole CSV of an open edition, where it is of a moderate size."""
    asked = question(one.id.partition("@")[0], {"edition": [one.label]})
    return weight(one, cube().serving.root / "weights", lambda: export(asked, "csv", reader=None).chunks)


def trim(keep: Collection[str]) -> tuple[str, ...]:
    """Throw away the copies that are not read, and what was carried by a record that has changed."""
    return (*trim_copies(keep), *boundaries.trim())


def describe(code: str, *, reader: Actor) -> Described:
    """A dataset as a reader may know it."""
    found = _shelf.dataset(code)
    require_readable(found, reader)
    dataset = catalog.dataset(code)
    current = next((edition.id for edition in found.editions if edition.is_current), None)
    manifest = cube().manifest(current) if current is not None else None
    structure = manifest.structure if manifest is not None else catalog.structure(dataset)
    return Described(dataset, structure, found.editions, manifest)


def edition(code: str, label: str, *, reader: Actor) -> tuple[Shown, Manifest]:
    """An edition and what it holds; a tombstone is raised where it was withdrawn."""
    found = _shelf.dataset(code)
    require_readable(found, reader)
    shown = labelled(found, label)
    return shown, cube().manifest(shown.id)


def difference(dataset: Dataset | str, before: str, after: str, *, reader: Actor) -> Difference:
    """What changed in public between two editions of a dataset, given by label or id."""
    code = dataset if isinstance(dataset, str) else dataset.code
    found = _shelf.dataset(code)
    require_readable(found, reader)
    one, two = labelled(found, before).id, labelled(found, after).id
    here = store()
    return _differences.get((str(here.root), one, two), lambda: here.diff(one, two))
