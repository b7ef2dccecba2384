"""The actions on rows: the figures of a dataset's current edition, filtered, ordered, page by page.

Everything goes the one road (``rooms.query``); what CKAN has and a cube has not (numbers of
rows, names beside codes, words to search) is made of the edition's dictionary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from django.conf import settings

from lumbung.cube import Column, Query, Role, query
from lumbung.cube.keeping import Lately
from lumbung.cube.opened import Opened
from lumbung.cube.queries import Cell
from lumbung.cube.slices import KEYS
from lumbung.faces.api.ckan.shelf import Shelf, missing
from lumbung.formats.ckan.arguments import Arguments
from lumbung.formats.ckan.faults import Forbidden, Unfit
from lumbung.formats.ckan.packages import TABLE, Record, resource_id
from lumbung.formats.ckan.records import NUMBER, NUMBER_FIELD, Field, Wanted, records, result, wanted_of
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import LIMITS
from lumbung.vocabulary.observations import AREA
from lumbung.vocabulary.publications import Publication
from lumbung.vocabulary.words import Text

NAMES = Text("nama", "name")

_tables = Lately[tuple[str, str], "Table"](64)


class Table:
    """The rows of an edition as CKAN sees them; kept, as editions never change."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self._names: dict[str, Mapping[str, str]] = {}

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of an answer with all measures."""
        return self.opened.columns_with(self.opened.structure.measures)

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every field by its id: a number, codes with their names, measures and what stands beside them."""
        found = {NUMBER: NUMBER_FIELD}
        for column in self.columns:
            kind = "numeric" if column.role is Role.MEASURE else "text"
            unit = Text(f" ({column.unit})", f" ({column.unit})") if column.unit else Text("")
            label = Text(column.title.id + unit.id, column.title.said("en") + unit.said("en"))
            found[column.code] = Field(column.code, kind, label, column.definition)
            if (name := _name_of(column)) is not None:
                told = Text(
                    f"{column.title.id}: {NAMES.id}", f"{column.title.said('en')}: {NAMES.said('en')}"
                )
                found[name] = Field(name, "text", told, Text(""))
        return found

    def names(self, column: str) -> Mapping[str, str]:
        """What people call the codes of a column."""
        found = self._names.get(column)
        if found is None:
            found = self._names[column] = self._named(column)
        return found

    def _named(self, column: str) -> Mapping[str, str]:
        codes = self.opened.dictionary.codes[column]
        if column == AREA:
            areas = self.opened.areas.areas
            return {code: areas[code].name for code in codes if code in areas}
        dimension = self.opened.structure.dimension(column)
        titles = {one.code: one.title.id for one in dimension.codes} if dimension is not None else {}
        return {code: titles.get(code, code) for code in codes}

    @cached_property
    def steps(self) -> Mapping[str, int]:
        """How far the number of a row moves with each code: a row has its number in the whole edition."""
        step, steps = 1, dict[str, int]()
        for name in reversed(self.opened.order):
            steps[name] = step
            step *= max(1, len(self.opened.dictionary.codes[name]))
        return steps

    def key_of(self, number: int) -> dict[str, str] | None:
        """The codes of the row with a number; none where there is no such row."""
        rest, codes = number - 1, dict[str, str]()
        for name, step in self.steps.items() if rest >= 0 else ():
            listed = self.opened.dictionary.codes[name]
            place = rest // step % max(1, len(listed))
            if not listed or (name == self.opened.order[0] and rest // step >= len(listed)):
                return None
            codes[name] = listed[place]
        return codes or None


def datastore_search(shelf: Shelf, given: Arguments) -> Record:
    """Rows of a resource.

    resource_id, filters, q, fields, sort, limit, offset, include_total; records_format is
    objects, lists, csv or tsv.
    filters takes codes or names of areas, periods and dimensions; q searches them.
    """
    wanted = wanted_of(given, most=LIMITS["most_rows_a_page"])
    publication, table = _table(shelf, wanted.resource)
    fields = table.fields
    shown = _shown(wanted, fields)
    where = _where(wanted, table, fields)
    if where is None:
        columns: list[Iterable[object]] = [() for _ in shown]
        total = 0
    else:
        asked = query(
            publication.code,
            edition=publication.current.label,
            where=where,
            order=_order(wanted, table, fields),
            limit=wanted.limit,
            offset=wanted.offset,
        )
        columns, total = _answered(asked, table, shown)
    return result(
        wanted,
        resource=resource_id(publication.code, TABLE),
        fields=[fields[name] for name in shown],
        told=records(wanted.form, shown, columns),
        total=total,
        given=given.given,
        cited=_cited(publication),
    )


def datastore_info(shelf: Shelf, given: Arguments) -> Record:
    """The fields of a resource with their codes, and how many rows it has. id."""
    publication, table = _table(shelf, given.needed("id", "resource_id"))
    manifest = table.opened.manifest
    told = []
    for name, one in table.fields.items():
        is_key = name in table.opened.order
        schema = {"native_type": one.type, "notnull": is_key, "is_index": is_key, "uniquekey": name == NUMBER}
        told.append(one.record() | {"schema": schema})
        if is_key:
            told[-1]["codes"] = dict(table.names(name))
    return {
        "meta": {
            "id": resource_id(publication.code, TABLE),
            "table_type": "BASE TABLE",
            "count": manifest.rows,
            "size": sum(file.bytes for file in manifest.files),
            "aliases": [publication.code],
        },
        "fields": told,
        "source": _cited(publication),
    }


def datastore_search_sql(shelf: Shelf, given: Arguments) -> Record:  # noqa: ARG001  # asked in vain
    """Not offered: statements of strangers are not run here. Use datastore_search."""
    raise Forbidden(
        Text(
            "SQL tidak disediakan. Gunakan datastore_search dengan filters, q, fields, dan sort, atau unduh"
            " CSV/Parquet dari resource-nya.",
            "SQL is not offered. Use datastore_search with filters, q, fields and sort, or download the"
            " resource as CSV or Parquet.",
        )
    )


def _table(shelf: Shelf, name: str) -> tuple[Publication, Table]:
    """The dataset and the rows behind a resource; the name of a dataset stands for its table."""
    publication, form = shelf.resources.get(name, (shelf.datasets.get(name), TABLE))
    if publication is None or form != TABLE:
        raise missing(name)
    edition = publication.current.id
    key = (str(settings.HOME), edition)
    return publication, _tables.get(key, lambda: Table(observations.cube().opened(edition)))


def _shown(wanted: Wanted, fields: Mapping[str, Field]) -> tuple[str, ...]:
    if wanted.fields is None:
        return tuple(fields)
    for name in wanted.fields:
        if name not in fields:
            raise _unknown("fields", name, fields)
    return tuple(dict.fromkeys(wanted.fields))


def _where(wanted: Wanted, table: Table, fields: Mapping[str, Field]) -> dict[str, tuple[str, ...]] | None:
    """The codes that rows must have; none where no row can."""
    allowed: dict[str, set[str]] = {}

    def narrow(column: str, codes: Iterable[str]) -> None:
        known = set(codes) & set(table.opened.dictionary.codes[column])
        allowed[column] = allowed[column] & known if column in allowed else known

    for name, values in wanted.filters.items():
        if name == NUMBER:
            key = table.key_of(int(values[0])) if len(values) == 1 and values[0].isdecimal() else None
            for column in table.opened.order:
                narrow(column, [key[column]] if key else ())
            continue
        column = _coded(name, table, fields)
        if name == column:
            narrow(column, values)
        else:
            narrow(column, [code for code, said in table.names(column).items() if said in values])
    for name, text in wanted.words.items():
        for column, codes in _saying(name, text, table, fields):
            narrow(column, codes)
    if any(not codes for codes in allowed.values()):
        return None
    return {column: tuple(sorted(codes)) for column, codes in allowed.items()}


def _coded(name: str, table: Table, fields: Mapping[str, Field]) -> str:
    """The column whose codes a field holds, or whose names."""
    if name in table.opened.order:
        return name
    for column in table.columns:
        if column.role in KEYS and _name_of(column) == name:
            return column.code
    if name not in fields:
        raise _unknown("filters", name, fields)
    words = Text(
        f"“{name}” adalah angka; saring wilayah, periode, atau dimensi: {', '.join(table.opened.order)}",
        f"“{name}” holds figures; filter by area, period or dimension: {', '.join(table.opened.order)}",
    )
    raise Unfit("filters", words)


def _saying(
    name: str, text: str, table: Table, fields: Mapping[str, Field]
) -> Iterable[tuple[str, list[str]]]:
    """The codes that words lead to: of one field, or of whichever field holds the word."""
    if name:
        column = _coded(name, table, fields)
        yield column, [code for word in (text,) for code in _holding(word.split(), column, table)]
        return
    for word in text.split()[:20]:
        found = {column: codes for column in table.opened.order if (codes := _holding([word], column, table))}
        if len(found) > 1:
            where = ", ".join(found)
            words = Text(
                f'“{word[:40]}” ada di {where}; pilih satu: q={{"{next(iter(found))}": "{word[:40]}"}}',
                f'“{word[:40]}” is in {where}; choose one: q={{"{next(iter(found))}": "{word[:40]}"}}',
            )
            raise Unfit("q", words)
        yield from found.items() or [(table.opened.order[0], [])]


def _holding(words: Iterable[str], column: str, table: Table) -> list[str]:
    wanted = [word.strip(":*'\"").lower() for word in words]
    return [
        code
        for code, said in table.names(column).items()
        if all(any(part.startswith(word) for part in f"{code} {said}".lower().split()) for word in wanted)
    ]


def _order(wanted: Wanted, table: Table, fields: Mapping[str, Field]) -> tuple[str, ...]:
    order = []
    measures = {one.code for one in table.opened.structure.measures}
    for name, turned in wanted.order:
        if name == NUMBER:
            names = table.opened.order
        elif name in measures or name in table.opened.order:
            names = (name,)
        elif name in fields:
            words = Text(f"tidak dapat diurutkan menurut “{name}”", f"cannot be sorted by “{name}”")
            raise Unfit("sort", words)
        else:
            raise _unknown("sort", name, fields)
        order += [f"-{one}" if turned else one for one in names]
    return () if order == list(table.opened.order) else tuple(order)


def _answered(asked: Query, table: Table, shown: Iterable[str]) -> tuple[list[Iterable[object]], int]:
    answer = observations.answer(asked, reader=None)
    given: list[tuple[Cell, ...]] = list(zip(*answer.rows, strict=True))
    by_code = {column.code: given[place] if given else () for place, column in enumerate(answer.columns)}
    numbers = table.opened.dictionary.numbers
    told: list[Iterable[object]] = []
    name_of = {_name_of(column): column.code for column in table.columns if column.role in KEYS}
    for name in shown:
        if name == NUMBER:
            parts = [
                [numbers[column][str(code)] * step for code in by_code[column]]
                for column, step in table.steps.items()
            ]
            told.append([1 + sum(each) for each in zip(*parts, strict=True)])
        elif name in by_code:
            told.append(by_code[name])
        else:
            column = name_of[name]
            names = table.names(column)
            told.append([names.get(str(code)) for code in by_code[column]])
    return told, answer.total


def _name_of(column: Column) -> str | None:
    """The field with the names of a column's codes; periods are their own names."""
    if column.role is Role.AREA:
        return "area_name"
    return f"{column.code}:name" if column.role is Role.DIMENSION else None


def _unknown(argument: str, name: str, fields: Mapping[str, Field]) -> Unfit:
    known = ", ".join(fields)
    return Unfit(
        argument,
        Text(
            f'field "{name[:60]}" tidak ada; yang ada: {known}',
            f'field "{name[:60]}" does not exist: {known}',
        ),
    )


def _cited(publication: Publication) -> Record:
    """Whose figures these are, of which edition, and how they may be used."""
    return {
        "dataset": publication.code,
        "edition": publication.current.id,
        "source": publication.source.id,
        "licence": publication.licence.code,
        "released_at": publication.modified.isoformat(),
        "simulated": publication.simulated,
    }
