"""The demo is set up once; the house opens, answers and closes cleanly."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import stat
import subprocess
import sys
import time

import pytest
import yaml

from lumbung.cli.demonstrating import demonstrate, forget_demonstration
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import queries as people


@pytest.fixture
def packs(tmp_path):
    folder = tmp_path / "packs" / "kecil"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(
        yaml.safe_dump({"code": "kecil", "title": {"id": "Kecil"}, "version": "1"})
    )
    (folder / "topics.yaml").write_text("- {code: air, title: Air}\n")
    return [folder]


def test_every_account_of_the_demo_has_the_password_that_is_shown(city, packs, monkeypatch, capsys, settings):
    monkeypatch.setenv("LUMBUNG_DEMO_PASSWORD", "padi-lesung-bulir-7")

    demonstrate(packs)

    assert "Sandi semua akun demo: padi-lesung-bulir-7" in capsys.readouterr().err
    assert all(user.check_password("padi-lesung-bulir-7") for user in people.users())
    assert not people.User.objects.get(username="operator").has_usable_password()
    assert stat.S_IMODE((settings.HOME / "demo.json").stat().st_mode) == 0o600


def test_the_next_start_changes_nothing_and_shows_the_same_password(city, packs, monkeypatch, capsys):
    monkeypatch.delenv("LUMBUNG_DEMO_PASSWORD", raising=False)
    demonstrate(packs)
    first, before = capsys.readouterr().err, journal.head()

    demonstrate(packs)

    assert journal.head() == before
    again = capsys.readouterr().err
    assert again == first.replace("Memuat paket kecil …\n", "")
    assert "wati – walidata" in again


def test_a_touched_pack_is_looked_at_again(city, packs):
    demonstrate(packs)
    (packs[0] / "topics.yaml").write_text("- {code: air, title: Air bersih}\n")

    demonstrate(packs)

    assert journal.entries(verb="packs.loaded").count() == 2


def test_after_a_migration_everything_is_looked_at_again(city, packs, monkeypatch):
    demonstrate(packs)
    forget_demonstration()
    monkeypatch.setenv("LUMBUNG_DEMO_PASSWORD", "padi-lesung-bulir-8")

    demonstrate(packs)

    assert people.user("wati").check_password("padi-lesung-bulir-8")


def test_a_port_that_is_taken_is_told_at_once(db, lumbung):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        ran = lumbung("serve", "--port", taken.getsockname()[1])

    assert ran.code == 2
    assert "sedang dipakai program lain" in ran.err


def test_packs_that_are_not_there_are_told(db, lumbung, tmp_path):
    ran = lumbung("demo", "--packs", tmp_path)

    assert ran.code == 2
    assert f"Paket areas tidak ada di {tmp_path}" in ran.err


def test_the_house_opens_answers_and_closes(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "LUMBUNG_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "lumbung.site.settings",
    }
    house = subprocess.Popen(
        [sys.executable, "-m", "lumbung", "serve", "--port", str(port)],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert wait_for_answer(port, "/readyz") == (200, "ok\n")
        assert answer(port, "/healthz") == (200, "ok\n")
        assert answer(port, "/tiada")[0] == 404
    finally:
        house.send_signal(signal.SIGTERM)
    assert house.wait(20) == 0
    with pytest.raises(ConnectionRefusedError):
        answer(port, "/healthz")


def answer(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def wait_for_answer(port: int, path: str) -> tuple[int, str]:
    deadline = time.monotonic() + 60
    while True:
        try:
            return answer(port, path)
        except ConnectionRefusedError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
