"""A program hands figures over by its person's token, by the same doors as the page."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.road.files import population_csv, population_xlsx

from lumbung.rooms.collection.models import Submission
from lumbung.rooms.collection.queries import State
from lumbung.rooms.people import actions as people

ADDRESS = "/api/v1/datasets/penduduk-kelamin/submissions"


@pytest.fixture
def token(city):
    return people.issue_token(user=city.producer, label="skrip", actor=city.producer)


def send(token, content, *, client=None, name="angka.csv", code="penduduk-kelamin", **given):
    head = {"Authorization": f"Bearer {token}"} if token else {}
    return (client or Client(enforce_csrf_checks=True)).post(
        f"/api/v1/datasets/{code}/submissions",
        {"file": SimpleUploadedFile(name, content), **given},
        headers=head,
    )


def test_a_program_hands_figures_over(city, token):
    answer = send(token, population_csv(), period="2024", note="dari sistem")

    assert answer.status_code == 201
    told = answer.json()
    assert (told["state"], told["cells"], told["periods"]) == ("submitted", 10, ["2024"])
    sent = Submission.objects.get()
    assert (sent.station, sent.upload.way, sent.note) == (State.SUBMITTED, "api", "dari sistem")
    again = Client().get(told["links"]["self"], headers={"Authorization": f"Bearer {token}"})
    assert again.json() == told


def test_a_faulty_file_is_kept_and_its_findings_are_told(city, token):
    answer = send(token, population_xlsx(D6="1l"), name="a.xlsx")

    told = answer.json()
    assert (answer.status_code, told["state"], told["errors"]) == (201, "quarantined", 1)
    assert told["findings"][0]["cell"] == "D6"
    assert told["findings"][0]["rule"] == "value.unreadable"


def test_a_program_may_check_first_and_submit_later(city, token):
    assert send(token, population_csv(), submit="false").json()["state"] == "ready"


def test_a_large_file_is_answered_before_its_check(city, token, monkeypatch):
    from lumbung.rooms.collection import limits

    monkeypatch.setattr(limits, "CHECKED_AT_ONCE_BYTES", 10)
    answer = send(token, population_csv())
    assert (answer.status_code, answer.json()["state"]) == (202, "checking")


def test_without_a_good_token_nothing_is_taken(city, token):
    client = Client()
    client.force_login(city.producer, backend="django.contrib.auth.backends.ModelBackend")
    for answer in (
        send("", population_csv()),
        send("", population_csv(), client=client),  # a session alone is not enough
        send("lumbung_wrong", population_csv()),
    ):
        assert answer.status_code == 401
        assert answer["Content-Type"].startswith("application/problem+json")
    other = people.issue_token(user=city.other_producer, label="x", actor=city.other_producer)
    assert send(other, population_csv()).status_code == 403
    assert not Submission.objects.exists()


def test_what_cannot_be_taken_is_told_as_a_problem(city, token):
    assert send(token, population_csv(), period="tahun lalu").json()["code"] == "api.period-unreadable"
    assert send(token, population_csv(), code="tidak-ada").status_code == 404
    assert send(token, b"").json()["code"] == "collection.empty-file"
    answer = Client().post(ADDRESS, {}, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 422


def test_a_submission_is_seen_by_its_own_people_and_at_its_own_address(city, token):
    address = send(token, population_csv()).json()["links"]["self"]
    other = people.issue_token(user=city.other_producer, label="x", actor=city.other_producer)
    assert Client().get(address, headers={"Authorization": f"Bearer {other}"}).status_code == 404
    wrong = address.replace("penduduk-kelamin", "kunjungan-puskesmas")
    assert Client().get(wrong, headers={"Authorization": f"Bearer {token}"}).status_code == 404
