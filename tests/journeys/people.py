"""Somebody in front of a real browser: what they press and read, and what their browser complained of."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, Locator, Page, Request
from tests.journeys.house import PASSWORD, House

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A refused form and a page that is not there are answers, not faults; browsers log them all the same.
ANSWERS = re.compile(r"the server responded with a status of 4\d\d")


@dataclass
class Person:
    """Somebody who uses the house."""

    page: Page
    house: House
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.house.address + path)

    def follow(self, words: str | re.Pattern[str]) -> None:
        self.page.get_by_role("link", name=words).first.click()

    def take_up(self, act: str, title: str) -> None:
        """Begin what waits on one's desk."""
        self.go("/desk/")
        errand = self.page.locator(".errands li").filter(has_text=title)
        errand.get_by_role("link", name=act).first.click()

    def press(self, words: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=words).first.click()

    def write(self, label: str, words: str) -> None:
        self.page.get_by_label(label).first.fill(words)

    def title(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    def sees(self, words: str | re.Pattern[str], patience: float = 5) -> bool:
        self.page.get_by_text(words).first.wait_for(timeout=1000 * patience)
        return True

    def unfold(self, words: str) -> Locator:
        """Open what is folded away under some words, and give it."""
        folded = self.page.locator("details").filter(has=self.page.locator("summary", has_text=words)).first
        folded.locator("summary").first.click()
        return folded

    def speak(self, language: str) -> None:
        """The same page in another language."""
        self.page.context.add_cookies([{"name": "bahasa", "value": language, "url": self.house.address}])
        self.page.reload()

    def download(self, words: str) -> bytes:
        with self.page.expect_download() as coming:
            self.page.get_by_role("link", name=words).first.click()
        return Path(coming.value.path()).read_bytes()

    def log_in(self, username: str) -> None:
        self.go("/masuk")
        self.write("Nama pengguna", username)
        self.write("Kata sandi", PASSWORD)
        self.press("Masuk")
        self.page.wait_for_url("**/desk/**")


@contextmanager
def somebody(browser: Browser, house: House, *, width: int = 1280) -> Iterator[Person]:
    """A person with an empty browser; at the end it must have nothing to complain of."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, reduced_motion="reduce", accept_downloads=True
    )
    context.set_default_timeout(15_000)
    person = Person(context.new_page(), house)
    listen(person)
    yield person
    context.close()
    assert not person.complaints, person.complaints


def listen(person: Person) -> None:
    """Write down errors of the console (a refused style or script among them) and calls to other hosts."""
    here = urlsplit(person.house.address).netloc

    def is_elsewhere(request: Request) -> bool:
        address = urlsplit(request.url)
        return address.scheme not in ("data", "blob", "about") and address.netloc != here

    said = person.complaints.append
    person.page.on("console", lambda line: said(line.text) if _is_fault(line.type, line.text) else None)
    person.page.on("pageerror", lambda error: said(str(error)))
    person.page.on("request", lambda one: said(f"asked {one.url}") if is_elsewhere(one) else None)


def _is_fault(kind: str, words: str) -> bool:
    return kind == "error" and not ANSWERS.search(words)


@contextmanager
def logged_in(browser: Browser, house: House, username: str, *, width: int = 1280) -> Iterator[Person]:
    """A member of the staff at the desk."""
    with somebody(browser, house, width=width) as person:
        person.log_in(username)
        yield person


@dataclass
class Sheet:
    """A workbook on a producer's computer, whose cells are told apart as the template's machine row does."""

    book: Workbook

    @classmethod
    def of(cls, content: bytes) -> Sheet:
        return cls(load_workbook(io.BytesIO(content)))

    def content(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()

    @property
    def figures(self) -> dict[tuple[str, str], str]:
        """The cell of each figure, by area and sex."""
        return {(area, sex): cell for (area, sex), cell in self.cells("jumlah", "area", "jenis_kelamin")}

    def cells(self, measure: str, *keys: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """The cell of each figure of a measure, with what stands in its row under the keys."""
        sheet = self.book.worksheets[0]
        words = {cell.value: cell.column_letter for cell in sheet[1] if cell.value}
        for row in range(6, sheet.max_row + 1):
            if sheet[f"{words[keys[0]]}{row}"].value:
                found = tuple(str(sheet[f"{words[key]}{row}"].value) for key in keys)
                yield found, f"{words[measure]}{row}"

    def write(self, cell: str, value: object) -> None:
        self.book.worksheets[0][cell] = value

    def read(self, cell: str) -> object:
        return self.book.worksheets[0][cell].value
