"""Last year's list carried over into this year's: the same data, the same IDs, proposed anew."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from lumbung.rooms.forum.actions.items import require_open
from lumbung.rooms.forum.actions.telling import record
from lumbung.rooms.forum.columns import BY_FIELD
from lumbung.rooms.forum.models import DataList, Item
from lumbung.rooms.forum.queries import to_copy
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import Permission, User

CARRIED = tuple(BY_FIELD)
"""What a copied item takes along: everything the sheet says. What the Forum decided it earns anew."""


def copy_from_last_year(*, of: DataList, codes: Collection[str], actor: User) -> list[Item]:
    """Propose items of the list before once more, those with the given IDs.

    Each must be an office's own; one that is in the list already is left as it is there.
    """
    chosen = [one for one in to_copy(of, actor) if one.code in set(codes)]
    people.require(actor, Permission.PROPOSE)
    for producer in {one.producer for one in chosen}:
        require_open(of, actor, producer)
    with transaction.atomic():
        made = Item.objects.bulk_create(
            Item(
                data_list=of,
                proposed_by=actor,
                **{name: getattr(one, name) for name in CARRIED if name != "priority_asked"},
                # What the Forum made priority data is asked for again as such.
                priority_asked=one.priority or one.priority_asked,
            )
            for one in chosen
        )
        if made:
            record(
                "forum.items-copied",
                subject=of,
                actor=actor,
                facts={"year": of.year, "items": [one.code for one in made]},
            )
    return made
