"""How charts look: colours, type, numbers as each language writes them."""

from __future__ import annotations

from typing import Any

from lumbung.vocabulary.periods import MONTHS_ID
from lumbung.vocabulary.words import Language

FONT = "Plus Jakarta Sans"
INK, SOFT, LINE, CARD, PAPER = "#17211b", "#55615a", "#e4dfd2", "#ffffff", "#fbfaf6"
LEAF, ATTENTION = "#0e6b4f", "#7a4d08"
CATEGORIES = (LEAF, "#d99a1c", "#2f6da8", "#a8472f", "#6b4c8a", "#7b7f78")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")

# The same colours after sunset; a chart's file carries both and follows the reader's choice.
AFTER_DARK = {
    INK: "#edf0ea",
    SOFT: "#abb6ae",
    LINE: "#303a34",
    CARD: "#19211d",
    LEAF: "#63c7a0",
    ATTENTION: "#edc678",
    "#d99a1c": "#e8b95a",
    "#2f6da8": "#7fb2e6",
    "#a8472f": "#ec8f76",
    "#6b4c8a": "#b79ad6",
    "#7b7f78": "#a4aaa2",
}

FORMATS: dict[Language, dict[str, Any]] = {
    "id": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""], "minus": "−"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["Rp", ""], "minus": "−"},
}
_DAYS = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"]
TIMES: dict[Language, dict[str, Any] | None] = {
    "id": {
        "dateTime": "%A %e %B %Y %X",
        "date": "%d/%m/%Y",
        "time": "%H.%M.%S",
        "periods": ["", ""],
        "days": _DAYS,
        "shortDays": [day[:3] for day in _DAYS],
        "months": list(MONTHS_ID),
        "shortMonths": [month[:3] for month in MONTHS_ID],
    },
    "en": None,
}

CONFIG: dict[str, Any] = {
    "background": None,
    "font": FONT,
    "padding": 4,
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "grid": False,
        "gridColor": LINE,
        "labelColor": SOFT,
        "labelFontSize": 12,
        "labelPadding": 6,
        "tickColor": LINE,
        "title": None,
        "titleColor": SOFT,
        "titleFontSize": 12,
        "titleFontWeight": 400,
    },
    "header": {"labelColor": INK, "labelFontSize": 13, "labelFontWeight": 600, "title": None},
    "legend": {
        "labelColor": INK,
        "labelFontSize": 13,
        "orient": "top",
        "symbolSize": 110,
        "title": None,
        "columnPadding": 16,
    },
    "text": {"color": INK, "fontSize": 12, "fontWeight": 600},
    "title": {"anchor": "start", "color": INK, "fontSize": 18, "fontWeight": 700, "subtitleColor": SOFT},
}
