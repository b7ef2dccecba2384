"""The rules by which a pack's city reminds: ``reminders.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lumbung.faces.packs.faults import Fault, PackInvalid, invalid
from lumbung.faces.packs.folder import Pack
from lumbung.faces.packs.places import Unreadable, read_document
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.words import Text

FILE = "reminders.yaml"
PLACE = re.compile(r"(\w+)(?:\[(\d+)\])?")


def load_reminders(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """The days on which people are reminded, and the hours and holidays on which they are not."""
    file = pack.folder / FILE
    if not file.is_file():
        return Changes()
    try:
        document = read_document(file)
    except Unreadable as wrong:
        raise PackInvalid(pack.head.code, [wrong.fault]) from wrong
    if not isinstance(document.value, Mapping):
        raise invalid(pack.head.code, file, Text("bukan daftar aturan", "not a list of rules"))
    try:
        return collection.load_reminders(_plain(document.value), pack=pack.head.code, actor=actor)
    except collection.PolicyFault as wrong:
        line = document.line(_place(str(wrong.facts["where"])))
        raise PackInvalid(pack.head.code, [Fault(file, line, wrong.told, wrong.advice)]) from wrong


def _plain(value: object) -> dict[str, object]:
    """The mapping with days as text, as it is kept in the database."""
    assert isinstance(value, Mapping)
    return {str(key): _told(item) for key, item in value.items()}


def _told(value: object) -> object:
    if isinstance(value, Mapping):
        return _plain(value)
    if isinstance(value, list):
        return [_told(item) for item in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _place(where: str) -> tuple[str | int, ...]:
    """``holidays[3]`` and ``quiet.from`` as the keys that lead there."""
    found: list[str | int] = []
    for part in where.split("."):
        match = PLACE.fullmatch(part)
        if match is None:
            return ()
        found.append(match[1])
        if match[2]:
            found.append(int(match[2]) - 1)
    return tuple(found)
