"""The drawing itself: each area a link with its figure, a legend, hatching where no figure is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from lumbung.kit.maps.classes import DARK_SHADES, classes_of
from lumbung.kit.maps.outlines import Outline, Shape

HATCH = Markup(
    '<defs><pattern id="{}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="hatch" width="7" height="7"/><line class="hatch-line" x2="0" y2="7"/></pattern></defs>'
)
LABEL = Markup('<text{} x="{:g}" y="{:g}" font-size="{:g}" dy="0.35em" aria-hidden="true">{}</text>')


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A shade and what it stands for; no shade: hatched."""

    shade: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map ready for a page."""

    svg: Markup
    legend: tuple[LegendEntry, ...]
    schematic: bool


def draw_map(
    made: Outline,
    *,
    name: str,
    address: Callable[[str], str],
    values: Mapping[str, float | None] | None = None,
    said: Callable[[float | None], str] = str,
    in_legend: Callable[[float | None], str] | None = None,
    no_data: str = "",
    here: frozenset[str] = frozenset(),
    ident: str = "peta",
) -> Drawing:
    """Draw areas shaded by their figures, or plain with some of them marked as *here*.

    ``said`` writes a figure for people, ``in_legend`` without its unit; ``no_data`` is said
    where there is none.
    """
    figures = values or {}
    classes = classes_of([figures.get(shape.code) for shape in made.shapes])
    hatch = f"{ident}-hatch"

    def dress(shape: Shape) -> tuple[str, Markup, bool]:
        """The words, the fill and whether the name stands on a dark ground."""
        if values is None:
            marked = shape.code in here
            return shape.title, Markup('class="area class-{}"').format("here" if marked else "plain"), marked
        value = figures.get(shape.code)
        shade = classes.shade(value)
        if shade is None:
            return f"{shape.title}: {no_data}", Markup('class="area" fill="url(#{})"').format(hatch), False
        fill = Markup('class="area class-{}"').format(shade)
        return f"{shape.title}: {said(value)}", fill, shade in DARK_SHADES

    areas = Markup().join(_area(shape, address(shape.code), *dress(shape)) for shape in made.shapes)
    svg = Markup('<svg viewBox="0 0 {:g} {:g}" role="group" aria-label="{}">{}{}</svg>').format(
        made.width, made.height, name, HATCH.format(hatch) if values is not None else "", areas
    )
    legend = _legend(made, figures, in_legend or said, no_data) if values is not None else ()
    return Drawing(svg, legend, made.schematic)


def _area(shape: Shape, address: str, words: str, fill: Markup, on_dark: bool) -> Markup:
    label = Markup()
    if shape.label is not None:
        x, y, size = shape.label
        label = Markup(
            '<text{} x="{:g}" y="{:g}" font-size="{:g}" dy="0.35em" aria-hidden="true">{}</text>'
        ).format(Markup(' class="on-dark"') if on_dark else "", x, y, size, shape.name)
    return Markup('<a href="{}" aria-label="{}"><title>{}</title><path {} d="{}"/>{}</a>').format(
        address, words, words, fill, shape.path, label
    )


def _legend(
    made: Outline, figures: Mapping[str, float | None], said: Callable[[float | None], str], no_data: str
) -> tuple[LegendEntry, ...]:
    drawn = [figures.get(shape.code) for shape in made.shapes]
    classes = classes_of(drawn)
    entries = [
        LegendEntry(shade, said(low) if low == high else f"{said(low)} – {said(high)}")
        for (low, high), shade in zip(classes.ends, classes.shades, strict=True)
    ]
    if None in drawn:
        entries.append(LegendEntry(None, no_data))
    return tuple(entries)
