"""Hold rows of a list against its columns: the one judgement for sheets, packs and the form.

A row comes as texts by column key with the place of each; it leaves as the fields of an item,
or with a finding for everything that is wrong. Nothing is saved here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.forum.columns import COLUMNS, SHEET, AccessClass, Column, Criterion, Kind, Schedule
from lumbung.rooms.forum.producers import Producers, folded, producers
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.findings import Finding, Place, Severity, finding
from lumbung.vocabulary.structures import Code

AFFAIRS = "urusan"
"""The code list of government affairs, where a pack brought one."""

CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]*")
_YES = {"ya", "y", "yes", "true", "1", "x", "prioritas"}
_NO = {"", "tidak", "t", "no", "false", "0", "-"}
_PLAIN_MARKS = {"-", "–", "n/a", "na", "n.a."}  # how sheets write that there is nothing


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list as it was given: texts by column key, and where each stands."""

    texts: Mapping[str, str]
    places: Mapping[str, Place]

    def place(self, key: str) -> Place:
        """Where a text stands; the line's first cell for one that is not there."""
        return self.places.get(key) or next(iter(self.places.values()), Place())


@dataclass(frozen=True)
class Known:
    """What a row may refer to, read once for all rows."""

    offices: Producers
    datasets: Mapping[str, Dataset]
    affairs: Mapping[str, Code]
    concepts: frozenset[str]
    chosen: Mapping[str, str] = field(default_factory=dict)  # a producer's name → the code a person chose


def known(chosen: Mapping[str, str] | None = None) -> Known:
    """What rows may refer to now."""
    return Known(
        producers(),
        {one.code: one for one in catalog.datasets()},
        {code.code: code for code in standards.codelists().get(AFFAIRS, ())},
        frozenset(standards.concepts()),
        dict(chosen or {}),
    )


@dataclass
class Judged:
    """The fields of each row that is whole, and everything that was found."""

    items: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended before anything is taken."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)


def judge(rows: Iterable[Row], against: Known) -> Judged:
    """Every row as the fields of an item; codes that are given twice are told with both places."""
    judged = Judged()
    first: dict[str, Place] = {}
    for row in rows:
        values, found = judge_row(row, against)
        judged.findings += found
        code = str(values.get("code", ""))
        if code and code in first:
            judged.findings.append(
                finding("list.code-twice", row.place("id_ddd"), value=code, first=str(first[code]))
            )
        elif code:
            first[code] = row.place("id_ddd")
        judged.items.append(values)
    return judged


def judge_row(row: Row, against: Known) -> tuple[dict[str, Any], list[Finding]]:
    """The fields of one row, and what is wrong with it."""
    values: dict[str, Any] = {}
    found: list[Finding] = []
    for key, raw in row.texts.items():
        column = COLUMNS[key]
        text = "" if raw.strip().casefold() in _PLAIN_MARKS and not column.options else raw.strip()
        value, faults = _value(column, text, row.place(key), against)
        found += faults
        if value is not None:
            values[column.field] = value
    for column in SHEET:
        if column.needed and not row.texts.get(column.key, "").strip():
            found.append(finding("list.value-missing", row.place(column.key), column=column.heading))
    return values, found


def _value(column: Column, text: str, place: Place, against: Known) -> tuple[Any, list[Finding]]:
    if len(text) > column.longest:
        told = finding(
            "list.text-long", place, value=len(text), column=column.heading, longest=column.longest
        )
        return None, [told]
    if column.options is not None:
        return _option(column, text, place)
    reader = _READERS.get(column.field)
    return reader(text, place, against) if reader is not None else (text, [])


def _option(column: Column, text: str, place: Place) -> tuple[Any, list[Finding]]:
    if not text:
        return ("" if not column.needed else None), []
    for choice in column.choices:
        if folded(choice) == folded(text):
            return choice, []
    choices = ", ".join(column.choices)
    return None, [finding("list.option-unknown", place, value=text, column=column.heading, choices=choices)]


def _code(text: str, place: Place, _against: Known) -> tuple[Any, list[Finding]]:
    if not text or CODE.fullmatch(text):
        return text, []
    return None, [finding("list.code-unfit", place, value=text)]


def _producer(text: str, place: Place, against: Known) -> tuple[Any, list[Finding]]:
    if not text:
        return None, []
    offices = against.offices
    office = offices.by_code.get(against.chosen.get(text, "")) or offices.named(text)
    if office is not None:
        return office, []
    near = offices.near(text)
    if not near:
        return None, [finding("list.producer-unknown", place, value=text)]
    told = finding(
        "list.producer-near",
        place,
        value=text,
        suggestion=near[0],
        candidates=near,
        named=offices.by_code[near[0]].name,
    )
    return None, [told]


def _affair(text: str, place: Place, against: Known) -> tuple[Any, list[Finding]]:
    """An affair by its code, or by its name; anything where the house has no list of them."""
    if not text or not against.affairs or text in against.affairs:
        return text, []
    head = text.split(maxsplit=1)[0].rstrip(".")
    if head in against.affairs:
        return head, []
    named = [code for code, one in against.affairs.items() if folded(one.title.id) == folded(text)]
    if named:
        return named[0], []
    return None, [finding("list.affair-unknown", place, value=text)]


def _dataset(text: str, place: Place, against: Known) -> tuple[Any, list[Finding]]:
    if not text:
        return None, []
    if text in against.datasets:
        return against.datasets[text], []
    return None, [finding("list.dataset-unknown", place, value=text)]


def _concept(text: str, place: Place, against: Known) -> tuple[Any, list[Finding]]:
    if not text or text in against.concepts:
        return text, []
    return text, [finding("list.concept-unknown", place, value=text)]


def _truth(text: str, place: Place, _against: Known) -> tuple[Any, list[Finding]]:
    if text.casefold() in _YES:
        return True, []
    if text.casefold() in _NO:
        return False, []
    heading = COLUMNS["prioritas"].heading
    return None, [finding("list.option-unknown", place, value=text, column=heading, choices="ya, tidak")]


def _criteria(text: str, place: Place, _against: Known) -> tuple[Any, list[Finding]]:
    given = [part.strip().casefold() for part in re.split(r"[|,;]", text) if part.strip()]
    codes = [one.value for one in Criterion]
    strange = [part for part in given if part not in codes]
    if not strange:
        return [code for code in codes if code in given], []
    heading, choices = COLUMNS["kriteria"].heading, ", ".join(codes)
    told = finding("list.option-unknown", place, value=strange[0], column=heading, choices=choices)
    return None, [told]


_READERS = {
    "code": _code,
    "producer": _producer,
    "affair": _affair,
    "dataset": _dataset,
    "concept": _concept,
    "priority_asked": _truth,
    "criteria": _criteria,
}


def texts_of(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields of an item as a sheet writes them, by column key."""
    for key, column in COLUMNS.items():
        value = values.get(column.field)
        if column.field == "producer":
            yield key, value.name.id if value is not None else ""
        elif column.field == "dataset":
            yield key, value.code if value is not None else ""
        elif isinstance(value, bool):
            yield key, "ya" if value else ""
        elif isinstance(value, list):
            yield key, "|".join(value)
        else:
            yield key, "" if value is None else str(value)


DEFAULTS: Mapping[str, str] = {
    "jenis_data": Kind.STATISTICS.value,
    "klasifikasi_risiko": AccessClass.OPEN.value,
    "jadwal_pemutakhiran": Schedule.YEARLY.value,
}
"""What a form begins with; a sheet must say it."""
