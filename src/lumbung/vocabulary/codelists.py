"""Code lists in versions: which codes there are, since when, and who keeps the list.

A version that is final stays as it is; what changes becomes the next version. Faults of a list are
findings, each at the place that its reader knows (a cell of a file, a row of the page).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lumbung.vocabulary.findings import NOWHERE, Finding, Place, finding
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import Text, Worded

LONGEST_CODE = 80
VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,2}")  # what SDMX takes for a version
PlaceOf = Callable[[int, str], Place]
"""Where a row's column stands (``code``, ``title``, ``parent`` …); rows count from 0."""


class ListState(Worded):
    """How far a version of a list has come."""

    DRAFT = "draft", Text("draf", "draft")
    FINAL = "final", Text("final", "final")
    RETIRED = "retired", Text("tidak dipakai lagi", "retired")


@dataclass(frozen=True, slots=True)
class ListRef:
    """A list, or one version of it: ``jenjang@2``."""

    code: str
    version: str = ""

    def __str__(self) -> str:
        return f"{self.code}@{self.version}" if self.version else self.code


def list_ref(text: str) -> ListRef:
    """Read a reference as people write it.

    >>> list_ref("jenjang@2")
    ListRef(code='jenjang', version='2')
    """
    code, _, version = text.strip().partition("@")
    return ListRef(code.strip(), version.strip())


@dataclass(frozen=True, slots=True)
class ListVersion:
    """One version of a code list with its codes."""

    code: str
    title: Text
    codes: tuple[Code, ...]
    version: str = "1"
    agency: str = ""
    state: ListState = ListState.FINAL
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: str = ""

    @property
    def ref(self) -> ListRef:
        """How maps name it."""
        return ListRef(self.code, self.version)


def nowhere(_row: int, _column: str) -> Place:
    """The place of a list that came from no file."""
    return NOWHERE


def list_faults(codes: Sequence[Code], place: PlaceOf = nowhere) -> list[Finding]:
    """What is wrong with the codes of a list, in the order of their rows."""
    if not codes:
        return [finding("codelist.empty")]
    first: dict[str, int] = {}
    found: list[Finding] = []
    for row, item in enumerate(codes):
        if not item.code:
            found.append(finding("codelist.code-missing", place(row, "code"), title=item.title))
        elif item.code in first:
            twice = place(row, "code")
            also = (place(first[item.code], "code"),)
            found.append(finding("codelist.code-twice", twice, value=item.code, also=also))
        elif len(item.code) > LONGEST_CODE or not item.code.isprintable() or item.code != item.code.strip():
            found.append(finding("codelist.code-unfit", place(row, "code"), value=item.code[:LONGEST_CODE]))
        first.setdefault(item.code, row)
        if not item.title:
            found.append(finding("codelist.title-missing", place(row, "title"), code=item.code))
    parents = {code: codes[row].parent for code, row in first.items() if code}
    for row, item in enumerate(codes):
        if item.parent and item.parent not in parents:
            found.append(finding("codelist.parent-unknown", place(row, "parent"), value=item.parent))
    for code in circles(parents):
        ring = " → ".join((*code, code[0]))
        found.append(finding("codelist.circle", place(first[code[0]], "parent"), value=code[0], ring=ring))
    return found


def circles(parents: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The rings in a hierarchy, each told once, from its first code.

    >>> list(circles({"a": "b", "b": "a", "c": "a"}))
    [('a', 'b')]
    """
    done: set[str] = set()
    for start in parents:
        path: list[str] = []
        code = start
        while code in parents and code not in done and code not in path:
            path.append(code)
            code = parents[code]
        if code in path:
            yield tuple(path[path.index(code) :])
        done.update(path)


def validity_faults(
    versions: Iterable[tuple[str, dt.date | None, dt.date | None]],
) -> list[Finding]:
    """What is wrong with the days of several versions: reversed, or two in force at once."""
    found: list[Finding] = []
    ordered: list[tuple[dt.date, dt.date, str]] = []
    for version, start, end in versions:
        if start and end and end < start:
            found.append(
                finding("codelist.validity-reversed", Place(version), value=version, start=start, end=end)
            )
            continue
        ordered.append((start or dt.date.min, end or dt.date.max, version))
    ordered.sort()
    for (_, end, earlier), (start, _, later) in pairwise(ordered):
        if start <= end:
            found.append(finding("codelist.validity-overlap", Place(later), value=later, other=earlier))
    return found


@dataclass(frozen=True, slots=True)
class ListDifference:
    """What one version has that another has not."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    unchanged: int

    @property
    def any(self) -> bool:
        """Whether the two differ."""
        return bool(self.added or self.changed or self.gone)


def list_difference(before: Sequence[Code], after: Sequence[Code]) -> ListDifference:
    """What changes from one list of codes to another.

    >>> list_difference([Code("a", Text("A"))], [Code("b", Text("B"))]).gone
    ('a',)
    """
    old, new = ({item.code: item for item in codes} for codes in (before, after))
    changed = tuple(code for code, item in new.items() if code in old and old[code] != item)
    added = tuple(code for code in new if code not in old)
    gone = tuple(code for code in old if code not in new)
    return ListDifference(added, changed, gone, len(new) - len(added) - len(changed))


def repeated(values: Iterable[str]) -> set[str]:
    """The values that stand more than once."""
    return {value for value, count in Counter(values).items() if count > 1}
