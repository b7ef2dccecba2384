"""Items are proposed, changed, and withdrawn by those who proposed them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from lumbung.rooms.forum import queries
from lumbung.rooms.forum.actions.telling import record
from lumbung.rooms.forum.columns import BY_FIELD
from lumbung.rooms.forum.judging import Row, judge_row, known
from lumbung.rooms.forum.models import DataList, Item
from lumbung.rooms.forum.problems import ChangedByAnother, ItemDecided, ItemUnfit, WrongState
from lumbung.rooms.forum.states import ItemState, ListState
from lumbung.rooms.people import actions as people
from lumbung.rooms.people import queries as duties
from lumbung.rooms.people.queries import Permission, User
from lumbung.vocabulary.findings import Place, Severity

OWN_CODE = re.compile(r"DD-(\d+)")


def propose_item(*, of: DataList, texts: Mapping[str, str], actor: User) -> Item:
    """Propose data for a year's list; ``texts`` are the sheet's columns by key, as people type them."""
    values = fields_of(texts)
    people.require(actor, Permission.PROPOSE, on=values["producer"])
    require_open(of, actor, values["producer"])
    with transaction.atomic():
        values["code"] = values.get("code") or next_code()
        if Item.objects.filter(data_list=of, code=values["code"]).exists():
            raise _taken(of, str(values["code"]))
        made = Item.objects.create(data_list=of, proposed_by=actor, **values)
        record(
            "forum.item-proposed",
            subject=subject(made),
            actor=actor,
            dataset=_dataset(made),
            facts={"title": made.title, "producer": made.producer.code},
        )
    return made


def change_item(*, item: Item, texts: Mapping[str, str], revision: int, actor: User) -> Item:
    """Change a proposal as long as the Forum has not decided; ``revision`` is the one that was read."""
    if not queries.may_change(item, actor):
        people.require(actor, Permission.PROPOSE, on=item.producer)
        _require_undecided(item)
        require_open(item.data_list, actor, item.producer)
    values = fields_of(texts)
    if values["producer"] != item.producer:
        people.require(actor, Permission.PROPOSE, on=values["producer"])
    values.pop("code", None)  # an ID stays
    with transaction.atomic():
        kept = Item.objects.select_for_update().get(pk=item.pk)
        _require_undecided(kept)
        changed = differing(kept, values)
        if not changed:
            return kept
        if kept.revision != revision:
            raise ChangedByAnother(item=kept.code)
        write(kept, values, changed)
        record(
            "forum.item-changed",
            subject=subject(kept),
            actor=actor,
            dataset=_dataset(kept),
            facts={"changed": changed},
        )
    return kept


def withdraw_item(*, item: Item, reason: str, actor: User) -> Item:
    """Take a proposal back before the Forum has decided; it stays in the list as withdrawn."""
    people.require(actor, Permission.PROPOSE, on=item.producer)
    with transaction.atomic():
        kept = Item.objects.select_for_update().get(pk=item.pk)
        _require_undecided(kept)
        kept.state = ItemState.WITHDRAWN.value
        kept.save(update_fields=["state"])
        record("forum.item-withdrawn", subject=subject(kept), actor=actor, reason=reason.strip())
    return kept


def fields_of(texts: Mapping[str, str]) -> dict[str, Any]:
    """Typed texts as fields; raises :class:`ItemUnfit` with everything that is wrong at once."""
    row = Row(texts, {key: Place(None, key) for key in texts})
    values, found = judge_row(row, known())
    errors = tuple(one for one in found if one.severity is Severity.ERROR)
    if errors:
        raise ItemUnfit(errors)
    return values


def next_code() -> str:
    """The next free ID of our own numbering, over all years: an ID means the same data always."""
    codes = Item.objects.filter(code__startswith="DD-").values_list("code", flat=True)
    numbers = [int(match[1]) for code in codes if (match := OWN_CODE.fullmatch(code))]
    return f"DD-{max(numbers, default=0) + 1:04d}"


def differing(item: Item, values: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The columns in which an item would say something else: what it was and what it would be."""
    found = {}
    for name, value in values.items():
        was = getattr(item, name)
        if was != value and not (was in (None, "") and value in (None, "")):
            found[BY_FIELD[name].key] = {"was": _said(was), "is": _said(value)}
    return found


def write(item: Item, values: Mapping[str, Any], changed: Mapping[str, object]) -> None:
    """Put the changed columns into an item; its revision grows, and no pack owns it any longer."""
    names = [name for name in values if BY_FIELD[name].key in changed]
    for name in names:
        setattr(item, name, values[name])
    item.revision += 1
    item.save(update_fields=[*names, "revision"])


def subject(item: Item) -> tuple[str, str]:
    """An item as the journal names it."""
    return "forum.item", f"{item.data_list.year}/{item.code}"


def require_open(of: DataList, actor: User | None, producer: Any) -> None:
    """Refuse where the list takes no proposals; the steward may add to it while the Forum meets."""
    if of.station is ListState.OPEN:
        return
    by_steward = duties.may(actor, Permission.REVIEW, on=producer)
    if of.station is not ListState.IN_FORUM or not by_steward:
        raise WrongState(year=of.year, state=of.station.title)


def _require_undecided(item: Item) -> None:
    if item.station is not ItemState.PROPOSED:
        raise ItemDecided(item=item.code, state=item.station.title)


def _taken(of: DataList, code: str) -> ItemUnfit:
    from lumbung.vocabulary.findings import finding

    place = Place(None, "id_ddd")
    return ItemUnfit((finding("list.code-twice", place, value=code, first=f"Daftar Data {of.year}"),))


def _dataset(item: Item) -> str:
    return item.dataset.code if item.dataset is not None else ""


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(getattr(value, "code", value) if value is not None else "")
