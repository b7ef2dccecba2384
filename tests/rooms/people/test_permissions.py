"""Who may do what, where, and how a refusal is told."""

from __future__ import annotations

import pytest

from lumbung.rooms.people import actions as people
from lumbung.rooms.people import queries
from lumbung.rooms.people.permissions import Permission


def test_a_producer_submits_for_their_own_office_and_no_other(city):
    assert queries.may(city.producer, Permission.SUBMIT, on=city.office("dispendukcapil"))
    assert not queries.may(city.producer, Permission.SUBMIT, on=city.office("dinkes"))
    assert not queries.may(city.producer, Permission.SUBMIT, on=city.office("kota"))


def test_the_steward_of_the_city_reviews_everything_below_it_but_not_beside_it(city):
    for office in ("kota", "dinkes", "kelurahan-turi"):
        assert queries.may(city.steward, Permission.REVIEW, on=city.office(office))
    assert not queries.may(city.steward, Permission.REVIEW, on=city.office("bps"))


def test_a_refusal_names_the_duty_the_office_and_who_holds_it(city):
    with pytest.raises(people.Forbidden) as refused:
        people.require(city.producer, Permission.REVIEW, on=city.office("dispendukcapil"))

    told = refused.value.told
    assert told.id == (
        "Untuk memeriksa dan menerima kiriman pada Dinas Kependudukan dan Pencatatan Sipil diperlukan tugas "
        "walidata di sana atau di atasnya. Tanyakan kepada walidata pada Pemerintah Kota."
    )
    assert "data steward" in told.en
