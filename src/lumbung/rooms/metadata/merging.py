"""Two people in one form: what each changed since the same revision is laid together.

A page posts the answers as they stand on it and the revision they were made from. What the person
did not touch equals that revision's answer and changes nothing; what only one of two touched
counts; what both touched differently is a clash, and both values are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lumbung.vocabulary.forms import Answers


@dataclass(frozen=True, slots=True)
class Merge:
    """What a save changes, and where it meets another's."""

    changes: dict[str, Any]  # field key → new answer; none takes it away
    clashes: dict[str, Any]  # field key → the answer that has to wait


def merged(base: Answers, theirs: Answers, mine: Answers) -> Merge:
    """Lay a save upon the answers as they are now.

    >>> merged({"a": "1"}, {"a": "2"}, {"a": "1", "b": "new"})
    Merge(changes={'b': 'new'}, clashes={})
    >>> merged({"a": "1"}, {"a": "2"}, {"a": "3"})
    Merge(changes={}, clashes={'a': '3'})
    """
    changes: dict[str, Any] = {}
    clashes: dict[str, Any] = {}
    for key, value in mine.items():
        if value in (base.get(key), theirs.get(key)):
            continue
        target = changes if base.get(key) == theirs.get(key) else clashes
        target[key] = value
    return Merge(changes, clashes)


def undone(answers: Answers, changes: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The answers before some changes, the newest change first.

    >>> undone({"a": "2"}, [{"a": {"was": "1", "is": "2"}}])
    {'a': '1'}
    """
    earlier = dict(answers)
    for change in changes:
        for key, step in change.items():
            if step["was"] is None:
                earlier.pop(key, None)
            else:
                earlier[key] = step["was"]
    return earlier
