"""The year's list is opened, brought before the Forum, agreed, and closed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from lumbung.rooms.forum.actions.telling import record
from lumbung.rooms.forum.models import DataList, Item
from lumbung.rooms.forum.problems import ListThere, Undecided, WrongState
from lumbung.rooms.forum.states import ItemState, ListState
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import Permission, User


def open_list(
    *, year: int, actor: User | None, proposals_until: dt.date | None = None, note: str = ""
) -> DataList:
    """Open the list of a year for proposals."""
    people.require(actor, Permission.PLAN)
    with transaction.atomic():
        made, new = DataList.objects.get_or_create(
            year=year, defaults={"proposals_until": proposals_until, "note": note.strip()}
        )
        if not new:
            raise ListThere(year=year)
        record("forum.list-opened", subject=made, actor=actor, facts={"year": year, "until": proposals_until})
    return made


def bring_to_forum(*, of: DataList, actor: User | None, reason: str = "") -> DataList:
    """End the time of proposals; from now on the Forum speaks about the items."""
    people.require(actor, Permission.PLAN)
    return _move(of, (ListState.OPEN,), ListState.IN_FORUM, actor, reason)


def open_again(*, of: DataList, actor: User | None, reason: str = "") -> DataList:
    """Take proposals again."""
    people.require(actor, Permission.PLAN)
    return _move(of, (ListState.IN_FORUM,), ListState.OPEN, actor, reason)


def agree_list(*, of: DataList, actor: User | None, reason: str = "") -> DataList:
    """Record that the Forum has agreed the list; every proposal has its decision by now."""
    people.require(actor, Permission.AGREE)
    return _move(of, (ListState.IN_FORUM,), ListState.AGREED, actor, reason)


def close_list(*, of: DataList, actor: User | None, reason: str = "") -> DataList:
    """Close an agreed list at the end of its year; it stays readable."""
    people.require(actor, Permission.PLAN)
    return _move(of, (ListState.AGREED,), ListState.CLOSED, actor, reason)


def _move(
    of: DataList, allowed: tuple[ListState, ...], to: ListState, actor: User | None, reason: str
) -> DataList:
    with transaction.atomic():
        kept = DataList.objects.select_for_update().get(pk=of.pk)
        if kept.station not in allowed:
            raise WrongState(year=kept.year, state=kept.station.title)
        if to is ListState.AGREED:
            left = Item.objects.filter(data_list=kept, state=ItemState.PROPOSED.value).count()
            if left:
                raise Undecided(count=left)
        kept.state = to.value
        kept.save(update_fields=["state"])
        record(
            f"forum.list-{to.value}",
            subject=kept,
            actor=actor,
            reason=reason.strip(),
            facts={"year": kept.year},
        )
    of.state = kept.state
    return kept
