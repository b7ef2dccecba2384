"""The folder ``datalist/`` of a pack: a CSV of items a year, and the Forum's meetings in YAML."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from lumbung.faces.packs.checking import check_list
from lumbung.faces.packs.faults import Fault
from lumbung.faces.packs.places import Document, Unreadable, read_document
from lumbung.faces.packs.schema import Code, Line, Strict
from lumbung.vocabulary.words import Text

MEETINGS = "forum.yaml"
Words = Annotated[str, Field(strict=True, max_length=8000)]


Role = Literal["coordinator", "supervisor", "steward", "supporting_steward", "producer", "guest"]


class Present(Strict):
    """An office at a meeting. Names of persons have no place in a pack."""

    organisation: Code
    role: Literal["coordinator", "supervisor", "steward", "supporting_steward", "producer", "guest"] = (
        "producer"
    )
    office: Annotated[str, Field(strict=True, max_length=120)] = ""


class Decision(Strict):
    """A decision: about the items that are named, or about a whole group of them."""

    matter: Literal[
        "agreed", "rejected", "deferred", "merged", "priority", "ordinary", "access", "plan", "other"
    ]
    items: tuple[Annotated[str, Field(strict=True)], ...] | Literal["left", "asked-priority"] = ()
    words: Words = ""
    reason: Words = ""
    access: Literal["", "Terbuka", "Terbatas", "Tertutup"] = ""
    into: Annotated[str, Field(strict=True)] = ""


class Activity(Strict):
    """A line of the plan of action."""

    code: Code
    title: Line
    output: Line = ""
    owner: Code
    starts_on: dt.date
    ends_on: dt.date
    state: Literal["planned", "running", "done", "dropped"] = "planned"


class Meeting(Strict):
    """An entry of ``datalist/forum.yaml``."""

    code: Code
    year: Annotated[int, Field(strict=True, ge=2000, le=2100)]
    title: Annotated[str, Field(strict=True, min_length=1, max_length=200)]
    held_on: dt.date
    place: Annotated[str, Field(strict=True, max_length=200)] = ""
    agenda: Words = ""
    account: Words = ""
    sources: tuple[Line, ...] = ()
    attendance: tuple[Present, ...] = ()
    decisions: tuple[Decision, ...] = ()
    activities: tuple[Activity, ...] = ()
    settles: Annotated[bool, Field(strict=True)] = False


@dataclass(frozen=True, slots=True)
class WrittenList:
    """The items of a year as the file has them: the line of each, and its cells by column."""

    file: Path
    year: int
    rows: tuple[tuple[int, dict[str, str]], ...]


@dataclass(frozen=True)
class WrittenDataList:
    """Everything in the folder."""

    lists: tuple[WrittenList, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    document: Document | None = None
    faults: list[Fault] = field(default_factory=list)


def read_data_list(folder: Path, columns: tuple[str, ...]) -> WrittenDataList:
    """Read the folder; what is wrong with its files by themselves stands in ``faults``."""
    faults: list[Fault] = []
    lists = [
        read
        for file in sorted((folder / "datalist").glob("*.csv"))
        if (read := _list(file, columns, faults)) is not None
    ]
    file = folder / "datalist" / MEETINGS
    document, meetings = None, []
    if file.is_file():
        try:
            document = read_document(file)
            meetings = check_list(document, Meeting, faults)
        except Unreadable as wrong:
            faults.append(wrong.fault)
    return WrittenDataList(tuple(lists), tuple(meetings), document, faults)


def _list(file: Path, columns: tuple[str, ...], faults: list[Fault]) -> WrittenList | None:
    if not (file.stem.isdecimal() and len(file.stem) == 4):
        what = Text(f"“{file.name}” bukan tahun", f"“{file.name}” is no year")
        faults.append(Fault(file, 1, what, Text("Namai 2027.csv.", "Name it 2027.csv.")))
        return None
    try:
        with file.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle, strict=True)
            strange = [name for name in reader.fieldnames or () if name not in columns]
            for name in strange:
                what = Text(f"kolom “{name}” tidak dikenal", f"column “{name}” is not known")
                faults.append(Fault(file, 1, what, Text(f"Yang dikenal: {', '.join(columns)}.",
                                                        f"Known are: {', '.join(columns)}.")))  # fmt: skip
            rows = [(reader.line_num, row) for row in reader] if not strange else []
    except (UnicodeDecodeError, csv.Error) as wrong:
        what = Text(f"tidak terbaca sebagai CSV ({wrong})", f"cannot be read as CSV ({wrong})")
        faults.append(Fault(file, 1, what, Text("Simpan sebagai CSV UTF-8.", "Save it as CSV in UTF-8.")))
        return None
    return WrittenList(file, int(file.stem), tuple(_whole(file, rows, faults)))


def _whole(file: Path, rows: list[tuple[int, dict[Any, Any]]], faults: list[Fault]) -> Any:
    for line, row in rows:
        if None in row or None in row.values():
            what = Text("jumlah selnya tidak sama dengan judulnya", "has not as many cells as the heading")
            hint = Text("Periksa koma dan tanda kutipnya.", "Look at commas and quotation marks.")
            faults.append(Fault(file, line, what, hint))
        else:
            yield line, {str(key): (text or "").strip() for key, text in row.items()}
