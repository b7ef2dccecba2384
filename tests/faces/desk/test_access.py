"""Every address of the desk, asked for by every duty: what is shown is what the person may see."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.faces.desk.test_pages import at_desk
from tests.road.files import population_by_name, population_xlsx
from tests.road.ready import accepted, population, ready, submitted

from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection import queries
from lumbung.rooms.collection.models import Submission
from lumbung.rooms.release import actions as release
from lumbung.rooms.release.models import Release

ROLES = (
    "producer", "other_producer", "supporting_steward", "steward", "supervisor", "coordinator", "reader",
)  # fmt: skip
SEE_POPULATION = {"producer", "supporting_steward", "steward", "supervisor", "coordinator"}


@pytest.fixture
def full(city):
    """A city in which something stands at every station."""
    collection.lay_out_calendar()
    accepted(city, population("2021"))
    release.release_dataset(dataset=city.population, actor=city.steward, here=True)
    accepted(city, population("2022"))
    submitted(city.population, city.producer, population("2023"))
    ready(city.population, city.producer, population("2024"))
    for content in (population_xlsx("2025", D6="1l"), population_by_name("2025", A8="Karang Sarii")):
        collection.upload_figures(
            dataset=city.population, actor=city.producer, name="penduduk.xlsx", content=content
        )
    return city


def addresses() -> list[str]:
    """The pattern of every address under /desk/."""
    found: list[str] = []

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> None:
        for one in patterns:
            here = before + str(one.pattern)
            if isinstance(one, URLResolver):
                walk(one.url_patterns, here)
            elif here.startswith("desk/"):
                found.append(here)

    walk(get_resolver().url_patterns, "")
    return found


def filled(pattern: str, submission: int, code: str) -> str:
    edition = f"{Release.objects.get().label}"
    values = {
        "pk": str(Release.objects.get().pk if "rilis" in pattern else submission),
        "code": code,
        "period": "2024",
        "label": edition,
        "kind": "concept",
        "year": "2026",
        "version": "1",
        "decision": "1",
    }
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match: values[match[1]], pattern)


def test_every_address_is_known_to_this_test(full):
    assert len(addresses()) >= 30


def test_nobody_sees_the_desk_without_logging_in(full):
    client = Client()
    for pattern in addresses():
        answer = client.get(filled(pattern, 1, "penduduk-kelamin"))
        # What only takes a form answers 405 to whoever looks; nothing is shown.
        assert answer.status_code in (302, 405), pattern
        if answer.status_code == 302:
            assert answer["Location"].startswith("/masuk"), pattern
        assert client.post(filled(pattern, 1, "penduduk-kelamin")).status_code in (302, 405), pattern


@pytest.mark.parametrize("role", ROLES)
def test_a_crawler_follows_every_link_and_meets_no_fault_and_nothing_of_others(full, role):
    """Every page and download that is linked from what this person sees, to the last."""
    client = at_desk(getattr(full, role))
    waiting, seen = ["/desk/"], {"/desk/"}
    while waiting:
        address = waiting.pop()
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, (role, address, answer.status_code)
        if answer.streaming or not answer["Content-Type"].startswith("text/html"):
            assert answer.getvalue(), address
            continue
        html = answer.content.decode()
        assert "Traceback" not in html
        if role not in SEE_POPULATION:
            # Its title may stand in the list of datasets about which one can ask for powers.
            assert "penduduk-kelamin" not in html or "/desk/wewenang" in address, (role, address)
        for link in re.findall(r'href="(/desk/[^"#]*)', html.replace("&amp;", "&")):
            if link not in seen and len(seen) < 400:
                seen.add(link)
                waiting.append(link)
    expected = 12 if role in SEE_POPULATION else 2
    assert len(seen) >= expected, seen


@pytest.mark.parametrize("role", sorted(set(ROLES) - SEE_POPULATION))
def test_what_belongs_to_others_is_not_there(full, role):
    client = at_desk(getattr(full, role))
    for submission in Submission.objects.values_list("pk", flat=True):
        for pattern in addresses():
            if "<" not in pattern:
                continue
            address = filled(pattern, submission, "penduduk-kelamin")
            for answer in (client.get(address), client.post(address, {"reason": "x", "note": "x"})):
                assert answer.status_code in (403, 404, 405), (role, address, answer.status_code)


def test_who_may_look_may_not_act(full):
    """A coordinator sees submissions; no form of the desk does anything for them."""
    client = at_desk(full.coordinator)
    before = list(Submission.objects.values_list("pk", "state", "moved_at"))
    for submission in Submission.objects.all():
        name = next((n for n, _ in queries.findings(submission).findings), "")
        for step, given in (
            ("sel", {"sheet": "Penduduk", "cell": "D6", "value": "7"}),
            ("usulan", {"finding": name}),
            ("susunan", {}),
            ("periksa", {}),
            ("kirim", {}),
            ("singkirkan", {"reason": "x"}),
        ):
            answer = client.post(f"/desk/kiriman/{submission.pk}/{step}", given)
            assert answer.status_code == 422, (step, answer.status_code)
        for act in ("accept", "approve", "return", "give_back", "recommend"):
            answer = client.post(f"/desk/periksa/{submission.pk}/putusan", {"act": act, "reason": "x"})
            assert answer.status_code == 422, act
    client.post("/desk/periksa/terima", {"submission": [pk for pk, *_ in before]})
    assert client.post("/desk/rilis/dataset/penduduk-kelamin", {"when": "sekarang"}).status_code == 422
    edition = Release.objects.get().label
    client.post(f"/desk/rilis/dataset/penduduk-kelamin/{edition}/tarik", {"reason": "x"})
    client.post("/desk/dataset/penduduk-kelamin", {"note": "x"})

    assert list(Submission.objects.values_list("pk", "state", "moved_at")) == before
    assert Release.objects.get().edition.withdrawn_at is None


def test_a_form_from_elsewhere_is_refused(full):
    client = Client(enforce_csrf_checks=True)
    client.force_login(full.producer, backend="django.contrib.auth.backends.ModelBackend")
    sent = Submission.objects.order_by("-pk")[0]

    assert client.post(f"/desk/kiriman/{sent.pk}/singkirkan", {"reason": "x"}).status_code == 403
    assert client.post("/desk/dataset/penduduk-kelamin", {}).status_code == 403


def test_pages_of_the_desk_are_kept_by_nobody(full):
    client = at_desk(full.producer)
    for address in ("/desk/", "/desk/kiriman", "/desk/dataset/penduduk-kelamin"):
        assert "no-store" in client.get(address)["Cache-Control"]
