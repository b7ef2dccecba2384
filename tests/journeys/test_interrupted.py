"""Browsers are closed and workers are killed; the work goes on."""

from __future__ import annotations

import os
import signal
from itertools import product

import pytest
import yaml
from playwright.sync_api import Browser
from tests.journeys.house import SOURCE, House, until
from tests.journeys.people import logged_in

pytestmark = pytest.mark.journey

CODE = "penduduk-rinci"
TITLE = "Penduduk menurut umur, jenis kelamin, dan pendidikan"
YEARS = range(2021, 2026)
STATE = (
    "SELECT state FROM collection_submission JOIN catalog_dataset ON catalog_dataset.id = dataset_id"
    " WHERE code = ?"
)
JOB = "SELECT {} FROM kit_job WHERE kind = ? ORDER BY id DESC LIMIT 1"
CHECK, RELEASE = "collection.check", "release.release"


def test_a_large_upload_and_its_release_outlive_a_closed_browser_and_a_killed_worker(
    house: House, browser: Browser
) -> None:
    content = a_large_file()
    with house.open():
        with logged_in(browser, house, "petugas-dispendukcapil") as producer:
            producer.go(f"/desk/dataset/{CODE}")
            producer.page.get_by_label("Berkas angka").set_input_files(
                {"name": "penduduk-rinci.csv", "mimeType": "text/csv", "buffer": content}
            )
            producer.press("Unggah dan periksa")
            assert producer.sees("Halaman ini boleh ditutup; pekerjaan berjalan terus.")
            until(lambda: job(house, CHECK, "state") == "running", "the check is under way", pause=0.01)
            kill(house.worker())

        until(lambda: house.look(STATE, CODE) == "ready", "another worker finishes the check")
        with logged_in(browser, house, "petugas-dispendukcapil") as producer:
            producer.take_up("Kirim", TITLE)
            producer.press("Kirim ke walidata")
            assert producer.sees("Terkirim. Walidata akan memeriksanya.")
        with logged_in(browser, house, "walidata") as steward:
            steward.take_up("Periksa", TITLE)
            steward.press("Setujui")
            steward.take_up("Rilis", TITLE)
            steward.press("Rilis")
            steward.page.wait_for_url("**/desk/rilis/*")
            until(lambda: job(house, RELEASE, "progress"), "the release is under way", pause=0.01)
            kill(house.worker())

        with logged_in(browser, house, "walidata") as steward:
            steward.go("/desk/rilis")
            steward.follow(TITLE)
            assert steward.sees("sudah terbit.", patience=60)

        assert (job(house, CHECK, "attempts"), job(house, RELEASE, "attempts")) == (2, 2)
        assert house.get_json(f"/api/v1/datasets/{CODE}/data?limit=1")["total"] == content.count(b"\n") - 1
        assert [one["label"] for one in house.get_json(f"/api/v1/datasets/{CODE}/editions")] == ["2026.1"]
    assert "utuh" in house.run("journal", "verify")


def job(house: House, kind: str, column: str) -> object:
    """What the latest job of a kind says of itself."""
    return house.look(JOB.format(column), kind)


def kill(worker: int) -> None:
    os.kill(worker, signal.SIGKILL)


def a_large_file() -> bytes:
    """Every kelurahan, sex, age group and education of five years: too much to check while one waits."""
    axes = [codes("jenis-kelamin"), codes("kelompok-umur"), codes("jenjang-pendidikan")]
    keys = product(map(str, YEARS), kelurahan(), *axes)
    lines = [
        ",".join((area, year, *rest, str(100 + number % 900)))
        for number, (year, area, *rest) in enumerate(keys)
    ]
    return "\n".join(
        ["Kode wilayah,Tahun,Jenis kelamin,Kelompok umur,Pendidikan,Jumlah penduduk", *lines, ""]
    ).encode()


def codes(name: str) -> list[str]:
    known = yaml.safe_load((SOURCE / f"packs/blitar/codelists/{name}.yaml").read_text())
    return [str(code["code"]) for code in known["codes"]]


def kelurahan() -> list[str]:
    lines = (SOURCE / "packs/areas/areas/wilayah.csv").read_text().splitlines()
    found = [line.partition(",")[0] for line in lines if line.startswith("35.72.")]
    return [code for code in found if code.count(".") == 3]
