"""Metadata that leaves as a workbook, is filled in somewhere else, and comes back; and pages for paper."""

from __future__ import annotations

import io

import openpyxl
import pytest

from lumbung.rooms.metadata import actions as metadata
from lumbung.rooms.metadata import outgoing, queries
from lumbung.rooms.metadata.models import Record
from lumbung.rooms.metadata.problems import NothingApproved, RecordClosed, WorkbookTooLarge


@pytest.fixture
def family(city, filled):
    """The activity with a variable."""
    metadata.start_record(
        form="variabel",
        organisation=filled.organisation,
        year=2026,
        parent=filled,
        answers={"nama": "Jumlah penduduk"},
        actor=city.producer,
    )
    return filled


def changed(content: bytes, *cells: tuple[str, str, str]) -> bytes:
    """A workbook in which somebody typed over cells that held a value: sheet, old and new text."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet, old, new in cells:
        found = [cell for row in book[sheet].iter_rows() for cell in row if cell.value == old]
        assert found, f"{old} is not in {sheet}: {book.sheetnames}"
        found[-1].value = new
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def take(city, content, *, into=None, actor=None):
    return metadata.import_workbook(
        content=content,
        name="metadata.xlsx",
        organisation=city.office("dispendukcapil"),
        into=into,
        actor=actor or city.producer,
    )


def test_an_activity_is_one_workbook_with_a_sheet_for_each_form(family):
    book = openpyxl.load_workbook(io.BytesIO(outgoing.workbook_of(family)))

    assert {"kegiatan", "variabel", "indikator"} <= set(book.sheetnames)


def test_what_was_changed_in_the_workbook_is_saved_and_the_rest_stays(city, family):
    content = changed(
        outgoing.workbook_of(family),
        ("kegiatan", "Registrasi penduduk", "Registrasi penduduk kota"),
        ("variabel", "Jumlah penduduk", "Jumlah penduduk akhir tahun"),
    )

    done = take(city, content, into=family)

    assert sorted(record.title for record in done.saved) == [
        "Jumlah penduduk akhir tahun", "Registrasi penduduk kota",
    ]  # fmt: skip
    assert (done.begun, done.not_taken) == ([], [])
    family.refresh_from_db()
    assert family.answers["cara"] == "1"
    again = take(city, content, into=family)
    assert (again.saved, again.unchanged) == ([], 2)


def test_a_workbook_and_the_desk_are_laid_together_field_by_field(city, family):
    content = changed(outgoing.workbook_of(family), ("kegiatan", "Registrasi penduduk", "Dari berkas"))
    metadata.save_answers(
        record=family,
        answers={"judul": "Dari meja", "pj_nama": "Bu Rini"},
        revision=family.revision,
        actor=city.supporting_steward,
    )

    done = take(city, content, into=family)

    assert isinstance(done.not_taken[0].problem, queries.SavedByAnother)
    family.refresh_from_db()
    assert (family.answers["judul"], family.answers["pj_nama"]) == ("Dari meja", "Bu Rini")
    assert queries.set_aside(family).get().value == "Dari berkas"


def test_a_closed_record_is_told_and_the_others_are_taken(city, family):
    content = changed(outgoing.workbook_of(family), ("variabel", "Jumlah penduduk", "Penduduk"))
    metadata.submit_record(record=family, actor=city.producer)

    done = take(city, content, into=family)

    assert [type(one.problem) for one in done.not_taken] == [RecordClosed]
    assert [record.title for record in done.saved] == ["Penduduk"]


def test_a_stranger_cannot_write_by_way_of_a_workbook(city, family):
    done = take(city, outgoing.workbook_of(family), actor=city.other_producer)

    assert {one.problem.code for one in done.not_taken} == {"metadata.record-unknown"}
    assert Record.objects.count() == 2


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"\x00" * 300, b"a;b\n1;2\n"])
def test_what_is_no_workbook_of_forms_is_told(city, forms, content):
    done = take(city, content)

    assert done.findings
    assert not Record.objects.exists()


def test_a_file_over_the_limit_is_refused(city, forms):
    with pytest.raises(WorkbookTooLarge, match="5 MB"):
        take(city, b"x" * 5_000_001)


def test_the_upload_page_says_what_became_of_it(city, family, client):
    client.force_login(city.producer)
    from django.core.files.uploadedfile import SimpleUploadedFile

    content = changed(outgoing.workbook_of(family), ("kegiatan", "Registrasi penduduk", "Dari berkas"))
    file = SimpleUploadedFile("m.xlsx", content)
    sent = client.post(f"/desk/metadata/impor?ke={family.code}", {"file": file}, follow=True)
    assert sent.redirect_chain[-1][0] == f"/desk/metadata/r/{family.code}"
    family.refresh_from_db()
    assert family.title == "Dari berkas"

    broken = SimpleUploadedFile("m.xlsx", b"nothing")
    told = client.post("/desk/metadata/impor", {"file": broken, "organisation": "dispendukcapil"})
    assert (told.status_code, "Temuan" in told.content.decode()) == (200, True)
    for file in ("metadata.xlsx", "metadata.pdf"):
        assert client.get(f"/desk/metadata/r/{family.code}/{file}").status_code == 200
    assert client.get("/desk/metadata/formulir.xlsx").content[:2] == b"PK"


def test_a_public_page_for_paper_holds_what_was_approved_and_nobodys_name(city, filled):
    named = metadata.save_answers(
        record=filled, answers={"pj_nama": "Rini Astuti"}, revision=filled.revision, actor=city.producer
    )
    with pytest.raises(NothingApproved):
        outgoing.paper_of(named, public=True)
    metadata.submit_record(record=named, actor=city.producer)
    metadata.check_record(record=named, actor=city.steward)
    approved = metadata.approve_record(record=named, actor=city.supervisor)
    opened = metadata.reopen_record(record=approved, reason="baru", actor=city.producer)
    metadata.save_answers(
        record=opened, answers={"judul": "Belum disetujui"}, revision=opened.revision, actor=city.producer
    )
    opened.refresh_from_db()

    public, staff = (repr(outgoing.pages_of(opened, public=is_public)) for is_public in (True, False))

    assert "Rini" not in public
    assert "Belum disetujui" not in public
    assert "Registrasi penduduk" in public
    assert "Rini Astuti" in staff
    assert "Belum disetujui" in staff
    assert outgoing.paper_of(opened, public=True)[:5] == outgoing.paper_of(opened)[:5] == b"%PDF-"
