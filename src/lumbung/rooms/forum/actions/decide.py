"""What the Forum decides: on items, their priority, limits of access, the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lumbung.rooms.forum.actions.items import subject
from lumbung.rooms.forum.actions.telling import record
from lumbung.rooms.forum.columns import AccessClass, Criterion
from lumbung.rooms.forum.models import Decision, Item, Meeting
from lumbung.rooms.forum.problems import DecisionUnfit, ItemDecided, ReasonNeeded, WrongState
from lumbung.rooms.forum.states import OUTCOMES, WITH_REASON, WITHOUT_ITEMS, ItemState, ListState, Matter, Way
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import Permission, User
from lumbung.vocabulary.words import Text

REOPENABLE = (ItemState.PROPOSED, ItemState.DEFERRED)
"""What the Forum may still decide about: proposals, and what it put off."""


@dataclass(frozen=True, slots=True)
class Vote:
    """How many were for, against, and withheld their vote."""

    given_for: int
    against: int
    withheld: int = 0


def decide(
    *,
    meeting: Meeting,
    matter: Matter,
    items: Iterable[Item] = (),
    words: str = "",
    reason: str = "",
    vote: Vote | None = None,
    criteria: Iterable[Criterion] = (),
    access: AccessClass | None = None,
    into: Item | None = None,
    actor: User | None,
) -> Decision:
    """Record one decision about any number of items, and let it take effect on them.

    Without ``vote`` it was reached by consensus. ``criteria`` belong to priority, ``access`` to
    limits of access, ``into`` is the item with which others are merged.
    """
    people.require(actor, Permission.AGREE)
    if meeting.data_list.station is ListState.CLOSED:
        raise WrongState(year=meeting.data_list.year, state=meeting.data_list.station.title)
    chosen = list(items)
    _require_whole(matter, chosen, words, reason, tuple(criteria), access, into, meeting)
    with transaction.atomic():
        found = Item.objects.filter(pk__in=[one.pk for one in chosen], data_list=meeting.data_list)
        kept = list(found.select_for_update(of=("self",)).select_related("data_list", "dataset"))
        _require_decidable(matter, kept, chosen)
        _take_effect(matter, kept, criteria=list(criteria), access=access, into=into)
        made = Decision.objects.create(
            meeting=meeting,
            matter=matter.value,
            words=words.strip() or _words(matter, access, into),
            reason=reason.strip(),
            way=(Way.VOTE if vote else Way.CONSENSUS).value,
            votes_for=vote.given_for if vote else None,
            votes_against=vote.against if vote else None,
            votes_withheld=vote.withheld if vote else None,
            by=actor,
            at=timezone.now(),
        )
        made.items.set(kept)
        record(
            f"forum.decided-{matter.value}",
            subject=meeting,
            actor=actor,
            reason=made.reason,
            facts={"decision": made.pk, "words": made.words, "items": [subject(one)[1] for one in kept]},
        )
    return made


def _require_whole(
    matter: Matter,
    items: Sequence[Item],
    words: str,
    reason: str,
    criteria: tuple[Criterion, ...],
    access: AccessClass | None,
    into: Item | None,
    meeting: Meeting,
) -> None:
    if matter in WITHOUT_ITEMS:
        if not words.strip():
            raise DecisionUnfit(what=Text("tulis isi keputusannya", "write what was decided"))
        return
    if not items:
        raise DecisionUnfit(what=Text("pilih sedikitnya satu data", "choose at least one item"))
    if matter in WITH_REASON and not reason.strip():
        raise ReasonNeeded
    if matter is Matter.PRIORITY and not criteria and not all(one.criteria for one in items):
        raise DecisionUnfit(what=Text("pilih kriteria data prioritas", "choose the criteria of priority"))
    if matter is Matter.ACCESS and access is None:
        raise DecisionUnfit(what=Text("pilih kelas aksesnya", "choose the access class"))
    if matter is Matter.MERGED and (
        into is None or into.data_list_id != meeting.data_list_id or into.pk in {one.pk for one in items}
    ):
        raise DecisionUnfit(
            what=Text(
                "pilih data lain dari daftar yang sama sebagai tujuan", "choose another item of the list"
            )
        )


def _require_decidable(matter: Matter, kept: Sequence[Item], chosen: Sequence[Item]) -> None:
    if len(kept) < len({one.pk for one in chosen}):
        what = Text("ada data dari daftar tahun lain", "some items belong to another year's list")
        raise DecisionUnfit(what=what)
    allowed = REOPENABLE if matter in OUTCOMES else (*REOPENABLE, ItemState.AGREED)
    for one in kept:
        if one.station not in allowed:
            raise ItemDecided(item=one.code, state=one.station.title)


def _take_effect(
    matter: Matter,
    items: Sequence[Item],
    *,
    criteria: list[Criterion],
    access: AccessClass | None,
    into: Item | None,
) -> None:
    for one in items:
        if matter in OUTCOMES:
            one.state = OUTCOMES[matter].value
            one.merged_into = into if matter is Matter.MERGED else None
        elif matter is Matter.PRIORITY:
            one.priority = True
            one.criteria = [criterion.value for criterion in criteria] or one.criteria
        elif matter is Matter.ORDINARY:
            one.priority = False
        elif matter is Matter.ACCESS and access is not None:
            one.access = access.value
    Item.objects.bulk_update(
        items, ["state", "merged_into", "priority", "criteria", "access"], batch_size=500
    )


def _words(matter: Matter, access: AccessClass | None, into: Item | None) -> str:
    """A decision in the words of the minutes, where nobody wrote others."""
    said = {
        Matter.AGREED: "Menyepakati data masuk Daftar Data.",
        Matter.REJECTED: "Menolak usulan data.",
        Matter.DEFERRED: "Menunda pembahasan usulan data.",
        Matter.MERGED: f"Menggabungkan usulan dengan {into}.",
        Matter.PRIORITY: "Menetapkan sebagai Data Prioritas.",
        Matter.ORDINARY: "Mencabut penetapan Data Prioritas.",
        Matter.ACCESS: f"Menetapkan kelas akses {access.value if access else ''}.",
    }
    return said[matter]
