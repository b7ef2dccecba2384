"""Mail: sent by the server that is named, kept as a file where none is, and never guessed about."""

from __future__ import annotations

import email
import email.policy
import socket
import stat

import pytest
from tests.kit.postbox import postbox

from lumbung.kit import mail
from lumbung.kit.mail import Letter, Way

LETTER = Letter(
    name="20260302-7",
    to="dina@contoh.go.id",
    subject="3 terlambat",
    text="Yth. Dina\n. titik di awal baris\n",
    html="<p>Yth. Dina</p>",
    stop="https://data.contoh.go.id/desk/pemberitahuan",
)


@pytest.fixture
def house(settings, tmp_path):
    settings.HOME, settings.MAIL = tmp_path, ""
    settings.PUBLIC_ADDRESS, settings.MAIL_FROM = "https://data.contoh.go.id", "satu-data@contoh.go.id"
    return settings


def test_without_a_server_a_letter_is_a_file_that_a_mail_program_opens(house, tmp_path):
    assert mail.send(LETTER) is Way.KEPT

    [file] = mail.outbox().iterdir()
    letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert (letter["To"], letter["Subject"]) == ("dina@contoh.go.id", "3 terlambat")
    assert letter["Message-ID"] == "<20260302-7@data.contoh.go.id>"
    assert letter["List-Unsubscribe"] == "<https://data.contoh.go.id/desk/pemberitahuan>"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_letter_goes_over_the_line_as_it_was_written(house):
    with postbox() as box:
        house.MAIL = box.address
        assert mail.send(LETTER) is Way.SENT

    [came] = box.letters
    assert came["To"] == "dina@contoh.go.id"
    assert came.get_body(("plain",)).get_content() == LETTER.text


@pytest.mark.parametrize(
    ("refuse", "for_good"),
    [
        ({"RCPT": "550 no such person"}, True),
        ({"RCPT": "451 try later"}, False),
        ({"DATA": "554 no"}, True),
        ({"EHLO": "421 busy", "HELO": "421 busy"}, False),
    ],
)
def test_a_letter_that_the_server_refuses_was_surely_not_sent(house, refuse, for_good):
    with postbox() as box:
        house.MAIL, box.refuse = box.address, refuse
        with pytest.raises(mail.NotSent) as told:
            mail.send(LETTER)

    assert told.value.for_good is for_good
    assert not box.letters


def test_a_line_that_breaks_after_the_letter_leaves_it_uncertain(house):
    with postbox() as box:
        house.MAIL, box.break_after = box.address, "DATA"
        with pytest.raises(mail.PerhapsSent):
            mail.send(LETTER)


def test_a_server_that_is_away_is_told_and_may_be_tried_again(house):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    house.MAIL = f"smtp://127.0.0.1:{port}"

    with pytest.raises(mail.NotSent) as told:
        mail.send(LETTER)
    assert not told.value.for_good
    with pytest.raises(mail.NotSent):
        mail.greet()


@pytest.mark.parametrize("written", ["mail.contoh.go.id", "http://contoh", "smtp://", "smtp://a:notaport"])
def test_an_address_that_names_no_mail_server_is_told_plainly(house, written):
    house.MAIL = written

    with pytest.raises(mail.NotSent, match="LUMBUNG_MAIL"):
        mail.send(LETTER)


def test_nothing_in_an_address_can_add_a_line_to_the_head_of_a_letter(house):
    with pytest.raises(mail.NotSent) as told:
        mail.send(Letter("a", "dina@contoh.go.id\nBcc: x@y.z", "s", "t", "h"))

    assert told.value.for_good
