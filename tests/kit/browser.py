"""A real Chromium for the tests that look at pages: Debian's, or the one Playwright brings."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"wide": 1280, "phone": 390}


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with an empty profile; Django may be used beside it."""
    # Playwright runs an event loop in this thread, and Django would take its own calls for unsafe.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        named = os.environ.get("LUMBUNG_CHROMIUM")  # see tools/find-chromium.sh
        found = (
            named
            or shutil.which("chromium")
            or shutil.which("chromium-browser")
            or shutil.which("google-chrome")
        )
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def page_of(browser: Browser, width: str, scheme: str = "light") -> Iterator[tuple[Page, list[str]]]:
    """A page of a width, and what its console complained of."""
    context = browser.new_context(
        viewport={"width": WIDTHS[width], "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page, complaints
    context.close()


def faults_of(page: Page, *, only_contrast: bool = False) -> list[str]:
    """What axe finds on the page, a line for each."""
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if only_contrast:
        options["runOnly"] = ["color-contrast"]
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [
        f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for fault in found
        for node in fault["nodes"]
    ]


def is_wider_than_its_window(page: Page) -> bool:
    """Whether a person would have to push the page sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
