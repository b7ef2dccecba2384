"""Fair use: whoever asks too much waits, and nobody else notices."""

from __future__ import annotations

import json
import multiprocessing
import struct
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.kit.fairness import SALT, Allowance, FairUse, Purses, UnreadableLimit, fair_use
from lumbung.kit.fairness_door import Charged, FairDoor, Metered, client
from lumbung.kit.fairness_prices import Price, price_of

FIGURES = "/api/v1/datasets/penduduk/data"
SMALL = Allowance(a_second=10, at_once=100)


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def work(milliseconds: float) -> None:
    """Keep a processor busy."""
    until = time.thread_time() + milliseconds / 1e3
    while time.thread_time() < until:
        pass


class Stream:
    """An answer that takes its time in three parts."""

    streaming = True

    def __init__(self, house: House) -> None:
        self.house, self.is_closed = house, False
        house.stream = self

    def __iter__(self) -> Iterator[bytes]:
        for _ in range(3):
            work(30)
            yield b"x"

    def close(self) -> None:
        self.is_closed = True


class House:
    """What stands behind the door: counts who came in."""

    def __init__(self, folder: Path, **given: str) -> None:
        settings = {
            "points": "10",
            "at_once": "100",
            "token_times": "5",
            "known_proxies": "127.0.0.1,10.0.0.0/8",
        }
        self.clock, self.entered, self.looked_up = Clock(), 0, 0
        self.purses = purses = Purses(folder / "fair-use", self.clock)
        self.door = FairDoor(self._enter, fair_use(**(settings | given)), purses, self._is_known)
        self.work = 0.0

    def _enter(self, environ: Any, start_response: Any) -> list[bytes]:
        self.entered += 1
        start_response("200 OK", [])
        work(self.work)
        return Stream(self) if environ["QUERY_STRING"] == "stream" else [b"angka"]

    def _is_known(self, kind: str, shown: str) -> bool:
        self.looked_up += 1
        return (kind, shown) in {("token", "lumbung_benar"), ("session", "a" * 32)}

    def ask(self, address: str, path: str = "/data", query: str = "", **headers: str) -> dict[str, Any]:
        begun: dict[str, Any] = {}
        environ = {"REMOTE_ADDR": address, "PATH_INFO": path, "QUERY_STRING": query, **headers}
        body = b"".join(
            self.door(environ, lambda status, told: begun.update(status=status, headers=dict(told)))
        )
        return {**begun, "body": body}

    def times(self, address: str, path: str = "/data", query: str = "", **headers: str) -> int:
        """How often somebody is let in before they have to wait."""
        for count in range(10_000):
            if not self.ask(address, path, query, **headers)["status"].startswith("200"):
                return count
        raise AssertionError("nobody is ever told to wait")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_who_asks_too_much_waits_and_the_others_go_on(house):
    assert house.times("203.0.113.9") == 50  # pages of two points each, a hundred at once

    told = house.ask("203.0.113.9", HTTP_ACCEPT_LANGUAGE="en")
    assert told["status"] == "429 Too Many Requests"
    assert told["headers"]["Retry-After"] == "1"
    assert told["headers"]["Content-Type"] == "application/problem+json"
    problem = json.loads(told["body"])
    assert (problem["status"], problem["code"], problem["instance"]) == (429, "fair-use", "/data")
    assert problem["hint"]["en"].startswith("Wait 1 seconds.")
    assert house.ask("203.0.113.10")["status"] == "200 OK"


def test_whoever_waits_as_long_as_told_is_let_in(house):
    house.times("203.0.113.9")
    wait = int(house.ask("203.0.113.9")["headers"]["Retry-After"])

    house.clock.now += wait

    assert house.ask("203.0.113.9")["status"] == "200 OK"
    house.clock.now += SMALL.window
    assert house.times("203.0.113.9") == 50  # the purse holds no more than it can


def test_dear_answers_cost_more(house):
    assert house.times("203.0.113.1", FIGURES, "period=2024") == 100
    assert house.times("203.0.113.2", FIGURES, "format=csv") == 4


def test_what_takes_longer_than_was_paid_is_charged_when_it_is_done(house):
    house.work = 40.0

    assert house.times("203.0.113.1") in {2, 3}  # of forty milliseconds each, not of two
    assert int(house.ask("203.0.113.1")["headers"]["Retry-After"]) > 1


def test_an_answer_that_is_made_while_it_is_sent_is_charged_part_by_part(house):
    assert house.times("203.0.113.1", query="stream") in {1, 2}
    assert house.stream.is_closed is False  # the server closes it, through what stands between

    Metered(house.stream, Charged("x", SMALL, 0), lambda charged, points: None).close()
    assert house.stream.is_closed


def test_nobody_waits_for_ever_for_what_was_dear(house):
    house.purses.spend("203.0.113.1", 1e9, SMALL)

    assert int(house.ask("203.0.113.1")["headers"]["Retry-After"]) <= 61


@pytest.mark.parametrize(
    ("path", "query", "price"),
    [
        ("/static/dist/lumbung.css", "", Price.FREE),
        ("/healthz", "", Price.FREE),
        (FIGURES, "area=35.72&limit=100", Price.FIGURES),
        (FIGURES, "by=area&roll_up=kecamatan", Price.ADDED_UP),
        (FIGURES, "format=jsonl", Price.DOWNLOAD),
        (FIGURES, "period=2024&format=xlsx", Price.WORKBOOK),
        ("/data/penduduk/grafik.png", "", Price.PICTURE),
        ("/data/penduduk/mutu.pdf", "", Price.WORKBOOK),
        ("/data", "q=penduduk", Price.PAGE),
        ("/sdmx/2.1/data/penduduk", "", Price.PAGE),
    ],
)
def test_the_price_is_known_from_the_address(path, query, price):
    assert price_of(path, query) == price.points


def test_what_costs_nothing_is_never_refused(house):
    house.times("203.0.113.9")

    assert house.ask("203.0.113.9", "/static/dist/lumbung.css")["status"] == "200 OK"
    assert house.ask("203.0.113.9", "/readyz")["status"] == "200 OK"


def test_programs_of_the_machine_itself_are_not_counted(house):
    assert all(house.ask("127.0.0.1")["status"] == "200 OK" for _ in range(200))


def test_a_known_proxy_is_believed_and_a_stranger_is_not(house):
    """Whoever writes other names into a header pays from their own purse."""
    assert house.times("127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9") == 50
    assert house.ask("127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.10")["status"] == "200 OK"

    paid = [house.ask("198.51.100.1", HTTP_X_FORWARDED_FOR=f"192.0.2.{n}")["status"] for n in range(51)]
    assert paid == ["200 OK"] * 50 + ["429 Too Many Requests"]


@pytest.mark.parametrize(
    ("peer", "told", "pays"),
    [
        ("203.0.113.9", None, "203.0.113.9"),
        ("127.0.0.1", "192.0.2.1, 203.0.113.9", "203.0.113.9"),  # what stands before is hearsay
        ("127.0.0.1", "203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9:51234", "203.0.113.9"),
        ("127.0.0.1", "[2001:db8:1:2:3::4]:443", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", None, "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", None, "203.0.113.9"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "10.0.0.1", "127.0.0.1"),
        ("", None, ""),
    ],
)
def test_who_pays(peer, told, pays):
    networks = fair_use(
        points="", at_once="", token_times="", known_proxies="127.0.0.1,::1,10.0.0.0/8"
    ).proxies

    assert client(peer, told, networks) == pays


@given(peer=st.text(max_size=40), told=st.none() | st.text(max_size=80))
def test_no_header_breaks_the_door(peer, told):
    assert isinstance(client(peer, told, ()), str)


def test_a_token_has_a_purse_of_its_own_and_is_looked_up_once_a_minute(house):
    token = {"HTTP_AUTHORIZATION": "Bearer lumbung_benar"}

    assert house.times("203.0.113.9", **token) == 251  # the first is paid by the address
    assert house.looked_up == 1
    assert house.ask("203.0.113.9")["status"] == "200 OK"


def test_guessed_tokens_are_paid_by_who_guesses(house):
    tried = [house.ask("203.0.113.9", HTTP_AUTHORIZATION=f"Bearer lumbung_{n}")["status"] for n in range(60)]

    assert tried.count("200 OK") == 50
    assert house.looked_up == 50


def test_people_of_one_office_who_have_logged_in_do_not_pay_for_each_other(house):
    assert house.times("203.0.113.9") == 50

    cookie = {"HTTP_COOKIE": f"bahasa=id; sessionid={'a' * 32}"}
    house.clock.now += 1
    assert house.times("203.0.113.9", **cookie) == 251
    assert house.times("203.0.113.9", HTTP_COOKIE=f"sessionid={'b' * 32}") < 10


def test_a_person_is_told_on_a_page_of_words(house):
    house.times("203.0.113.9")

    told = house.ask("203.0.113.9", HTTP_ACCEPT="text/html,*/*")

    assert told["headers"]["Content-Type"].startswith("text/html")
    assert "Terlalu sering" in told["body"].decode()
    assert "Wait 1 seconds" in told["body"].decode()


def test_no_limit_is_a_limit_too(tmp_path):
    free = House(tmp_path, points="0")

    assert all(free.ask("203.0.113.9")["status"] == "200 OK" for _ in range(300))
    assert free.door.use.limits == {}


def test_a_setting_that_makes_no_sense_is_told():
    with pytest.raises(UnreadableLimit, match="banyak"):
        fair_use(points="banyak", at_once="", token_times="", known_proxies="")
    with pytest.raises(UnreadableLimit, match="0/99"):
        fair_use(points="", at_once="", token_times="", known_proxies="10.0.0.0/99")


def spend(file: str) -> int:
    """What one process gets out of a purse; the clock is the machine's."""
    purses, taken = Purses(Path(file)), 0
    while purses.take("203.0.113.9", 1, Allowance(a_second=0.001, at_once=300)) == 0:
        taken += 1
    return taken


def test_all_processes_look_into_the_same_purse(tmp_path):
    with multiprocessing.get_context("spawn").Pool(2) as processes:
        taken = processes.map(spend, [str(tmp_path / "fair-use")] * 4)

    # Where two write at once, one request is free.
    assert 300 <= sum(taken) <= 330


def test_what_an_earlier_start_of_the_machine_left_shuts_nobody_out(tmp_path):
    file = tmp_path / "fair-use"
    Purses(file)
    whole = file.read_bytes()
    file.write_bytes(whole[:SALT] + struct.pack("d", 9e9) * ((len(whole) - SALT) // 8))

    assert Purses(file, Clock()).take("203.0.113.9", 1, SMALL) == 0


def test_a_table_of_another_size_is_made_anew(tmp_path):
    (tmp_path / "fair-use").write_bytes(b"old")

    assert Purses(tmp_path / "fair-use").take("203.0.113.9", 1, SMALL) == 0


def test_the_limits_are_declared_as_they_are():
    use = fair_use(points="50", at_once="", token_times="2", known_proxies="")

    assert isinstance(use, FairUse)
    assert use.limits == {
        "points_a_second": 50,
        "points_at_once": 150,
        "points_a_second_with_token": 100,
        "points_at_once_with_token": 300,
    }
