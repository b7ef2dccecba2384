"""Accounts, duties and the keys of programs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people import queries
from lumbung.rooms.people.models import Token
from lumbung.rooms.people.permissions import Permission
from lumbung.rooms.people.queries import Duty
from lumbung.vocabulary.words import Text


def test_a_person_is_registered_and_the_journal_knows_by_whom(city):
    user = people.register(username="tono", name="Tono", password="padi-di-lumbung", actor=city.steward)

    assert user.check_password("padi-di-lumbung")
    entry = journal.entries(subject=("people.user", "tono")).get()
    assert (entry.verb, entry.actor) == ("people.registered", city.steward)


def test_an_account_without_a_password_cannot_be_entered(city):
    user = people.register(username="tono", name="Tono", actor=city.steward)

    assert not user.has_usable_password()


@pytest.mark.parametrize("name", ["dina", "DINA", "operator", "Operator"])
def test_a_user_name_that_is_taken_is_refused(city, name):
    with pytest.raises(people.UserNameTaken, match=name):
        people.register(username=name, name="x", actor=city.steward)


def test_a_producer_registers_nobody(city):
    with pytest.raises(people.Forbidden, match="mengatur orang"):
        people.register(username="tono", name="Tono", actor=city.producer)


def test_a_duty_is_given_once_and_taken_away(city):
    for _ in range(2):
        people.give_duty(
            user=city.reader, duty=Duty.PRODUCER, organisation=city.office("dinkes"), actor=city.steward
        )
    assert queries.may(city.reader, Permission.SUBMIT, on=city.office("dinkes"))

    for _ in range(2):
        people.take_duty(
            user=city.reader, duty=Duty.PRODUCER, organisation=city.office("dinkes"), actor=city.steward
        )
    assert not queries.may(city.reader, Permission.SUBMIT, on=city.office("dinkes"))
    verbs = [entry.verb for entry in journal.entries(subject=("people.user", "rudi"))]
    assert verbs[-2:] == ["people.duty-given", "people.duty-taken"]


def test_the_steward_of_the_city_gives_no_duties_at_an_office_beside_it(city):
    with pytest.raises(people.Forbidden):
        people.give_duty(
            user=city.reader, duty=Duty.READER, organisation=city.office("bps"), actor=city.steward
        )


def test_nobody_who_is_not_logged_in_may_do_anything(city):
    for stranger in (None, AnonymousUser()):
        verdict = queries.explain(stranger, Permission.SUBMIT, on=city.office("dinkes"))
        assert not verdict
        assert verdict.reason == Text(
            "Masuk dahulu: untuk mengirim angka harus jelas siapa Anda.",
            "Log in first: to submit figures it must be clear who you are.",
        )


def test_somebody_who_left_keeps_their_duties_but_may_do_nothing(city):
    city.steward.is_active = False
    city.steward.save()

    assert not queries.may(city.steward, Permission.REVIEW, on=city.office("dinkes"))
    with pytest.raises(queries.UserUnknown):
        queries.user("wati")


def test_the_operator_sets_the_house_up_but_never_acts_on_figures(city):
    assert queries.may(city.operator, Permission.LOAD_PACK)
    assert queries.may(city.operator, Permission.DEFINE, on=city.office("bps"))
    for permission in (Permission.SUBMIT, Permission.REVIEW, Permission.SUPERVISE, Permission.RELEASE):
        assert not queries.may(city.operator, permission, on=city.office("dinkes"))
    assert not city.operator.is_active
    assert not city.operator.has_usable_password()


def test_a_key_is_shown_once_and_acts_for_its_person(city):
    text = people.issue_token(user=city.producer, label="SIAK", actor=city.producer)

    assert queries.user_of_token(text) == city.producer
    assert not Token.objects.filter(digest=text).exists()
    assert text not in str(journal.entries(verb="people.token-issued").get().facts)


def test_a_key_that_is_unknown_old_or_revoked_or_whose_person_left_opens_nothing(city):
    text = people.issue_token(user=city.producer, label="SIAK", actor=city.producer)
    token = Token.objects.get()
    assert queries.user_of_token("lumbung_" + "x" * 43) is None

    Token.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert queries.user_of_token(text) is None

    Token.objects.update(expires_at=None)
    assert queries.user_of_token(text) == city.producer
    city.producer.is_active = False
    city.producer.save()
    assert queries.user_of_token(text) is None

    city.producer.is_active = True
    city.producer.save()
    people.revoke_token(token=token, actor=city.steward)
    assert queries.user_of_token(text) is None


def test_only_the_person_or_the_steward_makes_a_key(city):
    with pytest.raises(people.Forbidden):
        people.issue_token(user=city.producer, label="x", actor=city.other_producer)
    people.issue_token(user=city.producer, label="x", actor=city.steward)


def test_offices_that_are_loaded_again_are_told_as_unchanged(city):
    rows = [{"code": "kota", "name": Text("Pemerintah Kota"), "kind": "pemerintah", "area": "35.72"}]
    assert people.load_organisations(rows, actor=city.operator).counts()["unchanged"] == 1

    rows.append({"code": "dlh", "name": Text("Dinas Lingkungan Hidup"), "parent": "kota"})
    changes = people.load_organisations(rows, actor=city.operator)
    assert changes.added == ("dlh",)
    assert queries.may(city.steward, Permission.REVIEW, on=queries.organisation("dlh"))

    rows[1] = {**rows[1], "parent": "diskominfotik"}
    assert people.load_organisations(rows, actor=city.operator).changed == ("dlh",)


def test_offices_that_stand_above_themselves_or_under_nobody_are_refused(city):
    with pytest.raises(people.OrganisationsInACircle):
        people.load_organisations(
            [{"code": "kota", "name": Text("Pemerintah Kota"), "parent": "dinkes"}], actor=city.operator
        )
    with pytest.raises(queries.OrganisationUnknown, match="tiada"):
        people.load_organisations([{"code": "x", "name": Text("X"), "parent": "tiada"}], actor=city.operator)
