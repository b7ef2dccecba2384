"""Charts and maps of a look, ready for a page: addresses, captions, tables behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from lumbung.faces.portal.footnotes import Footnotes
from lumbung.faces.portal.looks import Look, codes_of, figures
from lumbung.kit.charts import Figures, Kind, Picture, picture, shelf
from lumbung.kit.charts.figures import AREA, PERIOD
from lumbung.kit.charts.pictures import NARROW, WIDE
from lumbung.kit.jinja import query
from lumbung.kit.language import language
from lumbung.kit.maps import Drawing, Outline, draw_map, outline
from lumbung.kit.maps.written import LAYOUT, read_outline, written
from lumbung.kit.stamps import stamp
from lumbung.kit.tables import Cell, Column, Table
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class Shown:
    """A look as a page shows it."""

    look: Look
    figures: Figures
    picture: Picture
    title: str
    caption: str  # unit, what is held still, what is missing: after the headline
    wide: str = ""  # addresses of the drawing
    narrow: str = ""
    png: str = ""
    social: str = ""  # in the dress of the house, for other people's pages
    wide_size: tuple[int, int] = (WIDE, 300)
    narrow_size: tuple[int, int] = (NARROW, 260)

    @property
    def has_drawing(self) -> bool:
        """Whether there is a chart to show; else a number or the table alone."""
        return self.picture.wide is not None

    @property
    def is_number(self) -> bool:
        """Whether it is one figure, printed large."""
        return self.picture.kind is Kind.NUMBER


def show(seen: Look) -> Shown:
    """Make a look ready for a page; the drawing itself is made when the browser asks for it."""
    made = figures(seen)
    drawn = picture(made)
    title, caption = title_of(seen, made), caption_of(seen, made)
    parts = {**seen.address(), "edisi": seen.holding.edition.label, "bahasa": language()}
    code = seen.holding.dataset.code
    social = reverse("portal:social", args=[code]) + query(**parts)
    if drawn.wide is None or drawn.narrow is None:
        return Shown(seen, made, drawn, title, caption, social=social)
    svg, png = (reverse(f"portal:chart-{kind}", args=[code]) for kind in ("svg", "png"))
    return Shown(
        look=seen,
        figures=made,
        picture=drawn,
        title=title,
        caption=caption,
        wide=svg + query(**parts),
        narrow=svg + query(**parts, lebar="sempit"),
        png=png + query(**parts),
        social=social,
        wide_size=(WIDE, int(drawn.wide["height"])),
        narrow_size=(NARROW, int(drawn.narrow["height"])),
    )


def title_of(seen: Look, made: Figures) -> str:
    """What a look is of: the measure, and everything that does not vary in it."""
    still = dict(seen.picks)
    if seen.area or seen.within:
        still[AREA] = seen.area or seen.within
    for role in seen.shown:
        codes = made.codes(role)
        if len(codes) == 1 and len(codes_of(seen.holding, role)) > 1:
            still[role] = codes[0]
    if seen.period or len(made.periods) == 1:
        still[PERIOD] = seen.period or str(made.periods[0])
    return ", ".join([seen.measure.title.said(language()), *(made.name(*one) for one in still.items())])


def caption_of(seen: Look, made: Figures) -> str:
    """Unit and period, and that gaps are gaps."""
    parts = []
    if made.unit:
        parts.append(f"{Text('Satuan', 'Unit').said(language())}: {made.unit}.")
    if PERIOD in made.varying:
        first, last = made.periods[0].title.said(language()), made.periods[-1].title.said(language())
        parts.append(f"{first}–{last}.")
        if seen.across == PERIOD and has_gaps(made):
            gaps = Text("Periode tanpa titik belum ada datanya.", "A period without a point has no data.")
            parts.append(gaps.said(language()))
    return " ".join(parts)


def has_gaps(made: Figures) -> bool:
    """Whether a period between the first and the last has no figure."""
    periods = made.periods
    return any(before.next() < after for before, after in pairwise(periods))


def table_behind(shown: Shown) -> Table:
    """The table behind a picture: one row for each code compared, a column for each told apart."""
    made, seen = shown.figures, shown.look
    first, second = seen.across, seen.detail
    rows = list(made.codes(first))
    if first == PERIOD:
        rows.reverse()
    unit = made.sign
    columns = [Column(made.role_title(first))]
    parts = made.codes(second) if second else ("",)
    for part in parts:
        title = made.name(second, part) if second else seen.measure.title.said(language())
        columns.append(Column(title, numeric=True, unit=unit))
    known = {(row.code(first), row.code(second) if second else ""): row for row in made.rows}
    notes = Footnotes()
    body = []
    for code in rows:
        cells = [Cell(made.name(first, code), address=f"/wilayah/{code}" if first == AREA else "")]
        for part in parts:
            row = known.get((code, part))
            cells.append(notes.cell(made.said(row.value), row.status, row.note) if row else Cell("–"))
        body.append(cells)
    return Table(shown.title, columns, body, notes=notes.explained(), quiet=True)


@lru_cache(maxsize=64)
def _outline(codes: tuple[str, ...], at: int) -> Outline | None:
    def make() -> bytes:
        return written(outline(standards.area_tree(), codes, standards.boundaries()))

    key = ("outline", LAYOUT, str(at), *codes)
    return read_outline(shelf.kept(Path(settings.HOME) / "pictures", *key, suffix=".json", make=make))


def outline_of(codes: tuple[str, ...]) -> Outline | None:
    """The outlines of some areas, kept until the areas change: in memory, and for the next start."""
    return _outline(codes, stamp("standards"))


def map_of(made: Figures, *, ident: str = "peta") -> Drawing | None:
    """The map of figures that are told apart by area; none where no place is known."""
    codes = tuple(made.codes(AREA))
    scope = made.structure.area
    whole = tuple(area.code for area in standards.area_tree().within(scope.within, scope.level))
    shape = outline_of(whole or codes)
    if shape is None:
        return None
    return draw_map(
        shape,
        name=Text(f"Peta {made.measure.title.id}", f"Map of {made.measure.title.said('en')}").said(
            language()
        ),
        address=lambda code: f"/wilayah/{code}",
        values={row.area: row.value for row in made.rows},
        said=lambda value: made.said(value, unit=True),
        in_legend=made.said,
        no_data=Text("tidak ada data", "no data").said(language()),
        ident=ident,
    )


def mark_map(codes: tuple[str, ...], here: frozenset[str], *, name: str) -> Drawing | None:
    """A plain map of some areas with those *here* marked."""
    shape = outline_of(codes)
    if shape is None:
        return None
    return draw_map(shape, name=name, address=lambda code: f"/wilayah/{code}", here=here)


def asked_of(parts: Mapping[str, str]) -> dict[str, str]:
    """The parts of an address that belong to a look."""
    return {name: value for name, value in parts.items() if name not in {"edisi", "bahasa", "lebar", "hal"}}
