"""Which chart figures want, chosen from the roles of what varies among them.

Time makes lines, areas make ordered bars, two things at once make groups or small
multiples, and one figure alone is printed large.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lumbung.kit.charts import bars, captions, lines, look
from lumbung.kit.charts.figures import PERIOD, Figures
from lumbung.vocabulary.words import Text

WIDE, NARROW = 680, 330  # pixels: a column of the page, and a phone
MOST_SERIES = 6  # as many as there are colours and shapes
MOST_BARS = 60


class Kind(StrEnum):
    """The forms that a picture can take."""

    NUMBER = "number"
    LINE = "line"
    BARS = "bars"
    GROUPS = "groups"
    NONE = "none"  # too much for one picture: the table says it better


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as specified, and the same in words."""

    kind: Kind
    headline: str  # what is seen first: "Turun 0,84 poin sejak 2018."
    words: str  # the whole picture told, for those who do not see it
    wide: Mapping[str, Any] | None = None
    narrow: Mapping[str, Any] | None = None


def kind_of(figures: Figures) -> Kind:
    """The form that these figures want."""
    known = [row for row in figures.rows if row.value is not None]
    varying = figures.varying
    if not known or len(varying) > 2:
        return Kind.NONE
    if not varying:
        return Kind.NUMBER
    if PERIOD in varying:
        others = [role for role in varying if role != PERIOD]
        return Kind.LINE if all(len(figures.codes(role)) <= MOST_SERIES for role in others) else Kind.NONE
    if len(varying) == 1:
        return Kind.BARS if len(figures.codes(varying[0])) <= MOST_BARS else Kind.NONE
    fewest = min(len(figures.codes(role)) for role in varying)
    most = max(len(figures.codes(role)) for role in varying)
    return Kind.GROUPS if fewest <= MOST_SERIES and most <= MOST_BARS else Kind.NONE


def kind_in_bars(figures: Figures) -> Kind:
    """The form that these figures take as bars, even where they are of several periods."""
    counts = sorted(len(figures.codes(role)) for role in figures.varying)
    if not any(row.value is not None for row in figures.rows) or len(counts) > 2 or not counts:
        return Kind.NONE
    if counts[-1] > MOST_BARS or counts[0] > (MOST_BARS if len(counts) == 1 else MOST_SERIES):
        return Kind.NONE
    return Kind.BARS if len(counts) == 1 else Kind.GROUPS


def picture(figures: Figures, *, in_bars: bool = False) -> Picture:
    """The picture of these figures; ``in_bars`` where bars are wanted rather than lines."""
    kind = kind_in_bars(figures) if in_bars else kind_of(figures)
    headline, words = captions.headline(figures), captions.words(figures)
    wide, narrow = (specification(figures, kind, width) for width in (WIDE, NARROW))
    return Picture(kind, headline, words, wide, narrow)


def specification(
    figures: Figures, kind: Kind, width: int, height: int | None = None
) -> dict[str, Any] | None:
    """A chart of a form and a width; none where figures have no such form. Bars need their height."""
    if kind is Kind.LINE:
        return _marked(lines.line_chart(figures, width, height), figures)
    make = {Kind.BARS: bars.bar_chart, Kind.GROUPS: bars.group_chart}.get(kind)
    return _marked(make(figures, width), figures) if make is not None else None


def _marked(spec: dict[str, Any], figures: Figures) -> dict[str, Any]:
    """The specification with the word that its figures are simulated, which goes wherever the file goes."""
    if not figures.structure.simulated:
        return spec
    words = Text("Data simulasi", "Simulated data").said(figures.language)
    note = {"text": words, "orient": "bottom", "anchor": "end", "fontSize": 12, "color": look.ATTENTION}
    return {**spec, "title": note, "height": int(spec["height"]) + 24}
