"""Drawing: a specification made into an SVG that carries its own font, or into a PNG.

Vega runs inside the process (vl-convert): the first chart costs about 0.4 s and 60 MB, each
later one some 20 ms. Pages never wait for it; see :mod:`lumbung.kit.charts.shelf`.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any
from xml.sax.saxutils import escape

from lumbung.kit.charts import look
from lumbung.vocabulary.words import Language

FONTS = Path(__file__).parent.parent / "static" / "dist" / "charts"

_drawing = Lock()  # one V8 in a process is enough

# A picture is one thing to a reader and its words stand beside it, so the roles that Vega gives
# to each bar are left out, and a hundredth of a pixel is as fine as anyone sees.
_UNHEARD = re.compile(r' (?:aria-[a-z]+|role|class|pointer-events|opacity)="[^"]*"')
_SHAPES = re.compile(r' (?:d|transform|[xy][12]?|width|height)="[^"]*"')
_TOO_FINE = re.compile(r"(\.\d{2})\d+")
_EMPTY = re.compile(r'<path d=""(?: display="none")?/>')


@lru_cache(maxsize=1)
def _vega() -> Any:
    """Vega with our font; imported when the first chart is drawn."""
    import vl_convert

    if FONTS.exists():
        vl_convert.register_font_directory(str(FONTS))
    return vl_convert


@lru_cache(maxsize=1)
def _dress() -> str:
    """The style inside every SVG: the font itself, and the colours after sunset."""
    font = FONTS / "chart.woff2"
    face = ""
    if font.exists():
        carried = base64.b64encode(font.read_bytes()).decode("ascii")
        face = (
            f'@font-face{{font-family:"{look.FONT}";font-weight:400 700;'
            f"src:url(data:font/woff2;base64,{carried})format('woff2')}}"
        )
    dark = "".join(
        f'[fill="{day}" i]{{fill:{night}}}[stroke="{day}" i]{{stroke:{night}}}'
        for day, night in look.AFTER_DARK.items()
    )
    tabular = "text{font-variant-numeric:tabular-nums}"
    return f"<style>{face}{tabular}@media(prefers-color-scheme:dark){{{dark}}}</style>"


def svg(spec: Mapping[str, Any], *, title: str, language: Language = "id") -> bytes:
    """A chart as an SVG that needs nothing from outside and follows the reader's colours."""
    drawn = plain_svg(spec, language=language)
    light = _SHAPES.sub(lambda shape: _TOO_FINE.sub(r"\1", shape[0]), _UNHEARD.sub("", drawn))
    opening, rest = light.split(">", 1)
    named = f'{opening} role="img" lang="{language}"><title>{escape(title)}</title>'
    return f"{named}{_dress()}{_EMPTY.sub('', rest)}".encode()


def plain_svg(spec: Mapping[str, Any], *, language: Language = "id") -> str:
    """A chart as Vega draws it, to be put into a larger drawing."""
    with _drawing:
        drawn: str = _vega().vegalite_to_svg(
            json.dumps(spec),
            allowed_base_urls=[],
            format_locale=look.FORMATS[language],
            time_format_locale=look.TIMES[language],
        )
    return drawn


def png_of(svg_text: str) -> bytes:
    """A drawing of our own as PNG, in our font."""
    with _drawing:
        made: bytes = _vega().svg_to_png(svg_text)
    return made


def png(
    spec: Mapping[str, Any], *, title: str, subtitle: str, language: Language = "id", scale: float = 2
) -> bytes:
    """A chart as a picture that can be passed on: on paper, with its title and its source."""
    simulated = spec.get("title", {}).get("text", "")
    lines = [line for line in (simulated, subtitle) if line]
    whole = {
        **spec,
        "background": look.PAPER,
        "padding": 24,
        "title": {"text": title, "subtitle": lines, "offset": 16},
        "height": int(spec["height"]) + 60,
    }
    with _drawing:
        made: bytes = _vega().vegalite_to_png(
            json.dumps(whole),
            scale=scale,
            allowed_base_urls=[],
            format_locale=look.FORMATS[language],
            time_format_locale=look.TIMES[language],
        )
    return made
