"""A survey is told to BPS, recommended or returned, and its results are handed over."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.rooms.metadata.conftest import ACTIVITY

from lumbung.rooms.journal import queries as journal
from lumbung.rooms.metadata import actions as metadata
from lumbung.rooms.metadata import letters, problems, queries
from lumbung.rooms.metadata.actions import recommendations as actions
from lumbung.rooms.metadata.models import RecommendationState
from lumbung.rooms.people import actions as people

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
TODAY = timezone.localdate()


@pytest.fixture
def survey(city):
    """An activity of the producer that collects by survey, in a form that asks for its recommendation."""
    form = {
        **ACTIVITY,
        "labels": {**ACTIVITY["labels"], "method": "cara", "recommended": "ada", "recommendation": "nomor"},
    }
    asked = [
        {"key": "ada", "title": {"id": "Mendapat rekomendasi?"}, "kind": "yes_no", "required": False},
        {"key": "nomor", "title": {"id": "Identitas"}, "kind": "text", "when": "ada = '1'"},
    ]
    form["blocks"] = [*form["blocks"], {"code": "R", "title": {"id": "Rekomendasi"}, "fields": asked}]
    metadata.load_forms([form], pack="formulir", actor=city.operator)
    made = metadata.start_record(
        form="kegiatan", organisation=city.office("dispendukcapil"), year=2026, actor=city.producer
    )
    answers = {"judul": "Survei kepuasan", "cara": "2", "fraksi": "0,1"}
    kept = metadata.save_answers(record=made, answers=answers, revision=made.revision, actor=city.producer)
    metadata.link_dataset(record=kept, dataset=city.population, actor=city.producer)
    return kept


@pytest.fixture
def sent(city, survey):
    made = actions.begin_recommendation(activity=survey, actor=city.producer)
    return actions.send_recommendation(recommendation=made, day=days_ago(10), actor=city.producer)


def days_ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def test_a_survey_is_sent_returned_sent_again_recommended_and_its_results_handed_over(city, survey):
    one = actions.begin_recommendation(activity=survey, actor=city.producer)
    one = actions.send_recommendation(recommendation=one, day=days_ago(40), actor=city.producer)
    one = actions.return_recommendation(
        recommendation=one, day=days_ago(30), reason="Kerangka sampel belum jelas.", actor=city.supervisor
    )
    one = actions.send_recommendation(recommendation=one, day=days_ago(20), actor=city.producer)
    one = actions.grant_recommendation(
        recommendation=one, day=days_ago(5), number=" V-26.3572.001 ", actor=city.producer
    )
    one = actions.hand_over_results(recommendation=one, day=TODAY, actor=city.producer)

    assert one.station is RecommendationState.DONE
    assert [step.state for step in one.steps.all()] == [
        "draft", "sent", "returned", "sent", "recommended", "done",
    ]  # fmt: skip
    assert [step.words for step in one.steps.all()][2] == "Kerangka sampel belum jelas."
    verbs = [line.verb for line in journal.entries(subject=survey)]
    assert "metadata.recommendation-recommended" in verbs
    assert journal.verify().whole


def test_the_identity_of_a_recommendation_answers_the_form_by_itself(city, survey, sent):
    actions.grant_recommendation(
        recommendation=sent, day=TODAY, number="V-26.3572.001", actor=city.supervisor
    )

    survey.refresh_from_db()
    assert (survey.answers["ada"], survey.answers["nomor"]) == ("1", "V-26.3572.001")
    assert survey.changes.first().by == city.supervisor


def test_a_number_that_comes_after_the_approval_is_public_at_once(city, survey, sent):
    metadata.submit_record(record=survey, actor=city.producer)
    metadata.check_record(record=survey, actor=city.steward)
    metadata.approve_record(record=survey, actor=city.supervisor)

    actions.grant_recommendation(recommendation=sent, day=TODAY, number="V-26.1", actor=city.producer)

    survey.refresh_from_db()
    assert survey.approved_answers["nomor"] == "V-26.1"
    assert survey.state == "approved"


def test_a_survey_without_a_recommendation_warns_until_it_has_one(city, survey):
    warning = queries.survey_warning(city.population)
    assert warning.rule == "metadata.no-recommendation"
    assert "belum diberitahukan" in warning.message.id

    one = actions.begin_recommendation(activity=survey, actor=city.producer)
    one = actions.send_recommendation(recommendation=one, day=TODAY, actor=city.producer)
    assert "terkirim ke BPS" in queries.survey_warning(city.population).message.id

    actions.grant_recommendation(recommendation=one, day=TODAY, number="V-26.1", actor=city.producer)
    assert queries.survey_warning(city.population) is None


def test_an_activity_that_is_no_survey_needs_none(city, survey):
    metadata.save_answers(
        record=survey, answers={"cara": "1", "fraksi": ""}, revision=survey.revision, actor=city.producer
    )

    assert queries.survey_warning(city.population) is None
    assert queries.survey_warning(city.visits) is None


def test_the_days_that_bps_has_had_it_are_counted_and_thirty_is_the_limit(city, survey):
    one = actions.begin_recommendation(activity=survey, actor=city.producer)
    assert queries.waiting_for_answer(one) is None

    one = actions.send_recommendation(recommendation=one, day=days_ago(12), actor=city.producer)
    assert queries.waiting_for_answer(one).words.id == "hari ke-12 dari 30"

    one.sent_on = days_ago(34)
    assert queries.waiting_for_answer(one).late
    assert "lewat 4 hari" in queries.waiting_for_answer(one).words.id


def test_an_activity_has_one_notification_on_its_way(city, survey, sent):
    with pytest.raises(problems.RecommendationOpen, match="sudah dimulai"):
        actions.begin_recommendation(activity=survey, actor=city.producer)


@pytest.mark.parametrize("day", [dt.date(1998, 1, 1), TODAY + dt.timedelta(days=1)])
def test_a_day_that_cannot_be_is_refused(city, survey, day):
    one = actions.begin_recommendation(activity=survey, actor=city.producer)

    with pytest.raises(problems.WrongDay):
        actions.send_recommendation(recommendation=one, day=day, actor=city.producer)

    assert one.steps.count() == 1


def test_no_answer_comes_before_the_notification_was_sent(city, survey, sent):
    with pytest.raises(problems.WrongDay):
        actions.grant_recommendation(recommendation=sent, day=days_ago(11), number="V-1", actor=city.producer)


def test_a_step_that_does_not_follow_is_refused(city, survey):
    one = actions.begin_recommendation(activity=survey, actor=city.producer)

    with pytest.raises(problems.RecommendationElsewhere, match="draf"):
        actions.hand_over_results(recommendation=one, day=TODAY, actor=city.producer)


def test_a_recommendation_needs_its_number_and_a_return_its_reason(city, survey, sent):
    with pytest.raises(problems.NumberNeeded):
        actions.grant_recommendation(recommendation=sent, day=TODAY, number=" ", actor=city.producer)
    with pytest.raises(problems.ReasonNeeded):
        actions.return_recommendation(recommendation=sent, day=TODAY, reason=" ", actor=city.producer)


def test_another_office_can_neither_begin_nor_answer(city, survey, sent):
    with pytest.raises(people.Forbidden):
        actions.hand_over_results(recommendation=sent, day=TODAY, actor=city.other_producer)
    with pytest.raises(people.Forbidden):
        actions.grant_recommendation(recommendation=sent, day=TODAY, number="V-1", actor=city.other_producer)
    with pytest.raises(problems.RecommendationUnknown):
        queries.recommendation(sent.pk, city.other_producer)


def test_only_an_activity_is_recommended(city, forms, record):
    variable = metadata.start_record(
        form="variabel",
        organisation=record.organisation,
        year=2026,
        actor=city.producer,
        parent=record,
    )

    with pytest.raises(problems.NotAnActivity):
        actions.begin_recommendation(activity=variable, actor=city.producer)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00",
        b"%PDF-1.4 cut off",
        b"\xff\xd8\xff cut off",
        b"PK\x03\x04",
    ],
)
def test_a_letter_is_known_by_its_content_not_by_its_name(city, survey, sent, content):
    with pytest.raises(problems.LetterUnreadable):
        actions.keep_letter(recommendation=sent, letter=content, letter_name="surat.pdf", actor=city.producer)


def test_a_letter_is_kept_and_comes_back_as_it_was_to_be_saved_only(city, survey, sent, client):
    client.force_login(city.producer)
    answer = client.post(
        f"/desk/rekomendasi/{sent.pk}/langkah",
        {"act": "grant", "day": TODAY.isoformat(), "number": "V-26.1",
         "letter": SimpleUploadedFile("../../etc/surat <b>.pdf", PDF)},
    )  # fmt: skip
    assert answer.status_code == 302

    sent.refresh_from_db()
    assert (sent.letter_name, letters.kept(sent.letter)) == ("surat b.pdf", PDF)
    answer = client.get(f"/desk/rekomendasi/{sent.pk}/surat")
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    client.force_login(city.other_producer)
    assert client.get(f"/desk/rekomendasi/{sent.pk}/surat").status_code == 404


def test_a_letter_that_is_too_large_is_refused(city, survey, sent):
    with pytest.raises(problems.LetterTooLarge):
        letters.keep(PDF + b" " * letters.LETTER_BYTES)


def test_the_pages_tell_what_is_next(city, survey, client):
    client.force_login(city.producer)
    assert "Survei kepuasan" in client.get("/desk/rekomendasi/mulai").content.decode()
    made = client.post("/desk/rekomendasi/mulai", {"activity": survey.code})
    address = made["Location"]
    assert "Kirim ke Romantik" in client.get(address).content.decode()

    wrong = client.post(f"{address}/langkah", {"act": "send", "day": "kemarin"})
    assert wrong.status_code == 422
    client.post(f"{address}/langkah", {"act": "send", "day": days_ago(3).isoformat()})

    shown = client.get(address).content.decode()
    assert "Catat jawaban BPS" in shown
    assert "hari ke-3 dari 30" in shown
    assert "hari ke-3 dari 30" in client.get("/desk/rekomendasi").content.decode()
    client.force_login(city.reader)
    assert client.get(address).status_code == 404


def test_what_waits_for_an_office_stands_on_its_desk(city, survey, client):
    client.force_login(city.producer)
    one = actions.begin_recommendation(activity=survey, actor=city.producer)
    assert "belum dikirim" in client.get("/desk/").content.decode()

    one = actions.send_recommendation(recommendation=one, day=days_ago(12), actor=city.producer)
    assert "Survei kepuasan" not in client.get("/desk/").content.decode()
    type(one).objects.filter(pk=one.pk).update(sent_on=days_ago(31))

    shown = client.get("/desk/").content.decode()
    assert "lewat 1 hari dari batas 30 hari" in shown
    client.force_login(city.other_producer)
    assert "Survei kepuasan" not in client.get("/desk/").content.decode()
