"""Puts something at every station of the road, so that there is a page of each to look at.

A program of its own, run in the house that is meant:  python -m tests.journeys.stations
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import django
from openpyxl import load_workbook

django.setup()

from django.utils import timezone  # noqa: E402  # Django first

from lumbung.rooms.catalog import queries as catalog  # noqa: E402
from lumbung.rooms.collection import actions as collection  # noqa: E402
from lumbung.rooms.forum import actions as forum  # noqa: E402
from lumbung.rooms.forum import queries as forum_found  # noqa: E402
from lumbung.rooms.forum.queries import Matter  # noqa: E402
from lumbung.rooms.metadata import actions as metadata  # noqa: E402
from lumbung.rooms.metadata import queries as metadata_found  # noqa: E402
from lumbung.rooms.metadata.actions import recommendations  # noqa: E402
from lumbung.rooms.people import queries as people  # noqa: E402
from lumbung.rooms.quality import actions as quality  # noqa: E402
from lumbung.rooms.quality import queries as quality_found  # noqa: E402
from lumbung.rooms.query.queries import store  # noqa: E402
from lumbung.rooms.release import actions as release  # noqa: E402
from lumbung.rooms.review import actions as review  # noqa: E402
from lumbung.vocabulary.findings import Place  # noqa: E402
from lumbung.vocabulary.periods import parse_period  # noqa: E402
from lumbung.vocabulary.words import Text  # noqa: E402

ODD = "Rekap KK;;\nKel.;Banyaknya;ket\nGedog;3.412;\nTurii;1.020;sementara\nSukorejo;2O10;\n"


def main() -> None:
    """Every station of the plan, and every station of a submission with another dataset."""
    steward, supervisor = people.user("walidata"), people.user("pembina-bps")
    the_forum(steward)
    the_meaning(steward, supervisor)
    one_number(steward)
    the_figures(steward, supervisor)


def the_forum(steward: Any) -> None:
    """A list before the Forum, which has met and decided about some of it, and one open for proposals."""
    coordinator = people.user("koordinator-bapperinda")
    coming = forum_found.current_list()
    assert coming is not None
    forum.open_list(year=coming.year + 1, actor=steward)
    first, second, *_ = forum_found.items(coming)
    forum.bring_to_forum(of=coming, actor=steward)
    meeting = forum.hold_meeting(
        of=coming, title="Forum Satu Data", held_on=timezone.localdate(), actor=coordinator
    )
    present = [forum.Present(first.producer, office="Kepala", person="Sri Wahyuni")]
    forum.record_attendance(meeting=meeting, present=present, actor=coordinator)
    for item, matter in ((first, Matter.AGREED), (second, Matter.REJECTED)):
        forum.decide(meeting=meeting, matter=matter, items=[item], reason="Lihat risalah.", actor=coordinator)


def the_meaning(steward: Any, supervisor: Any) -> None:
    """A form half filled with faults, one that came back, one that waits for each who agrees."""
    officer = people.user("petugas-dinsos")
    source = metadata_found.record("si-hore-2024", officer)
    half = metadata.start_record(
        form="ms-kegiatan", organisation=source.organisation, year=2026, actor=officer
    )
    metadata.save_answers(
        record=half,
        answers={"cara_pengumpulan_data": "2", "email_instansi": "bukan surel"},
        revision=half.revision,
        actor=officer,
    )
    recommendations.begin_recommendation(activity=half, actor=officer)
    for to in ("submitted", "checked", "returned"):
        copy = metadata.copy_record(record=source, year=2026, actor=officer)
        copy.copied = []  # as if each had been looked at
        copy.save(update_fields=["copied"])
        metadata.submit_record(record=copy, actor=officer)
        if to == "checked":
            metadata.check_record(record=copy, actor=steward)
        if to == "returned":
            metadata.remark(record=copy, field="tujuan_kegiatan", words="Untuk siapa?", actor=steward)
            metadata.return_record(record=copy, reason="Tujuannya belum jelas.", actor=steward)


def one_number(steward: Any) -> None:
    """Figures that contradict each other, decided and not, and a statement that waits to be published."""
    quality.compare_concepts(
        one="penduduk-sensus", other="penduduk-registrasi", why="Sensus dan registrasi.", actor=steward
    )
    quality.look_for_contradictions()
    found = quality_found.contradictions()[0]
    quality.decide(
        contradiction=found, verdict="different", reason="Dasar hitungannya berbeda.", actor=steward
    )
    quality.save_statement(
        dataset=catalog.dataset("sampah"),
        words={"relevance": Text("Dipakai untuk menyusun rencana persampahan.")},
        actor=people.user("petugas-dlh"),
    )


def the_figures(steward: Any, supervisor: Any) -> None:
    """A submission at each of its stations."""
    faulty = sent("lanjut-usia", "2025", {"E8": "dua ratus", "E9": -4, "E10": None, "E11": 12.5})
    collection.mend_cell(
        submission=faulty, place=Place("Isian", "E11"), value="125", actor=faulty.made_by, here=True
    )
    odd("kepala-keluarga", "2026")
    submitted("bank-sampah", "2026-10")
    returned = submitted("umkm-kelurahan", "2026")
    review.remark(submission=returned, text="Gedog naik banyak.", actor=steward)
    review.return_submission(submission=returned, reason="Angka Gedog perlu diperiksa.", actor=steward)
    review.accept(submission=submitted("penduduk-kelamin", "2026"), actor=steward)
    review.accept(submission=submitted("penduduk-umur", "2026"), actor=steward)
    correction = submitted("balita-stunting", "2025-S2", {"E8": 260})
    review.accept(submission=correction, actor=steward)
    review.approve(submission=correction, actor=supervisor)
    review.accept(submission=submitted("sampah", "2026"), actor=steward)
    embargo = timezone.now() + dt.timedelta(days=30)
    release.release_dataset(dataset=catalog.dataset("sampah"), actor=steward, at=embargo)
    edition = catalog.current_edition(catalog.dataset("dau"))
    assert edition is not None
    release.withdraw_edition(edition=edition, reason="Angkanya salah tahun.", actor=steward)


def sent(code: str, period: str, changes: dict[str, Any] | None = None) -> Any:
    """The template filled in with the figures of the last period, uploaded by its producer and checked."""
    dataset = catalog.dataset(code)
    out = io.BytesIO()
    collection.write_template(dataset, out, period=parse_period(period))
    book = load_workbook(out)
    sheet, last = book.worksheets[0], last_figures(dataset)
    words = [str(cell.value or "") for cell in sheet[1]]
    keys = ["area", *(dimension.code for dimension in catalog.structure(dataset).dimensions)]
    for row in sheet.iter_rows(min_row=6):
        if not row[words.index("area")].value:
            break  # spare rows
        known = last.get(tuple(str(row[words.index(key)].value) for key in keys), {})
        for word, cell in zip(words, row, strict=True):
            if catalog.structure(dataset).measure(word):
                cell.value = known.get(word, 300)
    for cell, value in (changes or {}).items():
        sheet[cell] = value
    out = io.BytesIO()
    book.save(out)
    return collection.upload_figures(
        dataset=dataset, actor=producer(code), name=f"{code}.xlsx", content=out.getvalue(), here=True
    )


def last_figures(dataset: Any) -> dict[tuple[str, ...], dict[str, Any]]:
    """What is public of the last period, by area and codes."""
    edition = catalog.current_edition(dataset)
    if edition is None:
        return {}
    frame = store().frame(edition.pk)
    structure = catalog.structure(dataset)
    keys = ["area", *(dimension.code for dimension in structure.dimensions)]
    rows = frame.filter(frame["period"] == frame["period"].max()).iter_rows(named=True)
    return {
        tuple(str(row[key]) for key in keys): {m.code: row[m.code] for m in structure.measures}
        for row in rows
    }


def odd(code: str, period: str) -> Any:
    """A file of the office's own making, in which something must be guessed."""
    return collection.upload_figures(
        dataset=catalog.dataset(code),
        actor=producer(code),
        name="rekap.csv",
        content=ODD.encode(),
        period=parse_period(period),
        here=True,
    )


def submitted(code: str, period: str, changes: dict[str, Any] | None = None) -> Any:
    return collection.submit_figures(
        submission=sent(code, period, changes), actor=producer(code), note="Angka akhir."
    )


def producer(code: str) -> Any:
    held = people.memberships().filter(organisation=catalog.dataset(code).producer, duty=people.Duty.PRODUCER)
    return held[0].user


if __name__ == "__main__":
    main()
