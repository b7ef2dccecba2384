"""What can be read of the Forum: lists, their items, meetings, decisions, and what waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from lumbung.rooms.forum.columns import COLUMNS, PUBLIC, SHEET, AccessClass, Column, Criterion, Schedule
from lumbung.rooms.forum.exports import written_csv, written_xlsx
from lumbung.rooms.forum.judging import AFFAIRS
from lumbung.rooms.forum.models import Activity, Attendance, DataList, Decision, Item, Meeting, SheetImport
from lumbung.rooms.forum.problems import ItemUnknown, ListUnknown, MeetingUnknown
from lumbung.rooms.forum.states import ActivityState, ItemState, ListState, Matter, Role, Way
from lumbung.rooms.forum.wording import decided_how
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Actor, Permission
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.words import Text

__all__ = [
    "COLUMNS", "PUBLIC", "SHEET", "AccessClass", "Activity", "ActivityState", "Attendance", "Column",
    "Counted", "Criterion", "DataList", "Decision", "Filter", "Item", "ItemState", "ListState",
    "ListUnknown", "Matter", "Meeting", "Role", "Schedule", "SheetImport", "Way", "activities",
    "affair", "affairs", "affairs_in", "counted", "current_list", "data_list", "decided_how",
    "decisions", "earlier", "is_simulated", "item", "items", "items_of_dataset", "lists",
    "lists_to_propose", "lists_with_undecided", "may_change", "meeting", "meetings", "offices_in",
    "public_items", "public_lists", "sheet_import", "to_copy", "written_csv", "written_xlsx",
]  # fmt: skip

PUBLIC_STATES = (ListState.AGREED.value, ListState.CLOSED.value)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items of a list are asked for; nothing said means all."""

    words: str = ""
    organisation: str = ""
    affair: str = ""
    state: str = ""
    priority: str = ""  # "ya": decided; "usul": proposed and not decided
    dataset: str = ""  # "ada" or "belum"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many items of a list stand where."""

    total: int = 0
    by_state: Mapping[str, int] = field(default_factory=dict)
    priority: int = 0
    with_dataset: int = 0  # agreed ones that have a dataset

    @property
    def undecided(self) -> int:
        """Proposals that wait for the Forum."""
        return self.by_state.get(ItemState.PROPOSED.value, 0)

    @property
    def agreed(self) -> int:
        """Items that the Forum agreed."""
        return self.by_state.get(ItemState.AGREED.value, 0)


def lists() -> QuerySet[DataList]:
    """All lists, the newest year first."""
    return DataList.objects.all()


def data_list(year: int) -> DataList:
    """The list of a year."""
    found = DataList.objects.filter(year=year).first()
    if found is None:
        raise ListUnknown(year=year)
    return found


def current_list() -> DataList | None:
    """The list that is worked on: the oldest that is not closed and not agreed, else the newest."""
    working = DataList.objects.filter(state__in=(ListState.OPEN.value, ListState.IN_FORUM.value))
    return working.order_by("year").first() or DataList.objects.first()


def items(of: DataList, asked: Filter | None = None) -> QuerySet[Item]:
    """The items of a list, with their producer and dataset at hand."""
    found = Item.objects.filter(data_list=of).select_related("data_list", "producer", "dataset")
    if asked is None:
        return found
    if asked.words:
        for word in asked.words.split():
            found = found.filter(
                Q(title__icontains=word) | Q(code__icontains=word) | Q(definition__icontains=word)
            )
    if asked.organisation:
        found = found.filter(producer__code=asked.organisation)
    if asked.affair:
        found = found.filter(affair=asked.affair)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.priority == "ya":
        found = found.filter(priority=True)
    elif asked.priority == "usul":
        found = found.filter(priority=False, priority_asked=True)
    if asked.dataset:
        found = found.filter(dataset__isnull=asked.dataset == "belum")
    return found


def item(year: int, code: str) -> Item:
    """An item by its year and ID."""
    found = Item.objects.filter(data_list__year=year, code=code)
    one = found.select_related("data_list", "producer", "dataset", "merged_into", "proposed_by").first()
    if one is None:
        raise ItemUnknown(year=year, item=code)
    return one


def items_of_dataset(code: str) -> QuerySet[Item]:
    """The items that became a dataset, the newest year first."""
    found = Item.objects.filter(dataset__code=code).select_related("data_list", "producer")
    return found.order_by("-data_list__year")


def earlier(one: Item) -> Item | None:
    """The same item in the last list before; its ID stays the same from year to year."""
    before = Item.objects.filter(code=one.code, data_list__year__lt=one.data_list.year)
    return before.select_related("data_list").order_by("-data_list__year").first()


def counted(of: DataList) -> Counted:
    """How many items of a list stand where."""
    agreed = Q(state=ItemState.AGREED.value)
    totals = Item.objects.filter(data_list=of).aggregate(
        total=Count("pk"),
        priority=Count("pk", filter=Q(priority=True)),
        dataset=Count("pk", filter=agreed & Q(dataset__isnull=False)),
    )
    states = Item.objects.filter(data_list=of).values_list("state").annotate(Count("pk")).order_by()
    return Counted(totals["total"], dict(states), totals["priority"], totals["dataset"])


def affairs() -> dict[str, Text]:
    """The government affairs by code, where a pack brought them."""
    return {code.code: code.title for code in standards.codelists().get(AFFAIRS, ())}


def affair(code: str) -> Text:
    """An affair in words; its code where the house does not know it."""
    title = affairs().get(code)
    return title if title is not None else Text(code)


def affairs_in(of: DataList) -> list[tuple[str, Text]]:
    """The affairs of a list's items, in the order of their codes."""
    named = affairs()
    codes = Item.objects.filter(data_list=of).exclude(affair="").values_list("affair", flat=True)
    return [(code, named.get(code, Text(code))) for code in sorted(set(codes))]


def offices_in(of: DataList) -> QuerySet[people.Organisation]:
    """The producers of a list's items."""
    return people.organisations().filter(pk__in=Item.objects.filter(data_list=of).values("producer"))


def meetings(of: DataList | None = None) -> QuerySet[Meeting]:
    """The Forum's meetings, the newest first."""
    found = Meeting.objects.select_related("data_list")
    return found if of is None else found.filter(data_list=of)


def meeting(code: str) -> Meeting:
    """A meeting by its code."""
    found = meetings().filter(code=code).first()
    if found is None:
        raise MeetingUnknown(meeting=code)
    return found


def decisions(*, meeting: Meeting | None = None, item: Item | None = None) -> QuerySet[Decision]:
    """What was decided in a meeting or about an item, in order."""
    found = Decision.objects.select_related("meeting", "meeting__data_list", "by")
    if meeting is not None:
        found = found.filter(meeting=meeting)
    if item is not None:
        found = found.filter(items=item)
    return found.annotate(about_items=Count("items")).order_by("meeting__held_on", "pk")


def activities(of: DataList) -> QuerySet[Activity]:
    """The plan of action of a list."""
    return Activity.objects.filter(data_list=of).select_related("owner")


def is_simulated(of: DataList) -> bool:
    """Whether a meeting that never took place decided about the list."""
    return Decision.objects.filter(meeting__data_list=of, meeting__simulated=True).exists()


def public_lists() -> QuerySet[DataList]:
    """The lists that the Forum has agreed."""
    return DataList.objects.filter(state__in=PUBLIC_STATES)


def public_items(of: DataList, asked: Filter | None = None) -> QuerySet[Item]:
    """The items of an agreed list that the Forum agreed."""
    return items(of, asked).filter(state=ItemState.AGREED.value, data_list__state__in=PUBLIC_STATES)


def may_change(one: Item, actor: Actor) -> bool:
    """Whether a person may still change an item's words."""
    if one.station is not ItemState.PROPOSED or one.data_list.station not in (
        ListState.OPEN,
        ListState.IN_FORUM,
    ):
        return False
    if people.may(actor, Permission.REVIEW, on=one.producer):
        return True
    return one.data_list.station is ListState.OPEN and people.may(actor, Permission.PROPOSE, on=one.producer)


def to_copy(of: DataList, actor: Actor) -> list[Item]:
    """What a person may carry over from the list before: their offices' items that are not here yet."""
    before = DataList.objects.filter(year__lt=of.year).order_by("-year").first()
    if before is None:
        return []
    there = Item.objects.filter(data_list=of).values("code")
    found = items(before).filter(producer__in=people.reach(actor, Permission.PROPOSE)).exclude(code__in=there)
    gone = (ItemState.REJECTED.value, ItemState.MERGED.value, ItemState.WITHDRAWN.value)
    return list(found.exclude(state__in=gone))


def lists_to_propose(actor: Actor) -> list[tuple[DataList, list[people.Organisation]]]:
    """The open lists, each with the person's own offices that have proposed nothing yet.

    Only offices at which the duty is held count: whoever reaches the whole city is not asked
    for every office.
    """
    today = timezone.localdate()
    own = [
        held.organisation
        for held in people.memberships(actor)
        if held.duty in (people.Duty.PRODUCER, people.Duty.SUPPORTING_STEWARD)
    ] if actor is not None else []  # fmt: skip
    found = []
    if own:
        for one in DataList.objects.filter(state=ListState.OPEN.value).order_by("year"):
            if one.proposals_until is not None and one.proposals_until < today:
                continue
            there = set(Item.objects.filter(data_list=one).values_list("producer", flat=True))
            if missing := [office for office in own if office.pk not in there]:
                found.append((one, missing))
    return found


def lists_with_undecided(actor: Actor) -> list[tuple[DataList, int]]:
    """For who records the Forum's decisions: lists before the Forum with how much is undecided."""
    if not people.may(actor, Permission.AGREE):
        return []
    before = DataList.objects.filter(state=ListState.IN_FORUM.value).order_by("year")
    proposed = Count("items", filter=Q(items__state=ItemState.PROPOSED.value))
    return [(one, one.undecided) for one in before.annotate(undecided=proposed) if one.undecided]


def sheet_import(pk: int, actor: Actor) -> SheetImport:
    """A sheet that waits, for whoever brought it or looks after the whole list."""
    found = SheetImport.objects.filter(pk=pk).select_related("data_list", "by").first()
    own = found is not None and (found.by == actor or people.may(actor, Permission.REVIEW))
    if found is None or not own:
        raise ItemUnknown(year="–", item=f"#{pk}")
    return found
