"""Editions: what was released, under an id that can be cited, and never changes again.

An edition is a folder with Parquet files and a manifest. The manifest says what the files
hold, where the figures come from, and the digest of every file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson

from lumbung.cube.records import structure_of_record, structure_record
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.problems import Conflict, Invalid, NotFound
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text, text_of

_ID = re.compile(r"(?P<dataset>[A-Za-z0-9][A-Za-z0-9._-]*)@(?P<label>\d{4}\.[1-9]\d*)")


class EditionIdUnreadable(Invalid):
    """A text that is no edition's id."""

    code = "cube.edition-id"
    message = Text("“{id}” bukan pengenal edisi.", "“{id}” is not the id of an edition.")
    hint = Text("Tulis seperti penduduk@2025.1.", "Write it like penduduk@2025.1.")


class EditionUnknown(NotFound):
    """The store holds no such edition."""

    code = "cube.edition-unknown"
    message = Text("Edisi {id} tidak ada di gudang.", "Edition {id} is not in the store.")
    hint = Text("Pulihkan dari cadangan.", "Restore it from the backup.")


class EditionTaken(Conflict):
    """The id already stands for other figures."""

    code = "cube.edition-taken"
    message = Text("{id} sudah berisi angka yang lain.", "{id} already holds other figures.")
    hint = Text("Rilis dengan nomor berikutnya.", "Release under the next number.")


def edition_parts(edition: str) -> tuple[str, str]:
    """The dataset and the label in an edition's id.

    >>> edition_parts("penduduk@2025.1")
    ('penduduk', '2025.1')
    """
    match = _ID.fullmatch(edition)
    if match is None:
        raise EditionIdUnreadable(id=edition)
    return match["dataset"], match["label"]


def next_label(year: int, taken: Iterable[str]) -> str:
    """The label of a dataset's next edition, given those it has.

    >>> next_label(2025, ["2024.1", "2025.1", "2025.2"])
    '2025.3'
    """
    numbers = [int(label.partition(".")[2]) for label in taken if label.startswith(f"{year:04d}.")]
    return f"{year:04d}.{max(numbers, default=0) + 1}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDraft:
    """Everything about an edition except its figures."""

    structure: Structure
    label: str  # "2025.1": year of release . sequence; see next_label
    areas: AreaTree  # the areas as they stand now; the edition keeps those it needs
    released_at: dt.datetime
    released_by: str
    source: Text = field(default_factory=lambda: Text(""))  # the producer, as it is cited
    licence: str = ""
    submissions: tuple[str, ...] = ()
    previous: str | None = None
    note: str = ""  # why it was revised
    journal_head: str = ""
    simulated: bool = False

    @property
    def id(self) -> str:
        """``dataset@label``."""
        return f"{self.structure.dataset}@{self.label}"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of an edition."""

    name: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows and values there are, so that no answer has to count them."""

    periods: Mapping[str, int]
    areas: Mapping[str, int]
    dimensions: Mapping[str, Mapping[str, int]]  # dimension → code → rows
    values: Mapping[str, int]  # measure → cells with a value
    missing: Mapping[str, int]  # measure → cells marked as missing
    per_code: Mapping[str, Mapping[str, Mapping[str, int]]]  # dimension → code → measure → values

    def of(self, column: str) -> Mapping[str, int]:
        """Rows per code of a key column."""
        if column == "area":
            return self.areas
        return self.periods if column == "period" else self.dimensions[column]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an edition is."""

    id: str
    structure: Structure
    rows: int
    columns: tuple[str, ...]
    counts: Counts
    files: tuple[StoredFile, ...]
    areas: StoredFile
    previous: str | None
    note: str
    source: Text
    licence: str
    simulated: bool
    released_at: dt.datetime
    released_by: str
    submissions: tuple[str, ...]
    journal_head: str
    format: int = 1

    @property
    def dataset(self) -> str:
        """The code of the dataset."""
        return edition_parts(self.id)[0]

    @property
    def label(self) -> str:
        """The part after the ``@``."""
        return edition_parts(self.id)[1]

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods it holds, in order of time (as written, those of one frequency sort so)."""
        return tuple(sorted(self.counts.periods))

    @property
    def digest(self) -> str:
        """The SHA-256 of the manifest as it is written; it covers the digests of the files."""
        return hashlib.sha256(self.written()).hexdigest()

    def written(self) -> bytes:
        """The manifest as its file holds it."""
        return orjson.dumps(self.as_record(), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)

    def as_record(self) -> dict[str, Any]:
        """The manifest as a mapping that JSON can hold."""
        record = {
            name: getattr(self, name)
            for name in ("id", "rows", "previous", "note", "licence", "simulated", "released_by")
        }
        return record | {
            "format": self.format,
            "dataset": self.dataset,
            "structure": structure_record(self.structure),
            "columns": list(self.columns),
            "counts": _plain(asdict(self.counts)),
            "files": [asdict(file) for file in self.files],
            "areas": asdict(self.areas),
            "source": {"id": self.source.id, "en": self.source.en},
            "released_at": self.released_at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            "submissions": list(self.submissions),
            "journal_head": self.journal_head,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Manifest:
        """The manifest that a mapping describes; of a file or of the catalog's row."""
        counts = record["counts"]
        return cls(
            id=record["id"],
            structure=structure_of_record(record["structure"]),
            rows=record["rows"],
            columns=tuple(record["columns"]),
            counts=Counts(**{name: counts[name] for name in Counts.__slots__}),
            files=tuple(StoredFile(**file) for file in record["files"]),
            areas=StoredFile(**record["areas"]),
            previous=record["previous"],
            note=record["note"],
            source=text_of(record["source"]),
            licence=record["licence"],
            simulated=record["simulated"],
            released_at=dt.datetime.fromisoformat(record["released_at"]),
            released_by=record["released_by"],
            submissions=tuple(record["submissions"]),
            journal_head=record["journal_head"],
            format=record["format"],
        )

    def same_figures(self, other: Manifest) -> bool:
        """Whether two manifests say the same but for the moment of their making."""
        return self._lasting() == other._lasting()

    def _lasting(self) -> dict[str, Any]:
        passing = ("released_at", "journal_head")
        return {name: value for name, value in self.as_record().items() if name not in passing}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in sorted(value.items())}
    return value
