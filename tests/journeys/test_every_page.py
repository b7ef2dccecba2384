"""Every page, as everybody who may open it: axe finds nothing, nothing is too wide, nothing is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser
from tests.journeys.house import House
from tests.journeys.people import Person, logged_in, somebody
from tests.kit.browser import faults_of, is_wider_than_its_window

pytestmark = pytest.mark.journey

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# What stands on these pages depends on their subject: so many of each are looked at, of others one.
EACH = {"collection:submission", "review:submission", "release:dataset", "release:release", "metadata:record"}
DUTIES = {
    "walidata": 9,
    "petugas-dispendukcapil": 2,
    "petugas-dinsos": 2,
    "pembina-bps": 2,
    "walidata-pendukung-dispendukcapil": 1,
    "koordinator-bapperinda": 1,
    "pembaca": 1,
}
NO_PAGES = {
    "portal:language",
    "collection:original",
    "collection:annotated",
    "metadata:letter",
    "quality:paper",
}
FILES = (".csv", ".json", ".pdf", ".png", ".svg", ".txt", ".xlsx", ".xml")
# Where no link leads: searches without an answer, addresses mistyped, things withdrawn.
OFF_THE_ROAD = (
    "/data?q=kemiskinn",
    "/data?q=zzzzzz",
    "/data/tidak-ada",
    "/data/dau",
    "/data/dau/editions/2026.1",
    "/data/penduduk-kelamin?menurut=period&rinci=jenis_kelamin",
    "/wilayah/99",
    "/tidak-ada",
    "/masuk",
)
OFF_THE_DESK = (
    "/desk/kiriman/99999",
    "/desk/daftar-data/buka",
    "/desk/daftar-data/2028/usul",
    "/desk/daftar-data/2028/salin",
)
PARTS = """[...new Set([...document.querySelectorAll("body *")].map(
    part => [part.parentElement.tagName, part.tagName, part.getAttribute("class"), part.role].join(".")
))]"""


LINKS = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"


@pytest.fixture
def busy_house(house: House) -> House:
    """A house in the middle of the year: something stands at every station."""
    house.run_module("tests.journeys.stations")
    return house


def test_every_page_can_be_read_by_everybody_at_every_width_and_in_the_dark(
    busy_house: House, browser: Browser
) -> None:
    look = Look()
    with busy_house.open():
        with somebody(browser, busy_house) as citizen:
            look.at_all(citizen, "/", OFF_THE_ROAD)
            citizen.go("/bahasa/en?kembali=/data/penduduk-kelamin")
            look.at(citizen)
            with_a_wrong_password_until_the_door_stays_shut(citizen)
            look.at(citizen)
        for username, of_each in DUTIES.items():
            with logged_in(browser, busy_house, username) as member:
                look.at_all(member, "/desk/", OFF_THE_DESK, of_each)
    assert look.faults == []
    assert len(look.kinds) > 65


def with_a_wrong_password_until_the_door_stays_shut(visitor: Person) -> None:
    for _ in range(9):
        visitor.go("/masuk")
        visitor.write("User name", "petugas-bps")
        visitor.write("Password", "lupa")
        visitor.press("Log in")
    assert visitor.sees("Too many tries")


@dataclass
class Look:
    """What was seen on a walk through the pages."""

    faults: list[str] = field(default_factory=list)
    pages: int = 0
    kinds: set[str] = field(default_factory=set)  # of pages that were looked at closely
    parts: set[str] = field(default_factory=set)  # that those pages are made of

    def at_all(self, person: Person, start: str, off_the_road: tuple[str, ...], of_each: int = 1) -> None:
        for _ in pages_from(person, start, of_each):
            if self.at(person):
                self.in_english(person)
        for path in off_the_road:
            person.go(path)
            if self.at(person):
                self.in_english(person)

    def in_english(self, person: Person) -> None:
        """The same page in the other language, whose words are longer or shorter, on a phone."""
        path = urlsplit(person.page.url).path
        person.page.set_viewport_size(PHONE)
        person.speak("en")
        if is_wider_than_its_window(person.page) or person.page.locator("html[lang=en]").count() != 1:
            self.faults.append(f"{path} is too wide in English, or not in English")
        person.speak("id")

    def at(self, person: Person) -> bool:
        """The page as it is now, wide and narrow, in the light and in the dark; whether it was new."""
        page, path = person.page, urlsplit(person.page.url).path
        self.pages += 1
        for size in (PHONE, WIDE):
            page.set_viewport_size(size)
            if is_wider_than_its_window(page):
                self.faults.append(f"{path} is wider than {size['width']}")
        if not self._is_new(person, path):
            return False
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            for size in (PHONE, WIDE):
                page.set_viewport_size(size)
                # What does not depend on colour is the same in the dark.
                found = faults_of(page, only_contrast=scheme == "dark")
                self.faults += [f"{path} {scheme} {size['width']}: {fault}" for fault in found]
        return True

    def _is_new(self, person: Person, path: str) -> bool:
        """Whether a page is of another kind, or holds a part that no page before held."""
        kind, parts = kind_of(path), set(person.page.evaluate(PARTS))
        is_new = kind not in self.kinds or not parts <= self.parts
        self.kinds.add(kind)
        self.parts |= parts
        return is_new


def pages_from(person: Person, start: str, of_each: int) -> Iterator[str]:
    """The pages that links lead to: one of each kind, or several of those that differ by their subject."""
    waiting, seen, counted = [start], {start}, Counter[str]()
    while waiting:
        person.go(waiting[0])
        yield waiting.pop(0)
        for address in person.page.eval_on_selector_all("a[href]", LINKS):
            path = urlsplit(address).path
            if path in seen or not address.startswith(person.house.address + start):
                continue
            kind = kind_of(path)
            if (
                kind
                and kind not in NO_PAGES
                and not path.endswith(FILES)
                and counted[kind] < (of_each if kind in EACH else 1)
            ):
                counted[kind] += 1
                seen.add(path)
                waiting.append(path)


def kind_of(path: str) -> str:
    """The name of the view that an address leads to; none for what is no page of ours."""
    try:
        return "" if path.startswith("/api/") else resolve(path).view_name
    except Resolver404:
        return ""
