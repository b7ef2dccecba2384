"""What can be read of the registry: its records in one shape, their versions, and who uses them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from lumbung.kit.stamps import Stamped
from lumbung.rooms.people.queries import Organisation
from lumbung.rooms.standards.models import (
    CodeList,
    CodeListItem,
    Concept,
    Kind,
    Life,
    MeasureStandard,
    Origin,
    Standard,
    StandardVersion,
    Unit,
    Use,
)
from lumbung.rooms.standards.snapshots import words_of
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.words import Text

NEAR = 88  # of 100: so alike are two titles that probably mean one thing
NEAR_AT_MOST = 5
KINDS = (Kind.CONCEPT, Kind.MEASURE, Kind.UNIT, Kind.CODELIST)  # that are records of their own
USER_KINDS: Mapping[str, Text] = {
    "dataset": Text("dataset dan templatnya", "dataset and its template"),
    "metadata-record": Text("isian metadata", "metadata record"),
    "data-item": Text("isi Daftar Data", "item of the data list"),
    **{kind.value: kind.words for kind in Kind},
}


class StandardUnknown(NotFound):
    """The registry has no such record."""

    code = "standards.unknown"
    message = Text("Tidak ada {kind} “{code}” dalam registri.", "The registry has no {kind} “{code}”.")
    hint = Text("Cari di daftar standar data.", "Search the list of data standards.")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of the registry, whatever its kind."""

    kind: Kind
    code: str
    title: Text
    definition: Text
    state: Life
    origin: Origin
    standard: str
    source: str
    revision: int
    valid_from: dt.date | None
    valid_to: dt.date | None
    successor: str
    made_from: str
    owner: Organisation | None
    facts: Mapping[str, Any] = field(default_factory=dict)  # what only its kind has

    @property
    def reference(self) -> str:
        """The national code and the place where the standard is kept, in one line."""
        return " · ".join(filter(None, (self.standard, self.source)))

    @property
    def is_registered(self) -> bool:
        """Whether somebody put it here; otherwise a dataset's definition brought it unseen."""
        return not self.made_from

    @property
    def dataset(self) -> str:
        """The dataset whose own standard it is, if it is one's; whoever may not know of that is not told."""
        return self.made_from or ("" if self.kind is Kind.UNIT else self.code.rpartition(".")[0])

    def in_force(self, day: dt.date) -> bool:
        """Whether it may be used on a day."""
        return (
            self.state is not Life.RETIRED
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day <= self.valid_to)
        )


Key = tuple[str, str]


def records(kind: str) -> QuerySet[Any]:
    """The records of a kind."""
    found: QuerySet[Any] = _MODELS[Kind(kind)]._default_manager.select_related("owner")
    return found


_MODELS: Mapping[Kind, type[Standard]] = {
    Kind.CONCEPT: Concept,
    Kind.UNIT: Unit,
    Kind.CODELIST: CodeList,
    Kind.MEASURE: MeasureStandard,
}


def record(kind: str, code: str) -> Any:
    """The record itself, for actions."""
    found = records(kind).filter(code=code).first() if kind in KINDS else None
    if found is None:
        raise _unknown(kind, code)
    return found


def _make_entries() -> Mapping[Key, Entry]:
    return {(entry.kind.value, entry.code): entry for kind in KINDS for entry in _entries_of(kind)}


def _entries_of(kind: Kind) -> Iterator[Entry]:
    found = records(kind)
    if kind is Kind.MEASURE:
        found = found.select_related("owner", "concept", "unit").prefetch_related("classifications")
    for row in found:
        yield Entry(
            kind=kind,
            code=row.code,
            title=row.title,
            definition=row.definition,
            state=Life(row.state),
            origin=Origin(row.origin),
            standard=row.standard,
            source=row.source,
            revision=row.revision,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            successor=row.successor,
            made_from=row.made_from,
            owner=row.owner,
            facts=words_of(kind, row, own=True),
        )


entries = Stamped("standards", "people", make=_make_entries)


def standard(kind: str, code: str) -> Entry:
    """The record of a kind and code."""
    found = entries().get((kind, code))
    if found is None:
        raise _unknown(kind, code)
    return found


def _unknown(kind: str, code: str) -> StandardUnknown:
    words = Kind(kind).words if kind in list(Kind) else Text(kind)
    return StandardUnknown(kind=words, code=code[:160])


def references() -> Mapping[Key, str]:
    """Of each record that says so: its national code and where it is kept."""
    return {key: entry.reference for key, entry in entries().items() if entry.reference}


def keys(kind: str, codes: Sequence[str]) -> Mapping[str, int]:
    """The primary keys of records by their codes, for foreign keys of other rooms."""
    return dict(records(kind).filter(code__in=codes).values_list("code", "pk"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader of the registry looks for."""

    question: str = ""
    kind: str = ""
    state: str = ""
    owner: str = ""
    origin: str = ""


def found(wanted: Wanted) -> list[Entry]:
    """The records that answer, in the order of kinds and titles."""
    asked = wanted.question.casefold().split()
    answers = [
        entry
        for entry in entries().values()
        if (not wanted.kind or entry.kind == wanted.kind)
        and (not wanted.state or entry.state == wanted.state)
        and (not wanted.origin or entry.origin == wanted.origin)
        and (not wanted.owner or (entry.owner.code if entry.owner else "") == wanted.owner)
        and all(word in _searched(entry) for word in asked)
    ]
    return sorted(answers, key=lambda entry: (KINDS.index(entry.kind), entry.title.id.casefold(), entry.code))


def _searched(entry: Entry) -> str:
    words = (
        entry.code, entry.title.id, entry.title.en, entry.definition.id, entry.definition.en,
        entry.standard, entry.source, *map(str, entry.facts.get("aliases") or ()),
    )  # fmt: skip
    return " ".join(words).casefold()


def near(kind: str, title: str, *, but: str = "") -> list[Entry]:
    """The records of a kind that are called nearly the same: perhaps it is there already."""
    from rapidfuzz import fuzz, process

    names = {
        (entry.code, nth): words.casefold()
        for entry in entries().values()
        if entry.kind == kind and entry.code != but
        for nth, words in enumerate(filter(None, (entry.title.id, entry.title.en, entry.code)))
    }
    alike = process.extract(
        title.casefold(), names, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=None
    )
    codes = dict.fromkeys(code for _, _, (code, _) in alike)
    return [standard(kind, code) for code in list(codes)[:NEAR_AT_MOST]]


def uses_of(kind: str, code: str) -> QuerySet[Use]:
    """What relies on a standard; of a code also what uses its whole list."""
    asked = Q(kind=kind, code=code)
    if kind == Kind.CODE:
        asked |= Q(kind=Kind.CODELIST, code=code.rpartition(":")[0])
    return Use.objects.filter(asked)


def counts_of_uses() -> Mapping[Key, int]:
    """How many things use each standard."""
    users = Use.objects.order_by().values_list("kind", "code", "user_kind", "user_code").distinct()
    return Counter((kind, code) for kind, code, _, _ in users)


def used_by(user_kind: str, user_code: str) -> QuerySet[Use]:
    """The standards on which something relies."""
    return Use.objects.filter(user_kind=user_kind, user_code=user_code)


def versions_of(kind: str, code: str) -> list[StandardVersion]:
    """The versions of a standard, the newest first; at least the present one."""
    kept = list(StandardVersion.objects.filter(kind=kind, code=code).select_related("by"))
    if kept or kind not in KINDS:
        return kept
    present: Standard = record(kind, code)
    return [
        StandardVersion(
            kind=kind,
            code=code,
            number=present.revision,
            words=words_of(Kind(kind), present),
            valid_from=present.valid_from,
            valid_to=present.valid_to,
        )
    ]


def listed_codes(code: str) -> list[CodeListItem]:
    """The codes of a list in their order, also of one that a definition brought."""
    return list(CodeListItem.objects.filter(codelist__code=code).order_by("position"))


def code_of_list(code: str) -> CodeListItem:
    """The code behind ``LIST:CODE``."""
    of_list, _, own = code.rpartition(":")
    found = CodeListItem.objects.filter(codelist__code=of_list, code=own).select_related("codelist").first()
    if found is None:
        raise _unknown(Kind.CODE, code)
    return found
