"""Load the list of areas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from lumbung.kit.keeping import keep
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards.actions.area_changes import upheld
from lumbung.rooms.standards.actions.telling import tell
from lumbung.rooms.standards.models import Area
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text


class AreaListFault(Invalid):
    """The list contradicts itself."""

    code = "standards.area-list"
    message = Text("Daftar wilayah: {fault}", "The list of areas: {fault}")
    hint = Text("Perbaiki berkas wilayahnya lalu muat lagi.", "Mend the file of areas and load it again.")


def load_areas(rows: Iterable[Mapping[str, Any]], *, actor: User | None) -> Changes:
    """Keep areas as the rows say, each a mapping of the columns of :class:`Area`.

    An area is never removed, because old editions speak of it; one whose ``valid_to`` is set
    counts as retired.
    """
    people.require(actor, people.Permission.LOAD_PACK)
    with transaction.atomic():
        rows = upheld(rows)
        in_force = set(Area.objects.filter(valid_to=None).values_list("code", flat=True))
        changes = keep(Area.objects.all(), rows)
        _check_tree()
        ended = {str(row["code"]) for row in rows if isinstance(row.get("valid_to"), dt.date)} & in_force
        changes = replace(
            changes,
            changed=tuple(code for code in changes.changed if code not in ended),
            retired=tuple(sorted(ended)),
        )
        return tell("areas", changes, actor)


def _check_tree() -> None:
    """Every parent is there, and nobody is their own ancestor."""
    parents = dict(Area.objects.values_list("code", "parent"))
    for code, parent in parents.items():
        if parent and parent not in parents:
            raise AreaListFault(
                fault=Text(
                    f"induk {parent} dari {code} tidak ada.", f"{parent}, parent of {code}, is missing."
                )
            )
        seen, here = {code}, parent
        while here:
            if here in seen:
                raise AreaListFault(
                    fault=Text(f"{code} menjadi induknya sendiri.", f"{code} is its own ancestor.")
                )
            seen.add(here)
            here = parents.get(here, "")
