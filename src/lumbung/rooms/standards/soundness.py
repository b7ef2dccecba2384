"""Whether records of the registry contradict themselves or each other, told before anything is kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lumbung.rooms.standards.models import Kind
from lumbung.vocabulary.findings import Finding, Place, finding
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text

FIRST_TOLD = 5


class RegistryUnsound(Invalid):
    """Records of the registry that contradict themselves; nothing of them was kept."""

    code = "standards.unsound"
    message = Text("{what}", "{what}")
    hint = Text("{how}", "{how}")

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        first = self.findings[:FIRST_TOLD]
        super().__init__(what=_joined([one.message for one in first]), how=first[0].hint)


def _joined(words: Sequence[Text]) -> Text:
    return Text(" ".join(one.id for one in words), " ".join(one.said("en") for one in words))


@dataclass(frozen=True, slots=True)
class Span:
    """A version of a record and the days on which it holds; none: open."""

    number: int
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record as it would be kept."""

    code: str
    wider: tuple[str, ...] = ()  # of the same kind: what it belongs to, or is computed from
    parts: tuple[tuple[Kind, str], ...] = ()  # of other kinds: concept, unit, classification
    spans: tuple[Span, ...] = ()  # its versions, the oldest first
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the registry holds already."""

    wider: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by code, of the same kind
    codes: Mapping[Kind, frozenset[str]] = field(default_factory=dict)
    owners: frozenset[str] = frozenset()


def faults_among(kind: Kind, candidates: Sequence[Candidate], known: Known) -> list[Finding]:
    """What is wrong with records that are about to be kept; the place's cell is the code."""
    found = [
        _told("registry.code-twice", code)
        for code, count in Counter(one.code for one in candidates).items()
        if count > 1
    ]
    wider = {**known.wider, **{one.code: one.wider for one in candidates}}
    for one in candidates:
        found += _unknown_parts(kind, one, wider, known)
        found += _wrong_days(one)
        if circle := circle_through(one.code, wider):
            found.append(_told("registry.circle", one.code, circle=" → ".join(circle)))
    return found


def circle_through(code: str, wider: Mapping[str, Sequence[str]]) -> list[str]:
    """The way from a code back to itself, if there is one.

    >>> circle_through("a", {"a": ["b"], "b": ["c", "a"]})
    ['a', 'b', 'a']
    """
    ways, seen = [[code]], {code}
    while ways:
        way = ways.pop()
        for step in wider.get(way[-1], ()):
            if step == code:
                return [*way, code]
            if step not in seen:
                seen.add(step)
                ways.append([*way, step])
    return []


def _unknown_parts(
    kind: Kind, one: Candidate, wider: Mapping[str, Sequence[str]], known: Known
) -> Iterator[Finding]:
    parts: Iterable[tuple[Kind, str]] = (
        *((kind, code) for code in one.wider if code not in wider),
        *((of, code) for of, code in one.parts if code not in known.codes.get(of, ())),
    )
    for of, code in parts:
        yield _told(
            "registry.part-unknown", one.code, part=code, kind=of.words.id, kind_en=of.words.said("en")
        )
    if one.owner and one.owner not in known.owners:
        yield _told("registry.owner-unknown", one.code, owner=one.owner)


def _wrong_days(one: Candidate) -> Iterator[Finding]:
    for span in one.spans:
        if span.since and span.until and span.until < span.since:
            yield _told("registry.ends-before-it-begins", one.code, since=span.since, until=span.until)
    for before, after in zip(one.spans, one.spans[1:], strict=False):
        if after.since is None:
            continue  # a day that nobody stated contradicts nothing
        if (before.until or dt.date.min) >= after.since or (before.since or dt.date.min) >= after.since:
            yield _told(
                "registry.versions-overlap",
                one.code,
                before=before.number,
                after=after.number,
                day=after.since,
            )


def _told(rule: str, code: str, **facts: Any) -> Finding:
    return finding(rule, Place(cell=code), value=code, **facts)
