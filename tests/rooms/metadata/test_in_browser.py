"""A form half filled, the browser killed, nothing lost: seen in a real browser."""

from __future__ import annotations

import os
import signal

import pytest
from playwright.sync_api import expect, sync_playwright
from tests.city import PASSWORD
from tests.kit.browser import FLAGS

from lumbung.rooms.metadata import actions as metadata
from lumbung.rooms.metadata.models import Record

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def half_filled(transactional_db, city, forms):
    return metadata.start_record(
        form="kegiatan", organisation=city.office("dispendukcapil"), year=2026, actor=city.producer
    )


@pytest.fixture
def opened(tmp_path):
    """Opens a browser of its own with one profile, as often as it is asked; told with its process."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    import shutil

    found = os.environ.get("LUMBUNG_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        contexts = []

        def open_():
            context = playwright.chromium.launch_persistent_context(
                str(tmp_path / "profile"), executable_path=found, args=[*FLAGS, f"--lumbung={tmp_path}"]
            )
            contexts.append(context)
            return context

        yield open_
        for context in contexts:
            context.close()


def come_in(page, address, path):
    page.goto(f"{address}{path}")
    if "/masuk" in page.url:
        page.get_by_label("Nama pengguna").fill("dina")
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"**{path}")


def kill(tmp_path):
    """Kill the browser that was started with this folder, as a power cut does."""
    from pathlib import Path

    mark = f"--lumbung={tmp_path}".encode()
    for folder in Path("/proc").iterdir():
        try:
            line = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if mark in line and not any(part.startswith(b"--type=") for part in line):
            os.kill(int(folder.name), signal.SIGKILL)


def test_a_form_half_filled_and_the_browser_killed_loses_nothing(live_server, half_filled, opened, tmp_path):
    path = f"/desk/metadata/r/{half_filled.code}"
    page = opened().new_page()
    come_in(page, live_server.url, path)

    page.get_by_label("Judul kegiatan").press_sequentially("Registrasi penduduk")
    page.get_by_label("Survei").check()
    expect(page.get_by_label("Fraksi sampel")).to_be_visible()  # the server asks it now
    expect(page.locator("[data-saved]")).to_have_class("saved leaf")
    kill(tmp_path)

    page = opened().new_page()
    come_in(page, live_server.url, path)
    expect(page.get_by_label("Judul kegiatan")).to_have_value("Registrasi penduduk")
    expect(page.get_by_label("Survei")).to_be_checked()

    # The network is gone: what is typed stays in the browser and is offered to the next page.
    page.context.set_offline(True)
    page.get_by_label("Fraksi sampel").press_sequentially("5 persen")
    page.get_by_role("button", name="Tambah baris").click()
    page.get_by_label("Nama, 3").fill("Pencacahan")
    expect(page.locator("[data-saved]")).to_contain_text("mencoba lagi")
    page.close()
    page.context.set_offline(False)

    page = page.context.new_page()
    come_in(page, live_server.url, path)
    expect(page.get_by_label("Fraksi sampel")).to_have_value("")
    page.get_by_role("button", name="Pulihkan").click()
    expect(page.get_by_label("Fraksi sampel")).to_have_value("5 persen")
    expect(page.locator("[data-saved]")).to_have_class("saved leaf")
    answers = Record.objects.get().answers
    assert answers["fraksi"] == "5 persen"
    assert answers["jadwal"] == [{"nama": "Pencacahan"}]
