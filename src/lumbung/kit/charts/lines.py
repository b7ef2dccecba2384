"""Lines over time: a period without a figure is a gap, never a line across it or to zero."""

from __future__ import annotations

import json
from typing import Any

from lumbung.kit.charts import look
from lumbung.kit.charts.figures import PERIOD, Figures
from lumbung.kit.charts.scales import LETTER, apart, decimals_of, round_ends, thinned
from lumbung.vocabulary.periods import Frequency, Period, period_range
from lumbung.vocabulary.words import Text

MOST_VALUES_WRITTEN = 9
HEIGHT = {True: 300, False: 260}  # wide, narrow
LABEL_HEIGHT = 16.0


def line_chart(figures: Figures, width: int, height: int | None = None) -> dict[str, Any]:
    """Figures over time, one line for each code of the other role, named at their ends."""
    wide = width > 500
    height = height or HEIGHT[wide]
    series_role = next((role for role in figures.varying if role != PERIOD), None)
    series = figures.codes(series_role) if series_role else ("",)
    periods = _axis_periods(figures)
    values = [row.value for row in figures.rows if row.value is not None]
    low, high, ticks = round_ends(values)
    points = _points(figures, periods, series_role)
    names = {code: figures.name(series_role, code) if series_role else "" for code in series}
    layers = _line_layers(series, names, legend=not wide)
    room = width - 80.0
    if series_role and wide:  # on a phone there is no room at the end of a line: a legend stands above
        plot = height - 44.0  # without the axis below
        layers.append(_end_labels(points, series, names, (low, high), str(periods[-1]), plot))
        room -= max(len(name) + 8 for name in names.values()) * LETTER
    elif not series_role:
        _write_values(points, width)
        layers += _value_labels()
    labels = [short_period(period, figures.language) for period in periods]
    widest = max(map(len, labels)) * LETTER + 10
    shown = thinned([str(period) for period in periods], room, widest)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "config": look.CONFIG,
        "data": {"values": points},
        "encoding": {
            "x": {
                "field": "period",
                "type": "ordinal",
                "sort": [str(period) for period in periods],
                "scale": {"type": "point", "padding": 0.35},
                "axis": {
                    "labelAngle": 0,
                    "labelExpr": _label_expression(
                        dict(zip((str(p) for p in periods), labels, strict=True)), shown
                    ),
                    "labelOverlap": False,
                    "tickSize": 4,
                },
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "scale": {"domain": [low, high], "nice": False, "zero": False},
                "axis": {"grid": True, "values": ticks, "format": f",.{decimals_of(ticks)}f", "ticks": False},
            },
        },
        "layer": layers,
    }


def short_period(period: Period, language: str) -> str:
    """A period as it stands below an axis, in two lines where it has two parts."""
    match period.frequency:
        case Frequency.YEAR:
            return str(period.year)
        case Frequency.QUARTER:
            return f"{'TW' if language == 'id' else 'Q'} {period.number}|{period.year}"
        case Frequency.HALF:
            return f"{'Smt' if language == 'id' else 'H'} {period.number}|{period.year}"
        case Frequency.MONTH:
            return f"{period.title.said(language)[:3]}|{period.year}"
        case Frequency.WEEK:
            return f"{Text('Mg', 'W').said(language)} {period.number}|{period.year}"
        case Frequency.DAY:
            return f"{period.start.day} {period.title.said(language).split()[1][:3]}|{period.year}"


def _axis_periods(figures: Figures) -> list[Period]:
    """Every period from the first to the last, so that what is missing is seen to be missing."""
    present = figures.periods
    if len({period.frequency for period in present}) > 1:
        return list(present)
    whole = list(period_range(present[0], present[-1]))
    return whole if len(whole) <= 400 else list(present)


def _points(figures: Figures, periods: list[Period], series_role: str | None) -> list[dict[str, Any]]:
    known = {(row.period, row.code(series_role) if series_role else ""): row for row in figures.rows}
    series = figures.codes(series_role) if series_role else ("",)
    points: list[dict[str, Any]] = []
    for code in series:
        for period in periods:
            row = known.get((str(period), code))
            value = row.value if row else None
            points.append(
                {
                    "period": str(period),
                    "series": code,
                    "value": value,
                    "said": figures.said(value) if value is not None else "",
                }
            )
    return points


def _line_layers(series: tuple[str, ...], names: dict[str, str], *, legend: bool) -> list[dict[str, Any]]:
    colour: dict[str, Any] = {"value": look.LEAF}
    shape: dict[str, Any] = {"value": "circle"}
    detail: dict[str, Any] = {}
    if len(series) > 1:
        key = {"columns": 2, "labelExpr": _names_expression(names)} if legend else None
        colour = _scale(series, look.CATEGORIES, key)
        shape = _scale(series, look.SHAPES, key)
        detail = {"detail": {"field": "series", "type": "nominal"}}
    return [
        {
            "mark": {"type": "line", "strokeWidth": 2.5, "strokeCap": "round", "strokeJoin": "round"},
            "encoding": {"color": colour, **detail},
        },
        {
            "transform": [{"filter": "isValid(datum.value)"}],
            "mark": {"type": "point", "filled": True, "size": 55, "opacity": 1},
            "encoding": {"color": colour, "shape": shape},
        },
    ]


def _scale(
    series: tuple[str, ...], palette: tuple[str, ...], legend: dict[str, Any] | None
) -> dict[str, Any]:
    scale = {"domain": list(series), "range": list(palette[: len(series)])}
    return {"field": "series", "type": "nominal", "scale": scale, "legend": legend}


def _names_expression(names: dict[str, str]) -> str:
    return f"({json.dumps(names, ensure_ascii=False)})[datum.label]"


def _end_labels(
    points: list[dict[str, Any]],
    series: tuple[str, ...],
    names: dict[str, str],
    ends: tuple[float, float],
    last_period: str,
    plot: float,
) -> dict[str, Any]:
    """The name of each line at its end, moved apart where two would meet."""
    low, high = ends
    last = {point["series"]: point for point in points if point["value"] is not None}
    codes = [code for code in series if code in last]
    wanted = [plot * (high - last[code]["value"]) / (high - low) for code in codes]
    placed = apart(wanted, LABEL_HEIGHT, 0, plot)
    labels = [
        {
            "series": code,
            "label": f"{names[code]} {last[code]['said']}",
            "period": last_period,
            "value": high - at / plot * (high - low),
        }
        for code, at in zip(codes, placed, strict=True)
    ]
    return {
        "data": {"values": labels},
        "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 10},
        "encoding": {"text": {"field": "label"}, "color": {"value": look.INK}},
    }


def _write_values(points: list[dict[str, Any]], width: int) -> None:
    """Write every value where they are few, else the first, the last and the two extremes.

    A value stands above its point, or below where the line comes down to it.
    """
    known = [point for point in points if point["value"] is not None]
    for place, point in enumerate(points):
        beside = [p["value"] for p in points[max(0, place - 1) : place + 2] if p["value"] is not None]
        point["side"] = "below" if beside and (point["value"] or 0) < sum(beside) / len(beside) else "above"
    if len(known) <= (MOST_VALUES_WRITTEN if width > 500 else 5):
        return
    marked = {id(known[0]), id(known[-1])}
    marked.add(id(max(known, key=lambda point: point["value"])))
    marked.add(id(min(known, key=lambda point: point["value"])))
    for point in known:
        if id(point) not in marked:
            point["said"] = ""


def _value_labels() -> list[dict[str, Any]]:
    return [
        {
            "transform": [{"filter": f"isValid(datum.value) && datum.side == '{side}'"}],
            "mark": {"type": "text", "dy": shift, "baseline": "middle"},
            "encoding": {"text": {"field": "said"}},
        }
        for side, shift in (("above", -14), ("below", 15))
    ]


def _label_expression(labels: dict[str, str], shown: list[str]) -> str:
    """The label of each tick that is written; a bar in it breaks the line."""
    table = {code: label.split("|") for code, label in labels.items() if code in shown}
    return f"({json.dumps(table, ensure_ascii=False)})[datum.value] || ''"
