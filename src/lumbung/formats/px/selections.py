"""Selections as PxWeb sends them: in an address, or as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lumbung.formats.px.problems import SelectionUnreadable
from lumbung.vocabulary.words import Text

MOST_VALUES = 5_000  # values named in one selection
SAID = 60  # of what cannot be read, so much is said back
_NAMED = re.compile(
    r"(?P<what>valuecodes|codelist|outputvalues)\[(?P<variable>[^\[\]]{1,80})\]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class VariableSelection:
    """What is wanted of a variable: codes or expressions, maybe of another code list.

    ``single`` gives the parts instead of their sums where the list adds up.
    """

    variable: str
    values: tuple[str, ...]
    codelist: str = ""
    single: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted of a table; empty: what the table shows by itself."""

    variables: tuple[VariableSelection, ...] = ()
    heading: tuple[str, ...] | None = None
    stub: tuple[str, ...] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is wanted in particular."""
        return not self.variables

    def as_dict(self) -> dict[str, Any]:
        """The selection as the protocol writes it."""
        told: dict[str, Any] = {"selection": [_as_dict(item) for item in self.variables]}
        if self.heading is not None or self.stub is not None:
            told["placement"] = {"heading": list(self.heading or ()), "stub": list(self.stub or ())}
        return told


def _as_dict(item: VariableSelection) -> dict[str, Any]:
    told: dict[str, Any] = {
        "variableCode": item.variable,
        "codeList": item.codelist or None,
        "valueCodes": list(item.values),
    }
    return told | ({"outputValues": "single"} if item.single else {})


@dataclass
class _Parts:
    values: list[str] = field(default_factory=list)
    codelist: str = ""
    single: bool = False


def selection_in_address(given: Mapping[str, Sequence[str]]) -> Selection:
    """The selection in the parameters of an address.

    >>> selection_in_address({"valueCodes[period]": ["top(2,1),2019"]}).variables[0].values
    ('top(2,1)', '2019')
    """
    parts: dict[str, _Parts] = {}
    for name, texts in given.items():
        match = _NAMED.fullmatch(name)
        if match is None:
            if name.partition("[")[0].lower() in {"valuecodes", "codelist", "outputvalues"}:
                raise _unreadable(name)
            continue
        of = parts.setdefault(match["variable"], _Parts())
        if match["what"].lower() == "valuecodes":
            of.values += listed(texts)
        elif match["what"].lower() == "codelist":
            of.codelist = texts[-1].strip()
        else:
            of.single = _single(texts[-1])
    lowered = {name.lower(): texts for name, texts in given.items()}
    return _checked(
        Selection(
            tuple(_made(name, of) for name, of in parts.items()),
            _placed(lowered.get("heading")),
            _placed(lowered.get("stub")),
        )
    )


def selection_in_body(body: object) -> Selection:
    """The selection in a JSON body."""
    if not isinstance(body, Mapping):
        raise _unreadable("JSON")
    listed_ones = body.get("selection")
    if listed_ones is None and not body:
        return Selection()
    if not isinstance(listed_ones, list):
        raise _unreadable("selection")
    placement = body.get("placement")
    if placement is not None and not isinstance(placement, Mapping):
        raise _unreadable("placement")
    placed = placement or {}
    return _checked(
        Selection(
            tuple(_variable(item) for item in listed_ones),
            _placed_in(placed, "heading"),
            _placed_in(placed, "stub"),
        )
    )


def listed(texts: Iterable[str]) -> list[str]:
    """The words of a list with commas; a comma within brackets belongs to an expression."""
    words = []
    for text in texts:
        start = depth = 0
        for place, sign in enumerate(text):
            if sign in "()":
                depth = max(0, depth + (1 if sign == "(" else -1))
            elif sign == "," and not depth:
                words.append(text[start:place])
                start = place + 1
        words.append(text[start:])
    return [word for part in words if (word := part.strip())]


def _made(name: str, of: _Parts) -> VariableSelection:
    return VariableSelection(name, tuple(dict.fromkeys(of.values)), of.codelist, of.single)


def _variable(item: object) -> VariableSelection:
    if not isinstance(item, Mapping):
        raise _unreadable("selection")
    # Clients differ in how they write these names: codeList, codelist.
    given = {str(name).lower(): value for name, value in item.items()}
    name, values, codelist = given.get("variablecode"), given.get("valuecodes"), given.get("codelist")
    if not isinstance(name, str) or not name:
        raise _unreadable("variableCode")
    if values is None:
        values = []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise _unreadable(f"{name[:SAID]}: valueCodes")
    if codelist is not None and not isinstance(codelist, str):
        raise _unreadable(f"{name[:SAID]}: codeList")
    output = given.get("outputvalues")
    single = _single(output) if isinstance(output, str) else False
    return VariableSelection(
        name, tuple(dict.fromkeys(value.strip() for value in values)), codelist or "", single
    )


def _checked(made: Selection) -> Selection:
    names = [item.variable.lower() for item in made.variables]
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise SelectionUnreadable(
            what=Text(f"{twice[:SAID]} disebut dua kali", f"{twice[:SAID]} comes twice")
        )
    if sum(len(item.values) for item in made.variables) > MOST_VALUES:
        more = Text(f"lebih dari {MOST_VALUES} nilai", f"more than {MOST_VALUES} values")
        raise SelectionUnreadable(what=more)
    return made


def _single(word: str) -> bool:
    if word.lower() not in {"single", "aggregated"}:
        raise _unreadable(f"outputValues {word}")
    return word.lower() == "single"


def _placed(texts: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if texts is None else tuple(listed(texts))


def _placed_in(placement: Mapping[str, object], name: str) -> tuple[str, ...] | None:
    words = placement.get(name)
    if words is None:
        return None
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise _unreadable(name)
    return tuple(words)


def _unreadable(what: str) -> SelectionUnreadable:
    return SelectionUnreadable(what=what[:SAID])
