"""What a page of exploring shows: the form, the answer in the form asked for, and what to take along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from lumbung.faces.portal.explore.drawings import Charted, Mapped, charted, mapped
from lumbung.faces.portal.explore.openings import opening
from lumbung.faces.portal.explore.pivots import Pivot, is_rolling, pivot
from lumbung.faces.portal.explore.problems import NoChart
from lumbung.faces.portal.explore.tables import Shown, shown
from lumbung.faces.portal.explore.wishes import Showing, Wish, is_asked, read_wish
from lumbung.faces.portal.holdings import Holding, holding, open_dataset
from lumbung.kit.charts import Kind
from lumbung.kit.charts.pictures import NARROW, WIDE
from lumbung.kit.jinja import query
from lumbung.kit.language import language
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.query.queries import NotReleased
from lumbung.vocabulary.problems import Problem

Parts = dict[str, list[str]]


@dataclass(frozen=True)
class Seen:
    """The answer to a wish as it is shown; one of table, chart and map, or what stands in the way."""

    wish: Wish
    held: Holding
    laid: Pivot | None = None
    table: Shown | None = None
    chart: Charted | None = None
    map: Mapped | None = None
    problem: Problem | None = None

    @property
    def status(self) -> int:
        """The status of the answer that shows this."""
        return self.problem.http_status if self.problem else 200

    @property
    def is_rolling(self) -> bool:
        """Whether other periods will be shown when they are added."""
        return is_rolling(self.wish)

    @property
    def title(self) -> str:
        """What is shown, as a sentence."""
        made = self.chart or self.map
        return made.title if made else self.table.caption if self.table else ""

    def address(self, name: str, **changes: str) -> str:
        """An address that asks this question of another page: of its picture, its workbook."""
        return reverse(f"portal:{name}", args=[self.held.dataset.code]) + query(
            **self.wish.address(**changes)
        )

    def drawing(self, name: str, **changes: str) -> str:
        """The address of a drawing of what is seen now: it names the edition, so it stands for ever."""
        return self.address(name, edition=self.held.edition.label, bahasa=language(), **changes)

    @property
    def sizes(self) -> dict[str, tuple[int, int]]:
        """How large the drawings are, wide and narrow."""
        assert self.chart is not None
        made = self.chart.picture
        return {
            name: (width, int(spec["height"]))
            for name, width, spec in (("wide", WIDE, made.wide), ("narrow", NARROW, made.narrow))
            if spec is not None
        }

    @property
    def rows_by_api(self) -> str:
        """The address of all the rows behind the question, as CSV."""
        kept = {
            name: said
            for name, said in self.wish.address().items()
            if name not in {"rows", "columns", "calc", "of", "base", "show", "chart", "page"}
        }
        by: dict[str, Any] = {"by": ",".join(self.wish.placed)} if self.wish.roll_up else {}
        return f"/api/v1/datasets/{self.held.dataset.code}/data" + query(**kept, **by, format="csv")


def held_for(code: str, label: str = "") -> Holding:
    """A dataset with the edition that an address names, or the current one."""
    dataset = open_dataset(code)
    found = holding(dataset, catalog.edition(dataset, label) if label else None)
    if found is None or found.edition.withdrawn_at is not None:
        raise NotReleased(dataset=code, day=timezone.localdate().isoformat())
    return found


def wish_for(held: Holding, parts: Parts) -> Wish:
    """The wish in an address; where it says nothing of rows and columns, what we would show first."""
    if is_asked(parts):
        return read_wish(held, parts)
    first = opening(held)
    return read_wish(held, {**first.address(), **parts})


def seen(wish: Wish, held: Holding) -> Seen:
    """Answer a wish; what is refused is told in the place of the answer."""
    try:
        return _answered(wish, held)
    except Problem as problem:
        return Seen(wish, held, problem=problem)


def _answered(wish: Wish, held: Holding) -> Seen:
    if wish.showing is Showing.MAP:
        return Seen(wish, held, map=mapped(wish, held))
    laid = pivot(wish, held)
    if wish.showing is Showing.CHART:
        made = charted(laid)
        if made.picture.kind is Kind.NONE:
            raise NoChart
        return Seen(wish, held, laid=laid, chart=made)
    return Seen(wish, held, laid=laid, table=shown(laid))


def as_chart(wish: Wish, held: Holding) -> Charted:
    """The chart of a wish however it is shown on its page; a map is drawn as bars."""
    if wish.showing is Showing.MAP:
        found = mapped(wish, held)
        return charted(found.laid)
    return charted(pivot(replace(wish, page=1), held))
