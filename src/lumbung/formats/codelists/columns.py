"""The columns of a list and of a map as a spreadsheet has them, by all the names they go by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column: what it is here, how we head it, and what others call it."""

    name: str
    heading: str
    meaning: Text
    others: tuple[str, ...] = ()
    needed: bool = False


LIST_COLUMNS = (
    FileColumn("code", "kode", Text("kode", "code"), ("code", "id", "kd"), needed=True),
    FileColumn(
        "title", "nama", Text("nama", "name"), ("judul", "title", "name", "uraian", "nama id"), needed=True
    ),
    FileColumn(
        "title_en", "nama_en", Text("nama Inggris", "English name"), ("judul en", "title en", "name en")
    ),
    FileColumn("parent", "induk", Text("kode induk", "code of the parent"), ("parent", "kode induk")),
    FileColumn(
        "aliases", "alias", Text("sebutan lain, dipisah |", "other names, divided by |"), ("aliases",)
    ),
)
MAP_COLUMNS = (
    FileColumn(
        "source",
        "asal",
        Text("kode asal", "source code"),
        ("source", "kode asal", "dari", "from"),
        needed=True,
    ),
    FileColumn(
        "target",
        "tujuan",
        Text("kode tujuan", "target code"),
        ("target", "kode tujuan", "ke", "to"),
        needed=True,
    ),
    FileColumn("weight", "bobot", Text("bagian dari satu", "part of one"), ("weight", "share")),
    FileColumn("note", "catatan", Text("catatan", "note"), ("note", "keterangan")),
)
ALIAS_SEPARATOR = "|"


def folded(heading: str) -> str:
    """A heading without what people write differently.

    >>> folded(" Nama_EN ")
    'nama en'
    """
    return re.sub(r"[\W_]+", " ", heading.strip().lower()).strip()


def found_columns(headings: Sequence[str], columns: Sequence[FileColumn]) -> Mapping[str, int]:
    """Where each column stands in a row of headings; one that is not there is left out."""
    names = [folded(heading) for heading in headings]
    found: dict[str, int] = {}
    for column in columns:
        for name in (column.heading, *column.others):
            if folded(name) in names:
                found[column.name] = names.index(folded(name))
                break
    return found
