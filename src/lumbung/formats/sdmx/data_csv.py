"""Figures as SDMX-CSV 1.0 and 2.0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from lumbung.formats.sdmx.flows import (
    ATTRIBUTES,
    NAMES,
    STATUSES,
    TIME,
    VALUE,
)
from lumbung.formats.sdmx.observations import VALUE as VALUES
from lumbung.formats.sdmx.observations import (
    WHEN,
    Sides,
    Wanted,
    column,
    gathered,
    hidden_texts,
    lines,
    note_texts,
    status_texts,
)
from lumbung.formats.tables.safety import neutralised

if TYPE_CHECKING:
    import polars as pl


def csv_chunks(
    observations: Iterable[pl.DataFrame], wanted: Wanted, *, version: int = 1, labels: str = "id"
) -> Iterator[bytes]:
    """The figures, chunk by chunk; with ``labels="both"`` the names stand beside the codes."""
    yield ",".join(_head(wanted, version, labels)).encode() + b"\n"
    yield from lines(observations, lambda sides: _line(wanted, version, labels, sides))


def _head(wanted: Wanted, version: int, labels: str) -> list[str]:
    flow = wanted.flow
    before = ["DATAFLOW"] if version == 1 else ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    told = [(axis.id, axis.title.id) for axis in flow.axes]
    told += [(TIME, NAMES[TIME].id), (VALUE, NAMES[VALUE].id)]
    if wanted.has_attributes:
        told += [(one.id, NAMES[one.id].id) for one in ATTRIBUTES]
    if labels == "both":
        return before + [_cell(f"{id_}: {name}") for id_, name in told]
    return before + [id_ for id_, _ in told]


def _line(wanted: Wanted, version: int, labels: str, sides: Sides) -> pl.Expr:
    import polars as pl

    flow = wanted.flow
    named = f"{flow.agency}:{flow.id}({flow.version})"
    if labels == "both":
        named = f"{named}: {flow.structure.title.id}"
    before = [named] if version == 1 else ["dataflow", named, "I"]
    parts: list[pl.Expr] = [pl.lit(",".join(map(_cell, before)) + ",")]
    for number, axis in enumerate(flow.axes):
        names = [title.id for title in axis.titles] if labels == "both" else None
        parts.append(gathered(_cells(axis.ids, names), column(number)))
    if wanted.has_observations:
        parts.append(gathered([f"{period}," for period in flow.periods], WHEN))
        parts.append(pl.col(VALUES).fill_null(""))
    else:
        parts.append(pl.lit(","))
    if wanted.has_attributes:
        parts += _attributes(wanted, labels, sides)
    return pl.concat_str(parts)


def _attributes(wanted: Wanted, labels: str, sides: Sides) -> list[pl.Expr]:
    import polars as pl

    flow = wanted.flow
    units = [
        f"{id_}: {item.unit_title.id or item.unit}" if labels == "both" and id_ else id_
        for id_, item in zip(flow.units(), flow.measures, strict=True)
    ]
    decimals = ["" if item.decimals is None else str(item.decimals) for item in flow.measures]
    about = [f",{_cell(unit)},{places}" for unit, places in zip(units, decimals, strict=True)]
    parts = [gathered(about, column(2))]
    if wanted.has_observations:
        statuses = {id_: f",{id_}," for id_ in STATUSES.values()}
        parts += [status_texts(statuses, sides), hidden_texts("F,", "C,", sides)]
        parts.append(note_texts(lambda note: _cell(neutralised(note)), "", sides))
    else:
        parts.append(pl.lit(",,,"))
    told = flow.attributes()
    own = [one.id for one in ATTRIBUTES if one.id in told]
    parts.append(pl.lit("".join(f",{_cell(neutralised(told[id_]))}" for id_ in own)))
    return parts


def _cells(ids: Sequence[str], names: Sequence[str] | None) -> list[str]:
    if names is None:
        return [f"{id_}," for id_ in ids]
    return [_cell(f"{id_}: {name}") + "," for id_, name in zip(ids, names, strict=True)]


def _cell(text: str) -> str:
    """A text as a cell: in quotes where it must be."""
    if any(sign in text for sign in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
