"""CQL2 text, the part that people write: comparisons, AND, OR, NOT, LIKE, BETWEEN, IN, IS NULL,
``CASEI``, and ``S_INTERSECTS`` with a box or any other shape.

Conformance: basic-cql2, advanced-comparison-operators, case-insensitive-comparison, basic-spatial-functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lumbung.formats import conditions as say
from lumbung.formats.conditions import DEEPEST, MOST_CHARACTERS, Condition, ConditionUnreadable, Kind, Term

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<text>'(?:[^']|'')*')
    | (?P<quoted>"[^"]+")
    | (?P<name>[^\W\d][\w.:]*)
    | (?P<sign><=|>=|<>|[=<>(),])
    )""",
    re.VERBOSE,
)
_SHAPES = frozenset(
    [
        "POINT",
        "LINESTRING",
        "POLYGON",
        "MULTIPOINT",
        "MULTILINESTRING",
        "MULTIPOLYGON",
        "GEOMETRYCOLLECTION",
        "BBOX",
        "ENVELOPE",
    ]
)
_FUNCTIONS = {"CASEI": str.casefold}
GEOMETRY = "geometry"

Intersects = Callable[[str], Callable[[object], bool]]  # shape as text → whether a feature touches it


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the filter."""

    kind: str
    text: str

    @property
    def word(self) -> str:
        """The keyword it may be."""
        return self.text.upper() if self.kind == "name" else self.text


END = Token("end", "")


def read_filter(text: str, kinds: Mapping[str, Kind], intersects: Intersects) -> Condition:
    """Read a filter on columns of these kinds.

    ``intersects`` is handed each shape that the filter names (WKT, or ``BBOX(…)``) and gives the
    test for it; a row has its feature under :data:`GEOMETRY`.

    >>> kinds = {"name": Kind.TEXT, "people": Kind.NUMBER}
    >>> told = read_filter("people > 10 AND name LIKE 'T%'", kinds, lambda shape: lambda feature: True)
    >>> told.holds({"name": "Turi", "people": 11})
    True
    """
    return _Reader(text, kinds, intersects).read()


class _Reader:
    """Goes over the words once, from the left."""

    def __init__(self, text: str, kinds: Mapping[str, Kind], intersects: Intersects) -> None:
        self.kinds, self.intersects = kinds, intersects
        self.tokens, self.at, self.depth = list(self._tokens(text)), 0, 0

    def _tokens(self, text: str) -> list[Token]:
        if len(text) > MOST_CHARACTERS:
            raise self.fault(f"> {MOST_CHARACTERS}")
        found: list[Token] = []
        place = 0
        text = text.rstrip()
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

    def has(self, *words: str) -> bool:
        """Take a word if it comes next."""
        if self.next.kind != "quoted" and self.next.word in words:
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
        while self.has("OR"):
            parts.append(self.together())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else say.either(parts)

    def together(self) -> Condition:
        parts = [self.single()]
        while self.has("AND"):
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else say.both(parts)

    def single(self) -> Condition:
        turned = False
        while self.has("NOT"):
            turned = not turned
        if self.has("("):
            found = self.alternatives()
            self.need(")")
        elif self.has("S_INTERSECTS"):
            found = self.touching()
        else:
            found = self.predicate()
        return say.negated(found) if turned else found

    def predicate(self) -> Condition:
        left = self.term()
        if self.next.text in say.COMPARISONS:
            return say.compared(left, self.take().text, self.term())
        if self.has("IS"):
            turned = self.has("NOT")
            self.need("NULL")
            return say.negated(say.empty(left)) if turned else say.empty(left)
        turned = self.has("NOT")
        if self.has("LIKE"):
            found = self.pattern(left)
        elif self.has("BETWEEN"):
            low = self.term()
            self.need("AND")
            found = say.both([say.compared(left, ">=", low), say.compared(left, "<=", self.term())])
        elif self.has("IN"):
            found = say.one_of(left, self.listed())
        elif left.kind is Kind.TRUTH and not turned:
            return say.true(left)
        else:
            raise self.fault(f"“{self.next.text or '…'}”")
        return say.negated(found) if turned else found

    def pattern(self, left: Term) -> Condition:
        if left.kind not in {Kind.TEXT, None}:
            raise self.fault(f"{left.kind} LIKE")
        folded = self.has("CASEI")
        if folded:
            self.need("(")
        token = self.take()
        if token.kind != "text":
            raise self.fault(f"LIKE “{token.text}”")
        if folded:
            self.need(")")
        pattern = _plain(token)
        return say.like(left, pattern.casefold() if folded else pattern)

    def listed(self) -> list[Term]:
        self.need("(")
        found = [self.constant()]
        while self.has(","):
            found.append(self.constant())
        self.need(")")
        return found

    def constant(self) -> Term:
        found = self.term()
        if found.columns:
            raise self.fault("IN (…)")
        return found

    def term(self) -> Term:
        token = self.take()
        if token.kind == "number":
            return say.literal(float(token.text), Kind.NUMBER)
        if token.kind == "text":
            return say.literal(_plain(token), Kind.TEXT)
        if token.kind == "quoted":
            return self.column(token.text[1:-1])
        if token.kind != "name":
            raise self.fault(f"“{token.text or '…'}”")
        if token.word in {"TRUE", "FALSE"}:
            return say.literal(token.word == "TRUE", Kind.TRUTH)
        if self.next.text == "(":
            return self.function(token.word)
        return self.column(token.text)

    def function(self, word: str) -> Term:
        self.need("(")
        if word in {"DATE", "TIMESTAMP"}:
            token = self.take()
            if token.kind != "text":
                raise self.fault(f"{word}({token.text})")
            found = say.literal(_plain(token)[:10], Kind.DATE)
        elif word in _FUNCTIONS:
            found = say.changed(self.term(), lambda value: _FUNCTIONS[word](str(value)), Kind.TEXT)
        else:
            raise self.fault(f"{word}()")
        self.need(")")
        return found

    def column(self, name: str) -> Term:
        if name not in self.kinds:
            raise self.fault(f"“{name[:60]}”")
        return say.column(name, self.kinds[name])

    def touching(self) -> Condition:
        """``S_INTERSECTS(geometry, shape)``, either way round."""
        self.need("(")
        shapes = [self.shape()]
        self.need(",")
        shapes.append(self.shape())
        self.need(")")
        named = [shape for shape in shapes if shape is not None]
        if len(named) != 1:
            raise self.fault(f"S_INTERSECTS({GEOMETRY}, POLYGON(…))")
        test = self.intersects(named[0])
        return Condition(lambda row: test(row[GEOMETRY]), frozenset({GEOMETRY}))

    def shape(self) -> str | None:
        """A shape as text; none is the feature's own."""
        token = self.take()
        if token.text.strip('"') == GEOMETRY:
            return None
        if token.word not in _SHAPES:
            raise self.fault(f"“{token.text or '…'}”")
        words, open_brackets = [token.word], 0
        while True:
            token = self.take()
            if token is END:
                raise self.fault("(")
            open_brackets += {"(": 1, ")": -1}.get(token.text, 0)
            words.append(token.text)
            if open_brackets <= 0:
                return " ".join(words)


def _plain(token: Token) -> str:
    return token.text[1:-1].replace("''", "'")
