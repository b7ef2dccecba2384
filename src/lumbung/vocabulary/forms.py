"""Forms: what is asked, in which order, on what condition; and how the answers travel.

A form is content: a pack writes it (``forms/*.yaml``), ``engines.forms`` judges answers by it,
``formats.forms`` writes and reads it as a workbook and as a page for print. Answers are plain JSON:
field key → value, in the shape that each :class:`FieldKind` names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lumbung.vocabulary.words import NO_WORDS, Text, Worded

Answers = Mapping[str, Any]


class FieldKind(Worded):
    """What kind of answer a field takes, and the JSON in which it is kept."""

    TEXT = "text", Text("teks", "text")  # "…"
    LONG_TEXT = "long_text", Text("teks panjang", "long text")  # "…"
    INTEGER = "integer", Text("bilangan bulat", "whole number")  # 12
    YEAR = "year", Text("tahun", "year")  # 2026
    DATE = "date", Text("tanggal", "date")  # "2026-03-31"
    EMAIL = "email", Text("surel", "e-mail")  # "…" or "-"
    YES_NO = (
        "yes_no",
        Text("ya atau tidak", "yes or no"),
    )  # "1" yes, "2" no: as the official forms number them
    CHOICE = "choice", Text("pilih satu", "choose one")  # the option's code
    MULTI_CHOICE = (
        "multi_choice",
        Text("pilih beberapa", "choose several"),
    )  # {"codes": ["1"], "other": "…"}
    YES_NO_LIST = "yes_no_list", Text("ya atau tidak per butir", "yes or no for each")  # {"editing": "1", …}
    TABLE = "table", Text("tabel", "table")  # [{"row": "desain", "awal": "2026-01-05", …}, …]
    LIST = "list", Text("daftar", "list")  # ["…", "…"]
    FORMULA = "formula", Text("rumus", "formula")  # "…"
    REFERENCE = "reference", Text("rujukan ke standar", "reference to a standard")  # a code of the registry
    REGION = "region", Text("wilayah", "region")  # an area's code


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that may be chosen, or one item that is asked after."""

    code: str
    title: Text
    value: str = ""  # what the official interface calls it


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a field that is a table."""

    key: str
    title: Text
    kind: FieldKind = FieldKind.TEXT
    required: bool = True
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class FormRow:
    """A fixed row of a field that is a table."""

    key: str
    title: Text
    group: Text = NO_WORDS
    when: str = ""  # asked only if this holds


@dataclass(frozen=True, slots=True)
class FormField:
    """One question."""

    key: str
    title: Text
    kind: FieldKind
    number: str = ""  # as printed on the official form: "4.2", "(7)"
    required: bool = True  # before release; a draft may be saved without it
    when: str = ""  # an expression over the other answers; asked only if it holds, else it must be empty
    rule: str = ""  # an expression that must hold
    rule_words: Text = NO_WORDS  # what is wrong when it does not
    row_rule: str = ""  # the same for every row of a table, over its columns
    row_words: Text = NO_WORDS
    help: Text = NO_WORDS
    options: tuple[Option, ...] = ()
    other: str = ""  # the option that asks "lainnya (sebutkan)"
    columns: tuple[FormColumn, ...] = ()
    rows: tuple[FormRow, ...] = ()
    min_rows: int = 0
    min_length: int = 0
    unit: str = ""
    dash: bool = False  # "-" says that there is none
    personal: bool = False  # about a person: never in public output
    officer: bool = False  # filled by the supervisor's office, not by the producer
    path: str = ""  # where it stands in the official interface
    status: str = ""  # how well it is attested: verified, secondary, conflict …
    note: Text = NO_WORDS


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a form under its own heading."""

    code: str
    title: Text
    fields: tuple[FormField, ...]
    when: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of one edition; next year's is another one."""

    code: str  # "ms-kegiatan"
    version: str  # "2020"
    title: Text
    blocks: tuple[Block, ...]
    source: Text = NO_WORDS
    under: str = ""  # the form whose records this one's belong to: MS-Variabel stands under MS-Kegiatan
    labels: Mapping[str, str] = field(default_factory=dict)  # what pages need: {"name": "judul_kegiatan", …}

    @property
    def identity(self) -> str:
        """Code and edition as one name.

        >>> Form("ms-kegiatan", "2020", Text("MS-Keg"), ()).identity
        'ms-kegiatan@2020'
        """
        return f"{self.code}@{self.version}"

    @property
    def fields(self) -> Iterator[FormField]:
        """All fields in their order."""
        for block in self.blocks:
            yield from block.fields

    def field(self, key: str) -> FormField | None:
        """The field with a key."""
        return next((item for item in self.fields if item.key == key), None)
