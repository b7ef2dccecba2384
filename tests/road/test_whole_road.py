"""One number travels the whole road: from a template to a citable figure, and on to its correction."""

from __future__ import annotations

import datetime as dt
import io
import threading

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from tests.road.files import empty_template

from lumbung.kit import jobs
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection import queries
from lumbung.rooms.collection.queries import State, Submission
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.query.queries import store
from lumbung.rooms.release import actions as release
from lumbung.rooms.review import actions as review
from lumbung.vocabulary.findings import Place

TURI_MEN = {"area": "35.72.02.1003", "jenis_kelamin": "laki-laki"}


def filled(template: bytes, **cells: object) -> bytes:
    """A template with figures 500, 501 … and some cells typed otherwise: by their row of the sheet."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book["Isian"]
    column = [cell.value for cell in sheet[1]].index("jumlah") + 1
    rows = [row for row in range(6, sheet.max_row + 1) if sheet.cell(row, 1).value]
    for number, row in enumerate(rows):
        sheet.cell(row, column, cells.get(f"row{row}", 500 + number))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def work_off() -> None:
    jobs.run_worker(threading.Event(), until_idle=True)


def public_figure(**asked: str) -> list[float]:
    """The men of Turi as the API gives them to anybody."""
    answer = Client().get("/api/v1/datasets/penduduk-kelamin/data", {**TURI_MEN, **asked})
    assert answer.status_code == 200, answer.content
    return [row["jumlah"] for row in answer.json()["data"]]


@pytest.mark.django_db(transaction=True)
def test_a_number_from_the_template_to_the_public_and_to_its_correction(transactional_db, monkeypatch):
    from tests.city import build_city

    today = timezone.now()
    yesterday = today - dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: yesterday)
    city = build_city()
    dataset = city.population

    # A producer fills the template with three faults, reads them by cell, and mends them.
    template = empty_template(dataset, "2024")
    content = filled(template, row7="5l", row9=-3, row11="dua")
    sent = collection.upload_figures(dataset=dataset, actor=city.producer, name="isian.xlsx", content=content)
    assert sent.station is State.QUARANTINED
    faults = [(told.rule, told.place.cell) for _, told in queries.findings(sent).findings if told.place.cell]
    column = faults[0][1].rstrip("0123456789")
    assert {cell for _, cell in faults} >= {f"{column}7", f"{column}9", f"{column}11"}
    sent = collection.mend_cells(
        submission=sent,
        mends=[
            collection.Mend(Place("Isian", f"{column}{row}"), value)
            for row, value in ((7, "501"), (9, "503"), (11, "505"))
        ],
        actor=city.producer,
    )
    assert sent.station is State.READY
    collection.submit_figures(submission=sent, actor=city.producer, note="angka akhir tahun")

    # The steward returns it with a reason; it comes back; steward and supervisor accept.
    review.return_submission(submission=sent, reason="Turi laki-laki tertukar", actor=city.steward)
    sent = collection.mend_cell(
        submission=sent, place=Place("Isian", f"{column}14"), value="508", actor=city.producer
    )
    collection.submit_figures(submission=sent, actor=city.producer)
    review.accept(submission=sent, actor=city.steward)
    review.approve(submission=sent, actor=city.supervisor)

    # It is released by a worker; anybody reads it.
    asked = release.release_dataset(dataset=dataset, actor=city.steward)
    work_off()
    asked.refresh_from_db()
    first = asked.edition
    assert catalog.current_edition(dataset) == first
    assert public_figure() == [508]

    # A day later a correction makes a second edition; the first can still be read as of its day.
    monkeypatch.setattr(timezone, "now", lambda: today)
    again = collection.upload_figures(
        dataset=dataset, actor=city.producer, name="koreksi.xlsx", content=filled(template, row14=580)
    )
    collection.submit_figures(submission=again, actor=city.producer)
    review.accept(submission=again, actor=city.steward)
    review.approve(submission=again, actor=city.supervisor)
    with pytest.raises(release.NoteNeeded):
        release.release_dataset(dataset=dataset, actor=city.steward)
    release.release_dataset(dataset=dataset, actor=city.steward, note="Turi salah ketik", here=True)
    second = catalog.current_edition(dataset)

    assert second.previous == first
    assert public_figure() == [580]
    day = timezone.localdate(yesterday)
    assert catalog.edition_as_of(dataset, day) == first
    assert public_figure(as_of=day.isoformat()) == [508]
    assert [cell["after"] for cell in store().diff(first.pk, second.pk).page()] == [580]

    # The journal can show every step, and nothing in it was changed.
    verbs = [line.verb for line in journal.entries(subject=sent)]
    assert verbs == [
        "collection.uploaded",
        "collection.checked",
        "collection.mended",
        "collection.checked",
        "collection.submitted",
        "review.returned",
        "collection.mended",
        "collection.checked",
        "collection.submitted",
        "review.accepted",
        "review.approved",
    ]
    assert journal.verify(anchors=catalog.journal_anchors()).whole
    assert set(Submission.objects.values_list("state", flat=True)) == {State.RELEASED}
