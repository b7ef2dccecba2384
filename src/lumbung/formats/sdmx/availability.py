"""What there is of the figures that a request names: the codes that occur, counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lumbung.formats.sdmx.artefacts import Constraint, Kind, Named
from lumbung.formats.sdmx.catalogue import Catalogue, constraint_of
from lumbung.formats.sdmx.faults import ComponentUnknown, NotServed, SyntaxFault
from lumbung.formats.sdmx.finding import children
from lumbung.formats.sdmx.flows import TIME, Flow
from lumbung.formats.sdmx.observations import NEW, WHEN, Wanted, column
from lumbung.formats.sdmx.requests import SAID

if TYPE_CHECKING:
    import polars as pl

REFERENCES = {
    "dataflow": Kind.DATAFLOW,
    "datastructure": Kind.DATASTRUCTURE,
    "conceptscheme": Kind.CONCEPTS,
    "codelist": Kind.CODELIST,
}


def available(observations: Iterable[pl.DataFrame], wanted: Wanted, component: str) -> Constraint:
    """The codes of each dimension that occur (``component``: of this one only), and how many figures."""
    flow = wanted.flow
    _require_known(flow, component)
    names = [column(number) for number in range(len(flow.axes))]
    met: dict[str, set[int]] = {name: set() for name in (*names, WHEN)}
    rows = series = 0
    for frame in observations:
        rows += frame.height
        series += int(frame[NEW].sum())
        for name, places in met.items():
            places.update(frame[name].unique().to_list())
    region = {
        axis.id: tuple(axis.ids[place] for place in sorted(met[name]))
        for name, axis in zip(names, flow.axes, strict=True)
        if component in {"", axis.id}
    }
    periods = [flow.periods[place] for place in sorted(met[WHEN])] if component in {"", TIME} else []
    return constraint_of(flow, region, periods, series=series, observations=rows)


def _require_known(flow: Flow, component: str) -> None:
    known = [*(axis.id for axis in flow.axes), TIME]
    if component and component not in known:
        raise ComponentUnknown(flow=flow.id, name=component[:SAID], known=", ".join(known))


def beside(catalogue: Catalogue, found: Constraint, references: str, mode: str) -> Iterator[Named]:
    """The structures that are wanted beside what is available."""
    if mode not in {"", "exact"}:
        raise NotServed(what=f"mode={mode}"[:SAID])
    wanted = [word for word in references.lower().replace("+", ",").split(",") if word]
    for word in wanted:
        if word not in {"none", "all", "dataproviderscheme", *REFERENCES}:
            raise SyntaxFault(name="references", value=word[:SAID], example="references=all")
    told: dict[str, Named] = {}
    for one in children(catalogue, found, is_deep=True):
        if "all" in wanted or any(REFERENCES.get(word) is one.kind for word in wanted):
            told.setdefault(one.urn, one)
    yield from told.values()
