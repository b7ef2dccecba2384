"""The whole city on one page: offices and months, a number and a sign, one click to the thing."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.city import POPULATION
from tests.faces.desk.crowded import crowd
from tests.faces.desk.test_pages import at_desk, said
from tests.road.ready import population, submitted

from lumbung.faces.desk.overview import Look, columns_of, matrix
from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection import queries
from lumbung.rooms.collection.models import DuePeriod
from lumbung.rooms.people import actions as people
from lumbung.rooms.people import queries as people_queries
from lumbung.rooms.people.queries import Duty
from lumbung.vocabulary.periods import Frequency

TODAY = dt.date(2026, 7, 15)


@pytest.fixture
def steward(city):
    return at_desk(city.steward)


@pytest.fixture
def owing(city):
    """Population of 2023 to 2025 is owed, due at the end of each following March."""
    catalog.define_dataset(
        definition={**POPULATION, "periods": "2023..2025"},
        producer=city.office("dispendukcapil"),
        actor=city.operator,
    )
    city.population.refresh_from_db()
    collection.lay_out_calendar(dataset=city.population, today=TODAY)
    return city


def counted(city, year: int, frequency: Frequency = Frequency.MONTH, **narrowed):
    columns = columns_of(year, frequency)
    scope = queries.seen(city.steward, **narrowed)
    lines = queries.counted(scope, first=columns[0].start, last=columns[-1].end, today=TODAY)
    return matrix([city.office("dispendukcapil"), city.office("dinkes")], lines, columns)


def test_an_obligation_stands_in_the_month_in_which_it_falls_due_and_arrears_by_themselves(owing):
    made = counted(owing, 2026)

    [row, other] = made.rows
    assert [cell.late for cell in row.cells] == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    assert (row.arrears, made.arrears, made.whole.late) == (2, 2, 1)
    assert other.whole.total == 0
    assert made.totals[2].said("id") == "1 terlambat"
    assert [cell.total for cell in counted(owing, 2025, Frequency.QUARTER).rows[0].cells] == [1, 0, 0, 0]


def test_a_cell_shows_what_is_gravest_and_says_everything(owing):
    DuePeriod.objects.create(
        dataset=owing.population, period="2022", ends_on=dt.date(2022, 12, 31), due_on=dt.date(2026, 3, 5)
    )
    submitted(owing.population, owing.producer, population("2022"))

    cell = counted(owing, 2026).rows[0].cells[2]

    assert (cell.gravest, cell.shown, cell.total) == (Look.LATE, 1, 2)
    assert cell.said("en") == "1 late, 1 being checked or accepted"


def test_the_page_is_narrowed_by_topic_and_priority(owing):
    assert counted(owing, 2026, topic="kependudukan").whole.total == 1
    assert counted(owing, 2026, topic="kesehatan").whole.total == 0
    assert counted(owing, 2026, priority=True).arrears == 2


def test_a_steward_sees_the_city_and_a_click_leads_to_the_things_behind_a_cell(owing, steward):
    year = timezone.localdate().year
    DuePeriod.objects.filter(period="2025").update(
        due_on=dt.date(year, 1, 2), ends_on=dt.date(year - 1, 12, 31)
    )
    answer = steward.get(f"/desk/kota?tahun={year}")
    html = answer.content.decode()
    assert "kewajiban terlambat pada 1 organisasi" in said(answer)

    [link] = re.findall(r'href="(/desk/kewajiban[^"]*bulan=1)"', html)
    listed = said(steward.get(link.replace("&amp;", "&")))

    assert "Kewajiban Dinas Kependudukan" in listed
    assert "Jumlah penduduk menurut kelurahan dan jenis kelamin" in listed
    assert "1 terlambat" in listed


def test_the_arrears_of_earlier_years_are_one_click_away(owing, steward):
    listed = said(steward.get("/desk/kewajiban?organisasi=dispendukcapil&tahun=2026&hanya=tunggakan"))

    assert "sebelum 2026: 2 terlambat" in listed


def test_every_kind_of_nonsense_in_the_address_gives_a_page(owing, steward):
    for tail in ("tahun=abc", "tahun=99999999999", "tahun=²", "per=x&jenis=zzz&topik=';--", "urut=terlambat"):
        assert steward.get(f"/desk/kota?{tail}").status_code == 200, tail
        more = f"{tail}&bulan=13&triwulan=9&hanya=x&halaman=0&prioritas"
        assert steward.get(f"/desk/kewajiban?{more}").status_code == 200, tail
    assert steward.get("/desk/kewajiban?organisasi=tidak-ada").status_code == 404


def test_a_producer_sees_only_their_own_office(owing):
    producer = at_desk(owing.other_producer)

    assert "dispendukcapil" not in producer.get("/desk/kota?tahun=2026").content.decode()
    assert producer.get("/desk/kewajiban?organisasi=dispendukcapil").status_code == 404
    assert producer.get("/desk/kewajiban").status_code == 200


def test_a_head_finds_what_is_long_overdue_on_the_desk(owing):
    head = people.register(username="kepala", name="Kepala", actor=owing.operator)
    office = owing.office("dispendukcapil")
    people.give_duty(user=head, duty=Duty.HEAD, organisation=office, actor=owing.operator)

    page = said(at_desk(head).get("/desk/"))

    assert "3 angka terlambat lama" in page
    assert "Kewajiban" in page


def test_fifty_one_offices_with_two_hundred_obligations_ask_no_more_than_two_with_three(
    owing, steward, django_assert_num_queries, django_assert_max_num_queries
):
    year = timezone.localdate().year
    steward.get("/desk/kota")
    with CaptureQueriesContext(connection) as few:
        steward.get(f"/desk/kota?tahun={year}")

    assert crowd(owing, offices=51, year=year) > 51 * 200
    people_queries.forget()
    with django_assert_max_num_queries(len(few) + 2):
        answer = steward.get(f"/desk/kota?tahun={year}")
    assert "Dinas nomor 50" in said(answer)

    scope = queries.seen(owing.steward)
    with django_assert_num_queries(4):
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        assert len(queries.counted(scope, first=first, last=last, today=timezone.localdate())) > 51 * 200
