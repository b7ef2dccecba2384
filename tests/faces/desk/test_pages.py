"""The desk's pages: what they say, what they do, and that nothing typed is lost."""

from __future__ import annotations

import io
import re
import threading

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.city import PASSWORD
from tests.road.files import population_by_name, population_xlsx
from tests.road.ready import accepted, population, submitted

from lumbung.kit import jobs
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection import queries
from lumbung.rooms.collection.models import Submission
from lumbung.rooms.collection.queries import State
from lumbung.rooms.release.models import Release


def at_desk(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def said(response) -> str:
    """The text of a page, without its markup."""
    from html.parser import HTMLParser

    words: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            words.append(data)

    Reader().feed(response.content.decode())
    return " ".join(" ".join(words).split())


def upload(client, code, content, name="penduduk.xlsx", **given):
    return client.post(f"/desk/dataset/{code}", {"file": SimpleUploadedFile(name, content), **given})


@pytest.fixture
def producer(city) -> Client:
    return at_desk(city.producer)


@pytest.fixture
def steward(city) -> Client:
    return at_desk(city.steward)


def test_the_door_asks_who_you_are_and_leads_back(city):
    client = Client()
    shown = client.get("/desk/kalender")
    assert shown.status_code == 302
    assert shown["Location"] == "/masuk?kembali=/desk/kalender"

    wrong = client.post("/masuk", {"username": "dina", "password": "salah"})
    assert wrong.status_code == 422
    assert "tidak cocok" in said(wrong)
    assert 'value="dina"' in wrong.content.decode()

    right = client.post("/masuk?kembali=/desk/kalender", {"username": "dina", "password": PASSWORD})
    assert right["Location"] == "/desk/kalender"
    assert client.get("/desk/").status_code == 200
    assert client.post("/keluar").status_code == 302
    assert client.get("/desk/").status_code == 302


def test_the_first_page_says_what_waits_with_one_click_each(city, producer, steward):
    assert "Tidak ada yang menunggu Anda" in said(producer.get("/desk/"))
    sent = collection.upload_figures(
        dataset=city.population, actor=city.producer, name="a.xlsx", content=population_xlsx(D6="1l")
    )

    page = producer.get("/desk/")

    assert "1 hal menunggu Anda" in said(page)
    assert f'href="/desk/kiriman/{sent.pk}"' in page.content.decode()
    submitted(city.population, city.producer, population("2025"))
    assert "1 hal menunggu Anda" in said(steward.get("/desk/"))


def test_a_producer_takes_the_template_and_sends_it_back(city, producer):
    template = producer.get("/desk/dataset/penduduk-kelamin/templat.xlsx?periode=2024")
    assert template["Content-Disposition"] == 'attachment; filename="templat-penduduk-kelamin-2024.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(b"".join(template.streaming_content)))
    sheet = book["Isian"]
    machine = [cell.value for cell in sheet[1]]
    column = machine.index("jumlah") + 1
    for number, row in enumerate(range(6, 16)):
        sheet.cell(row=row, column=column, value=500 + number)
    filled = io.BytesIO()
    book.save(filled)

    answer = upload(producer, "penduduk-kelamin", filled.getvalue())

    sent = Submission.objects.get()
    assert answer["Location"] == f"/desk/kiriman/{sent.pk}"
    assert (sent.station, sent.cells) == (State.READY, 10)
    assert "siap dikirim" in said(producer.get(answer["Location"]))


def test_an_upload_without_a_file_keeps_what_was_typed(city, producer):
    answer = producer.post("/desk/dataset/penduduk-kelamin", {"note": "angka akhir tahun"})

    assert answer.status_code == 422
    assert "angka akhir tahun" in answer.content.decode()
    assert not Submission.objects.exists()


def test_a_faulty_file_shows_the_sheet_with_ringed_cells_and_its_findings(city, producer):
    answer = upload(producer, "penduduk-kelamin", population_xlsx(D6="1l", D9="dua"))

    page = producer.get(answer["Location"])

    assert "2024: 2 hal perlu diperbaiki" in said(page)
    html = page.content.decode()
    assert '<td id="sel-1-D6" class="error' in html
    assert "Penduduk!D6" in said(page)
    assert "“1l” bukan angka." in said(page)


def test_a_cell_is_mended_on_the_page_and_then_submitted(city, producer):
    address = upload(producer, "penduduk-kelamin", population_xlsx(D6="1l"))["Location"]
    done = producer.post(f"{address}/sel", {"sheet": "Penduduk", "cell": "D6", "value": "1040"})
    assert done.status_code == 302

    page = producer.get(address)
    assert "siap dikirim" in said(page)
    assert "Penduduk!D6" in said(page)

    done = producer.post(f"{address}/kirim", {"note": "sudah diperbaiki"})
    assert done.status_code == 302
    assert Submission.objects.get().station is State.SUBMITTED
    assert "menunggu walidata" in said(producer.get(address))


def test_a_proposal_is_taken_with_one_button(city, producer):
    address = upload(producer, "penduduk-kelamin", population_by_name(A8="Karang Sarii"))["Location"]
    page = producer.get(address)
    assert "Pakai Karangsari" in said(page)
    sent = Submission.objects.get()
    name = next(n for n, told in queries.findings(sent).findings if told.rule == "area.misspelt")

    producer.post(f"{address}/usulan", {"finding": name})

    assert "area.misspelt" not in {told.rule for told in queries.all_findings(Submission.objects.get())}


def test_what_cannot_be_done_is_told_on_the_page_with_everything_typed(city, producer):
    address = upload(producer, "penduduk-kelamin", population_xlsx(D6="1l"))["Location"]

    answer = producer.post(f"{address}/kirim", {"note": "mohon segera"})
    assert answer.status_code == 422
    assert "Masih ada 1 hal yang harus diperbaiki" in said(answer)

    answer = producer.post(f"{address}/sel", {"sheet": "Penduduk", "cell": "D6", "value": ""})
    assert answer.status_code == 302


def test_a_guess_is_corrected_on_the_page(city, producer):
    strange = population_xlsx(D1="Banyaknya", E1="Angka lama", **{f"E{n}": 5 for n in range(2, 12)})
    address = upload(producer, "penduduk-kelamin", strange)["Location"]
    html = producer.get(address).content.decode()
    assert "Bagaimana berkas ini dibaca" in html
    asked = re.findall(r'<select name="(kolom-\d+)"[^>]*aria-label="Dibaca sebagai: ([^"]+)"', html)
    names = {heading: name for name, heading in asked}

    producer.post(f"{address}/susunan", {names["Banyaknya"]: "value:jumlah", names["Angka lama"]: "helper"})

    assert Submission.objects.get().station is State.READY


def test_the_marked_copy_and_the_file_as_it_came_can_be_downloaded(city, producer):
    content = population_xlsx(D6="1l")
    address = upload(producer, "penduduk-kelamin", content)["Location"]

    assert b"".join(producer.get(f"{address}/berkas").streaming_content) == content
    copy = producer.get(f"{address}/salinan")
    assert copy["Content-Disposition"] == 'attachment; filename="penduduk-bertanda.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(b"".join(copy.streaming_content)))
    assert "bukan angka" in book["Penduduk"]["D6"].comment.text


def test_a_long_check_shows_its_progress_and_reloads_when_it_is_done(city, producer, monkeypatch):
    from lumbung.rooms.collection import limits

    monkeypatch.setattr(limits, "CHECKED_AT_ONCE_BYTES", 10)
    address = upload(producer, "penduduk-kelamin", population_xlsx())["Location"]
    page = producer.get(address)
    assert f'hx-get="{address}/kemajuan"' in page.content.decode()
    assert "boleh ditutup" in said(page)
    assert "hx-get" in producer.get(f"{address}/kemajuan").content.decode()

    jobs.run_worker(threading.Event(), until_idle=True)

    assert producer.get(f"{address}/kemajuan")["HX-Refresh"] == "true"
    assert "siap dikirim" in said(producer.get(address))


def test_a_steward_sees_the_difference_remarks_and_returns_with_a_reason(city, steward):
    accepted(city, population())
    from lumbung.rooms.release import actions as release

    release.release_dataset(dataset=city.population, actor=city.steward, here=True)
    sent = submitted(city.population, city.producer, population(v1003=1200))
    address = f"/desk/periksa/{sent.pk}"

    page = said(steward.get(address))
    assert "1 diubah" in page
    assert "Kelurahan Turi, 2024, Laki-laki" in page
    assert "1.080 1.200 +11,1" in page

    key = '{"area": "35.72.02.1003", "period": "2024", "jenis_kelamin": "laki-laki"}'
    steward.post(f"{address}/komentar", {"key": key, "measure": "jumlah", "text": "naik banyak?"})
    assert "naik banyak?" in said(steward.get(address))

    refused = steward.post(f"{address}/putusan", {"act": "return", "reason": "  "})
    assert refused.status_code == 422
    done = steward.post(f"{address}/putusan", {"act": "return", "reason": "Periksa Turi"})
    assert done.status_code == 302
    assert "Periksa Turi" in said(at_desk(city.producer).get(f"/desk/kiriman/{sent.pk}"))


def test_one_button_accepts_several(city, steward):
    first = submitted(city.population, city.producer, population("2023"))
    second = submitted(city.population, city.producer, population("2024"))
    assert "2 kiriman menunggu diperiksa" in said(steward.get("/desk/periksa"))

    nothing = steward.post("/desk/periksa/terima", {})
    assert nothing.status_code == 422
    steward.post("/desk/periksa/terima", {"submission": [first.pk, second.pk]})

    assert set(Submission.objects.values_list("state", flat=True)) == {State.ACCEPTED_BY_STEWARD}
    supervisor = at_desk(city.supervisor)
    assert "2 kiriman menunggu diperiksa" in said(supervisor.get("/desk/periksa"))
    supervisor.post(f"/desk/periksa/{first.pk}/putusan", {"act": "approve", "reason": ""})
    assert Submission.objects.filter(state=State.ACCEPTED).count() == 1


def test_a_page_says_why_the_sender_may_not_accept(city):
    from lumbung.rooms.people import actions as people
    from lumbung.rooms.people.queries import Duty

    people.give_duty(
        user=city.producer, duty=Duty.STEWARD, organisation=city.office("kota"), actor=city.operator
    )
    sent = submitted(city.population, city.producer, population())

    page = said(at_desk(city.producer).get(f"/desk/periksa/{sent.pk}"))

    assert "Anda yang mengirim kiriman ini, jadi orang lain yang harus menyetujuinya." in page


def test_a_release_is_previewed_asked_for_watched_and_done(city, steward):
    accepted(city, population())
    address = "/desk/rilis/dataset/penduduk-kelamin"
    assert "10 ditambahkan" in said(steward.get(address))

    answer = steward.post(address, {"when": "sekarang", "note": ""})
    assert answer.status_code == 302
    found = Release.objects.get()
    page = steward.get(answer["Location"])
    assert f'hx-get="/desk/rilis/{found.pk}/kemajuan"' in page.content.decode()

    jobs.run_worker(threading.Event(), until_idle=True)

    assert steward.get(f"/desk/rilis/{found.pk}/kemajuan")["HX-Refresh"] == "true"
    assert "sudah terbit" in said(steward.get(answer["Location"]))


def test_a_correction_without_a_note_is_shown_again_with_its_time(city, steward):
    from lumbung.rooms.release import actions as release

    accepted(city, population())
    release.release_dataset(dataset=city.population, actor=city.steward, here=True)
    accepted(city, population(v1003=1200))
    address = "/desk/rilis/dataset/penduduk-kelamin"
    assert "mengoreksi angka yang sudah terbit" in said(steward.get(address))

    answer = steward.post(address, {"when": "nanti", "at": "2099-01-02T08:30", "note": ""})

    assert answer.status_code == 422
    assert 'value="2099-01-02T08:30"' in answer.content.decode()
    answer = steward.post(address, {"when": "nanti", "at": "2099-01-02T08:30", "note": "Turi salah"})
    assert answer.status_code == 302
    page = said(steward.get(answer["Location"]))
    assert "2 Jan 2099, 08.30" in page.replace("\u00a0", " ")

    pk = answer["Location"].rpartition("/")[2]
    steward.post(f"/desk/rilis/{pk}/batal", {"reason": "menunggu rapat"})
    assert "dibatalkan" in said(steward.get(answer["Location"]))


def test_an_edition_is_withdrawn_with_a_reason(city, steward):
    from lumbung.rooms.release import actions as release

    accepted(city, population())
    edition = release.release_dataset(dataset=city.population, actor=city.steward, here=True).edition
    address = f"/desk/rilis/dataset/penduduk-kelamin/{edition.label}/tarik"

    assert steward.post(address, {"reason": ""}).status_code == 422
    steward.post(address, {"reason": "sumbernya keliru"})

    assert catalog.current_edition(city.population) is None
    assert "sumbernya keliru" in said(steward.get("/desk/rilis/dataset/penduduk-kelamin"))


def test_a_period_is_closed_and_opened_from_the_calendar(city, steward):
    collection.lay_out_calendar()
    address = "/desk/kalender/penduduk-kelamin/2024"
    assert "2024" in said(steward.get("/desk/kalender"))

    assert steward.post(address, {"act": "close", "reason": ""}).status_code == 422
    steward.post(address, {"act": "close", "reason": "sudah terbit"})
    assert "ditutup" in said(steward.get(address))
    steward.post(address, {"act": "open", "due_on": "2026-05-01", "reason": ""})
    assert "1 Mei 2026" in said(steward.get(address)).replace("\u00a0", " ")


def test_a_date_is_moved_from_the_calendar_with_a_reason_and_the_old_one_stays_in_sight(city, steward):
    collection.lay_out_calendar()
    year = timezone.localdate().year
    address = f"/desk/kalender/penduduk-kelamin/{year}"

    refused = steward.post(address, {"act": "move", "due_on": f"{year + 1}-05-01", "reason": ""})
    assert refused.status_code == 422
    steward.post(address, {"act": "move", "due_on": f"{year + 1}-05-01", "reason": "Sensus mundur."})

    page = said(steward.get(address)).replace("\u00a0", " ")
    assert f"31 Mar {year + 1} → 1 Mei {year + 1}. Sensus mundur." in page
    assert f"15 Mei {year + 1}" in page


def test_the_journal_of_a_thing_and_what_a_person_may_do(city, steward, producer):
    sent = submitted(city.population, city.producer, population())
    lines = said(steward.get(f"/desk/jurnal?jenis=collection.submission&hal={sent.pk}"))
    assert "angka dikirim" in lines
    assert producer.get("/desk/jurnal").status_code == 403

    powers = said(producer.get("/desk/wewenang?dataset=penduduk-kelamin"))
    assert "Sebagai produsen data pada Dinas Kependudukan" in powers
    assert "diperlukan tugas walidata" in powers


def test_every_page_is_there_in_english_too(city, steward):
    steward.cookies["bahasa"] = "en"
    submitted(city.population, city.producer, population())
    assert "1 thing waits for you" in said(steward.get("/desk/"))
    assert "1 submissions wait to be checked" in said(steward.get("/desk/periksa"))


def test_too_many_wrong_tries_are_held_for_a_while(city):
    client = Client()
    for _ in range(8):
        answer = client.post("/masuk", {"username": "dina", "password": "salah"})
    assert answer.status_code == 429
    assert "ditahan sebentar" in said(answer)
    assert client.post("/masuk", {"username": "dina", "password": PASSWORD}).status_code == 429
    assert client.post("/masuk", {"username": "wati", "password": PASSWORD}).status_code == 302


def test_a_file_far_over_the_limit_is_told_as_too_large(city, producer):
    from lumbung.kit.uploads import MOST_BYTES

    answer = producer.post(
        "/desk/dataset/penduduk-kelamin",
        {"file": SimpleUploadedFile("a.csv", b"1")},
        CONTENT_LENGTH=str(MOST_BYTES + 1),
    )

    assert answer.status_code == 413
    assert "melebihi batas" in said(answer)
