"""Reading the web with distrust."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from itertools import count

import pytest
from tests.rooms.harvest.portal import Portal, portal, say

from lumbung.rooms.harvest import fetching, limits
from lumbung.rooms.harvest.fetching import Web, checked
from lumbung.rooms.harvest.problems import AddressUnfit, AnswerTooLarge, PortalRefuses, PortalSilent


@pytest.fixture
def there() -> Iterator[Portal]:
    with portal() as opened:
        yield opened


@pytest.fixture
def near(monkeypatch) -> Web:
    monkeypatch.setattr(limits, "PAUSE", 0.01)
    monkeypatch.setattr(limits, "SILENCE", 0.4)
    return Web(near=frozenset({"127.0.0.1"}))


def test_a_page_is_read_after_robots_were_asked(there, near):
    there.answers["/data"] = {"padi": 1}

    assert near.read(f"{there.address}/data", most=100) == b'{"padi": 1}'
    assert near.read(f"{there.address}/data", most=100)
    assert there.asked == ["/robots.txt", "/data", "/data"]


def test_a_portal_that_asks_robots_to_stay_away_is_left_alone(there, near):
    there.answers |= {"/robots.txt": b"User-agent: *\nDisallow: /data", "/data": {}, "/open": {}}

    assert near.read(f"{there.address}/open", most=100) == b"{}"
    with pytest.raises(PortalRefuses, match=r"robots\.txt"):
        near.read(f"{there.address}/data", most=100)


def test_a_fault_that_passes_is_waited_for(there, near):
    tries = count(1)
    there.answers["/data"] = lambda door: say(door, 200, b"1") if next(tries) == 3 else say(door, 503)

    assert near.read(f"{there.address}/data", most=100) == b"1"


def test_a_fault_that_stays_is_told(there, near):
    there.answers["/data"] = lambda door: say(door, 503, Retry_After="0")

    with pytest.raises(PortalRefuses, match="HTTP 503"):
        near.read(f"{there.address}/data", most=100)
    assert there.asked.count("/data") == limits.TRIES


def test_what_is_not_there_is_told_at_once(there, near):
    with pytest.raises(PortalRefuses, match="HTTP 404"):
        near.read(f"{there.address}/data", most=100)
    assert there.asked.count("/data") == 1


def test_an_answer_without_end_is_cut_off(there, near):
    def endless(door):
        door.send_response(200)
        door.end_headers()
        try:
            while True:
                door.wfile.write(b"x" * 65_536)
        except OSError:  # the reader has gone
            pass

    there.answers["/data"] = endless
    with pytest.raises(AnswerTooLarge):
        near.read(f"{there.address}/data", most=1_000_000)


def test_a_drip_without_end_is_cut_off(there, near, monkeypatch):
    monkeypatch.setattr(limits, "WHOLE", 0.3)

    def drip(door):
        door.send_response(200)
        door.end_headers()
        try:
            while True:
                door.wfile.write(b"x")
        except OSError:
            pass

    there.answers["/data"] = drip
    with pytest.raises(AnswerTooLarge):
        near.read(f"{there.address}/data", most=1 << 40)


def test_an_answer_that_breaks_off_is_no_answer(there, near):
    there.answers["/data"] = lambda door: say(door, 200, b"half", Content_Length="8")

    with pytest.raises(PortalSilent):
        near.read(f"{there.address}/data", most=100)


def test_a_portal_that_says_nothing_is_not_waited_for_for_ever(near):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(PortalSilent, match="TimeoutError"):
            near.read(f"http://127.0.0.1:{silent.getsockname()[1]}/data", most=100)


def test_nobody_answers_at_a_closed_door(near):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(PortalSilent):
        near.read(f"http://127.0.0.1:{port}/data", most=100)


def test_redirects_are_followed_a_few_times(there, near):
    there.answers["/old"] = lambda door: say(door, 302, Location="/new")
    there.answers["/new"] = {"a": 1}
    there.answers["/round"] = lambda door: say(door, 302, Location="/round")

    assert near.read(f"{there.address}/old", most=100) == b'{"a": 1}'
    with pytest.raises(PortalRefuses, match="redirects"):
        near.read(f"{there.address}/round", most=100)


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2:1/", "http://localhost:1/", "http://[::1]:1/", "http://10.0.0.1/", "http://0.0.0.0/",
        "http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]/", "http://192.168.1.1/",
        "file:///etc/passwd", "ftp://example.org/", "http://a:b@127.0.0.1/", "gopher://x", "http:///x", "//",
    ],
)  # fmt: skip
def test_a_redirect_into_our_own_network_is_refused(there, near, target):
    there.answers["/data"] = lambda door: say(door, 302, Location=target)

    with pytest.raises((AddressUnfit, PortalRefuses)):
        near.read(f"{there.address}/data", most=100)


def test_a_name_that_leads_into_our_own_network_is_refused(monkeypatch):
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", 80))])
    with pytest.raises(AddressUnfit, match="jaringan dalam"):
        Web().read("http://portal.example/", most=100)


def test_the_place_that_was_looked_at_is_the_place_that_is_read(there, near, monkeypatch):
    there.answers["/data"] = {"a": 1}
    port = int(there.address.rpartition(":")[2])
    looked = []

    def once(host, at, *_, **__):
        looked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", at))]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", once)
    web = Web(near=frozenset({"portal.example"}))
    assert web._once(f"http://portal.example:{port}/data", into := fetching.io.BytesIO(), 100, "*/*") is None
    assert (into.getvalue(), looked) == (b'{"a": 1}', ["portal.example", "127.0.0.1"])


@pytest.mark.parametrize(
    "address",
    [
        "",
        "data",
        "javascript:alert(1)",
        "http://",
        "http://a b/",
        "http://x:99999/",
        "http://u:p@x/",
        "http://x/é",
    ],
)
def test_an_address_that_is_none_of_the_web_is_refused(address):
    with pytest.raises(AddressUnfit):
        checked(address)
