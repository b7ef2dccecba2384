"""What an address asks for: structures and data, in the words of REST 1.x and of 2.x."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from lumbung.formats.sdmx.artefacts import Kind
from lumbung.formats.sdmx.faults import NotServed, SyntaxFault
from lumbung.vocabulary.periods import Period, UnreadablePeriod, day_period, parse_period

SAID = 60  # of a word that cannot be read, so much is said back
ALL_DIMENSIONS = "AllDimensions"
REFERENCES = frozenset(
    {"none", "parents", "parentsandsiblings", "ancestors", "children", "descendants", "all", *Kind}
)
STRUCTURE_DETAILS = frozenset(
    {
        "full",
        "raw",
        "allstubs",
        "allcompletestubs",
        "referencestubs",
        "referencecompletestubs",
        "referencepartial",
    }
)
DATA_DETAILS = ("full", "dataonly", "serieskeysonly", "nodata")
_OTHERS = """metadatastructure hierarchicalcodelist organisationscheme dataproviderscheme dataconsumerscheme
    organisationunitscheme metadataflow reportingtaxonomy provisionagreement structureset process
    attachmentconstraint actualconstraint allowedconstraint transformationscheme rulesetscheme
    userdefinedoperatorscheme customtypescheme namepersonalisationscheme vtlmappingscheme valuelist
    hierarchy hierarchyassociation structuremap representationmap conceptschememap categoryschememap
    organisationschememap reportingtaxonomymap metadataconstraint metadataproviderscheme
    metadataprovisionagreement geographiccodelist geogridcodelist"""
OTHER_KINDS = frozenset(re.findall("[a-z]+", _OTHERS))  # SDMX has them, we have none
ID = re.compile(r"[A-Za-z0-9_@$\-.*~+,:]{1,2000}")


@dataclass(frozen=True, slots=True)
class StructureRequest:
    """Structures of some kinds by agency, identifier and version, with what belongs to them."""

    kinds: tuple[Kind, ...]
    agencies: frozenset[str]
    ids: frozenset[str]
    versions: frozenset[str]
    items: frozenset[str]
    references: str
    detail: str
    said: str


@dataclass(frozen=True, slots=True)
class DataRequest:
    """Figures of a dataflow."""

    agency: str
    flow: str
    version: str
    key: str
    filters: tuple[tuple[str, str], ...] = ()
    first: Period | None = None
    last: Period | None = None
    updated_after: dt.datetime | None = None
    as_of: dt.date | None = None
    first_observations: int | None = None
    last_observations: int | None = None
    at_observation: str = "TIME_PERIOD"
    detail: str = "full"


def parameters(query: str) -> dict[str, str]:
    """The parameters of an address; ``+`` stays what it is, since it joins conditions.

    >>> parameters("c[TIME_PERIOD]=ge:2020%2Ble:2022&detail=full")
    {'c[TIME_PERIOD]': 'ge:2020+le:2022', 'detail': 'full'}
    """
    pairs = (part.partition("=") for part in query.split("&")[:100] if part)
    return {unquote(name): unquote(value) for name, _, value in pairs}


def structure_request(
    kind: str, parts: Sequence[str], given: Mapping[str, str], *, separator: str
) -> StructureRequest:
    """Read the address of structures; ``separator`` stands between several (``+`` in 1.x, ``,`` in 2.x)."""
    agency, id_, version, item = (*(part or "*" for part in parts), *("*",) * 4)[:4]
    if not any(parts[2:3]):
        version = "latest"
    references = given.get("references", "none").lower()
    references = {"dataconstraint": "contentconstraint"}.get(references, references)
    if references not in REFERENCES:
        raise SyntaxFault(name="references", value=references[:SAID], example="references=children")
    detail = given.get("detail", "full").lower()
    if detail not in STRUCTURE_DETAILS:
        raise SyntaxFault(name="detail", value=detail[:SAID], example="detail=full")
    return StructureRequest(
        _kinds(kind),
        _names("agencyID", agency, separator),
        _names("resourceID", id_, separator),
        _names("version", version, separator) if version not in {"+", "~"} else frozenset({version}),
        _names("itemID", item, separator),
        references,
        detail,
        "/".join((kind, *parts))[:SAID],
    )


def _kinds(word: str) -> tuple[Kind, ...]:
    word = {"dataconstraint": "contentconstraint"}.get(word.lower(), word.lower())
    if word in {"structure", "*"}:
        return tuple(Kind)
    if word in set(Kind):
        return (Kind(word),)
    if word in OTHER_KINDS:
        return ()
    raise SyntaxFault(name="resource", value=word[:SAID], example=", ".join(Kind))


def _names(name: str, text: str, separator: str) -> frozenset[str]:
    if ID.fullmatch(text) is None:
        raise SyntaxFault(name=name, value=text[:SAID], example="CL_FREQ")
    return frozenset(part for part in text.split(separator) if part) or frozenset({"*"})


def flow_reference(text: str) -> tuple[str, str, str]:
    """Agency, identifier and version of a dataflow as REST 1.x writes them: ``[agency,]id[,version]``.

    >>> flow_reference("penduduk"), flow_reference("KOTA,penduduk,1.0")
    (('all', 'penduduk', 'latest'), ('KOTA', 'penduduk', '1.0'))
    """
    if ID.fullmatch(text) is None or text.count(",") > 2:
        raise SyntaxFault(name="flowRef", value=text[:SAID], example="KOTA,penduduk,1.0")
    parts = text.split(",")
    if len(parts) == 1:
        return "all", parts[0], "latest"
    return parts[0] or "all", parts[1], parts[2] if len(parts) > 2 and parts[2] else "latest"


def data_request(flow: tuple[str, str, str], key: str, given: Mapping[str, str]) -> DataRequest:
    """Read the address of figures."""
    if given.get("includeHistory", "false").lower() == "true":
        raise NotServed(what="includeHistory=true")
    agency, id_, version = flow
    return DataRequest(
        agency,
        id_,
        version,
        key,
        tuple(
            (name[2:-1], value) for name, value in given.items() if name.startswith("c[") and name[-1] == "]"
        ),
        _period("startPeriod", given),
        _period("endPeriod", given),
        _moment("updatedAfter", given),
        _day(given),
        _count("firstNObservations", given),
        _count("lastNObservations", given),
        given.get("dimensionAtObservation", "TIME_PERIOD") or "TIME_PERIOD",
        _detail(given),
    )


def _detail(given: Mapping[str, str]) -> str:
    """How much is told; 2.x says it by ``attributes`` and ``measures``."""
    detail = given.get("detail", "full").lower()
    if detail not in DATA_DETAILS:
        raise SyntaxFault(name="detail", value=detail[:SAID], example="|".join(DATA_DETAILS))
    has_attributes = given.get("attributes", "dsd") != "none"
    has_measures = given.get("measures", "all") != "none"
    if detail == "full" and not has_measures:
        return "nodata" if has_attributes else "serieskeysonly"
    return detail if has_attributes or detail != "full" else "dataonly"


def _count(name: str, given: Mapping[str, str]) -> int | None:
    text = given.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text)):
        raise SyntaxFault(name=name, value=text[:SAID], example=f"{name}=1")
    return int(text)


def _period(name: str, given: Mapping[str, str]) -> Period | None:
    text = given.get(name, "")
    try:
        return read_period(text) if text else None
    except (UnreadablePeriod, ValueError, OverflowError) as fault:
        raise SyntaxFault(name=name, value=text[:SAID], example=f"{name}=2024-Q3") from fault


def read_period(text: str) -> Period:
    """A period in any of the ways that SDMX has for it.

    >>> str(read_period("2024-A1")), str(read_period("2024-M03")), str(read_period("2024-03-05T00:00:00Z"))
    ('2024', '2024-03', '2024-03-05')
    """
    if "T" in text:
        text = text.partition("T")[0]
    if match := re.fullmatch(r"(\d{4})-D(\d{3})", text):
        day = dt.date(int(match[1]), 1, 1) + dt.timedelta(days=int(match[2]) - 1)
        return day_period(day)
    return parse_period(re.sub(r"^(\d{4})-M(\d\d)$", r"\1-\2", re.sub(r"^(\d{4})-A1$", r"\1", text)))


def _moment(name: str, given: Mapping[str, str]) -> dt.datetime | None:
    text = given.get(name, "").replace(" ", "+")
    if not text:
        return None
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError as fault:
        raise SyntaxFault(name=name, value=text[:SAID], example=f"{name}=2025-06-30T00:00:00Z") from fault
    return found if found.tzinfo is not None else found.replace(tzinfo=dt.UTC)


def _day(given: Mapping[str, str]) -> dt.date | None:
    found = _moment("asOf", given)
    return found.date() if found is not None else None
