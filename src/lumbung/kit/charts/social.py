"""A chart as a picture for social media: 1200 × 630 in the dress of the house.

What is seen first stands as a sentence in large letters; below it the chart, then who says so and
which edition. A phone shows the picture a hand wide, so a long row of bars is cut to its first few,
and the picture says of how many.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from lumbung.kit.charts import draw, look
from lumbung.kit.charts.bars import BAR, GROUP_BAR, ordered
from lumbung.kit.charts.figures import PERIOD, Figures
from lumbung.kit.charts.pictures import Kind, Picture, specification
from lumbung.vocabulary.words import Text

WIDTH, HEIGHT = 1200, 630
MARGIN = 56
CHART_WIDTH, CHART_HEIGHT = 640, 190  # as drawn, before it is enlarged to its room
FOOT = 74  # for the mark and the source
EM = 0.56  # the mean width of a letter of our font, in its size
BOLD = 0.6
GOLD = "#d99a1c"
SIZES = ((46, 2), (38, 3), (32, 3))  # of the sentence: letters of this size, at most so many lines
_ROOT = re.compile(r"<svg[^>]*>", re.DOTALL)
_SIZE = re.compile(r'\b(width|height)="([\d.]+)"')
MARK = (
    f'<path fill="{look.LEAF}" d="M16 3 2 13h28ZM7 16h18l-1.6 10h-5V19h-4.800v7h-5Z"/>'
    f'<path fill="{GOLD}" d="M3 13h26v2H3Z"/><path fill="{look.INK}" d="M7 27.500h18v2H7Z"/>'
)


@dataclass(frozen=True, slots=True)
class Dress:
    """The words around the chart."""

    title: str  # what the chart is of
    source: str
    edition: str
    house: str


def social_png(figures: Figures, picture: Picture, dress: Dress) -> bytes:
    """The picture as PNG."""
    return draw.png_of(social_svg(figures, picture, dress))


def social_svg(figures: Figures, picture: Picture, dress: Dress) -> str:
    """The picture as a drawing; its letters are set in our font when it is made a PNG."""
    shown, cut = few(figures, picture.kind)
    above = [dress.title, *([cut] if cut else [])]
    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{look.PAPER}"/>']
    parts.append(f'<rect width="{WIDTH}" height="10" fill="{look.LEAF}"/>')
    y = 66.0
    if figures.structure.simulated:
        words = Text("Data simulasi, bukan angka resmi", "Simulated data, not official figures")
        parts.append(_text(words.said(figures.language), MARGIN, y, 22, look.ATTENTION, weight=700))
        y += 34
    for line in wrapped(". ".join(above), 24, WIDTH - 2 * MARGIN, EM)[:2]:
        parts.append(_text(line, MARGIN, y, 24, look.SOFT))
        y += 32
    size, lines = _sentence(picture.headline, large=picture.kind is Kind.NUMBER)
    y += size * 0.75
    for line in lines:
        parts.append(_text(line, MARGIN, y, size, look.INK, weight=700))
        y += size * 1.22
    parts += _chart(shown, picture.kind, y - size * 0.55)
    parts += _foot(dress, figures)
    body = "".join(parts)
    size_of = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size_of}>{body}</svg>'


def few(figures: Figures, kind: Kind) -> tuple[Figures, str]:
    """The figures that can be read at the width of a hand, and the words that say what was cut."""
    if kind not in {Kind.BARS, Kind.GROUPS}:
        return figures, ""
    role, *others = sorted(figures.varying, key=lambda role: -len(figures.codes(role)))
    parts = len(figures.codes(others[0])) if others else 1
    height = parts * GROUP_BAR + 10 if others else BAR
    most = max(2, (CHART_HEIGHT - (30 if others else 0)) // height)
    codes = ordered(figures, role)
    if len(codes) <= most + 1:
        return figures, ""
    is_last = role == PERIOD
    kept = set(codes[-most:] if is_last else codes[:most])
    by_size = codes != list(figures.codes(role))
    which = Text("terakhir", "last") if is_last else Text("pertama", "first")
    which = Text("tertinggi", "highest") if by_size and not is_last else which
    words = Text(f"{most} {which.id} dari {len(codes)}", f"The {which.en} {most} of {len(codes)}")
    return (
        replace(figures, rows=[row for row in figures.rows if row.code(role) in kept]),
        words.said(figures.language),
    )


def _chart(figures: Figures, kind: Kind, top: float) -> list[str]:
    """The chart, enlarged to the room that is left for it."""
    spec = specification(figures, kind, CHART_WIDTH, CHART_HEIGHT)
    if spec is None:
        return []
    spec.pop("title", None)  # that its figures are simulated is said above
    drawn = draw.plain_svg(spec, language=figures.language)
    root = _ROOT.search(drawn)
    sizes = {name: float(value) for name, value in _SIZE.findall(root[0])} if root else {}
    if not sizes or root is None:
        return []
    room_x, room_y = WIDTH - 2.0 * MARGIN, HEIGHT - FOOT - top
    scale = min(room_x / sizes["width"], room_y / sizes["height"])
    inner = drawn[root.end() : drawn.rindex("</svg>")]
    return [f'<g transform="translate({MARGIN} {top:.1f}) scale({scale:.4f})">{inner}</g>']


def _foot(dress: Dress, figures: Figures) -> list[str]:
    y = HEIGHT - 34
    mark = f'<g transform="translate({MARGIN} {y - 26}) scale(1.1)">{MARK}</g>'
    name = _text(dress.house, MARGIN + 46, y, 22, look.INK, weight=700)
    room = WIDTH - 2 * MARGIN - 46 - len(dress.house) * 22 * BOLD - 40
    source = Text("Sumber", "Source").said(figures.language)
    behind = f" · {dress.edition}"
    words = _cut(f"{source}: {dress.source}", 18, room - len(behind) * 18 * EM) + behind
    right = _text(words, WIDTH - MARGIN, y, 18, look.SOFT, anchor="end")
    line = f'<path d="M{MARGIN} {HEIGHT - FOOT + 4}H{WIDTH - MARGIN}" stroke="{look.LINE}" stroke-width="2"/>'
    return [line, mark, name, right]


def _sentence(words: str, *, large: bool) -> tuple[int, list[str]]:
    """The sentence in the largest letters that leave room for the chart."""
    if large:
        return 110, wrapped(words.rstrip("."), 110, WIDTH - 2 * MARGIN, BOLD)[:2]
    for size, most in SIZES:
        lines = wrapped(words, size, WIDTH - 2 * MARGIN, BOLD)
        if len(lines) <= most:
            return size, lines
    size, most = SIZES[-1]
    lines = wrapped(words, size, WIDTH - 2 * MARGIN, BOLD)[:most]
    return size, [*lines[:-1], f"{lines[-1]} …"]


def wrapped(words: str, size: float, room: float, em: float) -> list[str]:
    """Words in lines that fit a width.

    >>> wrapped("tertinggi Turi, terendah Tlumpu", 10, 100, 0.6)
    ['tertinggi Turi,', 'terendah Tlumpu']
    """
    letters = max(1, int(room / (size * em)))
    lines: list[str] = []
    for word in words.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cut(words: str, size: float, room: float) -> str:
    letters = max(8, int(room / (size * EM)))
    return words if len(words) <= letters else f"{words[: letters - 1].rstrip()}…"


def _text(
    words: str, x: float, y: float, size: float, colour: str, *, weight: int = 400, anchor: str = "start"
) -> str:
    style: Sequence[str] = (
        f'x="{x:g}" y="{y:g}" font-family="{look.FONT}" font-size="{size:g}"',
        f'font-weight="{weight}" fill="{colour}" text-anchor="{anchor}"',
    )
    return f"<text {' '.join(style)}>{escape(words)}</text>"
