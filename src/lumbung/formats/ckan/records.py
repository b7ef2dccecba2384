"""Rows as ``datastore_search`` gives them: what was asked, the fields, and four ways to write records."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any
from urllib.parse import urlencode

from lumbung.formats.ckan.arguments import Arguments
from lumbung.formats.ckan.faults import Unfit
from lumbung.vocabulary.words import Text

ROWS = 100
FORMATS = ("objects", "lists", "csv", "tsv")
NUMBER = "_id"
ORDER = re.compile(r'\s*"?([^"]+?)"?(?:\s+(asc|desc))?(?:\s+nulls\s+(?:first|last))?\s*', re.IGNORECASE)
Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What ``datastore_search`` was asked."""

    resource: str
    filters: Mapping[str, tuple[str, ...]]
    words: Mapping[str, str]  # by field; "" stands for any
    fields: tuple[str, ...] | None
    order: tuple[tuple[str, bool], ...]
    limit: int
    offset: int
    form: str
    with_total: bool


def wanted_of(given: Arguments, *, most: int) -> Wanted:
    """Read what is asked; more rows than the most are brought down to it, as CKAN does."""
    if given.flag("distinct"):
        words = Text(
            "distinct tidak tersedia; daftar kode ada di datastore_info",
            "distinct is not available; codes are listed by datastore_info",
        )
        raise Unfit("distinct", words)
    form = given.text("records_format", "objects")
    if form not in FORMATS:
        raise Unfit("records_format", Text(f"salah satu dari {FORMATS}", f"value must be one of {FORMATS}"))
    return Wanted(
        resource=given.needed("resource_id", "id"),
        filters={name: _codes(name, value) for name, value in given.mapping("filters").items()},
        words=_words(given),
        fields=given.names("fields"),
        order=tuple(_term(part) for part in given.names("sort") or ()),
        limit=given.number("limit", ROWS, most=most),
        offset=given.number("offset", 0),
        form=form,
        with_total=given.flag("include_total", default=True),
    )


def _codes(name: str, value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if all(isinstance(one, str | int | float) and not isinstance(one, bool) for one in values):
        return tuple(map(str, values))
    raise Unfit("filters", Text(f"{name}: isi dengan teks atau daftar teks", f"{name}: text or a list of it"))


def _words(given: Arguments) -> dict[str, str]:
    q = given.given.get("q")
    if isinstance(q, dict) or (isinstance(q, str) and q.lstrip().startswith("{")):
        return {name: str(word) for name, word in given.mapping("q").items()}
    text = given.text("q").strip()
    return {"": text} if text else {}


def _term(part: str) -> tuple[str, bool]:
    match = ORDER.fullmatch(part)
    if match is None:
        raise Unfit("sort", Text("urutan tidak terbaca", "the order cannot be read"))
    return match[1], (match[2] or "").lower() == "desc"


@dataclass(frozen=True, slots=True)
class Field:
    """A column as CKAN describes it."""

    id: str
    type: str  # int, numeric, text
    label: Text
    notes: Text

    def record(self) -> dict[str, object]:
        """The column with its data dictionary."""
        told: dict[str, object] = {"id": self.id, "type": self.type}
        if self.label:
            info = {"label": self.label.id, "label_en": self.label.said("en"), "notes": self.notes.id}
            told["info"] = {name: words for name, words in info.items() if words}
        return told


NUMBER_FIELD = Field(NUMBER, "int", Text(""), Text(""))


def records(form: str, names: Sequence[str], columns: Sequence[Iterable[object]]) -> object:
    """Rows, given as columns, in the form that was asked for."""
    rows: Iterable[Row] = zip(*columns, strict=True)
    if form == "objects":
        return list(map(dict, map(zip, repeat(names), rows)))
    if form == "lists":
        return list(map(list, rows))
    text = io.StringIO()
    csv.writer(text, delimiter="," if form == "csv" else "\t", lineterminator="\n").writerows(rows)
    return text.getvalue()


def result(
    wanted: Wanted,
    *,
    resource: str,
    fields: Sequence[Field],
    told: object,
    total: int,
    given: Mapping[str, object],
    cited: Mapping[str, object],
) -> dict[str, object]:
    """What ``datastore_search`` answers; ``cited`` says which edition the rows are of."""
    answer: dict[str, object] = {
        "include_total": wanted.with_total,
        "limit": wanted.limit,
        "records_format": wanted.form,
        "resource_id": resource,
        "total_estimation_threshold": None,
    }
    if wanted.offset:
        answer["offset"] = wanted.offset
    if wanted.filters:
        answer["filters"] = {name: list(codes) for name, codes in wanted.filters.items()}
    if wanted.words:
        answer["q"] = wanted.words.get("", dict(wanted.words))
    if wanted.order:
        answer["sort"] = ", ".join(f"{name} desc" if turned else name for name, turned in wanted.order)
    answer |= {
        "records": told,
        "fields": [one.record() for one in fields],
        "_links": _links(wanted, given),
    }
    if wanted.with_total:
        answer |= {"total": total, "total_was_estimated": False}
    return answer | {"source": dict(cited)}


def _links(wanted: Wanted, given: Mapping[str, object]) -> dict[str, str]:
    plain = {
        name: value if isinstance(value, str) else _json(value)
        for name, value in given.items()
        if name not in {"offset", "limit"} and value is not None
    }

    def page(offset: int) -> str:
        asked = plain | {"limit": str(wanted.limit)} | ({"offset": str(offset)} if offset else {})
        return f"/api/3/action/datastore_search?{urlencode(asked)}"

    links = {"start": page(0), "next": page(wanted.offset + wanted.limit)}
    if wanted.offset:
        links["prev"] = page(max(0, wanted.offset - wanted.limit))
    return links


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
