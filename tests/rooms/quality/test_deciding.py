"""The data steward decides which number is the number, with a reason that everybody reads."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.utils import timezone
from tests.city import POPULATION
from tests.road.ready import accepted, population
from tests.rooms.quality.kit import defined, looked, says

from lumbung.kit import jobs
from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.collection.actions import ReasonNeeded
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import Duty
from lumbung.rooms.quality import actions, queries
from lumbung.rooms.quality.queries import ContradictionState, Verdict
from lumbung.rooms.release import actions as release

BECAUSE = "Program mencatat setiap penerima dengan namanya."


@pytest.fixture
def elderly(town):
    """Two offices that count the elderly in home care differently in two years."""
    says(town, defined(town, "lansia-kota", "lansia-dampingan", office="dinkes"), {"2023": 20, "2024": 21})
    other = defined(town, "lansia-program", "lansia-dampingan", office="dispendukcapil")
    says(town, other, {"2023": 23, "2024": 22})
    looked()
    return town


def newest():
    return queries.contradictions().get(period="2024")


def test_the_steward_chooses_one_figure_and_the_journal_knows_why(elderly):
    row = newest()

    decision = actions.decide(
        contradiction=row,
        verdict=Verdict.CHOSEN,
        chosen="lansia-program:jumlah",
        reason=BECAUSE,
        actor=elderly.steward,
    )

    assert newest().station is ContradictionState.DECIDED
    assert decision.duty.id == "walidata, Pemerintah Kota"
    [line] = journal.entries(verb="quality.decided")
    assert (line.reason, line.facts["claims"]) == (
        BECAUSE,
        {"lansia-kota:jumlah": 21, "lansia-program:jumlah": 22},
    )
    assert queries.contradictions().get(period="2023").station is ContradictionState.OPEN
    assert journal.verify().whole


def test_without_a_reason_or_a_choice_nothing_is_decided(elderly):
    row = newest()
    with pytest.raises(ReasonNeeded):
        actions.decide(contradiction=row, verdict="different", reason=" ", actor=elderly.steward)
    with pytest.raises(actions.ChoiceUnknown):
        actions.decide(
            contradiction=row, verdict="chosen", reason=BECAUSE, chosen="x:y", actor=elderly.steward
        )

    assert newest().decisions.count() == 0


def test_producers_readers_and_supervisors_do_not_decide(elderly):
    for person in (elderly.producer, elderly.reader, elderly.supervisor, elderly.supporting_steward):
        with pytest.raises(people.Forbidden):
            actions.decide(contradiction=newest(), verdict="different", reason=BECAUSE, actor=person)


def test_whoever_submits_one_of_the_figures_does_not_decide_alone(elderly):
    people.give_duty(
        user=elderly.steward,
        duty=Duty.PRODUCER,
        organisation=elderly.office("dinkes"),
        actor=elderly.operator,
    )
    row = newest()

    proposed = actions.decide(contradiction=row, verdict="different", reason=BECAUSE, actor=elderly.steward)
    assert newest().station is ContradictionState.PROPOSED
    with pytest.raises(actions.SecondPersonNeeded):
        actions.confirm(contradiction=row, decision=proposed, actor=elderly.steward)
    assert [one.pk for _, one in queries.to_second(elderly.coordinator)] == [proposed.pk]
    assert queries.to_second(elderly.steward) == []

    actions.confirm(contradiction=row, decision=proposed, actor=elderly.coordinator)
    assert newest().station is ContradictionState.DECIDED
    assert newest().decision.second_duty.id == "koordinator forum, Pemerintah Kota"


def test_the_coordinator_may_refuse_and_says_why(elderly):
    people.give_duty(
        user=elderly.steward,
        duty=Duty.PRODUCER,
        organisation=elderly.office("dinkes"),
        actor=elderly.operator,
    )
    row = newest()
    proposed = actions.decide(contradiction=row, verdict="different", reason=BECAUSE, actor=elderly.steward)

    actions.refuse(contradiction=row, decision=proposed, reason="Tanyakan dulu.", actor=elderly.coordinator)

    assert newest().station is ContradictionState.OPEN
    with pytest.raises(actions.NotWaiting):
        actions.confirm(contradiction=row, decision=proposed, actor=elderly.coordinator)


def test_a_decision_for_all_periods_holds_also_for_what_is_found_later(elderly):
    actions.decide(
        contradiction=newest(), verdict="different", reason=BECAUSE, for_all=True, actor=elderly.steward
    )
    assert {row.station for row in queries.contradictions()} == {ContradictionState.DECIDED}

    says(elderly, elderly.datasets["lansia-kota"], {"2022": 17, "2023": 20, "2024": 21}, day="2025-05-01")
    says(elderly, elderly.datasets["lansia-program"], {"2022": 19, "2023": 23, "2024": 22}, day="2025-05-02")
    looked()

    assert queries.contradictions().count() == 3
    assert {row.station for row in queries.contradictions()} == {ContradictionState.DECIDED}


def test_a_third_office_that_speaks_up_opens_the_question_again(elderly):
    actions.decide(
        contradiction=newest(), verdict="different", reason=BECAUSE, for_all=True, actor=elderly.steward
    )

    third = defined(elderly, "lansia-ketiga", "lansia-dampingan", office="kecamatan-sukorejo")
    says(elderly, third, {"2024": 30})
    looked()

    assert newest().station is ContradictionState.OPEN
    assert newest().decisions.count() == 1


def test_a_later_decision_takes_the_place_of_an_earlier_one_and_both_are_kept(elderly):
    row = newest()
    actions.decide(contradiction=row, verdict="different", reason="Dikira beda.", actor=elderly.steward)
    actions.decide(
        contradiction=row,
        verdict="chosen",
        chosen="lansia-kota:jumlah",
        reason=BECAUSE,
        actor=elderly.second_steward,
    )

    assert newest().decision.reason == BECAUSE
    assert [one.reason for one in newest().decisions.all()] == [BECAUSE, "Dikira beda."]


def test_a_new_edition_that_agrees_closes_the_contradiction_by_itself(elderly):
    says(elderly, elderly.datasets["lansia-kota"], {"2023": 23, "2024": 22}, day="2025-06-01")

    assert looked() == {"closed": 2}
    assert not queries.contradictions()
    closed = queries.contradictions(queries.Wanted(state="closed")).first()
    assert [len(one.claims) for one in closed.sightings.all()] == [0, 2]
    with pytest.raises(actions.AlreadyGone):
        actions.decide(contradiction=closed, verdict="different", reason=BECAUSE, actor=elderly.steward)


def test_figures_that_move_after_a_decision_keep_it_and_say_so(elderly):
    actions.decide(
        contradiction=newest(),
        verdict="chosen",
        chosen="lansia-kota:jumlah",
        reason=BECAUSE,
        actor=elderly.steward,
    )
    says(elderly, elderly.datasets["lansia-kota"], {"2023": 20, "2024": 19}, day="2025-06-01")
    assert looked()["changed"] == 2

    [shown] = queries.shown([newest()])
    assert shown.row.station is ContradictionState.DECIDED
    assert shown.has_moved
    assert shown.chosen.value.id == "19 orang"


def test_a_worker_finds_what_a_release_brings_without_being_asked(town):
    registered = {**POPULATION, "measures": [{**POPULATION["measures"][0], "concept": "penduduk-registrasi"}]}
    catalog.define_dataset(definition=registered, producer=town.office("dispendukcapil"), actor=town.operator)
    says(town, defined(town, "registrasi-kota", "penduduk-registrasi", unit="jiwa"), {"2024": 10_400})
    work_off()
    assert not queries.contradictions()

    accepted(town, population("2024"))
    release.release_dataset(dataset=town.population, actor=town.steward, here=True)
    work_off()

    [shown] = queries.shown(queries.contradictions())
    assert [voice.value.id for voice in shown.voices] == ["10.450 jiwa", "10.400 jiwa"]
    assert shown.voices[0].made.id == "jumlah 10 angka"
    assert actions.read_on() == {}


def work_off() -> None:
    """Let a minute pass, and a worker do what comes round by itself."""
    jobs.ask_for_chores(timezone.now() + dt.timedelta(minutes=2))
    jobs.run_worker(threading.Event(), until_idle=True)


def test_two_concepts_that_look_alike_are_shown_side_by_side_as_different(town):
    says(town, defined(town, "perkiraan", "penduduk-perkiraan"), {"2022": 151960})
    says(town, defined(town, "registrasi", "penduduk-registrasi"), {"2022": 158000, "2023": 159781})

    made = actions.compare_concepts(
        one="penduduk-registrasi",
        other="penduduk-perkiraan",
        why="Daftar penduduk bukan perkiraan.",
        actor=town.steward,
    )
    found = queries.side_by_side(made, "35.72")

    assert [[[one.id for one in values] for values in line.said] for line in found.lines] == [
        [[], ["159.781 orang"]],
        [["151.960 orang"], ["158.000 orang"]],
    ]
    assert looked() == {}
