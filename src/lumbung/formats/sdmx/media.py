"""Formats of structures and data, and which of them an asker wants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lumbung.formats.sdmx.faults import NotAcceptable

SAID = 80
BASE = "application/vnd.sdmx."


@dataclass(frozen=True, slots=True)
class Form:
    """A format: how it is called here, and what it is sent as."""

    name: str
    media_type: str
    version: int = 1  # of JSON and CSV

    @property
    def content_type(self) -> str:
        """What is said of the body."""
        return f"{self.media_type}; charset=utf-8" if "csv" in self.media_type else self.media_type


GENERIC = Form("generic", f"{BASE}genericdata+xml;version=2.1")
GENERIC_TIME = Form("generic-time", f"{BASE}generictimeseriesdata+xml;version=2.1")
SPECIFIC = Form("specific", f"{BASE}structurespecificdata+xml;version=2.1")
SPECIFIC_TIME = Form("specific-time", f"{BASE}structurespecifictimeseriesdata+xml;version=2.1")
JSON_1 = Form("json", f"{BASE}data+json;version=1.0.0", 1)
JSON_2 = Form("json", f"{BASE}data+json;version=2.0.0", 2)
CSV_1 = Form("csv", f"{BASE}data+csv;version=1.0.0", 1)
CSV_2 = Form("csv", f"{BASE}data+csv;version=2.0.0", 2)
STRUCTURE_ML = Form("xml", f"{BASE}structure+xml;version=2.1")
STRUCTURE_JSON_1 = Form("json", f"{BASE}structure+json;version=1.0.0", 1)
STRUCTURE_JSON_2 = Form("json", f"{BASE}structure+json;version=2.0.0", 2)

DATA = (GENERIC, GENERIC_TIME, SPECIFIC, SPECIFIC_TIME, JSON_1, JSON_2, CSV_1, CSV_2)
STRUCTURES = (STRUCTURE_ML, STRUCTURE_JSON_1, STRUCTURE_JSON_2)

# By the generation of the address (1: REST 1.x, 2: REST 2.x), the form that a plain word means.
DATA_WORDS: Mapping[int, Mapping[str, Form]] = {
    1: {"*/*": GENERIC, "xml": GENERIC, "json": JSON_1, "csv": CSV_1},
    2: {"*/*": JSON_2, "xml": SPECIFIC, "json": JSON_2, "csv": CSV_2},
}
STRUCTURE_WORDS: Mapping[int, Mapping[str, Form]] = {
    1: {"*/*": STRUCTURE_ML, "xml": STRUCTURE_ML, "json": STRUCTURE_JSON_1},
    2: {"*/*": STRUCTURE_JSON_2, "xml": STRUCTURE_ML, "json": STRUCTURE_JSON_2},
}
PLAIN = {
    "application/xml": "xml",
    "text/xml": "xml",
    "application/json": "json",
    "text/json": "json",
    "text/csv": "csv",
    "application/csv": "csv",
    "application/*": "*/*",
    "*/*": "*/*",
    "": "*/*",
}
SHORT = {
    "sdmx-json": "json",
    "jsondata": "json",
    "sdmx-csv": "csv",
    "csvdata": "csv",
    "genericdata": GENERIC.media_type,
    "structurespecificdata": SPECIFIC.media_type,
    "generic": GENERIC.media_type,
    "structurespecific": SPECIFIC.media_type,
    "sdmx-ml": "xml",
    "structure": "xml",
}


@dataclass(frozen=True, slots=True)
class Preferred:
    """The form that was chosen, and the labels that a CSV is wanted with."""

    form: Form
    labels: str = "id"


def preferred(accept: str, asked: str, *, generation: int, is_data: bool) -> Preferred:
    """The form for an ``Accept`` header, or for ``format=`` in the address, which goes before it."""
    words = (DATA_WORDS if is_data else STRUCTURE_WORDS)[generation]
    forms = DATA if is_data else STRUCTURES
    if asked:
        asked = SHORT.get(asked.lower(), asked)
    wanted = asked.replace(" ", "+") if asked else accept
    for media_type, given in _ranked(wanted):
        form = (
            words.get(media_type)
            or words.get(PLAIN.get(media_type, "?"))
            or _named(media_type, given, forms, words)
        )
        if form is not None:
            return Preferred(form, given.get("labels", "id"))
    known = "; ".join(form.media_type for form in forms)
    raise NotAcceptable(value=wanted[:SAID], known=known)


def _named(
    media_type: str, given: Mapping[str, str], forms: tuple[Form, ...], words: Mapping[str, Form]
) -> Form | None:
    """The form of SDMX's own media type, in the version that is named, or in the one of this address."""
    same = [form for form in forms if form.media_type.partition(";")[0] == media_type]
    version = given.get("version", "")
    if version:
        return next((form for form in same if form.media_type.endswith(f"version={version}")), None)
    return next((form for form in same if form in words.values()), same[0] if same else None)


def _ranked(accept: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The media types from the most wanted, each with its parameters."""
    found = []
    for place, part in enumerate((accept or "*/*").split(",")[:40]):
        media_type, *more = (word.strip() for word in part.split(";"))
        given = dict(word.partition("=")[::2] for word in more)
        try:
            weight = float(given.pop("q", "1"))
        except ValueError:
            weight = 0.0
        if weight > 0:
            found.append((-weight, place, media_type.lower(), given))
    found.sort(key=lambda one: one[:2])
    return ((media_type, given) for _, _, media_type, given in found)
