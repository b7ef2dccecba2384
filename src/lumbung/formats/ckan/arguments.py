"""The arguments of an action, whether they came in an address or as JSON.

In an address everything is text, lists and mappings are JSON in it, and a list may also be
written with commas; in a body they are what they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from lumbung.formats.ckan.faults import Unfit, Unreadable
from lumbung.vocabulary.words import Text

YES, NO = {"true", "1", "yes", "t", "y", "on"}, {"false", "0", "no", "f", "n", "off", ""}
MOST_DIGITS = 9
LACKING = Text("Missing value: wajib diisi", "Missing value")


def arguments_of(address: Iterable[tuple[str, str]], body: bytes) -> Arguments:
    """The arguments of a request; what stands in the address gives way to what stands in the body."""
    given: dict[str, Any] = {}
    for name, value in address:
        if name in given:
            before = given[name]
            given[name] = [*(before if isinstance(before, list) else [before]), value]
        else:
            given[name] = value
    if body.strip():
        try:
            told = json.loads(body, parse_constant=_no_number)
            json.dumps(told, ensure_ascii=False).encode()  # half a character cannot be said back
        except (ValueError, RecursionError) as fault:
            raise Unreadable(_unreadable(str(fault)[:80])) from fault
        if not isinstance(told, dict):
            raise Unreadable(_unreadable(type(told).__name__))
        given |= told
    return Arguments(given)


def _no_number(word: str) -> float:
    raise ValueError(word)


def _unreadable(what: str) -> Text:
    return Text(
        f"Bad request - JSON Error: isi permintaan harus objek JSON ({what})",
        f"Bad request - JSON Error: the body must be a JSON object ({what})",
    )


class Arguments:
    """What an action was given, read as what it needs."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given

    def text(self, name: str, default: str = "") -> str:
        """A text; a number counts as one."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise Unfit(name, Text("harus berupa teks", "must be text"))
        return str(value)

    def needed(self, *names: str) -> str:
        """A text that must be there, under the first of its names that is used."""
        for name in names:
            if found := self.text(name):
                return found
        raise Unfit(names[0], LACKING)

    def number(self, name: str, default: int, *, most: int | None = None) -> int:
        """A whole number from 0; what is over the most is brought down to it, as CKAN does."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else "?"
        if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
            raise Unfit(
                name, Text("Invalid integer: harus bilangan bulat mulai 0", "Must be a natural number")
            )
        return int(text) if most is None else min(int(text), most)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Yes or no."""
        value = self.given.get(name)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        word = str(value).strip().lower()
        if word in YES | NO:
            return word in YES
        raise Unfit(name, Text("harus true atau false", "must be true or false"))

    def names(self, name: str, *, commas: bool = True) -> tuple[str, ...] | None:
        """A list of texts: JSON, or with commas where they divide; none where nothing was said."""
        value = self.given.get(name)
        if value is None or value in ("", []):
            return None
        if isinstance(value, str):
            is_json = value.lstrip().startswith("[")
            value = self._json(name, value) if is_json else value.split("," if commas else "\0")
        if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
            return tuple(str(item).strip() for item in value if str(item).strip())
        raise Unfit(name, Text("harus berupa daftar teks", "must be a list of texts"))

    def mapping(self, name: str) -> dict[str, Any]:
        """A mapping; empty where nothing was said."""
        value = self.given.get(name)
        if isinstance(value, str) and value.strip():
            value = self._json(name, value)
        if value in (None, "", {}):
            return {}
        if not isinstance(value, dict):
            raise Unfit(name, Text("harus berupa objek JSON", "must be a JSON object"))
        return value

    def _json(self, name: str, text: str) -> Any:
        try:
            told = json.loads(text, parse_constant=_no_number)
            json.dumps(told, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as fault:
            raise Unfit(name, Text("JSON tidak terbaca", "Cannot parse JSON")) from fault
        return told
