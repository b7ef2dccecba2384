"""What every catalogue says of a dataset in words, and where each thing has its address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lumbung.vocabulary.periods import Period, parse_period
from lumbung.vocabulary.publications import (
    Distribution,
    Publication,
    PublishedEdition,
    Publisher,
    Theme,
    Weight,
)
from lumbung.vocabulary.words import LANGUAGES, NO_WORDS, Text

SIMULATED = Text("Data simulasi, bukan angka resmi.", "Simulated data, not official figures.")
PRIORITY = Text("data prioritas", "priority data")
_SENTENCE = Text(
    "{title}: angka {frequency} per {level} di {area}{span}, dari {publisher}.",
    "{title}: {frequency} figures by {level} in {area}{span}, from {publisher}.",
)
Box = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True, slots=True)
class Service:
    """An interface by which figures can be had."""

    code: str
    title: Text
    path: str  # where it begins, from the root of the site
    description_path: str = ""  # where it is described
    standard: str = ""  # the address of the standard it follows
    standard_title: Text = NO_WORDS


@dataclass(frozen=True)
class Site:
    """The house that publishes, and what it knows besides the datasets."""

    address: str  # "https://satudata.example", no slash at the end
    name: Text
    government: Text
    area: str = ""
    zone: dt.tzinfo = dt.UTC
    regional: str = "LocalAuthority"  # what the government is: a city's, or a province's
    topics: tuple[Theme, ...] = ()
    services: tuple[Service, ...] = ()
    boxes: Mapping[str, Box] = field(default_factory=dict)
    weigh: Callable[[PublishedEdition], Weight | None] = lambda _edition: (
        None
    )  # of its CSV, where it is known

    @property
    def catalogue(self) -> str:
        """The catalogue as a thing."""
        return f"{self.address}/catalog#catalog"

    @property
    def description(self) -> Text:
        """What the catalogue is."""
        return Text(
            "Statistik resmi {government}: diperiksa, dirilis, dengan sumber, edisi, dan lisensinya.",
            "Official statistics of {government}: checked, released, with source, edition and licence.",
        ).filled(government=self.government or self.name)

    def office(self, publisher: Publisher) -> str:
        """An office as a thing."""
        return f"{self.address}/catalog#office-{publisher.code}"

    def topic(self, theme: Theme) -> str:
        """A shelf as a thing."""
        return f"{self.address}/catalog#topic-{theme.code}"

    def service(self, code: str) -> str:
        """An interface as a thing."""
        return f"{self.address}/catalog#service-{code}"

    def page(self, publication: Publication) -> str:
        """The page of a dataset."""
        return f"{self.address}/data/{publication.code}"

    def series(self, publication: Publication) -> str:
        """A dataset, all its editions together, as a thing."""
        return f"{self.page(publication)}#series"

    def edition_page(self, publication: Publication, edition: PublishedEdition) -> str:
        """The page of an edition."""
        return f"{self.page(publication)}/editions/{edition.id}"

    def edition(self, publication: Publication, edition: PublishedEdition) -> str:
        """An edition as a thing."""
        return f"{self.edition_page(publication, edition)}#dataset"

    def download(self, edition: PublishedEdition, one: Distribution) -> str:
        """Where the figures of an edition are had in a form; for ever the same ones."""
        pinned = f"&edition={edition.label}" if "/data?" in one.path else ""
        return f"{self.address}{one.path}{pinned}"

    def package(self, publication: Publication, edition: PublishedEdition, kind: str = "zip") -> str:
        """The data package of an edition: its description, or all of it."""
        return f"{self.edition_page(publication, edition)}/datapackage.{kind}"

    def columns(self, publication: Publication, edition: PublishedEdition) -> str:
        """What the columns of the CSV of an edition are."""
        path = f"{self.address}/api/v1/datasets/{publication.code}/data.csv-metadata.json"
        return f"{path}?format=csv&edition={edition.label}"


def span(edition: PublishedEdition) -> tuple[Period, Period] | None:
    """The first and the last period of an edition."""
    periods = sorted(map(parse_period, edition.periods))
    return (periods[0], max(periods, key=lambda one: one.end)) if periods else None


def description(publication: Publication, edition: PublishedEdition) -> Text:
    """What a dataset is: the words of its office, what it covers, and that it is simulated where it is."""
    covered = span(edition)
    said = NO_WORDS
    if covered is not None:
        first, last = (one.title for one in covered)
        ends = (first,) if covered[0] == covered[1] else (first, last)
        said = Text(*(f", {'–'.join(one.said(language) for one in ends)}" for language in LANGUAGES))
    made = _SENTENCE.filled(
        title=publication.title,
        frequency=publication.structure.frequency.title,
        level=_lower(publication.structure.area.level.title),
        area=publication.area.title,
        span=said,
        publisher=publication.publisher.name,
    )
    parts = [made]
    if publication.description:
        parts.insert(0, publication.description)
    if publication.notes:
        parts.append(publication.notes)
    if publication.simulated:
        parts.insert(0, SIMULATED)
    return Text(*(" ".join(_stopped(part.said(language)) for part in parts) for language in LANGUAGES))


def keywords(publication: Publication) -> list[Text]:
    """The words by which a dataset is found: at least the shelf it stands on."""
    found = [Text(word) for word in publication.keywords]
    found += [_lower(publication.theme.title)]
    found += [_lower(measure.title) for measure in publication.structure.measures]
    if publication.priority:
        found.append(PRIORITY)
    if publication.simulated:
        found.append(Text("data simulasi", "simulated data"))
    return list({word.id: word for word in found if word}.values())


def provenance(publication: Publication, edition: PublishedEdition, day: dt.date) -> Text:
    """Where the figures come from."""
    return Text(
        "Sumber: {source}. Edisi {edition}, dirilis {day}.",
        "Source: {source}. Edition {edition}, released {day}.",
    ).filled(source=publication.source, edition=edition.id, day=day.isoformat())


def _lower(text: Text) -> Text:
    return Text(
        *(word[:1].lower() + word[1:] if word[1:2].islower() else word for word in (text.id, text.en))
    )


def _stopped(sentence: str) -> str:
    sentence = sentence.strip()
    return sentence if sentence.endswith((".", "!", "?", "”")) else f"{sentence}."
