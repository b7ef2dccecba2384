"""The published datasets as tables; kept in memory until the catalogue moves."""

from __future__ import annotations

from lumbung.cube import query
from lumbung.cube.keeping import Lately
from lumbung.formats.odata.problems import SetUnknown
from lumbung.formats.odata.requests import SAID
from lumbung.formats.odata.tables import Column, Table, columns_of, identifier
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import Published
from lumbung.vocabulary.publications import Publication
from lumbung.vocabulary.structures import Measure

_tables = Lately[tuple[str, ...], dict[str, Table]](4)
_columns = Lately[str, tuple[Column, ...]](256)


def tables() -> dict[str, Table]:
    """All tables by name."""
    published = observations.published()
    return _tables.get(_editions(published), lambda: _make(published))


def table(name: str) -> Table:
    """One table."""
    found = tables().get(name)
    if found is None:
        raise SetUnknown(name=name[:SAID])
    return found


def _editions(published: Published) -> tuple[str, ...]:
    return tuple(f"{item.current.id} {item.title.id}" for item in published.publications)


def _make(published: Published) -> dict[str, Table]:
    taken: set[str] = set()
    made = [_table(item, identifier(item.code, taken)) for item in published.publications]
    return {item.name: item for item in made}


def _table(item: Publication, name: str) -> Table:
    manifest = observations.cube().manifest(item.current.id)

    def is_whole(measure: Measure) -> bool:
        return measure.decimals == 0 and _is_kept_whole(item, measure)

    return Table(
        name=name,
        code=item.code,
        title=item.title,
        columns=_columns.get(manifest.id, lambda: tuple(columns_of(manifest.structure, is_whole))),
        edition=manifest.id,
        source=manifest.source or item.source,
        licence=manifest.licence,
        simulated=manifest.simulated,
    )


def _is_kept_whole(item: Publication, measure: Measure) -> bool:
    """Whether the edition keeps a measure as whole numbers: its largest value tells, empty ones come last."""
    asked = query(
        item.code,
        edition=item.current.label,
        measures=[measure.code],
        order=[f"-{measure.code}"],
        limit=1,
    )
    answer = observations.answer(asked, reader=None)
    place = answer.index(measure.code)
    return not any(isinstance(row[place], float) for row in answer.rows)
