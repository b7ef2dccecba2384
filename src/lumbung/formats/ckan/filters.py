"""Filter queries as harvesters write them (``fq``), read into a question to one package.

The part of Solr's grammar that clients use: ``field:value``, quoted values, ``field:(a OR b)``,
ranges of dates, ``AND``, ``OR``, ``NOT``, ``+`` and ``-``, brackets, ``*`` in a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase

from lumbung.formats.ckan.faults import QueryUnfit
from lumbung.formats.ckan.packages import Record
from lumbung.vocabulary.words import Text

Facts = Mapping[str, tuple[str, ...]]
Question = Callable[[Facts], bool]

JOINING = ("AND", "OR", "&&", "||")
LONGEST, DEEPEST, SAID = 4_000, 20, 60
TOKEN = re.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))|(?P<sign>[+\-!])|(?P<range>[\[{][^\[\]{}]*[\]}])
        |(?P<field>[A-Za-z_.*]+):|(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<word>(?:[^\s()"\\]|\\.)+))""",
    re.VERBOSE,
)
RANGE = re.compile(r"[\[{]\s*(\S+)\s+TO\s+(\S+)\s*[\]}]")
FIELDS = (
    "id", "name", "title", "notes", "organization", "owner_org", "groups", "topic", "tags", "res_format",
    "license_id", "isopen", "state", "dataset_type", "type", "private", "capacity", "metadata_modified",
    "metadata_created", "author", "version", "site_id", "entity_type",
)  # fmt: skip


def facts_of(package: Record) -> dict[str, tuple[str, ...]]:
    """What filters and facets may ask of a package."""
    organization = package["organization"]
    groups = tuple(one["name"] for one in package["groups"])
    return {
        **{name: (str(package[name]),) for name in ("id", "name", "state", "type", "license_id", "version")},
        **{name: (package[name],) for name in ("title", "notes", "author", "owner_org")},
        **{name: (package[name],) for name in ("metadata_modified", "metadata_created")},
        "organization": (organization["name"],),
        "groups": groups,
        "topic": groups,
        "tags": tuple(one["name"] for one in package["tags"]),
        "res_format": tuple(one["format"] for one in package["resources"]),
        "isopen": (str(package["isopen"]).lower(),),
        "private": ("false",),
        "capacity": ("public",),
        "dataset_type": (package["type"],),
        "entity_type": ("package",),
        "site_id": ("default",),
    }


def question_of(texts: Iterable[str]) -> Question:
    """The question that filter queries ask together."""
    asked = [_Reader(text).whole() for text in texts if text.strip()]
    return lambda facts: all(one(facts) for one in asked)


def unreadable(text: str) -> QueryUnfit:
    """A search that cannot be read, with what may be asked."""
    said = text.strip()[:SAID]
    return QueryUnfit(
        Text(
            f"Search Query is invalid: “{said}” tidak terbaca; bidang: {', '.join(FIELDS)}",
            f"Search Query is invalid: “{said}” cannot be read; fields: {', '.join(FIELDS)}",
        )
    )


class _Reader:
    """Reads one filter query from the left to the right."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise unreadable(text)
        self.text, self.tokens, self.place, self.depth = text, list(_tokens(text)), 0, 0

    def whole(self) -> Question:
        found = self.either()
        if self.place < len(self.tokens):
            raise unreadable(self.text)
        return found

    def either(self, field: str = "") -> Question:
        choices = [self.every(field)]
        while self.word("OR", "||"):
            choices.append(self.every(field))
        return choices[0] if len(choices) == 1 else lambda facts: any(one(facts) for one in choices)

    def every(self, field: str) -> Question:
        parts = [self.single(field)]
        while self.place < len(self.tokens) and not self.ends():
            self.word("AND", "&&")
            parts.append(self.single(field))
        return parts[0] if len(parts) == 1 else lambda facts: all(one(facts) for one in parts)

    def single(self, field: str) -> Question:
        kind, value = self.next()
        if kind == "sign" or (kind, value) == ("word", "NOT"):
            wanted = self.single(field)
            return wanted if value == "+" else lambda facts: not wanted(facts)
        if kind == "field" and not field:
            return self.of_field(value)
        if kind == "open":
            return self.bracket(field)
        if field and kind == "range":
            return self.between(field, value)
        if kind == "quoted" or (kind == "word" and value not in JOINING):
            return _holds(field, value) if field else _says(value)
        raise unreadable(self.text)

    def of_field(self, name: str) -> Question:
        if name == "*":
            self.next()
            return lambda facts: True  # noqa: ARG005  # everything
        if name not in FIELDS:
            raise unreadable(name)
        return self.single(name)

    def bracket(self, field: str) -> Question:
        self.depth += 1
        if self.depth > DEEPEST:
            raise unreadable(self.text)
        found = self.either(field)
        if self.next()[0] != "close":
            raise unreadable(self.text)
        self.depth -= 1
        return found

    def between(self, field: str, value: str) -> Question:
        match = RANGE.fullmatch(value)
        if match is None:
            raise unreadable(value)
        first, last = (one.rstrip("Z") for one in match.groups())
        # Moments of one form sort as texts; a shorter one means its beginning, or its end.
        return lambda facts: any(
            (first == "*" or found >= first) and (last == "*" or found[: len(last)] <= last)
            for found in facts.get(field, ())
        )

    def word(self, *words: str) -> bool:
        if self.place < len(self.tokens) and self.tokens[self.place] in {("word", word) for word in words}:
            self.place += 1
            return True
        return False

    def ends(self) -> bool:
        return self.tokens[self.place][0] == "close" or self.tokens[self.place] in {
            ("word", "OR"),
            ("word", "||"),
        }

    def next(self) -> tuple[str, str]:
        if self.place >= len(self.tokens):
            raise unreadable(self.text)
        self.place += 1
        return self.tokens[self.place - 1]


def _tokens(text: str) -> Iterable[tuple[str, str]]:
    place, text = 0, text.rstrip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            raise unreadable(text[place:])
        kind = str(match.lastgroup)
        value = match[kind]
        if kind == "quoted":
            value = value[1:-1]
        if kind in {"quoted", "word"}:
            value = re.sub(r"\\(.)", r"\1", value)
        yield kind, value
        place = match.end()


def _holds(field: str, value: str) -> Question:
    """A field is one of a few codes; of words it is enough that they hold it."""
    wanted = value.lower()
    if field in {"title", "notes", "author"}:
        return lambda facts: any(wanted.strip("*") in found.lower() for found in facts.get(field, ()))
    if "*" in wanted:
        pattern = wanted.replace("[", "[[]").replace("?", "[?]")
        return lambda facts: any(fnmatchcase(found.lower(), pattern) for found in facts.get(field, ()))
    return lambda facts: any(found.lower() == wanted for found in facts.get(field, ()))


def _says(value: str) -> Question:
    """A bare word: it stands in the name, the title or the description."""
    wanted = value.lower().strip("*")
    return lambda facts: any(
        wanted in found.lower() for name in ("name", "title", "notes", "tags") for found in facts[name]
    )
