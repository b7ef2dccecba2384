"""A steward releases: now or at a set time, with a note for a correction, and never a person's number."""

from __future__ import annotations

import datetime as dt
import threading

import polars as pl
import pytest
from django.utils import timezone
from tests.road.ready import accepted, population

from lumbung.kit import jobs
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection.models import Submission
from lumbung.rooms.collection.queries import State
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.query.queries import store
from lumbung.rooms.release import actions as release
from lumbung.rooms.release import queries
from lumbung.rooms.release.queries import ReleaseState
from lumbung.rooms.review import actions as review


def let_out(city, **given):
    return release.release_dataset(dataset=city.population, actor=city.steward, here=True, **given)


def work_off() -> int:
    return jobs.run_worker(threading.Event(), until_idle=True)


def test_what_was_accepted_becomes_an_edition_with_its_figures(city):
    sent = accepted(city, population())

    done = let_out(city)

    edition = catalog.current_edition(city.population)
    assert edition == done.edition
    assert edition.pk == f"penduduk-kelamin@{timezone.localdate().year}.1"
    assert store().frame(edition.pk).height == 10
    assert store().verify(edition.pk) == ()
    sent.refresh_from_db()
    assert (sent.station, done.station) == (State.RELEASED, ReleaseState.RELEASED)
    assert edition.manifest["submissions"] == [str(sent.pk)]


def test_the_journal_can_show_every_step(city):
    accepted(city, population())
    let_out(city)

    verbs = [line.verb for line in journal.entries(dataset="penduduk-kelamin")]
    assert verbs[1:] == [
        "collection.submitted",
        "review.accepted",
        "review.approved",
        "release.asked",
        "release.released",
    ]
    assert journal.verify().whole


def test_the_work_is_done_by_a_worker_when_nobody_waits_for_it(city):
    accepted(city, population())
    asked = release.release_dataset(dataset=city.population, actor=city.steward)
    assert asked.station is ReleaseState.SCHEDULED
    assert catalog.current_edition(city.population) is None

    assert work_off() == 1

    asked.refresh_from_db()
    assert asked.station is ReleaseState.RELEASED
    assert asked.job.progress == 100


def test_nothing_accepted_is_nothing_to_release(city):
    with pytest.raises(release.NothingToRelease):
        let_out(city)


@pytest.mark.parametrize("role", ["producer", "supervisor", "coordinator", "reader"])
def test_only_a_steward_releases(city, role):
    accepted(city, population())
    with pytest.raises(people.Forbidden):
        release.release_dataset(dataset=city.population, actor=getattr(city, role))


def test_an_embargo_is_kept_until_its_time(city):
    accepted(city, population())
    at = timezone.now() + dt.timedelta(days=1)
    asked = release.release_dataset(dataset=city.population, actor=city.steward, at=at)

    assert work_off() == 0
    assert catalog.current_edition(city.population) is None

    jobs.Job.objects.filter(pk=asked.job_id).update(run_after=timezone.now())
    assert work_off() == 1
    assert catalog.current_edition(city.population) is not None


def test_a_time_that_has_passed_is_refused(city):
    accepted(city, population())
    with pytest.raises(release.TimePassed):
        let_out(city, at=timezone.now() - dt.timedelta(hours=1))


def test_a_second_release_waits_for_the_first_and_a_scheduled_one_can_be_cancelled(city):
    accepted(city, population())
    at = timezone.now() + dt.timedelta(days=1)
    asked = release.release_dataset(dataset=city.population, actor=city.steward, at=at)
    with pytest.raises(release.AlreadyReleasing):
        let_out(city)

    release.cancel_release(release=asked, actor=city.steward, reason="menunggu rapat")

    assert asked.station is ReleaseState.CANCELLED
    assert work_off() == 0
    assert let_out(city).station is ReleaseState.RELEASED
    with pytest.raises(release.AlreadyBegun):
        release.cancel_release(release=asked, actor=city.steward, reason="lagi")


def test_a_correction_needs_a_note_and_leaves_the_old_edition_as_it_was(city):
    accepted(city, population())
    first = let_out(city).edition
    accepted(city, population(v1003=1200))
    with pytest.raises(release.NoteNeeded):
        let_out(city)

    second = let_out(city, note="Turi salah jumlah").edition

    assert (second.label, second.previous_id, second.note) == (
        first.label[:-1] + "2",
        first.pk,
        "Turi salah jumlah",
    )
    turi = (pl.col("area") == "35.72.02.1003") & (pl.col("jenis_kelamin") == "laki-laki")
    values = [store().frame(one.pk).filter(turi)["jumlah"][0] for one in (first, second)]
    assert values == [1080, 1200]
    assert catalog.edition_as_of(city.population, second.released_at - dt.timedelta(microseconds=1)) == first


def test_new_periods_need_no_note(city):
    accepted(city, population())
    let_out(city)
    accepted(city, population("2025"))

    edition = let_out(city).edition

    assert edition.periods == ["2024", "2025"]
    assert edition.rows == 20


def test_several_accepted_submissions_go_out_together_the_later_one_on_top(city):
    accepted(city, population("2023"))
    accepted(city, population("2024"))
    accepted(city, population("2024", v1003=7))

    edition = let_out(city).edition

    frame = store().frame(edition.pk)
    assert frame.height == 20
    assert frame.filter(pl.col("jumlah") == 7).height == 1
    assert Submission.objects.filter(state=State.RELEASED).count() == 3


def test_a_submission_with_personal_data_stops_the_release(city):
    sent = accepted(city, population())
    Submission.objects.filter(pk=sent.pk).update(personal=True)

    with pytest.raises(release.PersonalData, match=f"berkas kiriman {sent.pk}"):
        let_out(city)
    assert catalog.current_edition(city.population) is None


def test_a_nik_among_the_figures_stops_the_release_even_when_the_rest_is_fine(city):
    figures = population().with_columns(
        pl.when(pl.int_range(10) == 4).then(3572014507900003).otherwise(pl.col("jumlah")).alias("jumlah")
    )
    accepted(city, figures)

    with pytest.raises(release.PersonalData, match="Jumlah penduduk"):
        let_out(city)

    failed = queries.releases(city.population).get()
    assert failed.station is ReleaseState.FAILED
    assert "NIK" in failed.told.id
    assert catalog.current_edition(city.population) is None
    assert Submission.objects.get().station is State.ACCEPTED


def test_a_nik_in_a_footnote_stops_the_release(city):
    accepted(city, population().with_columns(pl.lit("menurut 3572014507900003").alias("jumlah:note")))
    with pytest.raises(release.PersonalData):
        let_out(city)


def test_a_failed_release_can_be_tried_again_under_the_next_number(city):
    figures = population().with_columns(pl.lit(3572014507900003).alias("jumlah"))
    bad = accepted(city, figures)
    with pytest.raises(release.PersonalData):
        let_out(city)
    review.return_submission(submission=bad, reason="NIK", actor=city.steward)
    accepted(city, population())

    assert let_out(city).label.endswith(".2")


def test_what_is_returned_meanwhile_is_left_out_of_a_scheduled_release(city):
    accepted(city, population("2023"))
    late = accepted(city, population("2024"))
    at = timezone.now() + dt.timedelta(days=1)
    asked = release.release_dataset(dataset=city.population, actor=city.steward, at=at)
    review.return_submission(submission=late, reason="keliru", actor=city.steward)
    jobs.Job.objects.filter(pk=asked.job_id).update(run_after=timezone.now())

    work_off()

    asked.refresh_from_db()
    assert asked.edition.periods == ["2023"]
    late.refresh_from_db()
    assert late.station is State.RETURNED


def test_a_release_whose_submissions_were_all_returned_fails_in_words(city):
    only = accepted(city, population())
    at = timezone.now() + dt.timedelta(days=1)
    asked = release.release_dataset(dataset=city.population, actor=city.steward, at=at)
    review.return_submission(submission=only, reason="keliru", actor=city.steward)
    jobs.Job.objects.filter(pk=asked.job_id).update(run_after=timezone.now())

    work_off()

    asked.refresh_from_db()
    assert asked.station is ReleaseState.FAILED
    assert "sudah dikembalikan" in asked.told.id


def test_a_withdrawn_edition_leaves_a_tombstone_with_its_reason(city):
    accepted(city, population())
    edition = let_out(city).edition
    with pytest.raises(release.ReasonNeeded):
        release.withdraw_edition(edition=edition, reason="", actor=city.steward)

    release.withdraw_edition(edition=edition, reason="sumbernya ditarik", actor=city.steward)

    assert catalog.current_edition(city.population) is None
    edition.refresh_from_db()
    assert edition.withdrawn_reason == "sumbernya ditarik"
    assert store().frame(edition.pk).height == 10
    assert journal.entries(verb="release.withdrawn").get().reason == "sumbernya ditarik"


def test_what_waits_and_what_would_change_is_shown_before_the_button_is_pressed(city):
    accepted(city, population())
    assert list(queries.datasets_waiting(city.steward)) == [city.population]
    assert not queries.datasets_waiting(city.producer).exists()
    assert not queries.preview(city.population).needs_note
    let_out(city)
    accepted(city, population(v1003=1200))

    preview = queries.preview(city.population)

    assert preview.needs_note
    assert [(one.before, one.after) for one in preview.changed] == [(1080, 1200)]
