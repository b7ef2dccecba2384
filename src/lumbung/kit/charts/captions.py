"""What a picture says, in words: first what is seen first, then the whole of it."""

from __future__ import annotations

from lumbung.kit.charts.figures import AREA, PERIOD, Figures, Row, placed
from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.words import Text

TOLD_IN_FULL = 12  # a list longer than this is told by its ends


def change(figures: Figures, before: float, after: float) -> Text:
    """What happened between two figures: ``turun 0,84 poin``, ``naik 1.423 jiwa (0,9 %)``.

    A percentage changes by points; anything else also by its own percentage.
    """
    moved = round(after - before, figures.decimals)
    if moved == 0:
        return Text("tetap", "unchanged")
    verb = Text("naik", "up") if moved > 0 else Text("turun", "down")
    size = said_number(abs(moved), decimals=figures.decimals, language=figures.language)
    if figures.is_percent:
        return Text(f"{verb.id} {size} poin", f"{verb.en} {size} points")
    share = _share(figures, before, moved)
    before_it, after_it = placed(figures.sign)
    size = f"{before_it}{size}{after_it}"
    return Text(f"{verb.id} {size}{share}", f"{verb.en} {size}{share}")


def _share(figures: Figures, before: float, moved: float) -> str:
    if before <= 0:
        return ""
    percent = abs(moved) / before * 100
    return f" ({said_number(percent, decimals=1 if percent < 10 else 0, language=figures.language)}\u00a0%)"


def headline(figures: Figures) -> str:
    """What is seen first, as one sentence."""
    rows = [row for row in figures.rows if row.value is not None]
    if not rows:
        return _say(figures, Text("Belum ada angka.", "No figures yet."))
    varying = figures.varying
    if not varying:
        return figures.said(rows[0].value, unit=True) + "."
    if varying == (PERIOD,):
        return _ends(figures, rows, PERIOD) if figures.is_change else _over_time(figures, rows)
    if PERIOD in varying:
        return _lines(figures, rows, next(role for role in varying if role != PERIOD))
    if len(varying) == 1:
        return _ends(figures, rows, varying[0])
    longest = max(varying, key=lambda role: (role == AREA, len(figures.codes(role))))
    return _group_ends(figures, rows, longest, next(role for role in varying if role != longest))


def words(figures: Figures) -> str:
    """The whole picture told: every figure where they are few, else the ends and the count."""
    rows = sorted(
        (row for row in figures.rows if row.value is not None),
        key=lambda row: (parse_period(row.period).start, row.area, tuple(row.dimensions.values())),
    )
    if not rows:
        return headline(figures)
    parts = [headline(figures)]
    if len(rows) <= TOLD_IN_FULL and figures.varying:
        told = ", ".join(f"{_key(figures, row)} {figures.said(row.value)}" for row in rows)
        parts.append(f"{told[0].upper()}{told[1:]}.")
    elif figures.varying:
        highest, lowest = max(rows, key=_value), min(rows, key=_value)
        parts.append(
            _say(
                figures,
                Text(
                    f"{len(rows)} angka; tertinggi {_key(figures, highest)} ({figures.said(highest.value)}), "
                    f"terendah {_key(figures, lowest)} ({figures.said(lowest.value)}).",
                    f"{len(rows)} figures; highest {_key(figures, highest)} ({figures.said(highest.value)}), "
                    f"lowest {_key(figures, lowest)} ({figures.said(lowest.value)}).",
                ),
            )
        )
    return " ".join(parts)


def _say(figures: Figures, text: Text) -> str:
    said = text.said(figures.language)
    return said[:1].upper() + said[1:]


def _value(row: Row) -> float:
    return row.value if row.value is not None else float("-inf")


def _key(figures: Figures, row: Row) -> str:
    return ", ".join(figures.name(role, row.code(role)) for role in figures.varying)


def _over_time(figures: Figures, rows: list[Row]) -> str:
    rows = sorted(rows, key=lambda row: parse_period(row.period).start)
    first, last = rows[0], rows[-1]
    since = figures.name(PERIOD, first.period)
    moved = change(figures, _value(first), _value(last))
    if len(rows) == 1:
        return _say(
            figures,
            Text(f"{figures.said(last.value, unit=True)}.", f"{figures.said(last.value, unit=True)}."),
        )
    return _say(figures, Text(f"{moved.id} sejak {since}.", f"{moved.en} since {since}."))


def _lines(figures: Figures, rows: list[Row], role: str) -> str:
    last = max(rows, key=lambda row: parse_period(row.period).start).period
    at_last = [row for row in rows if row.period == last]
    when = figures.name(PERIOD, last)
    if len(at_last) == 1:
        row = at_last[0]
        name = figures.name(role, row.code(role))
        return _say(
            figures,
            Text(
                f"{name} {figures.said(row.value, unit=True)} pada {when}.",
                f"{name} {figures.said(row.value, unit=True)} in {when}.",
            ),
        )
    highest, lowest = max(at_last, key=_value), min(at_last, key=_value)
    top, bottom = figures.name(role, highest.code(role)), figures.name(role, lowest.code(role))
    return _say(
        figures,
        Text(
            f"{top} tertinggi pada {when} ({figures.said(highest.value, unit=True)}), "
            f"{bottom} terendah ({figures.said(lowest.value, unit=True)}).",
            f"{top} is highest in {when} ({figures.said(highest.value, unit=True)}), "
            f"{bottom} lowest ({figures.said(lowest.value, unit=True)}).",
        ),
    )


def _ends(figures: Figures, rows: list[Row], role: str) -> str:
    highest, lowest = max(rows, key=_value), min(rows, key=_value)
    if highest.value == lowest.value:
        return _say(
            figures,
            Text(
                f"semua sama: {figures.said(highest.value, unit=True)}.",
                f"all alike: {figures.said(highest.value, unit=True)}.",
            ),
        )
    top, bottom = figures.name(role, highest.code(role)), figures.name(role, lowest.code(role))
    return _say(
        figures,
        Text(
            f"tertinggi {top} ({figures.said(highest.value, unit=True)}), "
            f"terendah {bottom} ({figures.said(lowest.value, unit=True)}).",
            f"highest: {top} ({figures.said(highest.value, unit=True)}), "
            f"lowest: {bottom} ({figures.said(lowest.value, unit=True)}).",
        ),
    )


def _group_ends(figures: Figures, rows: list[Row], role: str, other: str) -> str:
    highest = max(rows, key=_value)
    name, part = figures.name(role, highest.code(role)), figures.name(other, highest.code(other))
    return _say(
        figures,
        Text(
            f"tertinggi {name}, {part}: {figures.said(highest.value, unit=True)}.",
            f"highest: {name}, {part}: {figures.said(highest.value, unit=True)}.",
        ),
    )
