"""A deployment of its own for a journey: a folder, a port, a real web server and a real worker."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen
from zoneinfo import ZoneInfo

SOURCE = Path(__file__).parents[2]
PASSWORD = "padi-lesung-bulir-gabah-123"
PATIENCE = 60.0
YESTERDAY = 1
A_DAY = dt.timedelta(days=1)
CITY = ZoneInfo("Asia/Jakarta")


class House:
    """A home that can be opened and closed, as somebody runs it who knows only the ``lumbung`` command."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    def copy_to(self, home: Path) -> House:
        """The same deployment once more, in another folder and at another port."""
        shutil.copytree(self.home, home)
        return House(home)

    def run(self, *arguments: str | Path, days_ago: float = 0, typed: str = "") -> str:
        """What a command prints, to which somebody types."""
        return self.run_module("lumbung", *arguments, days_ago=days_ago, typed=typed)

    def run_module(self, module: str, *arguments: str | Path, days_ago: float = 0, typed: str = "") -> str:
        """What a program prints that works in this house."""
        done = self.tried(module, *arguments, days_ago=days_ago, typed=typed)
        assert done.returncode == 0, f"{module} {arguments}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def tried(
        self, module: str, *arguments: str | Path, days_ago: float = 0, typed: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """A program that works in this house, however it ended."""
        return subprocess.run(
            [sys.executable, "-m", module, *map(str, arguments)],
            env=self._surroundings(days_ago),
            cwd=self.home,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    @contextmanager
    def open(self, days_ago: float = 0) -> Iterator[House]:
        """The house while it is served, on another day where one is named; its log is shown where it
        does not open."""
        log = self.home / "serve.log"
        with (
            log.open("wb") as out,
            subprocess.Popen(
                [sys.executable, "-m", "lumbung", "serve", "--port", str(self.port)],
                env=self._surroundings(days_ago),
                cwd=self.home,
                stdout=out,
                stderr=out,
            ) as served,
        ):
            try:
                until(self._answers, f"the house opens: {log.read_text()}")
                yield self
            finally:
                served.terminate()
                served.wait(30)

    def get(self, path: str) -> bytes:
        """What an address answers to somebody without a browser."""
        with urlopen(self.address + path, timeout=30) as answer:
            return bytes(answer.read())

    def get_json(self, path: str) -> Any:
        return json.loads(self.get(path))

    def worker(self) -> int:
        """The number of the process that does the background work."""
        named = f"LUMBUNG_HOME={self.home}\0".encode()
        for folder in Path("/proc").iterdir():
            try:
                is_worker = b"lumbung\0worker\0" in (folder / "cmdline").read_bytes()
                if is_worker and named in (folder / "environ").read_bytes():
                    return int(folder.name)
            except OSError:  # it is no process, not ours, or has ended in the meantime
                continue
        raise AssertionError("no worker runs")

    def look(self, question: str, *given: object) -> Any:
        """One value of the database, read beside the house while it works."""
        with sqlite3.connect(f"file:{self.home}/lumbung.sqlite3?mode=ro", uri=True) as database:
            row = database.execute(question, given).fetchone()
        database.close()
        return row[0] if row else None

    def letters_to(self, address: str) -> list[str]:
        """The texts of the letters that lie in the outbox for somebody, the oldest first."""
        found = (
            email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            for file in sorted((self.home / "outbox").glob("*.eml"))
        )
        return [str(one.get_body(("plain",)).get_content()) for one in found if one["To"] == address]

    def _answers(self) -> bool:
        try:
            return b"ok" in self.get("/readyz")
        except (URLError, ConnectionError):
            return False

    def _surroundings(self, days_ago: float) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LUMBUNG_")}
        given = {"LUMBUNG_HOME": str(self.home), "LUMBUNG_DEMO_PASSWORD": PASSWORD}
        paths = [str(SOURCE / "src"), str(SOURCE)]
        if days_ago:
            given["LUMBUNG_DAYS_AGO"] = str(days_ago)
            paths.insert(0, str(Path(__file__).parent / "yesterday"))
        return {
            **kept,
            **given,
            "PYTHONPATH": os.pathsep.join(paths),
            "DJANGO_SETTINGS_MODULE": "lumbung.site.settings",
        }


def days_ago_of(day: dt.date, hour: int = 9) -> float:
    """How far the clock must be put back, or ahead, for it to be that day's hour in the city now."""
    return (dt.datetime.now(CITY) - dt.datetime(day.year, day.month, day.day, hour, tzinfo=CITY)) / A_DAY


def a_loaded_house(home: Path, days_ago: float = YESTERDAY) -> House:
    """A deployment with the city's packs, loaded yesterday or on another day."""
    home.mkdir()
    house = House(home)
    house.run("demo", "--only-load", "--packs", SOURCE / "packs", days_ago=days_ago)
    house.run("load", Path(__file__).parent / "pack", days_ago=days_ago)
    house.run("person", "password", "petugas-dkpp", days_ago=days_ago, typed=PASSWORD)
    return house


def until(it_is_so: Any, what: str, patience: float = PATIENCE, pause: float = 0.1) -> None:
    """Wait for something that somebody else brings about."""
    deadline = time.monotonic() + patience
    while not it_is_so():
        assert time.monotonic() < deadline, f"waited {patience} s in vain: {what}"
        time.sleep(pause)


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])
