"""Figures as SDMX-JSON 1.0 and 2.0: places in lists that stand at the end of the message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from lumbung.formats.sdmx.artefacts import Attached, Kind, urn
from lumbung.formats.sdmx.data_ml import data_id
from lumbung.formats.sdmx.flows import (
    ATTRIBUTES,
    COMMENT,
    CONFIDENTIALITIES,
    NAMES,
    STATUS,
    STATUSES,
    TIME,
    UNIT,
    VALUE,
    Axis,
    Flow,
)
from lumbung.formats.sdmx.observations import (
    NEW,
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
from lumbung.formats.sdmx.observations import VALUE as VALUES
from lumbung.vocabulary.observations import Confidentiality
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    import polars as pl

SCHEMAS = "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas"
LANGUAGES = ["id", "en"]


class Notes:
    """The footnotes that were met, each with its place."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    def place(self, note: str) -> str:
        """The place of a note."""
        return str(self.places.setdefault(note, len(self.places)))


def json_chunks(
    observations: Iterable[pl.DataFrame],
    wanted: Wanted,
    *,
    version: int,
    prepared: dt.datetime,
    notes: Sequence[Text] = (),
) -> Iterator[bytes]:
    """The figures, chunk by chunk."""
    met = Notes()
    yield _opening(wanted, version, prepared)
    is_first = True
    for text in lines(observations, lambda sides: _line(wanted, met, sides)):
        # Each row begins with what ends the one before: nothing, before the first of all.
        yield text[text.index(b'"') :] if is_first else text
        is_first = False
    closes_series = not (wanted.is_flat or is_first)
    yield (b"}}" if wanted.has_observations else b"}") if closes_series else b""
    structure = structure_of(wanted, met, version, notes)
    key = b'"structure":' if version == 1 else b'"structures":['
    end = b"" if version == 1 else b"]"
    yield b"}}]," + key + orjson.dumps(structure) + end + b'},"errors":[]}\n'


def _opening(wanted: Wanted, version: int, prepared: dt.datetime) -> bytes:
    flow = wanted.flow
    meta = {
        "schema": f"{SCHEMAS}/{'1.0' if version == 1 else '2.0.0'}/sdmx-json-data-schema.json",
        "id": data_id(wanted),
        "test": False,
        "prepared": prepared.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "contentLanguages": LANGUAGES,
        "sender": {"id": flow.agency},
    } | _named(flow.structure.title)
    dataset: dict[str, Any] = {
        "action": "Information",
        "links": [{"urn": urn(Kind.DATAFLOW, flow.agency, flow.id, flow.version), "rel": "dataflow"}],
        "validFrom": flow.edition.released_at.isoformat(timespec="seconds"),
    }
    if version == 2:
        dataset["structure"] = 0
    if wanted.has_attributes:
        dataset["attributes"] = [0] * len(flow.attributes())
    rows = b',"observations":{' if wanted.is_flat else b',"series":{'
    return b'{"meta":' + orjson.dumps(meta) + b',"data":{"dataSets":[' + orjson.dumps(dataset)[:-1] + rows


def _line(wanted: Wanted, met: Notes, sides: Sides) -> pl.Expr:
    import polars as pl

    if wanted.is_flat:
        about = _about_measures(wanted)
        return pl.concat_str(
            pl.lit(',"'),
            *_key(wanted, [*wanted.series, WHEN]),
            pl.lit('":['),
            *_values(wanted, met, about, sides),
        )
    has_measure = column(2) in wanted.series
    head: list[pl.Expr] = [pl.lit(("}}" if wanted.has_observations else "}") + ',"')]
    head += [*_key(wanted, wanted.series), pl.lit('":{')]
    if wanted.has_attributes:
        about = _about_measures(wanted) if has_measure else [""] * len(wanted.flow.measures)
        head += [pl.lit('"attributes":['), gathered(about, column(2)), pl.lit("]")]
    if not wanted.has_observations:
        return pl.concat_str(head)
    head.append(pl.lit(("," if wanted.has_attributes else "") + '"observations":{"'))
    own = None if has_measure else _about_measures(wanted)
    obs = pl.concat_str(*_key(wanted, [wanted.within]), pl.lit('":['), *_values(wanted, met, own, sides))
    return pl.when(NEW).then(pl.concat_str(head)).otherwise(pl.lit(',"')) + obs


def _key(wanted: Wanted, names: Sequence[str]) -> list[pl.Expr]:
    found = []
    for number, name in enumerate(names):
        size = len(wanted.flow.periods) if name == WHEN else len(wanted.flow.axes[int(name[1:])].ids)
        before = ":" if number else ""
        found.append(gathered([f"{before}{place}" for place in range(size)], name))
    return found


def _about_measures(wanted: Wanted) -> list[str]:
    """The places of unit and decimals for each measure."""
    flow = wanted.flow
    units, decimals = _units(flow), _decimals(flow)
    return [
        f"{_at(units, unit)},{_at(decimals, '' if item.decimals is None else str(item.decimals))}"
        for unit, item in zip(flow.units(), flow.measures, strict=True)
    ]


def _units(flow: Flow) -> list[str]:
    return sorted({unit for unit in flow.units() if unit})


def _decimals(flow: Flow) -> list[str]:
    return sorted({str(item.decimals) for item in flow.measures if item.decimals is not None})


def _at(values: Sequence[str], value: str) -> str:
    return str(values.index(value)) if value in values else "null"


def _values(wanted: Wanted, met: Notes, about: Sequence[str] | None, sides: Sides) -> list[pl.Expr]:
    import polars as pl

    parts: list[pl.Expr] = [pl.col(VALUES).fill_null("null")]
    if wanted.has_attributes:
        if about is not None:
            parts.append(gathered([f",{words}" for words in about], column(2)))
        pieces = {id_: f",{place}" for place, id_ in enumerate(STATUSES.values())}
        parts += [status_texts(pieces, sides), hidden_texts(",0,", ",1,", sides)]
        parts.append(note_texts(met.place, "null", sides))
    return [*parts, pl.lit("]")]


def structure_of(wanted: Wanted, met: Notes, version: int, notes: Sequence[Text]) -> dict[str, Any]:
    """The lists that the places of the message are of."""
    flow = wanted.flow
    places = {column(number): (axis.id, number) for number, axis in enumerate(flow.axes)}
    places[WHEN] = (TIME, len(flow.axes))
    told = {
        name: _time(flow, place, version) if id_ == TIME else _dimension(flow.axes[place], place)
        for name, (id_, place) in places.items()
    }
    series = [] if wanted.is_flat else [told[name] for name in wanted.series]
    rows = [told[name] for name in (*wanted.series, WHEN)] if wanted.is_flat else [told[wanted.within]]
    link = {"urn": urn(Kind.DATASTRUCTURE, flow.agency, flow.id, flow.version), "rel": "datastructure"}
    found: dict[str, Any] = {
        **_named(flow.structure.title),
        "links": [link],
        "dimensions": {"dataSet": [], "series": series, "observation": rows},
        "attributes": _attributes(wanted, met, version),
    }
    if version == 2:
        found["dataSets"] = [0]
        found["measures"] = {"observation": [{"id": VALUE, **_named(NAMES[VALUE])}]}
    if notes:
        found["annotations"] = [{"type": "NOTE", "text": note.id, "texts": note.as_dict()} for note in notes]
    return found


def _dimension(axis: Axis, place: int) -> dict[str, Any]:
    values = [{"id": id_, **_named(title)} for id_, title in zip(axis.ids, axis.titles, strict=True)]
    return {"id": axis.id, **_named(axis.title), "keyPosition": place, "values": values}


def _time(flow: Flow, place: int, version: int) -> dict[str, Any]:
    values = []
    for text in flow.periods:
        period = parse_period(text)
        span = {"start": f"{period.start}T00:00:00Z", "end": f"{period.end}T23:59:59Z"}
        named = {"id": text, **_named(period.title)} if version == 1 else {"value": text}
        values.append(named | span)
    roles = {"roles": ["TIME_PERIOD"]}
    return {"id": TIME, **_named(NAMES[TIME]), "keyPosition": place, **roles, "values": values}


def _attributes(wanted: Wanted, met: Notes, version: int) -> dict[str, Any]:
    if not wanted.has_attributes:
        return {"dataSet": [], "series": [], "observation": []}
    flow = wanted.flow
    units = {unit: item for unit, item in zip(flow.units(), flow.measures, strict=True) if unit}
    plain = "name" if version == 1 else "value"
    values: dict[str, list[dict[str, Any]]] = {
        UNIT: [{"id": id_, **_named(units[id_].unit_title or Text(units[id_].unit))} for id_ in _units(flow)],
        "DECIMALS": [{plain: words} for words in _decimals(flow)],
        STATUS: [{"id": STATUSES[one], **_named(one.title)} for one in STATUSES],
        "CONF_STATUS": [{"id": one.value, **_named(CONFIDENTIALITIES[one])} for one in Confidentiality],
        COMMENT: [{plain: words} for words in met.places],
    }
    values |= {name: [{plain: words}] for name, words in flow.attributes().items()}
    groups: dict[str, list[dict[str, Any]]] = {"dataSet": [], "series": [], "observation": []}
    has_series = not wanted.is_flat
    for one in ATTRIBUTES:
        place = {
            Attached.DATASET: "dataSet",
            Attached.INDICATOR: "series" if has_series and column(2) in wanted.series else "observation",
            Attached.OBSERVATION: "observation",
        }[one.attached or Attached.OBSERVATION]
        told = {"id": one.id, **_named(NAMES[one.id]), "relationship": _relationship(one.attached, version)}
        if values[one.id] or version == 1:
            told["values"] = values[one.id]
        groups[place].append(told)
    if has_series and column(2) not in wanted.series:
        groups["observation"].sort(key=lambda one: one["id"] not in {UNIT, "DECIMALS"})
    return groups


def _relationship(attached: Attached | None, version: int) -> Mapping[str, Any]:
    match attached:
        case Attached.DATASET:
            return {"none": {}} if version == 1 else {"dataflow": {}}
        case Attached.INDICATOR:
            return {"dimensions": ["INDICATOR"]}
    return {"primaryMeasure": VALUE} if version == 1 else {"observation": {}}


def _named(title: Text) -> dict[str, Any]:
    return {"name": title.id, "names": title.as_dict()}
