"""Puts a submission at every station of the road, so that there is a page of each to look at.

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
from lumbung.rooms.people import queries as people  # noqa: E402
from lumbung.rooms.query.queries import store  # noqa: E402
from lumbung.rooms.release import actions as release  # noqa: E402
from lumbung.rooms.review import actions as review  # noqa: E402
from lumbung.vocabulary.findings import Place  # noqa: E402
from lumbung.vocabulary.periods import parse_period  # noqa: E402

ODD = "Rekap KK;;\nKel.;Banyaknya;ket\nGedog;3.412;\nTurii;1.020;sementara\nSukorejo;2O10;\n"


def main() -> None:
    """Every station, each with another dataset."""
    steward, supervisor = people.user("walidata"), people.user("pembina-bps")

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
