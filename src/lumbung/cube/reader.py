"""The reader: takes a question about an edition, picks the copy that answers it best, answers.

Nobody else knows which copy that is. A filtered slice costs a few row visits in SQLite; what
would visit many rows there, and everything that adds up, goes to the columnar copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lumbung.cube.additions import RollUp
from lumbung.cube.columnar import COPY, Columns, Means, literal, where
from lumbung.cube.coverage import Covered, coverage
from lumbung.cube.editions import Manifest
from lumbung.cube.exports import Export, export
from lumbung.cube.keeping import Lately
from lumbung.cube.listings import Listing, listing
from lumbung.cube.opened import Opened
from lumbung.cube.queries import Answer, Query
from lumbung.cube.roll_ups import Prepared, page, prepare, skipped
from lumbung.cube.selections import rows_known, selection
from lumbung.cube.serving import COLUMNS, SLICES, Serving
from lumbung.cube.slices import Access, Slices, best_access, quoted
from lumbung.cube.store import Store
from lumbung.vocabulary.observations import AREA

if TYPE_CHECKING:
    import polars as pl


class Reader:
    """Answers questions about the editions of a store; one for each process."""

    def __init__(self, store: Store, serving: Path, means: Means | None = None) -> None:
        self.store = store
        self.means = means or Means()
        self.serving = Serving(store, serving, self.means)
        self.slices = Slices()
        self.columns = Columns(self.means)
        self._opened = Lately[str, Opened](256)
        self._prepared = Lately[tuple[str, Query], Prepared](1024)
        self._covered = Lately[tuple[str, object], Mapping[tuple[str, str], Covered]](64)
        self._counted = Lately[tuple[str, object], int](4096)

    def opened(self, edition: str) -> Opened:
        """An edition, at hand."""
        return self._opened.get(edition, lambda: Opened(self.store, self.store.manifest(edition)))

    def manifest(self, edition: str) -> Manifest:
        """What an edition is."""
        return self.opened(edition).manifest

    def make_ready(self, edition: str, table: pl.DataFrame | None = None) -> None:
        """Make the serving copies now, so that the first reader does not wait for them."""
        opened = self.opened(edition)
        if table is not None and tuple(table.columns) != opened.manifest.columns:
            table = None  # not in the stored shape: the edition itself is read
        self.serving.slices(opened, table)
        self.serving.columns(opened)

    def close(self) -> None:
        """Let go of files and memory."""
        self.slices.close()
        self.columns.close()

    def answer(self, edition: str, asked: Query) -> Answer:
        """Answer a question about one edition."""
        opened = self.opened(edition)
        if asked.adds_up and not is_listing(asked, opened):
            return self._rolled_up(asked, opened)
        return self._listed(asked, opened)

    def export(self, edition: str, asked: Query, *, names: bool = False, language: str = "id") -> Export:
        """Plan an export of all rows of a question that adds nothing up; see ``exports``."""
        opened = self.opened(edition)
        wanted = listing(replace(asked, cursor=None, limit=None), selection(asked, opened), opened)
        return export(wanted, self.serving, names=names, language=language)

    def _listed(self, asked: Query, opened: Opened) -> Answer:
        wanted = listing(asked, selection(asked, opened), opened)
        access = best_access(wanted, None if asked.limit is None else asked.limit + asked.offset)
        engine = copy_for(wanted, access)
        if engine == SLICES:
            rows, last = self.slices.rows(self.serving.slices(opened), wanted, access, asked.limit)
        else:
            rows, last = self.columns.rows(self.serving.columns(opened), wanted, asked.limit)
        if last is None and wanted.cursor is None and (rows or not asked.offset) and asked.limit != 0:
            total = asked.offset + len(rows)
        else:
            total = wanted.cursor.total if wanted.cursor is not None else self._total(wanted)
        following = wanted.end(last, total) if last is not None else None
        return Answer(opened.id, wanted.columns(), rows, total, following, engine=engine)

    def _total(self, wanted: Listing) -> int:
        """How many rows a listing has: known since the release, or counted once."""
        opened = wanted.opened
        known = rows_known(wanted.codes, opened)
        if known is not None:
            return known

        def count() -> int:
            access = best_access(wanted, None)
            if access.visits <= CHEAP_VISITS:
                return self.slices.count(self.serving.slices(opened), wanted, access)
            return self.columns.count(self.serving.columns(opened), wanted)

        return self._counted.get((opened.id, tuple(sorted(wanted.codes.items()))), count)

    def _rolled_up(self, asked: Query, opened: Opened) -> Answer:
        question = replace(asked, cursor=None, limit=None)

        def make() -> Prepared:
            return prepare(question, selection(question, opened), opened)

        prepared = self._prepared.get((opened.id, question), make)
        path = self.serving.columns(opened)
        sql = prepared.sql
        if asked.limit is not None:
            sql += f" LIMIT {max(asked.limit, 1):d} OFFSET {skipped(asked, opened):d}"
        found = self.columns.fetch(path, sql)
        return page(asked, prepared, opened, found, self._coverage(prepared.wanted, opened, path))

    def _coverage(self, wanted: RollUp, opened: Opened, path: Path) -> Mapping[tuple[str, str], Covered]:
        """How whole the targets of a roll-up are, period by period."""
        if wanted.level is None:
            if AREA in wanted.keep or not wanted.targets:
                return {}
            sql = (
                f"SELECT period::VARCHAR, count(*) FROM {COPY}.presence{where({AREA: wanted.targets})}"  # noqa: S608  # quoted there
                " GROUP BY 1"
            )
            first, needed = wanted.targets[0], len(wanted.targets)
            return {(first, str(p)): Covered(int(n or 0), needed) for p, n in self.columns.fetch(path, sql)}
        if opened.is_plain:
            if wanted.level is opened.structure.area.level:
                return {}
            sql = (
                f"SELECT l.{quoted(wanted.level.value)}, p.period::VARCHAR, count(*), min(p.area)::VARCHAR"  # noqa: S608  # quoted
                f" FROM {COPY}.presence p JOIN {COPY}.areas l USING (area) GROUP BY 1, 2"
            )
        else:
            sql = (
                f"SELECT target, period::VARCHAR, count(*), min(area)::VARCHAR FROM {COPY}.parts"  # noqa: S608  # quoted
                f" WHERE level = {literal(wanted.level.value)} GROUP BY 1, 2"
            )
        return self._covered.get(
            (opened.id, wanted.level), lambda: coverage(opened, self.columns.fetch(path, sql))
        )


CHEAP_VISITS = 20_000  # about as many row visits as a question to the columnar copy takes time for
ROWS_PER_VISIT = 50  # rows that the columnar copy scans in the time of one row visit


def copy_for(wanted: Listing, access: Access) -> str:
    """Which copy lists rows the quickest."""
    worth = CHEAP_VISITS + wanted.opened.manifest.rows / ROWS_PER_VISIT
    return SLICES if access.visits <= worth else COLUMNS


def is_listing(asked: Query, opened: Opened) -> bool:
    """Whether nothing is left out or lifted: then rows stand as they are."""
    return asked.roll_up is None and set(asked.by or ()) == set(opened.structure.key)
