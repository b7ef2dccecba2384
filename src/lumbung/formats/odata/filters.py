"""``$filter``: comparisons, ``and``, ``or``, ``not``, ``in``, and the usual functions of texts and dates.

As OData has it, ``eq`` and ``ne`` compare with what is empty, and every other comparison with it is false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lumbung.formats import conditions as say
from lumbung.formats.conditions import DEEPEST, MOST_CHARACTERS, Condition, ConditionUnreadable, Kind, Term

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<date>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)
    | (?P<number>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<text>'(?:[^']|'')*')
    | (?P<name>[^\W\d]\w*)
    | (?P<sign>[(),])
    )""",
    re.VERBOSE,
)
_SIGNS = {"eq": "=", "ne": "<>", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}
_TESTS: Mapping[str, Callable[[str, str], bool]] = {
    "contains": lambda text, part: part in text,
    "startswith": lambda text, part: text.startswith(part),
    "endswith": lambda text, part: text.endswith(part),
}
_CHANGES: Mapping[str, tuple[Callable[[Any], Any], Kind]] = {
    "tolower": (lambda text: str(text).lower(), Kind.TEXT),
    "toupper": (lambda text: str(text).upper(), Kind.TEXT),
    "trim": (lambda text: str(text).strip(), Kind.TEXT),
    "length": (lambda text: len(str(text)), Kind.NUMBER),
    "year": (lambda day: int(str(day)[:4]), Kind.NUMBER),
    "month": (lambda day: int(str(day)[5:7]), Kind.NUMBER),
    "day": (lambda day: int(str(day)[8:10]), Kind.NUMBER),
    "date": (lambda day: str(day)[:10], Kind.DATE),
}
_WORDS: Mapping[str, tuple[bool | None, Kind | None]] = {
    "null": (None, None),
    "true": (True, Kind.TRUTH),
    "false": (False, Kind.TRUTH),
}
_OF_DATES = frozenset({"year", "month", "day", "date"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the filter."""

    kind: str
    text: str


END = Token("end", "")


def read_filter(text: str, kinds: Mapping[str, Kind]) -> Condition:
    """Read a filter on columns of these kinds.

    >>> kinds = {"people": Kind.NUMBER, "name": Kind.TEXT}
    >>> told = read_filter("people ge 10 and contains(name,'ri')", kinds)
    >>> told.holds({"people": 10, "name": "Turi"})
    True
    """
    return _Reader(text, kinds).read()


class _Reader:
    """Goes over the words once, from the left."""

    def __init__(self, text: str, kinds: Mapping[str, Kind]) -> None:
        self.kinds = kinds
        self.tokens, self.at, self.depth = self._tokens(text), 0, 0

    def _tokens(self, text: str) -> list[Token]:
        if len(text) > MOST_CHARACTERS:
            raise self.fault(f"> {MOST_CHARACTERS}")
        found: list[Token] = []
        place, text = 0, text.rstrip()
        while place < len(text):
            match = _TOKEN.match(text, place)
            if match is None:
                raise self.fault(f"“{text[place : place + 20]}” ({place + 1})")
            found.append(Token(str(match.lastgroup), match[str(match.lastgroup)]))
            place = match.end()
        return found

    def fault(self, words: str) -> ConditionUnreadable:
        return ConditionUnreadable(fault=words, known=", ".join(self.kinds) or "–")

    @property
    def next(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else END

    def take(self) -> Token:
        token = self.next
        self.at += 1
        return token

    def has(self, word: str) -> bool:
        if self.next.kind in {"name", "sign"} and self.next.text == word:
            self.at += 1
            return True
        return False

    def need(self, word: str) -> None:
        if not self.has(word):
            raise self.fault(f"“{word}” ← “{self.next.text or '…'}”")

    def read(self) -> Condition:
        found = self.alternatives()
        if self.next is not END:
            raise self.fault(f"“{self.next.text}”")
        return found

    def alternatives(self) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fault(f"( > {DEEPEST}")
        parts = [self.together()]
        while self.has("or"):
            parts.append(self.together())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else say.either(parts)

    def together(self) -> Condition:
        parts = [self.single()]
        while self.has("and"):
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else say.both(parts)

    def single(self) -> Condition:
        turned = False
        while self.has("not"):
            turned = not turned
        if self.has("("):
            found = self.alternatives()
            self.need(")")
        elif self.next.text in _TESTS:
            found = self.test()
        else:
            found = self.comparison()
        return say.negated(found) if turned else found

    def test(self) -> Condition:
        test = _TESTS[self.take().text]
        self.need("(")
        left = self.term()
        self.need(",")
        right = self.term()
        self.need(")")
        if {left.kind, right.kind} - {None} != {Kind.TEXT}:
            raise self.fault(f"{left.kind}, {right.kind}")
        found = _certain(say.related(left, right, test))
        if self.next.text == "eq" and self.tokens[self.at + 1 : self.at + 2] in ([TRUE], [FALSE]):
            self.take()  # Power Query writes “contains(…) eq true”
            return found if self.take() == TRUE else say.negated(found)
        return found

    def comparison(self) -> Condition:
        left = self.term()
        word = self.take()
        if word.text == "in":
            return self.listed(left)
        if word.text not in _SIGNS:
            raise self.fault(f"“{word.text or '…'}”")
        right = self.term()
        columns = left.columns | right.columns
        if word.text == "eq" and None in {left.kind, right.kind}:
            return Condition(lambda row: left.value(row) is right.value(row), columns)
        if word.text == "ne" and None in {left.kind, right.kind}:
            return Condition(lambda row: left.value(row) is not right.value(row), columns)
        found = say.compared(left, _SIGNS[word.text], right)
        if word.text == "ne":  # what is empty differs from every value
            return Condition(lambda row: left.value(row) != right.value(row), columns)
        return _certain(found)

    def listed(self, left: Term) -> Condition:
        self.need("(")
        found = [self.constant()]
        while self.has(","):
            found.append(self.constant())
        self.need(")")
        return _certain(say.one_of(left, found))

    def constant(self) -> Term:
        found = self.term()
        if found.columns:
            raise self.fault("in (…)")
        return found

    def term(self) -> Term:
        token = self.take()
        if token.kind == "number":
            return say.literal(float(token.text), Kind.NUMBER)
        if token.kind == "text":
            return say.literal(token.text[1:-1].replace("''", "'"), Kind.TEXT)
        if token.kind == "date":
            return say.literal(token.text[:10], Kind.DATE)
        if token.kind != "name":
            raise self.fault(f"“{token.text or '…'}”")
        if token.text in _WORDS:
            return say.literal(*_WORDS[token.text])
        if self.next.text == "(":
            return self.function(token.text)
        if token.text not in self.kinds:
            raise self.fault(f"“{token.text[:60]}”")
        return say.column(token.text, self.kinds[token.text])

    def function(self, name: str) -> Term:
        if name not in _CHANGES:
            raise self.fault(f"{name}()")
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fault(f"( > {DEEPEST}")
        self.need("(")
        given = self.term()
        self.need(")")
        self.depth -= 1
        if given.kind is not (Kind.DATE if name in _OF_DATES else Kind.TEXT):
            raise self.fault(f"{name}({given.kind})")
        return say.changed(given, *_CHANGES[name])


TRUE, FALSE = Token("name", "true"), Token("name", "false")


def _certain(condition: Condition) -> Condition:
    """The condition where what is unknown is no."""
    return Condition(lambda row: condition.holds(row) is True, condition.columns)
