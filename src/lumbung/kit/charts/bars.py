"""Bars: things side by side at one time, ordered by size unless their order means something."""

from __future__ import annotations

from typing import Any

from lumbung.kit.charts import look
from lumbung.kit.charts.figures import AREA, PERIOD, Figures
from lumbung.kit.charts.scales import round_ends

BAR, GROUP_BAR = 24, 15  # pixels for each
SHORTEST = 8
ROOM_AT_THE_LEFT = 0.14  # of the whole scale, for the figure of a bar below zero


def bar_chart(figures: Figures, width: int) -> dict[str, Any]:
    """One bar for each code, its name at the left, its figure at the end."""
    role = figures.varying[0]
    codes = ordered(figures, role)
    values = {row.code(role): row.value for row in figures.rows}
    bars: list[dict[str, Any]] = [
        {
            "name": figures.name(role, code),
            "value": values.get(code),
            "said": figures.said(values.get(code)),
            "order": place,
        }
        for place, code in enumerate(codes)
    ]
    return {
        **_frame(width, len(bars) * BAR),
        "data": {"values": bars},
        "encoding": {"x": _x(figures), "y": _y([bar["name"] for bar in bars], width)},
        "layer": [
            {"mark": {"type": "bar", "height": {"band": 0.72}, "color": look.LEAF, "cornerRadiusEnd": 2}},
            *_labels(figures),
        ],
    }


def group_chart(figures: Figures, width: int) -> dict[str, Any]:
    """Two things that vary: a group of bars for each code of the longer, a colour for the shorter."""
    first, second = sorted(figures.varying, key=lambda role: -len(figures.codes(role)))
    codes, parts = ordered(figures, first), figures.codes(second)
    values = {(row.code(first), row.code(second)): row.value for row in figures.rows}
    names = {part: figures.name(second, part) for part in parts}
    bars = [
        {
            "name": figures.name(first, code),
            "part": names[part],
            "value": values.get((code, part)),
            "said": figures.said(values.get((code, part))),
        }
        for code in codes
        for part in parts
        if (code, part) in values
    ]
    order = [figures.name(first, code) for code in codes]
    palette = list(look.CATEGORIES[: len(parts)])
    return {
        **_frame(width, len(codes) * (len(parts) * GROUP_BAR + 10)),
        "data": {"values": bars},
        "encoding": {
            "x": _x(figures),
            "y": _y(order, width, padding=0.22),
            "yOffset": {"field": "part", "type": "nominal", "sort": list(names.values())},
        },
        "layer": [
            {
                "mark": {"type": "bar", "height": {"band": 0.86}, "cornerRadiusEnd": 2},
                "encoding": {
                    "color": {
                        "field": "part",
                        "type": "nominal",
                        "sort": list(names.values()),
                        "scale": {"domain": list(names.values()), "range": palette},
                        "legend": {"columns": len(parts) if width > 500 else 2, "symbolType": "square"},
                    }
                },
            },
            *_labels(figures, size=11),
        ],
    }


def ordered(figures: Figures, role: str) -> list[str]:
    """The codes of a role: areas and plain lists by size, ordered lists as they are."""
    codes = list(figures.codes(role))
    if role == PERIOD or (role != AREA and not _is_plain(figures, role)):
        return codes
    sums: dict[str, float] = {}
    for row in figures.rows:
        sums[row.code(role)] = sums.get(row.code(role), 0.0) + (row.value or 0.0)
    return sorted(codes, key=lambda code: -sums.get(code, 0.0))


def _is_plain(figures: Figures, role: str) -> bool:
    """A list whose order tells nothing: none of its names begins with a number, as ages do."""
    return not any(figures.name(role, code)[:1].isdigit() for code in figures.codes(role))


def _frame(width: int, height: int) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "height": height + 30,
        "autosize": {"type": "fit", "contains": "padding"},
        "config": look.CONFIG,
    }


def _x(figures: Figures) -> dict[str, Any]:
    values = [row.value for row in figures.rows if row.value is not None]
    low, high, _ = round_ends([*values, 0.0], from_zero=True)
    if low < 0:  # room for the figure at the end of a bar to the left
        low -= (max(high, 0.0) - low) * ROOM_AT_THE_LEFT
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [low, max(high if high in values else max(values), 0.0) or 1.0], "nice": False},
        "axis": None,
    }


def _y(order: list[str], width: int, padding: float = 0.1) -> dict[str, Any]:
    return {
        "field": "name",
        "type": "nominal",
        "sort": order,
        "scale": {"paddingInner": padding, "paddingOuter": 0.05},
        "axis": {
            "ticks": False,
            "labelColor": look.INK,
            "labelFontSize": 13,
            "labelLimit": 260 if width > 500 else 120,
        },
    }


def _labels(figures: Figures, size: int = 12) -> list[dict[str, Any]]:
    """The figure at the end of each bar, on the side that the bar points to."""
    sides = [("left", 5, "datum.value >= 0")]
    if any(row.value is not None and row.value < 0 for row in figures.rows):
        sides.append(("right", -5, "datum.value < 0"))
    return [
        {
            "transform": [{"filter": which}],
            "mark": {"type": "text", "align": side, "baseline": "middle", "dx": shift, "fontSize": size},
            "encoding": {"text": {"field": "said"}},
        }
        for side, shift, which in sides
    ]
