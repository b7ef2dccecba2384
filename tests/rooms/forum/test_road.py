"""The year's list on its road: proposed by producers, decided by the Forum, made into datasets."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.city import City
from tests.rooms.forum.kit import MALNUTRITION, a_list, a_meeting, agreed, proposed

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection import queries as calendar
from lumbung.rooms.forum import actions, problems, queries
from lumbung.rooms.forum.columns import AccessClass, Criterion
from lumbung.rooms.forum.queries import ItemState, ListState, Matter
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people.actions import Forbidden


def test_a_proposal_is_agreed_becomes_a_dataset_and_stands_in_the_calendar(city: City) -> None:
    of = a_list(city)
    item = proposed(city, of)
    actions.bring_to_forum(of=of, actor=city.steward)
    meeting = a_meeting(city, of)

    actions.decide(meeting=meeting, matter=Matter.AGREED, items=[item], actor=city.coordinator)
    actions.decide(meeting=meeting, matter=Matter.PRIORITY, items=[item], actor=city.coordinator)
    actions.agree_list(of=of, actor=city.coordinator)
    made = actions.make_dataset(item=queries.item(2027, item.code), actor=city.steward)
    collection.lay_out_calendar()

    assert queries.data_list(2027).station is ListState.AGREED
    assert made.frequency == "M"
    assert made.area_level == "kelurahan"
    assert made.priority
    structure = catalog.structure(made)
    assert structure.area.within == "35.72"
    assert structure.measures[0].unit == "balita"
    assert [str(one.due.period) for one in calendar.dataset_periods(made)][-1] == "2027-01"
    assert queries.item(2027, item.code).dataset == made
    told = [line.verb for line in journal.entries(subject=("forum.item", f"2027/{item.code}"))]
    assert told == ["forum.item-proposed", "forum.dataset-made"]
    assert "forum.decided-priority" in {line.verb for line in journal.entries(subject=meeting)}


def test_next_year_the_dataset_is_carried_on_and_keeps_its_first_periods(city: City) -> None:
    first = agreed(city, a_list(city, 2027))
    made = actions.make_dataset(item=first, actor=city.steward)
    second = agreed(city, a_list(city, 2028), id_ddd=first.code, dataset=made.code)

    assert actions.may_carry_on(second)
    assert not actions.may_carry_on(queries.item(2027, first.code))
    actions.make_dataset(item=second, actor=city.steward)

    made.refresh_from_db()
    years = {period.year for period in catalog.structure(made).periods}
    assert years == {2027, 2028}
    assert made.version == 2
    assert queries.earlier(second) == first


def test_data_that_come_occasionally_get_no_calendar_that_would_be_invented(city: City) -> None:
    item = agreed(city, a_list(city), jadwal_pemutakhiran="Insidental")

    with pytest.raises(problems.NoCalendar, match="insidental"):
        actions.make_dataset(item=item, actor=city.steward)

    linked = actions.link_dataset(item=item, dataset=city.visits, actor=city.steward)
    assert queries.items_of_dataset("kunjungan-puskesmas").get() == linked


def test_nobody_proposes_for_another_office_and_no_producer_decides(city: City) -> None:
    of = a_list(city)
    with pytest.raises(Forbidden):
        actions.propose_item(of=of, texts=MALNUTRITION, actor=city.producer)
    item = proposed(city, of)
    with pytest.raises(Forbidden):
        actions.hold_meeting(of=of, title="Rapat", held_on=dt.date(2026, 11, 18), actor=city.steward)
    meeting = a_meeting(city, of)
    with pytest.raises(Forbidden):
        actions.decide(meeting=meeting, matter=Matter.AGREED, items=[item], actor=city.other_producer)
    with pytest.raises(Forbidden):
        actions.make_dataset(item=item, actor=city.other_producer)

    assert queries.item(2027, item.code).station is ItemState.PROPOSED


def test_a_list_is_agreed_only_when_every_proposal_has_its_decision(city: City) -> None:
    of = a_list(city)
    item = proposed(city, of)
    actions.bring_to_forum(of=of, actor=city.steward)

    with pytest.raises(problems.Undecided, match="1 usulan"):
        actions.agree_list(of=of, actor=city.coordinator)

    decision = {"meeting": a_meeting(city, of), "items": [item], "actor": city.coordinator}
    with pytest.raises(problems.ReasonNeeded):
        actions.decide(matter=Matter.DEFERRED, **decision)
    actions.decide(matter=Matter.DEFERRED, reason="Instrumennya belum siap.", **decision)
    actions.agree_list(of=of, actor=city.coordinator)
    assert not queries.public_items(of).exists()


def test_what_the_forum_decided_no_longer_changes_under_it(city: City) -> None:
    item = agreed(city, a_list(city))

    with pytest.raises(problems.ItemDecided, match="disepakati"):
        actions.change_item(
            item=item, texts={**MALNUTRITION, "satuan": "anak"}, revision=1, actor=city.other_producer
        )

    assert queries.item(2027, item.code).unit == "balita"


def test_two_people_who_change_one_item_do_not_overwrite_each_other(city: City) -> None:
    item = proposed(city, a_list(city))
    mended = {**MALNUTRITION, "satuan": "anak"}
    actions.change_item(item=item, texts=mended, revision=1, actor=city.other_producer)

    with pytest.raises(problems.ChangedByAnother):
        actions.change_item(
            item=item, texts={**MALNUTRITION, "definisi": "Lain."}, revision=1, actor=city.steward
        )

    kept = queries.item(2027, item.code)
    assert (kept.unit, kept.revision) == ("anak", 2)
    assert kept.definition.startswith("Balita")


def test_a_proposal_tells_everything_that_is_wrong_with_it_at_once(city: City) -> None:
    texts = {**MALNUTRITION, "jadwal_pemutakhiran": "kadang", "nama_data": " ", "kriteria": "penting"}

    with pytest.raises(problems.ItemUnfit) as refused:
        actions.propose_item(of=a_list(city), texts=texts, actor=city.other_producer)

    found = {one.place.cell: one.rule for one in refused.value.findings}
    assert found == {
        "jadwal_pemutakhiran": "list.option-unknown",
        "nama_data": "list.value-missing",
        "kriteria": "list.option-unknown",
    }


def test_items_are_merged_limited_and_decided_by_vote(city: City) -> None:
    of = a_list(city)
    one, other = proposed(city, of), proposed(city, of, nama_data="Balita gizi kurang")
    meeting = a_meeting(city, of)

    vote = actions.Vote(given_for=20, against=3)
    decided = actions.decide(
        meeting=meeting, matter=Matter.MERGED, items=[other], into=one, reason="Satu sumber.", vote=vote,
        actor=city.coordinator,
    )  # fmt: skip
    actions.decide(
        meeting=meeting, matter=Matter.ACCESS, items=[one], access=AccessClass.RESTRICTED,
        reason="Jumlah per kelurahan kecil.", actor=city.coordinator,
    )  # fmt: skip
    actions.decide(
        meeting=meeting,
        matter=Matter.PRIORITY,
        items=[one],
        criteria=[Criterion.GOALS],
        actor=city.coordinator,
    )

    assert decided.how is queries.Way.VOTE
    assert decided.votes_for == 20
    merged, kept = queries.item(2027, other.code), queries.item(2027, one.code)
    assert merged.station is ItemState.MERGED
    assert merged.merged_into == kept
    assert kept.access == "Terbatas"
    assert kept.criteria == ["sdgs"]
    assert kept.priority


def test_an_item_of_another_year_is_not_decided_with_this_years(city: City) -> None:
    strange = proposed(city, a_list(city, 2026))
    meeting = a_meeting(city, a_list(city, 2027))

    with pytest.raises(problems.DecisionUnfit):
        actions.decide(meeting=meeting, matter=Matter.AGREED, items=[strange], actor=city.coordinator)

    assert queries.item(2026, strange.code).station is ItemState.PROPOSED


def test_who_is_asked_for_what(city: City) -> None:
    of = a_list(city)
    ((asked, offices),) = queries.lists_to_propose(city.other_producer)
    assert (asked, [office.code for office in offices]) == (of, ["dinkes"])
    assert queries.lists_to_propose(city.steward) == []

    proposed(city, of)
    assert queries.lists_to_propose(city.other_producer) == []
    assert queries.lists_with_undecided(city.coordinator) == []
    actions.bring_to_forum(of=of, actor=city.steward)
    assert queries.lists_with_undecided(city.coordinator) == [(of, 1)]
    assert queries.lists_with_undecided(city.other_producer) == []
