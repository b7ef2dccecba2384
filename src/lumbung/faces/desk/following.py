"""An item of the data list with its road: from the proposal to the edition that is public.

The road crosses five rooms, so it is put together here, above them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from django.http import HttpResponse
from django.urls import reverse

from lumbung.kit.said import date, t
from lumbung.kit.workplace import StaffRequest, for_staff, page
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset, Edition
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.collection.queries import PeriodStanding, Standing
from lumbung.rooms.forum import actions as forum_actions
from lumbung.rooms.forum import queries as forum
from lumbung.rooms.forum.queries import Item, ItemState
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.words import Text

ON_ITS_WAY = (Standing.IN_REVIEW, Standing.ACCEPTED, Standing.RELEASED)
REFUSED = (ItemState.REJECTED, ItemState.MERGED, ItemState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Station:
    """A station of the road: its name, whether it is reached, and where it can be seen."""

    title: Text
    state: str  # done, here, fault or nothing
    words: str = ""
    address: str = ""


def road(item: Item) -> tuple[Station, ...]:
    """The stations of an item, the first that is not reached marked as the one where it is."""
    dataset = item.dataset
    edition = catalog.current_edition(dataset) if dataset is not None else None
    due = [one for one in collection.dataset_periods(dataset) if one.period.year == item.data_list.year] if (
        dataset is not None
    ) else []  # fmt: skip
    reached = (
        _proposed(item),
        _decided(item),
        _dataset(dataset),
        _calendar(dataset, due),
        _submission(due),
        _edition(dataset, edition),
    )
    made: list[Station] = []
    here = "fault" if item.station in REFUSED else "here"
    for title, is_reached, words, address in reached:
        if is_reached:
            made.append(Station(title, "done", words, address))
        else:
            made.append(Station(title, here, words, address))
            here = ""
    return tuple(made)


Reached = tuple[Text, bool, str, str]


def _proposed(item: Item) -> Reached:
    words = t(f"paket {item.pack}", f"pack {item.pack}") if item.pack else date(item.proposed_at, short=True)
    return Text("Diusulkan", "Proposed"), True, words, ""


def _decided(item: Item) -> Reached:
    last = forum.decisions(item=item).last()
    address = reverse("forum:meeting", args=(last.meeting.code,)) if last is not None else ""
    words = f"{t(item.station.title)}, {date(last.meeting.held_on, short=True)}" if last else ""
    return Text("Forum", "Forum"), item.station is ItemState.AGREED, words, address


def _dataset(dataset: Dataset | None) -> Reached:
    address = reverse("collection:dataset", args=(dataset.code,)) if dataset is not None else ""
    return Text("Dataset", "Dataset"), dataset is not None, dataset.code if dataset else "", address


def _calendar(dataset: Dataset | None, due: list[PeriodStanding]) -> Reached:
    title = Text("Kalender", "Calendar")
    if dataset is None or not due:
        return title, False, "", ""
    waiting = [one for one in due if one.standing.is_owed]
    words = (
        t(f"berikutnya {date(waiting[-1].due.due_on, short=True)}",
          f"next {date(waiting[-1].due.due_on, short=True)}")
        if waiting
        else t(f"{len(due)} periode", f"{len(due)} periods")
    )  # fmt: skip
    return title, True, words, reverse("collection:period", args=(dataset.code, due[0].due.period))


def _submission(due: list[PeriodStanding]) -> Reached:
    title = Text("Kiriman", "Submission")
    sent = [one for one in due if one.standing in ON_ITS_WAY]
    late = [one for one in due if one.late]
    if sent:
        number = next((one.submission for one in sent if one.submission), None)
        address = reverse("collection:submission", args=(number,)) if number else ""
        return title, True, f"{len(sent)}/{len(due)}", address
    return title, False, t(f"{len(late)} terlambat", f"{len(late)} late") if late else "", ""


def _edition(dataset: Dataset | None, edition: Edition | None) -> Reached:
    title = Text("Edisi", "Edition")
    if dataset is None or edition is None:
        return title, False, "", ""
    address = reverse("portal:edition", args=(dataset.code, edition.label))
    return title, True, f"{edition.label}, {date(edition.released_at, short=True)}", address


@for_staff
def item(request: StaffRequest, year: int, code: str) -> HttpResponse:
    """An item with everything about it, and what the person may do."""
    found = forum.item(year, code)
    decisions = list(forum.decisions(item=found))
    may_define = people.explain(request.user, Permission.DEFINE, on=found.producer)
    undecided = found.station is ItemState.PROPOSED
    context = {
        "item": found,
        "of": found.data_list,
        "road": road(found),
        "columns": [
            (column, getattr(found, column.field))
            for column in forum.SHEET
            if column.field not in ("title", "producer", "code")
        ],
        "affair": forum.affair(found.affair),
        "decisions": list(zip_longest(decisions, map(forum.decided_how, decisions))),
        "earlier": forum.earlier(found),
        "may_change": forum.may_change(found, request.user),
        "may_withdraw": undecided and people.may(request.user, Permission.PROPOSE, on=found.producer),
        "may_define": may_define,
        "carries_on": forum_actions.may_carry_on(found),
        "may_decide": people.may(request.user, Permission.AGREE),
        "datasets": catalog.datasets().filter(producer=found.producer).order_by("code"),
        "topics": catalog.topics(),
        "levels": (AreaLevel.VILLAGE, AreaLevel.DISTRICT, AreaLevel.CITY),
        "may_journal": people.may(request.user, Permission.READ_JOURNAL, on=found.producer),
    }
    return page(request, "desk/item.jinja", context)
