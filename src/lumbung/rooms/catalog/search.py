"""The search of the catalogue: by what people call things, not by what an office calls them.

A word counts most in a title, then as a synonym of one, then in the names around it, least
in a description. Every word of the question must be found; where one is in no dataset at
all, the nearest word that is gets proposed. The index is kept in memory and made again when
the stamps of catalog, standards or people have moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from lumbung.kit.stamps import Stamped
from lumbung.rooms.catalog.models import Dataset, Edition
from lumbung.rooms.catalog.stems import asked, plain, stem, stems, words
from lumbung.rooms.catalog.wording import structure_from
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.words import Text

TITLE, NAMES, ABOUT = 10.0, 5.0, 2.0  # what a word is worth where it stands
SYNONYM = 0.6  # of what the word itself would be worth
BEGINNING = 0.5  # of a word that only begins so: people search while they type
NEAR = 74  # how alike, of 100, a word must be to be proposed
PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A dataset that answers the question, and how well."""

    dataset: Dataset
    edition: Edition | None
    score: float


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice that narrows the answer."""

    code: str
    title: Text
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of what was found."""

    asked: str
    found: tuple[Found, ...]
    total: int
    page: int
    pages: int
    facets: Mapping[str, tuple[Facet, ...]]
    proposed: str = ""  # "did you mean"; where nothing was found, the answer is already to this


@dataclass(frozen=True)
class _Field:
    """The words that stand in one part of a dataset's record, and what each is worth there."""

    worth: float
    text: str

    @cached_property
    def roots(self) -> frozenset[str]:
        """Found when somebody asks a question: a list of all datasets needs none."""
        return stems(self.text)

    @cached_property
    def written(self) -> frozenset[str]:
        return frozenset(words(self.text))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A dataset as the search sees it."""

    pk: int
    code: str
    title: str
    shelves: Mapping[str, str]  # facet → code
    fields: tuple[_Field, ...]
    rank: float  # among equals: priority data first


@dataclass(frozen=True)
class _Index:
    entries: tuple[_Entry, ...]
    titles: Mapping[str, Mapping[str, Text]]  # facet → code → words

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """Words as people write them."""
        return tuple(sorted({word for field in self._fields() for word in field.written}))

    @cached_property
    def roots(self) -> frozenset[str]:
        return frozenset(root for field in self._fields() for root in field.roots)

    @cached_property
    def synonyms(self) -> Mapping[tuple[str, ...], tuple[frozenset[str], ...]]:
        return _synonyms()

    def _fields(self) -> Iterator[_Field]:
        return (field for entry in self.entries for field in entry.fields)


FACETS = ("topic", "producer", "level")


def search(
    question: str = "",
    *,
    topic: str = "",
    producer: str = "",
    level: str = "",
    page: int = 1,
    per_page: int = PAGE,
) -> Answer:
    """The datasets that answer a question, the best first; without a question, all of them."""
    index = _kept()
    chosen = {"topic": topic, "producer": producer, "level": level}
    scores = _scores(index, question)
    proposed = _proposal(index, question) if question.strip() else ""
    if not scores and proposed:
        scores = _scores(index, proposed)
    matching = [entry for entry in index.entries if entry.pk in scores]
    kept = [entry for entry in matching if _fits(entry, chosen)]
    kept.sort(key=lambda entry: (-scores[entry.pk] - entry.rank, entry.title))
    pages = max(1, -(-len(kept) // per_page))
    page = min(max(1, page), pages)
    shown = kept[(page - 1) * per_page : page * per_page]
    return Answer(
        asked=question,
        found=tuple(_with_records(shown, scores)),
        total=len(kept),
        page=page,
        pages=pages,
        facets={facet: tuple(_facet(index, matching, chosen, facet)) for facet in FACETS},
        proposed=proposed,
    )


def forget() -> None:
    """Drop the index (a test's database has gone)."""
    _kept.forget()


def _fits(entry: _Entry, chosen: Mapping[str, str], without: str = "") -> bool:
    return all(not code or entry.shelves[facet] == code for facet, code in chosen.items() if facet != without)


def _facet(
    index: _Index, matching: Iterable[_Entry], chosen: Mapping[str, str], facet: str
) -> Iterable[Facet]:
    """The choices of a facet, counted among what the other facets leave; the fullest first."""
    counts = Counter(entry.shelves[facet] for entry in matching if _fits(entry, chosen, without=facet))
    counts.setdefault(chosen[facet], 0) if chosen[facet] in index.titles[facet] else None
    order = list(index.titles[facet])
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], order.index(item[0]))):
        yield Facet(code, index.titles[facet][code], count, chosen[facet] == code)


def _with_records(shown: Iterable[_Entry], scores: Mapping[int, float]) -> Iterable[Found]:
    wanted = [entry.pk for entry in shown]
    records = {dataset.pk: dataset for dataset in _datasets().filter(pk__in=wanted)}
    current = {
        edition.dataset_id: edition
        for edition in Edition.objects.filter(dataset__in=wanted, current=True).defer("manifest")
    }
    return [Found(records[pk], current.get(pk), scores[pk]) for pk in wanted if pk in records]


# How a question is scored ---------------------------------------------------------------------


def _scores(index: _Index, question: str) -> dict[int, float]:
    """The datasets that hold every word of a question, and what they are worth."""
    if not question.strip():
        return {entry.pk: 0.0 for entry in index.entries}
    terms = _terms(index, question)
    return {
        entry.pk: sum(parts)
        for entry in index.entries
        if all(parts := [_worth(index, entry, term) for term in terms])
    }


@dataclass(frozen=True, slots=True)
class _Term:
    """One thing that is asked for: a word, or several that together have a synonym."""

    roots: frozenset[str]
    written: str
    meanings: tuple[frozenset[str], ...]


def _terms(index: _Index, question: str) -> list[_Term]:
    """The question cut into terms; the longest that has a synonym is taken whole."""
    said, terms, at = asked(question), [], 0
    longest = max(map(len, index.synonyms), default=1)
    while at < len(said):
        for length in range(min(longest, len(said) - at), 0, -1):
            piece = tuple(said[at : at + length])
            if length == 1 or piece in index.synonyms:
                roots = frozenset(stem(word) for word in piece)
                terms.append(_Term(roots, " ".join(piece), index.synonyms.get(piece, ())))
                at += length
                break
    return terms


def _worth(index: _Index, entry: _Entry, term: _Term) -> float:
    best = max((field.worth for field in entry.fields if term.roots <= field.roots), default=0.0)
    for meaning in term.meanings:
        other = max((field.worth for field in entry.fields if meaning <= field.roots), default=0.0)
        best = max(best, other * SYNONYM)
    if best or term.roots <= index.roots or len(term.written) < 3:
        return best
    begun = (f.worth for f in entry.fields if any(word.startswith(term.written) for word in f.written))
    return max(begun, default=0.0) * BEGINNING


def _proposal(index: _Index, question: str) -> str:
    """The question with each word that nothing knows put as the nearest that something does."""
    from rapidfuzz import fuzz, process

    said = words(question)
    known = set(index.vocabulary)
    synonyms = {word for piece in index.synonyms for word in piece}
    changed = []
    for word in said:
        if word in known or word in synonyms or stem(word) in index.roots or len(word) < 4:
            changed.append(word)
            continue
        if any(candidate.startswith(word) for candidate in index.vocabulary):
            changed.append(word)
            continue
        near = process.extractOne(word, [*known, *synonyms], scorer=fuzz.ratio, score_cutoff=NEAR)
        changed.append(str(near[0]) if near else word)
    return " ".join(changed) if changed != said else ""


# How the index is made ------------------------------------------------------------------------


def _make() -> _Index:
    entries = []
    titles: dict[str, dict[str, Text]] = {facet: {} for facet in FACETS}
    for dataset in _datasets().exclude(access=Access.CLOSED.value):
        made = structure_from({**dataset.definition, "code": dataset.code})
        level = made.area.level
        shelves = {"topic": dataset.topic.code, "producer": dataset.producer.code, "level": level.value}
        titles["topic"][dataset.topic.code] = dataset.topic.title
        titles["producer"][dataset.producer.code] = dataset.producer.name
        titles["level"][level.value] = level.title
        around = [dataset.code, dataset.producer.short, *_both(dataset.producer.name, dataset.topic.title)]
        around += map(str, dataset.definition.get("keywords") or ())
        for measure in made.measures:
            around += _both(measure.title)
        for dimension in made.dimensions:
            around += _both(dimension.title, *(code.title for code in dimension.codes))
        fields = (
            _Field(TITLE, " ".join(_both(dataset.title))),
            _Field(NAMES, " ".join(around)),
            _Field(ABOUT, " ".join(_both(dataset.description, level.title))),
        )
        entries.append(
            _Entry(
                pk=dataset.pk,
                code=dataset.code,
                title=plain(dataset.title.id),
                shelves=shelves,
                fields=fields,
                rank=0.5 if dataset.priority else 0.0,
            )
        )
    return _Index(tuple(entries), titles)


def _datasets() -> QuerySet[Dataset]:
    return Dataset.objects.select_related("topic", "producer")


def _both(*texts: Text) -> list[str]:
    return [word for text in texts for word in {text.id, text.en} if word]


def _synonyms() -> dict[tuple[str, ...], tuple[frozenset[str], ...]]:
    """What people type and what titles say, in both directions for single abbreviations."""
    found: dict[tuple[str, ...], list[frozenset[str]]] = {}
    for word, means in standards.synonyms().items():
        found.setdefault(tuple(words(word)), []).extend(
            meaning for meaning in map(stems, map(str, means)) if meaning
        )
    return {said: tuple(meanings) for said, meanings in found.items() if said}


_kept: Stamped[_Index] = Stamped("catalog", "standards", "people", make=_make)
