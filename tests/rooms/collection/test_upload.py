"""A producer sends a file: it is kept whatever is in it, checked, and handed over when it is in order."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.city import POPULATION
from tests.road.files import empty_template, population_csv, population_xlsx, unlike

from lumbung.kit import jobs
from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection import limits, queries, storage
from lumbung.rooms.collection.models import Submission, Upload
from lumbung.rooms.collection.queries import State
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import actions as people
from lumbung.vocabulary.findings import Severity
from lumbung.vocabulary.periods import Period, parse_period


def send(city, content, *, name="angka.csv", by=None, **given) -> Submission:
    return collection.upload_figures(
        dataset=city.population, actor=by or city.producer, name=name, content=content, **given
    )


def test_a_file_in_order_is_read_and_ready_to_submit(city):
    sent = send(city, population_xlsx(), name="penduduk.xlsx")

    assert (sent.station, sent.errors, sent.cells, sent.periods) == (State.READY, 0, 10, ["2024"])
    assert queries.figures(sent)["jumlah"].to_list() == list(range(1000, 1100, 10))
    assert [line.verb for line in journal.entries(subject=sent)] == [
        "collection.uploaded",
        "collection.checked",
    ]


def test_a_ready_submission_is_handed_over(city):
    sent = send(city, population_csv())

    collection.submit_figures(submission=sent, actor=city.producer, note="angka akhir")

    sent.refresh_from_db()
    assert (sent.station, sent.submitted_by, sent.note) == (State.SUBMITTED, city.producer, "angka akhir")


def test_a_file_with_faults_is_kept_with_its_findings_and_cannot_be_submitted(city):
    sent = send(city, unlike(population_csv(), "1040", "1l"))

    assert sent.station is State.QUARANTINED
    [(_, told)] = queries.findings(sent, severity=Severity.ERROR).findings
    assert (told.rule, told.value, told.place.cell) == ("value.unreadable", "1l", "D6")
    assert Path(queries.upload_path(sent)).read_bytes() == unlike(population_csv(), "1040", "1l")
    with pytest.raises(collection.HasErrors, match="1 hal"):
        collection.submit_figures(submission=sent, actor=city.producer)


def test_a_white_cell_left_empty_in_the_template_is_told_where_it_stands(city):
    book = load_workbook(io.BytesIO(empty_template(city.population, "2024")))
    figures = [f"E{row}" for row in range(6, 16)]
    for cell in figures:
        book.worksheets[0][cell] = 1000
    book.worksheets[0]["E9"] = None
    out = io.BytesIO()
    book.save(out)

    sent = send(city, out.getvalue(), name="templat.xlsx")

    [(_, told)] = queries.findings(sent, severity=Severity.ERROR).findings
    assert (told.rule, told.place.cell) == ("value.required", "E9")


def test_a_file_that_is_no_table_at_all_is_kept_too(city):
    sent = send(city, b"%PDF-1.7 not a workbook", name="laporan.pdf")

    assert sent.station is State.QUARANTINED
    assert queries.findings(sent).findings[0][1].rule.startswith("file.")
    assert Upload.objects.get().name == "laporan.pdf"


def test_an_empty_file_is_refused(city):
    with pytest.raises(collection.EmptyFile):
        send(city, b"")
    assert not Submission.objects.exists()


def test_a_closed_period_refuses_figures_and_keeps_nothing(city):
    collection.close_period(
        dataset=city.population, period=Period(2024), actor=city.steward, reason="sudah terbit"
    )

    with pytest.raises(collection.PeriodClosed, match="tidak lagi menerima angka untuk 2024"):
        send(city, population_csv(), period=Period(2024))

    assert not Submission.objects.exists()
    assert not Upload.objects.exists()
    assert not list(storage.shelf("uploads").rglob("*"))


def test_a_closed_period_inside_the_file_is_told_as_a_finding(city):
    collection.close_period(
        dataset=city.population, period=Period(2024), actor=city.steward, reason="sudah terbit"
    )

    sent = send(city, population_csv())

    assert sent.station is State.QUARANTINED
    assert "period.closed" in {told.rule for told in queries.all_findings(sent)}


def test_a_period_that_is_closed_after_the_check_refuses_the_submission(city):
    sent = send(city, population_csv())
    collection.close_period(
        dataset=city.population, period=Period(2024), actor=city.steward, reason="sudah terbit"
    )

    with pytest.raises(collection.PeriodClosed):
        collection.submit_figures(submission=sent, actor=city.producer)


def test_a_period_that_nobody_asked_for_is_a_finding_until_the_steward_opens_it(city):
    catalog.define_dataset(
        definition={**POPULATION, "periods": ["2023"]},
        producer=city.office("dispendukcapil"),
        actor=city.operator,
    )
    city.population.refresh_from_db()
    assert "period.unexpected" in {t.rule for t in queries.all_findings(send(city, population_csv()))}

    collection.open_period(dataset=city.population, period=Period(2024), actor=city.steward)

    assert send(city, population_csv()).station is State.READY


def test_the_period_that_the_sender_names_stands_for_a_file_that_names_none(city):
    nameless = b"\n".join(
        b",".join(part for n, part in enumerate(line.split(b",")) if n != 1)
        for line in population_csv().splitlines()
    )

    assert send(city, nameless, period=Period(2024)).periods == ["2024"]


def test_a_period_of_another_kind_is_refused_with_an_example(city):
    with pytest.raises(collection.WrongFrequency, match="2024-Q1 tidak cocok"):
        send(city, population_csv(), period=parse_period("2024-Q1"))


@pytest.mark.parametrize("role", ["other_producer", "steward", "supervisor", "reader", "coordinator"])
def test_only_the_producer_and_its_supporting_steward_send_figures(city, role):
    with pytest.raises(people.Forbidden):
        send(city, population_csv(), by=getattr(city, role))
    assert send(city, population_csv(), by=city.supporting_steward).station is State.READY


def test_a_column_of_nik_keeps_the_file_and_blocks_it_for_good(city):
    lines = population_csv().decode().splitlines()
    rows = [f"{line},35720145079000{number:02d}" for number, line in enumerate(lines[1:])]
    with_nik = "\n".join([lines[0] + ",NIK", *rows])

    sent = send(city, with_nik.encode())

    assert sent.personal
    assert sent.station is State.QUARANTINED
    with pytest.raises(collection.HoldsPersonalData):
        collection.submit_figures(submission=sent, actor=city.producer)


def test_a_newer_attempt_replaces_an_earlier_one(city):
    first = send(city, unlike(population_csv(), "1040", "1l"))

    second = send(city, population_csv(), mends=first)

    first.refresh_from_db()
    assert (first.station, second.mends) == (State.MENDED, first)
    with pytest.raises(collection.NotItsPredecessor):
        send(city, population_csv(), mends=first)


def test_a_returned_submission_can_be_replaced_and_sent_again(city):
    from lumbung.rooms.review import actions as review

    first = collection.submit_figures(submission=send(city, population_csv()), actor=city.producer)
    with pytest.raises(collection.NotItsPredecessor):
        send(city, population_csv(), mends=first)
    review.return_submission(submission=first, reason="Turi keliru", actor=city.steward)
    first.refresh_from_db()

    second = send(city, unlike(population_csv(), "1080", "1085"), mends=first)

    assert collection.submit_figures(submission=second, actor=city.producer).station is State.SUBMITTED


def test_what_is_set_aside_is_kept_with_its_reason(city):
    sent = send(city, population_csv())
    with pytest.raises(collection.ReasonNeeded):
        collection.discard(submission=sent, actor=city.producer, reason="")

    collection.discard(submission=sent, actor=city.producer, reason="salah dataset")

    sent.refresh_from_db()
    assert (sent.station, sent.reason) == (State.DISCARDED, "salah dataset")
    assert Path(queries.upload_path(sent)).exists()


def test_a_large_file_is_checked_by_a_worker(city, monkeypatch):
    monkeypatch.setattr(limits, "CHECKED_AT_ONCE_BYTES", 10)
    sent = send(city, population_csv())
    assert sent.station is State.CHECKING
    assert queries.job_of(sent).is_open

    jobs.run_worker(threading.Event(), until_idle=True)

    sent.refresh_from_db()
    assert sent.station is State.READY
    assert send(city, population_csv(), here=True).station is State.READY


def test_a_file_over_the_limit_is_refused_and_leaves_no_rest(city, monkeypatch):
    monkeypatch.setattr(storage.keep_stream, "__defaults__", (64,))

    with pytest.raises(storage.FileTooLarge):
        send(city, population_csv())

    assert not [path for path in storage.shelf("uploads").rglob("*") if path.is_file()]


def test_a_changed_definition_asks_for_another_check(city):
    sent = send(city, population_csv())
    catalog.define_dataset(
        definition={**POPULATION, "rules": []}, producer=city.office("dispendukcapil"), actor=city.operator
    )
    sent = queries.submission(sent.pk, city.producer)
    with pytest.raises(collection.CheckedLongAgo):
        collection.submit_figures(submission=sent, actor=city.producer)

    again = collection.check_again(submission=sent, actor=city.producer)

    assert collection.submit_figures(submission=again, actor=city.producer).station is State.SUBMITTED


def test_a_check_that_breaks_keeps_the_submission_with_a_word_about_it(city, monkeypatch):
    from lumbung.rooms.collection import checking

    def broken(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(limits, "CHECKED_AT_ONCE_BYTES", 10)
    monkeypatch.setattr(checking, "check_upload", broken)
    sent = send(city, population_csv())
    for _ in range(jobs.work.ATTEMPTS):
        jobs.Job.objects.update(run_after=sent.made_at)
        jobs.run_worker(threading.Event(), until_idle=True)

    sent.refresh_from_db()
    assert sent.station is State.QUARANTINED
    assert queries.all_findings(sent)[0].rule == "check.stopped"
    monkeypatch.undo()
    assert collection.check_again(submission=sent, actor=city.producer).station is State.READY


def test_submissions_are_seen_by_their_own_office_and_those_above(city):
    sent = send(city, population_csv())

    for role in ("producer", "supporting_steward", "steward", "supervisor", "coordinator"):
        assert queries.submission(sent.pk, getattr(city, role)) == sent
    for role in ("other_producer", "reader"):
        with pytest.raises(queries.SubmissionUnknown):
            queries.submission(sent.pk, getattr(city, role))


def test_the_same_bytes_are_kept_once(city):
    send(city, population_csv())
    send(city, population_csv())

    assert Upload.objects.count() == 2
    assert len([path for path in storage.shelf("uploads").rglob("*") if path.is_file()]) == 1


def test_a_files_name_is_kept_without_folders_and_tricks(city):
    sent = send(city, population_csv(), name="../../etc/pa\x00ss\nwd.csv")
    assert sent.upload.name == "passwd.csv"
