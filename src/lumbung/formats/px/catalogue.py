"""What there is, as PxWeb lists it: tables, folders, and links between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from lumbung.formats.tables.envelope import SIMULATED
from lumbung.vocabulary.periods import Frequency
from lumbung.vocabulary.publications import Publication, Theme
from lumbung.vocabulary.words import LANGUAGES, Text

LANGUAGE_NAMES = {"id": "Bahasa Indonesia", "en": "English"}
TIME_UNITS = {
    Frequency.YEAR: "Annual",
    Frequency.HALF: "HalfYear",
    Frequency.QUARTER: "Quarterly",
    Frequency.MONTH: "Monthly",
    Frequency.WEEK: "Weekly",
}  # every other: Other
DATASETS = Text("Data", "Data")


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of this interface, in one language."""

    root: str  # where it begins, without a slash at its end
    language: str

    def to(self, path: str, **parameters: object) -> str:
        """An address."""
        given = {name: value for name, value in parameters.items() if value is not None}
        return f"{self.root}{quote(path, safe='/@:')}?{urlencode({'lang': self.language, **given})}"

    def link(self, rel: str, path: str, **parameters: object) -> dict[str, str]:
        """A link."""
        return {"rel": rel, "hreflang": self.language, "href": self.to(path, **parameters)}

    def of_table(self, code: str, itself: str = "self") -> list[dict[str, str]]:
        """Where a table is, what it is of, what it shows by itself, and its figures."""
        path = f"/tables/{code}"
        return [
            self.link(itself, path),
            self.link("metadata", f"{path}/metadata"),
            self.link("defaultselection", f"{path}/defaultselection"),
            self.link("data", f"{path}/data"),
        ]


def table(
    publication: Publication, variables: Sequence[str], updated: dt.date, links: Links
) -> dict[str, Any]:
    """A table in a list; what is simulated says so in its name."""
    said, current = links.language, publication.current
    label = publication.title.said(said)
    return {
        "type": "Table",
        "id": publication.code,
        "label": f"{label} ({SIMULATED.said(said)})" if publication.simulated else label,
        "description": publication.description.said(said),
        "sortCode": publication.code,
        "updated": updated.isoformat(),
        "firstPeriod": current.periods[0] if current.periods else None,
        "lastPeriod": current.periods[-1] if current.periods else None,
        "category": "public",
        "variableNames": list(variables),
        "tags": list(publication.keywords),
        "source": publication.source.said(said),
        "subjectCode": publication.theme.code,
        "timeUnit": TIME_UNITS.get(publication.structure.frequency, "Other"),
        "paths": [[{"id": publication.theme.code, "label": publication.theme.title.said(said)}]],
        "links": links.of_table(publication.code),
    }


def tables(
    listed: Iterable[dict[str, Any]],
    links: Links,
    *,
    number: int,
    size: int,
    total: int,
    asked: Mapping[str, object],
) -> dict[str, Any]:
    """A page of tables, with the way to the others."""
    pages = max(1, -(-total // size))

    def to(rel: str, page: int) -> dict[str, str]:
        return links.link(rel, "/tables", **asked, pageNumber=page, pageSize=size)

    turns = [to("first", 1), to("last", pages)]
    if number < pages:
        turns.append(to("next", number + 1))
    if number > 1:
        turns.append(to("previous", number - 1))
    return {
        "language": links.language,
        "tables": list(listed),
        "page": {
            "pageNumber": number,
            "pageSize": size,
            "totalElements": total,
            "totalPages": pages,
            "links": turns,
        },
        "links": [to("self", number)],
    }


def root_folder(themes: Iterable[Theme], links: Links) -> dict[str, Any]:
    """The folder with all shelves."""
    shelves = [
        {
            "type": "FolderInformation",
            "id": theme.code,
            "label": theme.title.said(links.language),
            "description": None,
            "sortCode": f"{place:04d}",
            "tags": [],
            "links": [links.link("folder", f"/navigation/{theme.code}")],
        }
        for place, theme in enumerate(themes)
    ]
    return _folder("", DATASETS.said(links.language), shelves, links.link("self", "/navigation"), links)


def folder(theme: Theme, listed: list[dict[str, Any]], links: Links) -> dict[str, Any]:
    """The tables of a shelf."""
    itself = links.link("self", f"/navigation/{theme.code}")
    return _folder(theme.code, theme.title.said(links.language), listed, itself, links)


def _folder(
    code: str, label: str, contents: list[dict[str, Any]], itself: dict[str, str], links: Links
) -> dict[str, Any]:
    return {
        "language": links.language,
        "id": code,
        "label": label,
        "description": None,
        "tags": [],
        "folderContents": contents,
        "links": [itself],
    }


def languages() -> list[dict[str, str]]:
    """The languages that everything is said in."""
    return [{"id": code, "label": LANGUAGE_NAMES[code]} for code in LANGUAGES]
