"""Read a pack's folder: every file in its shape, with all faults of all files told at once."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from lumbung.faces.packs import metadatashapes, schema
from lumbung.faces.packs.checking import check, check_list
from lumbung.faces.packs.codelistfiles import read_codelists
from lumbung.faces.packs.faults import Fault, PackInvalid
from lumbung.faces.packs.formfiles import WrittenForm, read_forms
from lumbung.faces.packs.places import Document, Unreadable, read_document
from lumbung.vocabulary.codelists import circles
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.words import Text

Shape = TypeVar("Shape", bound=BaseModel)
TAKEN = 3  # counts up whenever more is taken from the same files; every pack is then loaded once more
WAIVERS = "waivers.yaml"  # of the folder metadata
FIGURE_COLUMNS = ("area", "period", "measure", "value")


class NoPack(NotFound):
    """The folder holds no pack."""

    code = "packs.no-pack"
    message = Text("{folder} bukan paket: tidak ada pack.yaml.", "{folder} is no pack: it has no pack.yaml.")
    hint = Text("Sebutkan folder yang berisi pack.yaml.", "Name a folder that holds a pack.yaml.")


@dataclass(frozen=True, slots=True)
class Definition:
    """A dataset's definition as it was written, and where."""

    document: Document
    shape: schema.Dataset

    @property
    def written(self) -> dict[str, Any]:
        """The mapping of the file."""
        return dict(self.document.value)


@dataclass(frozen=True, slots=True)
class Figures:
    """The observations of one dataset: a row a figure, as the file has them."""

    file: Path
    dataset: str
    rows: list[dict[str, str]]  # each with its line under "line"

    @property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        return hashlib.sha256(self.file.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """A filled form as it was written, and where: the document, and which of its entries."""

    document: Document
    number: int

    @property
    def written(self) -> dict[str, Any]:
        """The mapping of the entry."""
        return dict(self.document.value[self.number])

    def line(self, *where: str | int) -> int:
        """The line of a part of it."""
        return self.document.line((self.number, *where))


@dataclass(frozen=True, slots=True)
class WrittenWaiver:
    """A waiver as it was written, and where."""

    document: Document
    number: int
    shape: metadatashapes.MetadataWaiver


@dataclass
class Pack:
    """A pack as it was read."""

    folder: Path
    head: schema.Head
    digest: str
    areas: list[dict[str, Any]] = field(default_factory=list)
    organisations: list[schema.Organisation] = field(default_factory=list)
    units: list[schema.Unit] = field(default_factory=list)
    concepts: list[schema.Concept] = field(default_factory=list)
    measures: list[schema.SharedMeasure] = field(default_factory=list)
    codelists: list[schema.CodeList] = field(default_factory=list)
    topics: list[schema.Topic] = field(default_factory=list)
    synonyms: list[schema.Synonym] = field(default_factory=list)
    datasets: list[Definition] = field(default_factory=list)
    people: list[schema.Person] = field(default_factory=list)
    figures: list[Figures] = field(default_factory=list)
    forms: list[WrittenForm] = field(default_factory=list)
    metadata: list[WrittenRecord] = field(default_factory=list)
    waivers: list[WrittenWaiver] = field(default_factory=list)


def digest_of(folder: Path) -> str:
    """One SHA-256 over the names and contents of a pack's content files, and what is taken from them."""
    found = hashlib.sha256(f"taken {TAKEN}\n".encode())
    for file in sorted(file for file in _content(folder) if file.is_file()):
        found.update(f"{file.relative_to(folder).as_posix()}\n".encode())
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def _content(folder: Path) -> Iterator[Path]:
    yield from folder.glob("*.yaml")
    for name, kind in (
        ("areas", "csv"),
        ("codelists", "yaml"),
        ("datasets", "yaml"),
        ("figures", "csv"),
        ("datalist", "csv"),
        ("datalist", "yaml"),
        ("forms", "yaml"),
        ("maps", "yaml"),
        ("metadata", "yaml"),
    ):
        yield from (folder / name).glob(f"*.{kind}")


def read_pack(folder: Path) -> Pack:
    """Read a pack; raises :class:`PackInvalid` with every fault that its files have by themselves."""
    if not (folder / "pack.yaml").is_file():
        raise NoPack(folder=folder)
    faults: list[Fault] = []
    head = _one(folder / "pack.yaml", schema.Head, faults)
    if head is None:
        raise PackInvalid(folder.name, faults)
    pack = Pack(folder, head, digest_of(folder))
    pack.areas = _areas(folder, faults)
    pack.organisations = _many(folder / "organisations.yaml", schema.Organisation, faults)
    offices = folder / "organisations.yaml"
    faults += _rings({one.code: one.parent for one in pack.organisations}, lambda code: _named(offices, code))
    pack.units = _many(folder / "units.yaml", schema.Unit, faults)
    pack.concepts = _many(folder / "concepts.yaml", schema.Concept, faults)
    pack.measures = _many(folder / "measures.yaml", schema.SharedMeasure, faults)
    pack.topics = _many(folder / "topics.yaml", schema.Topic, faults)
    pack.synonyms = _many(folder / "synonyms.yaml", schema.Synonym, faults)
    pack.people = _many(folder / "people.yaml", schema.Person, faults)
    pack.codelists = read_codelists(folder, faults)
    for file in sorted((folder / "datasets").glob("*.yaml")):
        if (definition := _definition(file, faults)) is not None:
            pack.datasets.append(definition)
    for file in sorted((folder / "figures").glob("*.csv")):
        pack.figures += _figures(file, faults)
    pack.forms = read_forms(folder, faults)
    _read_metadata(pack, faults)
    faults += _twice(pack)
    if faults:
        raise PackInvalid(pack.head.code, faults)
    return pack


def _document(file: Path, faults: list[Fault]) -> Document | None:
    try:
        return read_document(file)
    except Unreadable as wrong:
        faults.append(wrong.fault)
        return None


def _one(file: Path, shape: type[Shape], faults: list[Fault]) -> Shape | None:
    document = _document(file, faults)
    if document is None:
        return None
    checked = check(document, document.value, shape)
    if isinstance(checked, list):
        faults += checked
        return None
    return checked


def _many(file: Path, shape: type[Shape], faults: list[Fault]) -> list[Shape]:
    document = _document(file, faults) if file.is_file() else None
    return [] if document is None else check_list(document, shape, faults)


def _definition(file: Path, faults: list[Fault]) -> Definition | None:
    document = _document(file, faults)
    if document is None:
        return None
    checked = check(document, document.value, schema.Dataset)
    if isinstance(checked, list):
        faults += checked
        return None
    return Definition(document, checked)


def _read_metadata(pack: Pack, faults: list[Fault]) -> None:
    for file in sorted((pack.folder / "metadata").glob("*.yaml")):
        if file.name == WAIVERS:
            pack.waivers += _waivers(file, faults)
        else:
            pack.metadata += _records(file, faults)


def _records(file: Path, faults: list[Fault]) -> list[WrittenRecord]:
    """The filled forms of a file that are in their shape."""
    document = _document(file, faults)
    if document is None:
        return []
    told = len(faults)
    good = check_list(document, metadatashapes.MetadataRecord, faults)
    return [WrittenRecord(document, number) for number in range(len(good))] if len(faults) == told else []


def _waivers(file: Path, faults: list[Fault]) -> list[WrittenWaiver]:
    """The waivers of a file; each lasts until a day or for some months."""
    document = _document(file, faults)
    if document is None:
        return []
    told = len(faults)
    good = check_list(document, metadatashapes.MetadataWaiver, faults)
    if len(faults) > told:
        return []
    for number, waiver in enumerate(good):
        if (waiver.until is None) == (waiver.months is None):
            what = Text("tulis until atau months", "write until or months")
            hint = Text(
                "Salah satu saja: tanggal, atau 1 sampai 12 bulan.", "One of them: a day, or 1 to 12 months."
            )
            faults.append(Fault(file, document.line((number,)), what, hint))
    return [WrittenWaiver(document, number, waiver) for number, waiver in enumerate(good)]


def _areas(folder: Path, faults: list[Fault]) -> list[dict[str, Any]]:
    """The areas of all files, rows with one code completing each other."""
    rows: dict[str, dict[str, str]] = {}
    places: dict[str, tuple[Path, int]] = {}
    for file in sorted((folder / "areas").glob("*.csv")):
        for line, row in _rows(file, faults, needed=("code",)):
            rows.setdefault(row["code"], {}).update({key: text for key, text in row.items() if text != ""})
            if "name" in row:
                places[row["code"]] = (file, line)
            places.setdefault(row["code"], (file, line))
    areas = []
    for code, row in rows.items():
        file, line = places[code]
        document = Document(file, row, {(): line} | {(name,): line for name in row})
        checked = check(document, row, schema.Area)
        if isinstance(checked, list):
            faults += checked
        else:
            areas.append(checked.model_dump())
    faults += _rings({code: row.get("parent", "") for code, row in rows.items()}, places.__getitem__)
    return areas


def _rings(parents: dict[str, str], place: Callable[[str], tuple[Path, int]]) -> Iterator[Fault]:
    """Things of a pack that come under themselves, each ring at its first."""
    for ring in circles(parents):
        around = " → ".join((*ring, ring[0]))
        what = Text(
            f"“{ring[0]}” menjadi induknya sendiri: {around}", f"“{ring[0]}” is under itself: {around}"
        )
        hint = Text("Putuskan salah satu hubungan induknya.", "Break one of the links.")
        yield Fault(*place(ring[0]), what, hint)


def _named(file: Path, code: str) -> tuple[Path, int]:
    return file, read_document(file).named(code)


def _figures(file: Path, faults: list[Fault]) -> list[Figures]:
    rows: dict[str, list[dict[str, str]]] = {}
    for line, row in _rows(file, faults, needed=FIGURE_COLUMNS):
        rows.setdefault(row.pop("dataset", "") or file.stem, []).append({**row, "line": str(line)})
    return [Figures(file, dataset, found) for dataset, found in rows.items()]


def _rows(file: Path, faults: list[Fault], needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line and cells of every row of a CSV in UTF-8."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle, strict=True)
            missing = [name for name in needed if name not in (reader.fieldnames or ())]
            if missing:
                names = ", ".join(missing)
                what = Text(f"kolom {names} belum ada", f"column {names} is missing")
                faults.append(
                    Fault(file, 1, what, Text("Tambahkan pada baris judul.", "Add it to the heading."))
                )
                return
            for row in reader:
                if None in row or None in row.values():
                    what = Text(
                        "jumlah selnya tidak sama dengan judulnya", "has not as many cells as the heading"
                    )
                    hint = Text("Periksa koma dan tanda kutipnya.", "Look at commas and quotation marks.")
                    faults.append(Fault(file, reader.line_num, what, hint))
                    continue
                yield reader.line_num, {str(key): (text or "").strip() for key, text in row.items()}
    except (UnicodeDecodeError, csv.Error) as wrong:
        what = Text(f"tidak terbaca sebagai CSV ({wrong})", f"cannot be read as CSV ({wrong})")
        faults.append(Fault(file, 1, what, Text("Simpan sebagai CSV UTF-8.", "Save it as CSV in UTF-8.")))


def _twice(pack: Pack) -> Iterator[Fault]:
    """Codes that are given twice in the pack."""
    groups: list[tuple[str, list[str]]] = [
        ("organisations.yaml", [item.code for item in pack.organisations]),
        ("units.yaml", [item.code for item in pack.units]),
        ("concepts.yaml", [item.code for item in pack.concepts]),
        ("measures.yaml", [item.code for item in pack.measures]),
        ("topics.yaml", [item.code for item in pack.topics]),
        ("synonyms.yaml", [item.word for item in pack.synonyms]),
        ("people.yaml", [item.username for item in pack.people]),
        ("codelists", [item.code for item in pack.codelists]),
        ("datasets", [item.shape.code for item in pack.datasets]),
        ("metadata", [str(item.written["code"]) for item in pack.metadata]),
        ("metadata/waivers.yaml", [code for item in pack.waivers for code in item.shape.datasets]),
        ("forms", [item.form.identity for item in pack.forms]),
    ]
    for name, codes in groups:
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            what = Text(f"“{code}” ada dua kali", f"“{code}” is there twice")
            hint = Text("Hapus atau ubah salah satunya.", "Remove or rename one.")
            yield Fault(pack.folder / name, _second(pack.folder / name, code), what, hint)


def _second(file: Path, code: str) -> int:
    """The line of the entry that gives a code for the second time; a folder has none."""
    if not file.is_file():
        return 1
    document = read_document(file)
    found = [
        number
        for number, entry in enumerate(document.value)
        if code in {entry.get(name) for name in ("code", "word", "username")}
    ]
    return document.line((found[1],)) if len(found) > 1 else 1
