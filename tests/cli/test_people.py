"""Why somebody may or may not; passwords and keys from the command line."""

from __future__ import annotations

import io

from lumbung.rooms.people import queries as people


def test_a_person_asks_why_they_may(city, lumbung):
    ran = lumbung("why", "wati", "release", "--on", "dinkes")

    assert ran.code == 0
    assert ran.out == "Sebagai walidata pada Pemerintah Kota Anda boleh merilis data.\n"


def test_a_person_asks_why_they_may_not_and_reads_whom_to_ask(city, lumbung):
    ran = lumbung("why", "dina", "release", "--on", "dispendukcapil", "--json")

    assert ran.code == 1
    assert ran.json["allowed"] is False
    assert ran.json["reason"].endswith("Tanyakan kepada walidata pada Pemerintah Kota.")


def test_the_answer_comes_in_english_where_that_is_asked_for(city, lumbung, monkeypatch):
    monkeypatch.setenv("LUMBUNG_LANG", "en")

    assert (
        lumbung("why", "wati", "release").out == "As data steward at Pemerintah Kota you may release data.\n"
    )


def test_a_misspelt_act_person_or_office_is_told_with_the_choices(city, lumbung):
    for arguments, told in (
        (("why", "wati", "publish"), "“publish” bukan tindakan yang dikenal"),
        (("why", "watii", "release"), "Tidak ada pengguna “watii”"),
        (("why", "wati", "release", "--on", "dinkess"), "Tidak ada organisasi “dinkess”"),
    ):
        ran = lumbung(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert told in ran.err


def test_a_password_is_read_from_stdin_and_a_weak_one_is_refused(city, lumbung, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("lesung-padi-bulir-7\n"))
    assert lumbung("person", "password", "dina").code == 0
    assert people.user("dina").check_password("lesung-padi-bulir-7")

    monkeypatch.setattr("sys.stdin", io.StringIO("12345\n"))
    ran = lumbung("person", "password", "dina")
    assert ran.code == 2
    assert "terlalu lemah" in ran.err
    assert people.user("dina").check_password("lesung-padi-bulir-7")


def test_a_key_is_printed_alone_on_stdout(city, lumbung):
    ran = lumbung("person", "token", "dina", "--label", "SIAK")

    assert people.user_of_token(ran.out.strip()) == city.producer
    assert "Simpan kunci ini sekarang" in ran.err
