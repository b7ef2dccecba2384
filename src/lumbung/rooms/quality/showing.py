"""Contradictions as people read them: what they are about, and who says what, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.quality.models import Contradiction, Decision, Sighting
from lumbung.rooms.quality.recorded import Said, claims_of
from lumbung.rooms.quality.states import Verdict
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.structures import AddsUp, Code, Measure, Structure, Unit
from lumbung.vocabulary.words import Text

NO_BREAK = "\N{NO-BREAK SPACE}"
SHARE = "share"  # the quantity of per cent


@dataclass(frozen=True, slots=True)
class Voice:
    """What one dataset says, with all that a person needs to weigh it."""

    said: Said
    dataset: Dataset
    measure: Text
    definition: Text
    value: Text  # with its unit
    below: Text  # by how much it is below the largest; empty for the largest
    made: Text  # how the figure came about
    is_chosen: bool = False

    @property
    def source(self) -> Text:
        """Whom the dataset names as its source."""
        return Text(self.dataset.source) if self.dataset.source else self.dataset.producer.name


@dataclass(frozen=True, slots=True)
class Shown:
    """A contradiction with its words."""

    row: Contradiction
    concept: Text
    about: Text  # area, period and part
    voices: tuple[Voice, ...]
    difference: Text  # with its unit
    share: Text

    @property
    def title(self) -> Text:
        """What it is about, in one line."""
        return Text(f"{self.concept.id}, {self.about.id}", f"{self.concept.said('en')}, {self.about.en}")

    @property
    def chosen(self) -> Voice | None:
        """The figure that is used."""
        return next((voice for voice in self.voices if voice.is_chosen), None)

    @property
    def has_moved(self) -> bool:
        """Whether the figures are not those on which it was decided."""
        return self.row.decision is not None and self.row.decision.claims != self.row.claims


@dataclass(frozen=True)
class Lexicon:
    """The words of the registry and the catalogue, looked up once for a whole list."""

    concepts: Mapping[str, tuple[Text, Text]] = field(default_factory=standards.concepts)
    units: Mapping[str, Unit] = field(default_factory=standards.units)
    codelists: Mapping[str, tuple[Code, ...]] = field(default_factory=standards.codelists)
    areas: AreaTree = field(default_factory=standards.area_tree)
    datasets: Mapping[str, Dataset] = field(default_factory=dict)
    structures: Mapping[str, Structure] = field(default_factory=dict)

    def concept(self, code: str) -> Text:
        """What people call a concept."""
        words = self.concepts.get(code)
        return words[0] if words is not None and words[0] else Text(code.replace("-", " "))

    def part(self, cut: str) -> Text:
        """A part of a population."""
        codelist, _, code = cut.partition(":")
        known = (one.title for one in self.codelists.get(codelist, ()) if one.code == code)
        return next(known, Text(code))

    def about(self, row: Contradiction) -> Text:
        """Area, period and part of a population."""
        area = self.areas.get(row.area)
        where = area.title if area is not None else row.area
        when, part = parse_period(row.period).title, self.part(row.cut)
        first = Text(f"{part.id}, " if part else "", f"{part.said('en')}, " if part else "")
        return Text(f"{first.id}{where}, {when.id}", f"{first.en}{where}, {when.en}")

    def amount(self, value: float, decimals: int, unit: str) -> Text:
        """A value with its unit."""
        said, words = both_numbers(value, decimals=decimals), self.units.get(unit)
        sign = words.symbol if words is not None and words.symbol else ""
        name = Text(sign) if sign else (words.title if words is not None else Text(unit))
        between = NO_BREAK if sign else " "
        return Text(f"{said.id}{between}{name.id}".strip(), f"{said.en}{between}{name.said('en')}".strip())

    def distance(self, value: float, decimals: int, unit: str) -> Text:
        """What lies between two values; between shares it is points."""
        words = self.units.get(unit)
        if words is None or words.quantity != SHARE:
            return self.amount(value, decimals, unit)
        said = both_numbers(value, decimals=decimals)
        return Text(f"{said.id} poin", f"{said.en} points")


def shown(rows: Iterable[Contradiction]) -> list[Shown]:
    """Contradictions with their words, with a handful of questions to the database."""
    rows = list(rows)
    if not rows:
        return []
    codes = {said.dataset for row in rows for said in claims_of(row)}
    datasets = {one.code: one for one in catalog.datasets().filter(code__in=codes)}
    structures = {code: catalog.structure(one) for code, one in datasets.items()}
    lexicon = Lexicon(datasets=datasets, structures=structures)
    return [_shown(row, lexicon) for row in rows]


def _shown(row: Contradiction, lexicon: Lexicon) -> Shown:
    claims = claims_of(row)
    chosen = row.decision.chosen if row.decision is not None else ""
    decimals = max((said.decimals for said in claims), default=0)
    return Shown(
        row=row,
        concept=lexicon.concept(row.concept),
        about=lexicon.about(row),
        voices=tuple(_voice(said, claims[0], lexicon, chosen) for said in claims),
        difference=lexicon.distance(row.difference, decimals, row.unit),
        share=_percent(row.share),
    )


def _voice(said: Said, largest: Said, lexicon: Lexicon, chosen: str) -> Voice:
    measure = lexicon.structures[said.dataset].measure(said.measure)
    gap = (said.base - largest.base) * (said.value / said.base if said.base else 1.0)
    return Voice(
        said=said,
        dataset=lexicon.datasets[said.dataset],
        measure=measure.title if measure is not None else Text(said.measure),
        definition=measure.definition if measure is not None else Text(""),
        value=lexicon.amount(said.value, said.decimals, said.unit),
        below=lexicon.distance(gap, said.decimals, said.unit) if gap else Text(""),
        made=_made(said, measure),
        is_chosen=said.series == chosen,
    )


def _made(said: Said, measure: Measure | None) -> Text:
    """How a figure came about: as it stands, or added up from so many."""
    parts = both_numbers(said.parts)
    if measure is not None and measure.adds_up is AddsUp.RATIO and said.parts > 1:
        made = Text(f"dihitung ulang dari {parts.id} bagian", f"computed anew from {parts.en} parts")
    elif said.parts > 1:
        made = Text(f"jumlah {parts.id} angka", f"the sum of {parts.en} figures")
    else:
        made = Text("tertulis begitu dalam dataset", "stands so in the dataset")
    if said.at:
        when = parse_period(said.at).title
        made = Text(f"{made.id}, keadaan akhir {when.id}", f"{made.en}, at the end of {when.en}")
    return made


def concept_title(code: str) -> Text:
    """What people call a concept."""
    return Lexicon().concept(code)


def decided_words(decision: Decision) -> Text:
    """A decision as one sentence, without its reason."""
    if decision.verdict == Verdict.DIFFERENT:
        return Text(
            "Keduanya dipakai, karena artinya berbeda.", "Both are kept, because they differ in meaning."
        )
    code = decision.chosen.partition(":")[0]
    dataset = catalog.datasets().filter(code=code).first()
    title = dataset.title if dataset is not None else Text(code)
    return Text(f"Yang dipakai: {title.id}.", f"What is used: {title.said('en')}.")


def history(row: Contradiction) -> list[tuple[Sighting, tuple[Said, ...]]]:
    """How the claims stood before, the newest first."""
    return [(one, claims_of(one)) for one in row.sightings.all()]


def _percent(share: float) -> Text:
    said = both_numbers(100 * share, decimals=2 if abs(share) < 0.01 else 1)
    return Text(f"{said.id}{NO_BREAK}%", f"{said.en}%")


def status_words(code: str) -> Text:
    """A status by its code, as people read it."""
    return Status(code).title if code in list(Status) else Text(code)
