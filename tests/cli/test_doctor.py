"""The doctor looks at every part, and says what to do where one is ill."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.utils import timezone

from lumbung.kit import jobs, mail
from lumbung.rooms.journal.guards import lift_guards, set_guards
from lumbung.rooms.journal.models import Entry


def test_a_deployment_that_is_well_is_told_so_part_by_part(city, lumbung):
    ran = lumbung("doctor", "--json")

    readings = {reading["check"]: reading for reading in ran.json}
    assert list(readings) == [
        "python",
        "disk",
        "database",
        "writing",
        "journal",
        "editions",
        "worker",
        "mail",
        "static",
    ]
    for check in ("python", "disk", "database", "writing", "journal", "editions", "worker"):
        assert readings[check]["health"] == "well", readings[check]
    assert readings["mail"]["health"] == "look"
    assert readings["writing"]["message"] == "dapat menulis, WAL"
    assert readings["journal"]["message"] == f"{Entry.objects.count()} baris, utuh"


def test_a_broken_journal_is_an_illness_with_advice(city, lumbung):
    lift_guards(connection)
    Entry.objects.filter(number=2).update(reason="lain")
    set_guards(connection)

    ran = lumbung("doctor")

    assert ran.code == 1
    assert "✗ journal: Baris 2 telah diubah." in ran.out
    assert "lumbung journal verify" in ran.out


def test_work_that_nobody_takes_up_says_that_no_worker_runs(city, lumbung):
    job = jobs.enqueue("jobs.sweep")
    assert {r["check"]: r["health"] for r in lumbung("doctor", "--json").json}["worker"] == "well"

    jobs.Job.objects.filter(pk=job.pk).update(run_after=timezone.now() - dt.timedelta(minutes=5))

    reading = next(r for r in lumbung("doctor", "--json").json if r["check"] == "worker")
    assert (reading["health"], reading["message"]) == ("ill", "1 pekerjaan menunggu")


def test_a_mail_server_that_is_away_is_an_illness_and_kept_letters_are_counted(city, lumbung, settings):
    mail.send(mail.Letter("1", "dina@contoh.go.id", "s", "t", "<p>t</p>"))
    reading = next(r for r in lumbung("doctor", "--json").json if r["check"] == "mail")
    assert reading["message"].startswith("tanpa server surel: 1 pengingat disimpan")

    settings.MAIL = "smtp://127.0.0.1:1"
    reading = next(r for r in lumbung("doctor", "--json").json if r["check"] == "mail")
    assert reading["health"] == "ill"
