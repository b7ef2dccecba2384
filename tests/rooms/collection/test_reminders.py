"""Reminders: before, on and after the day, in working hours, one letter a day, and never twice."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from tests.city import POPULATION
from tests.kit.postbox import postbox
from tests.road.ready import population, submitted

from lumbung.kit import mail
from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection import queries
from lumbung.rooms.collection.models import Digest, DuePeriod
from lumbung.rooms.collection.reminders import digests
from lumbung.rooms.collection.reminders.digests import Often, Post, make_digests, send_digests
from lumbung.rooms.collection.reminders.policy import Policy, PolicyFault, policy_of
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import Duty
from lumbung.rooms.review import actions as review
from lumbung.vocabulary.periods import Period

JAKARTA = ZoneInfo("Asia/Jakarta")
DUE = dt.date(2026, 3, 31)  # a Tuesday


def at(day: str, time: str = "09:00") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=JAKARTA)


def told(user) -> list[str]:
    """The keys of what a person was told, without the row's number."""
    keys = Digest.objects.filter(user=user).order_by("pk").values_list("reminders__key", flat=True)
    return [f"{key.split(':')[0]}:{key.rpartition(':')[2]}" for key in keys if key]


@pytest.fixture
def due(city, settings):
    """Population of 2025 is due on 31 March 2026; everybody has an address."""
    settings.MAIL, settings.PUBLIC_ADDRESS = "", "https://data.contoh.go.id"
    for user in city.people.values():
        user.email = f"{user.username}@contoh.go.id"
        user.save(update_fields=["email"])
    catalog.define_dataset(
        definition={**POPULATION, "periods": ["2025"]},
        producer=city.office("dispendukcapil"),
        actor=city.operator,
    )
    city.population.refresh_from_db()
    collection.lay_out_calendar(dataset=city.population, today=dt.date(2026, 1, 5))
    return city


def run(day: str, time: str = "09:00") -> dict[str, int]:
    make_digests(at(day, time))
    return send_digests(at(day, time))


def test_a_producer_is_reminded_before_on_and_after_the_day_and_each_step_once(due):
    for day in ("2026-03-16", "2026-03-17", "2026-03-18", "2026-03-27", "2026-03-30", "2026-03-31"):
        run(day)
    assert told(due.producer) == ["due:before-14", "due:before-3", "due:on-the-day"]

    for day in ("2026-04-01", "2026-04-02", "2026-04-07", "2026-04-14", "2026-04-21", "2026-04-28"):
        run(day)
    assert told(due.producer)[3:] == [
        "due:after-1",
        "due:after-7",
        "due:after-14",
        "due:after-21",
        "due:after-28",
    ]


def test_a_letter_says_what_where_and_how_to_stop_in_two_languages_and_names_nobody_else(due):
    run("2026-04-01")

    letter = Digest.objects.get(user=due.producer)
    assert "Terlambat (1)" in letter.text
    assert "Jumlah penduduk menurut kelurahan dan jenis kelamin: 2025, terlambat 1 hari" in letter.text
    assert "https://data.contoh.go.id/desk/dataset/penduduk-kelamin?periode=2025" in letter.text
    assert "In English: 1 late." in letter.text
    assert "https://data.contoh.go.id/desk/pemberitahuan" in letter.text
    assert '<a href="https://data.contoh.go.id/desk/dataset/penduduk-kelamin?periode=2025">' in letter.html
    others = [user for role, user in due.people.items() if role != "producer"]
    assert not any(user.name in letter.text or user.email in letter.text for user in others)


def test_at_night_at_weekends_and_on_holidays_people_are_left_in_peace(due):
    collection.load_reminders(
        {"holidays": [{"date": "2026-04-01", "name": {"id": "Libur", "en": "Holiday"}}]},
        pack="blitar",
        actor=due.operator,
    )
    assert make_digests(at("2026-03-31", "06:59")) == 0
    assert make_digests(at("2026-03-31", "17:00")) == 0
    assert make_digests(at("2026-04-01")) == 0
    assert make_digests(at("2026-04-04")) == 0

    assert make_digests(at("2026-04-06", "07:00")) == 2
    assert told(due.producer) == ["due:after-1"]


def test_quiet_hours_cross_midnight_or_lie_within_a_day():
    night = Policy(quiet_from=dt.time(17), quiet_until=dt.time(7), rest_days=frozenset())
    noon = Policy(quiet_from=dt.time(12), quiet_until=dt.time(13), rest_days=frozenset())
    quiet = {
        time: night.is_quiet(at("2026-03-02", time)) for time in ("16:59", "17:00", "00:00", "06:59", "07:00")
    }

    assert quiet == {"16:59": False, "17:00": True, "00:00": True, "06:59": True, "07:00": False}
    assert [noon.is_quiet(at("2026-03-02", time)) for time in ("11:59", "12:00", "13:00")] == [
        False,
        True,
        False,
    ]


def test_a_letter_written_by_day_is_not_sent_by_night(due):
    make_digests(at("2026-03-31", "16:55"))

    assert send_digests(at("2026-03-31", "17:05")) == {}
    assert set(Digest.objects.values_list("state", flat=True)) == {Post.WAITING}


def test_one_letter_a_day_holds_everything_and_what_comes_later_waits_for_the_next(due):
    sent = submitted(due.population, due.producer, population("2025"))
    run("2026-04-01")
    [letter] = Digest.objects.filter(user=due.steward)
    assert "Menunggu pemeriksaan Anda (1)" in letter.text
    assert not Digest.objects.filter(user=due.producer).exists()

    review.return_submission(submission=sent, reason="cek lagi", actor=due.steward)
    DuePeriod.objects.create(
        dataset=due.population, period="2024", ends_on=dt.date(2024, 12, 31), due_on=dt.date(2025, 3, 31)
    )
    run("2026-04-02")
    [letter] = Digest.objects.filter(user=due.producer)
    assert "Terlambat (2)" in letter.text
    assert "Dikembalikan untuk diperbaiki (1)" in letter.text
    assert "cek lagi" not in letter.text

    assert make_digests(at("2026-04-02", "15:00")) == 0


def test_who_handed_over_is_not_asked_to_check_it_and_everybody_who_may_is(due):
    submitted(due.population, due.producer, population("2025"))
    run("2026-03-30")

    assert set(Digest.objects.values_list("user__username", flat=True)) == {"wati", "wahyu"}


def test_after_two_weeks_the_head_of_the_organisation_is_told_once(due):
    head = people.register(
        username="kepala", name="Ibu Kepala", email="kepala@contoh.go.id", actor=due.operator
    )
    people.give_duty(user=head, duty=Duty.HEAD, organisation=due.office("dispendukcapil"), actor=due.operator)
    run("2026-04-13")
    assert not Digest.objects.filter(user=head).exists()

    for day in ("2026-04-14", "2026-04-21", "2026-04-28"):
        run(day)

    assert told(head) == [f"escalated:{DUE}"]
    assert "Terlambat lama pada organisasi Anda (1)" in Digest.objects.get(user=head).text
    assert [one.due.period for one in queries.escalated_to(head, dt.date(2026, 4, 14))] == ["2025"]
    assert queries.escalated_to(head, dt.date(2026, 4, 13)) == []


def test_an_office_without_a_head_is_told_at_its_mailbox_and_one_without_either_is_told_to_the_steward(due):
    april = dt.date(2026, 4, 14)
    assert [office.code for office in queries.unheard(due.steward, april)] == ["dispendukcapil"]
    assert queries.unheard(due.producer, april) == []

    office = due.office("dispendukcapil")
    people.load_organisations(
        [
            {
                "code": office.code,
                "name": office.name,
                "kind": office.kind,
                "parent": "kota",
                "email": "d@k.id",
            }
        ],
        actor=due.operator,
    )
    run("2026-04-14")

    letter = Digest.objects.get(organisation=office)
    assert letter.address == "d@k.id"
    assert letter.text.startswith("Yth. Pimpinan Dinas Kependudukan")
    assert "hubungi walidata" in letter.text
    assert queries.unheard(due.steward, april) == []


def test_a_moved_date_reminds_anew_of_the_new_day(due):
    run("2026-04-01")
    collection.move_dates(
        dataset=due.population,
        period=Period(2025),
        due_on=dt.date(2026, 5, 12),
        reason="Pendataan mundur.",
        actor=due.steward,
    )
    for day in ("2026-04-02", "2026-04-28", "2026-05-13"):
        run(day)

    assert told(due.producer) == ["due:after-1", "due:before-14", "due:after-1"]


def test_figures_that_are_handed_over_are_not_asked_for_again(due):
    submitted(due.population, due.producer, population("2025"))
    run("2026-04-01")

    assert not Digest.objects.filter(user=due.producer).exists()


@pytest.mark.parametrize(
    ("often", "days"), [(Often.OFF, []), (Often.WEEKLY, ["2026-03-30", "2026-04-06"]), (Often.DAILY, None)]
)
def test_a_person_chooses_how_often_mail_comes(due, often, days):
    collection.choose_mail(often=often, actor=due.producer)
    wanted = [f"2026-{day}" for day in ("03-30", "03-31", "04-01", "04-02", "04-06", "04-07")]
    for day in wanted:
        run(day)

    came = [
        f"{day}"
        for day in Digest.objects.filter(user=due.producer).order_by("day").values_list("day", flat=True)
    ]
    assert came == (days if days is not None else ["2026-03-30", "2026-03-31", "2026-04-01", "2026-04-07"])
    assert queries.mail_choice(due.producer) is often


def test_a_worker_killed_after_sending_does_not_send_a_second_time(due, settings, monkeypatch):
    """The row says beforehand that it is being sent, so whoever comes after leaves it alone."""
    with postbox() as box:
        settings.MAIL = box.address
        make_digests(at("2026-04-01"))

        def killed(*_: object) -> None:
            raise SystemExit

        with monkeypatch.context() as patch:
            patch.setattr(digests, "_end", killed)
            with pytest.raises(SystemExit):
                send_digests(at("2026-04-01"))
        assert len(box.letters) == 1

        for time in ("09:10", "09:20", "15:00"):
            run("2026-04-01", time)

        assert len([one for one in box.letters if one["To"] == box.letters[0]["To"]]) == 1
    states = dict(Digest.objects.values_list("address", "state"))
    assert states[box.letters[0]["To"]] == Post.UNCERTAIN
    assert journal.entries(verb="collection.mail-uncertain").count() == 1
    assert queries.mail_troubles(due.steward, at("2026-03-01")).count() == 1


def test_a_worker_killed_while_writing_letters_leaves_none_half_written(due, monkeypatch):
    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(digests, "_record", killed)
        with pytest.raises(SystemExit):
            make_digests(at("2026-04-01"))
    assert not Digest.objects.exists()

    assert make_digests(at("2026-04-01", "09:10")) == 2


def test_a_letter_that_the_server_refuses_is_tried_again_told_and_made_good_the_next_day(due, settings):
    with postbox() as box:
        settings.MAIL, box.refuse = box.address, {"RCPT": "451 later"}
        assert run("2026-04-01") == {"waiting": 2}
        assert queries.mail_troubles(due.steward, at("2026-03-01")).count() == 2
        assert not queries.mail_troubles(due.producer, at("2026-03-01")).exists()
        assert run("2026-04-01", "09:04") == {}

        box.refuse = {}
        assert run("2026-04-01", "09:05") == {"sent": 2}
        box.refuse = {"RCPT": "550 nobody"}
        assert run("2026-04-07") == {"failed": 2}
        assert run("2026-04-07", "10:00") == {}
        box.refuse = {}
        assert run("2026-04-08") == {"sent": 2}

    assert [one["Subject"].rpartition(": ")[2] for one in box.letters].count("1 terlambat") == 4
    assert told(due.producer) == ["due:after-1", "due:after-7"]


def test_a_letter_that_could_not_go_on_its_day_is_written_anew_on_the_next(due, settings):
    settings.MAIL = "smtp://127.0.0.1:1"
    run("2026-04-01")
    settings.MAIL = ""
    run("2026-04-02")

    [first, second] = Digest.objects.filter(user=due.producer).order_by("pk")
    assert (first.state, second.state) == (Post.FAILED, Post.KEPT)
    assert "terlambat 2 hari" in second.text


def test_without_a_mail_server_letters_are_kept_as_files_and_without_an_address_none_are_written(due):
    due.producer.email = ""
    due.producer.save(update_fields=["email"])

    assert run("2026-04-01") == {"kept": 1}
    assert len(list(mail.outbox().glob("*.eml"))) == 1


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        ({"befor": [3]}, "befor"),
        ({"before": 3}, "before"),
        ({"after": [-1]}, "after"),
        ({"after": [True]}, "after"),
        ({"quiet": {"from": "25:00"}}, "quiet.from"),
        ({"quiet": {"since": "17:00"}}, "quiet"),
        ({"rest_days": ["sunday"]}, "rest_days"),
        ({"holidays": ["2026-03-20"]}, r"holidays\[1\]"),
        ({"holidays": [{"date": "20 Maret"}]}, r"holidays\[1\]"),
        ({"on_the_day": "ya"}, "on_the_day"),
        ({"escalate_after": 1000}, "escalate_after"),
    ],
)
def test_rules_that_make_no_sense_are_refused_with_their_place(due, raw, where):
    with pytest.raises(PolicyFault, match=where):
        collection.load_reminders(raw, pack="blitar", actor=due.operator)

    assert queries.current_policy() == Policy()


def test_rules_are_kept_once_and_read_as_they_were_written(due):
    raw = {"before": [7], "quiet": {"from": "16.00"}, "rest_days": ["minggu"], "then_every": 0}

    assert collection.load_reminders(raw, pack="blitar", actor=due.operator).added == ("blitar",)
    assert collection.load_reminders(raw, pack="blitar", actor=due.operator).unchanged == 1
    assert queries.current_policy() == policy_of(raw)
    assert policy_of(raw).step(-100) == "after-14"
    assert policy_of(raw).quiet_from == dt.time(16)
