"""Keep from whom a pack took its content, so that a page can name them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from django.db import transaction

from lumbung.kit.keeping import keep
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards.actions.telling import tell
from lumbung.rooms.standards.models import Source
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class SourceOfPack:
    """A source as a pack states it; what it leaves open stays empty."""

    what: Text
    holder: str
    basis: str = ""
    address: str = ""
    licence: str = ""
    read_on: dt.date | None = None


def load_sources(sources: Sequence[SourceOfPack], *, pack: str, title: Text, actor: User | None) -> Changes:
    """Keep the sources of a pack as it lists them now; one that left the list is dropped."""
    people.require(actor, people.Permission.LOAD_PACK)
    rows = [
        {"code": f"{pack}/{position}", "pack": pack, "pack_title": title, "position": position}
        | {field.name: getattr(source, field.name) for field in fields(source)}
        for position, source in enumerate(sources, start=1)
    ]
    of_pack = Source.objects.filter(pack=pack)
    with transaction.atomic():
        gone = of_pack.filter(position__gt=len(rows))
        retired = tuple(gone.values_list("code", flat=True))
        gone.delete()
        return tell("sources", replace(keep(of_pack, rows), retired=retired), actor)
