"""Figures as SDMX-ML 2.1: generic, and structure-specific; in series or one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lumbung.formats.sdmx.artefacts import Kind, urn
from lumbung.formats.sdmx.flows import (
    COMMENT,
    CONFIDENTIALITY,
    DECIMALS,
    STATUS,
    STATUSES,
    TIME,
    UNIT,
    VALUE,
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
from lumbung.formats.sdmx.texts import xml
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    import polars as pl

ROOT = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
SPACES = {
    "mes": f"{ROOT}/message",
    "com": f"{ROOT}/common",
    "gen": f"{ROOT}/data/generic",
    "ss": f"{ROOT}/data/structurespecific",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How pairs of name and value are written."""

    root: str
    is_generic: bool

    def key(self, name: str, value: str) -> str:
        """A dimension of a series or a single observation."""
        return f'<gen:Value id="{name}" value="{value}"/>' if self.is_generic else f' {name}="{value}"'

    attribute = key

    def within(self, name: str, value: str) -> str:
        """The dimension that counts within a series."""
        return f'<gen:ObsDimension id="{name}" value="{value}"/>' if self.is_generic else f' {name}="{value}"'


GENERIC = Dialect("GenericData", is_generic=True)
GENERIC_TIME = Dialect("GenericTimeSeriesData", is_generic=True)
SPECIFIC = Dialect("StructureSpecificData", is_generic=False)
SPECIFIC_TIME = Dialect("StructureSpecificTimeSeriesData", is_generic=False)


def ml_chunks(
    observations: Iterable[pl.DataFrame],
    wanted: Wanted,
    dialect: Dialect,
    *,
    prepared: dt.datetime,
    notes: Sequence[Text] = (),
) -> Iterator[bytes]:
    """The figures, chunk by chunk; ``notes`` are said at the end, where SDMX has its footer."""
    yield _opening(wanted, dialect, prepared).encode()
    line = _flat if wanted.is_flat else _in_series
    is_first = True
    for text in lines(observations, lambda sides: line(wanted, dialect, sides)):
        if is_first and not wanted.is_flat:
            yield text.removeprefix(b"</gen:Series>" if dialect.is_generic else b"</Series>")
        else:
            yield text
        is_first = False
    if not (wanted.is_flat or is_first):
        yield b"</gen:Series>\n" if dialect.is_generic else b"</Series>\n"
    yield f"</mes:DataSet>\n{_footer(notes)}</mes:{dialect.root}>\n".encode()


def _opening(wanted: Wanted, dialect: Dialect, prepared: dt.datetime) -> str:
    flow = wanted.flow
    structure = urn(Kind.DATASTRUCTURE, flow.agency, flow.id, flow.version)
    space = f"{structure}:ObsLevelDim:{wanted.at_observation}"
    spaces = "".join(f' xmlns:{short}="{long_}"' for short, long_ in SPACES.items())
    named = f' namespace="{xml(space)}"'
    own = "" if dialect.is_generic else f' xmlns:ns1="{xml(space)}"'
    at = prepared.strftime("%Y-%m-%dT%H:%M:%SZ")
    released = flow.edition.released_at.isoformat(timespec="seconds")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<mes:{dialect.root}{spaces}{own}><mes:Header>'
        f"<mes:ID>{data_id(wanted)}</mes:ID><mes:Test>false</mes:Test><mes:Prepared>{at}</mes:Prepared>"
        f'<mes:Sender id="{flow.agency}"/>'
        f'<mes:Structure structureID="{flow_ref(wanted)}"{named if not dialect.is_generic else ""}'
        f' dimensionAtObservation="{wanted.at_observation}"><com:Structure>'
        f'<Ref agencyID="{flow.agency}" id="{flow.id}" version="{flow.version}"/></com:Structure>'
        "</mes:Structure>"
        f"<mes:DataSetAction>Information</mes:DataSetAction><mes:Extracted>{released}</mes:Extracted>"
        f"{_said('mes:Source', flow.publication.source)}</mes:Header>\n{_dataset(wanted, dialect)}\n"
    )


def _dataset(wanted: Wanted, dialect: Dialect) -> str:
    told = wanted.flow.attributes() if wanted.has_attributes else {}
    pairs = "".join(dialect.attribute(name, xml(words)) for name, words in told.items())
    if dialect.is_generic:
        inside = f"<gen:Attributes>{pairs}</gen:Attributes>" if pairs else ""
        return f'<mes:DataSet structureRef="{flow_ref(wanted)}" action="Information">{inside}'
    return (
        f'<mes:DataSet ss:structureRef="{flow_ref(wanted)}" xsi:type="ns1:DataSetType"'
        f' ss:dataScope="DataStructure" ss:action="Information"{pairs}>'
    )


def flow_ref(wanted: Wanted) -> str:
    """The name of the structure within a message."""
    flow = wanted.flow
    return f"{flow.agency}_{flow.id}_{flow.version.replace('.', '_')}"


def data_id(wanted: Wanted) -> str:
    """The name of a message: the same figures have the same."""
    label = wanted.flow.edition.id.replace("@", "_").replace(".", "_")
    return f"E_{label}"


def _said(element: str, words: Text) -> str:
    return "".join(
        f'<{element} xml:lang="{language}">{xml(words.said(language))}</{element}>'
        for language in ("id", "en")
        if words.said(language)
    )


def _footer(notes: Sequence[Text]) -> str:
    if not notes:
        return ""
    space = f"{ROOT}/message/footer"
    told = "".join(
        f'<foo:Message code="{number}" severity="Information">{_said("com:Text", note)}</foo:Message>'
        for number, note in enumerate(notes, 1)
    )
    return f'<foo:Footer xmlns:foo="{space}">{told}</foo:Footer>\n'


def _in_series(wanted: Wanted, dialect: Dialect, sides: Sides) -> pl.Expr:
    """Each observation, with the end of the series before and the beginning of its own where it is new."""
    import polars as pl

    parts: list[pl.Expr] = []
    close = "</gen:Series>" if dialect.is_generic else "</Series>"
    parts.append(pl.lit(f"{close}<gen:Series><gen:SeriesKey>" if dialect.is_generic else f"{close}<Series"))
    parts += _keys(wanted, dialect, but=wanted.within)
    about = [""] * len(wanted.flow.measures)
    if wanted.has_attributes and column(2) in wanted.series:
        about = _of_series(wanted, dialect)
    if dialect.is_generic:
        about = [f"<gen:Attributes>{words}</gen:Attributes>" if words else "" for words in about]
        parts.append(pl.lit("</gen:SeriesKey>"))
    if any(about):
        parts.append(gathered(about, column(2)))
    if not dialect.is_generic:
        parts.append(pl.lit(">"))
    head = pl.concat_str(parts)
    if not wanted.has_observations:
        return head
    obs = pl.concat_str(_observation(wanted, dialect, sides))
    return pl.when(NEW).then(head + obs).otherwise(obs)


def _flat(wanted: Wanted, dialect: Dialect, sides: Sides) -> pl.Expr:
    import polars as pl

    keys = [*_keys(wanted, dialect), _place(wanted, dialect, WHEN)]
    about = _of_series(wanted, dialect) if wanted.has_attributes else [""] * len(wanted.flow.measures)
    if dialect.is_generic:
        return pl.concat_str(
            pl.lit("<gen:Obs><gen:ObsKey>"),
            *keys,
            pl.lit("</gen:ObsKey>"),
            *_values(wanted, dialect, about, sides),
            pl.lit("</gen:Obs>"),
        )
    return pl.concat_str(pl.lit("<Obs"), *keys, *_values(wanted, dialect, about, sides), pl.lit("/>"))


def _observation(wanted: Wanted, dialect: Dialect, sides: Sides) -> list[pl.Expr]:
    import polars as pl

    about = None
    if wanted.has_attributes and wanted.within == column(2):
        about = _of_series(wanted, dialect)
    begin, end = ("<gen:Obs>", "</gen:Obs>") if dialect.is_generic else ("<Obs", "/>")
    place = _place(wanted, dialect, wanted.within, is_within=True, begin=begin)
    return [place, *_values(wanted, dialect, about, sides), pl.lit(end)]


def _keys(wanted: Wanted, dialect: Dialect, but: str = "") -> list[pl.Expr]:
    names = [column(number) for number in range(len(wanted.flow.axes))]
    if wanted.within != WHEN:
        names.append(WHEN)
    return [_place(wanted, dialect, name) for name in names if name != but]


def _place(
    wanted: Wanted, dialect: Dialect, name: str, *, is_within: bool = False, begin: str = ""
) -> pl.Expr:
    flow = wanted.flow
    write = dialect.within if is_within else dialect.key
    if name == WHEN:
        return gathered([begin + write(TIME, period) for period in flow.periods], name)
    axis = flow.axes[int(name[1:])]
    return gathered([begin + write(axis.id, id_) for id_ in axis.ids], name)


def _values(wanted: Wanted, dialect: Dialect, about: Sequence[str] | None, sides: Sides) -> list[pl.Expr]:
    """The value of an observation and what is said of it; ``about`` is said of its measure."""
    import polars as pl

    before, after = ('<gen:ObsValue value="', '"/>') if dialect.is_generic else (f' {VALUE}="', '"')
    parts = [(pl.lit(before) + pl.col(VALUES) + pl.lit(after)).fill_null("")]
    if not wanted.has_attributes:
        return parts
    if dialect.is_generic:
        parts.append(pl.lit("<gen:Attributes>"))
    if about is not None:
        parts.append(gathered(about, column(2)))
    statuses = {id_: dialect.attribute(STATUS, id_) for id_ in STATUSES.values()}
    free, hidden = (dialect.attribute(CONFIDENTIALITY, id_) for id_ in ("F", "C"))
    parts += [status_texts(statuses, sides), hidden_texts(free, hidden, sides)]
    parts.append(note_texts(lambda note: dialect.attribute(COMMENT, _note(note)), "", sides))
    if dialect.is_generic:
        parts.append(pl.lit("</gen:Attributes>"))
    return parts


def _note(note: str) -> str:
    """A footnote in an attribute: as it is, with the ends of its lines."""
    return xml(note).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


def _of_series(wanted: Wanted, dialect: Dialect) -> list[str]:
    """What is said of each measure."""
    flow = wanted.flow
    told: list[Mapping[str, str]] = [
        {UNIT: unit, DECIMALS: "" if item.decimals is None else str(item.decimals)}
        for unit, item in zip(flow.units(), flow.measures, strict=True)
    ]
    return [
        "".join(dialect.attribute(name, xml(words)) for name, words in one.items() if words) for one in told
    ]
