"""Children are kept running, and are gone when the house is closed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from lumbung.cli.supervising import Child, supervise


def child(name: str, program: str) -> Child:
    return Child(name, (sys.executable, "-c", program))


def close_when(ready) -> None:
    """Send this process a SIGTERM as soon as something is so."""

    def wait() -> None:
        wait_for(ready)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def wait_for(ready) -> None:
    deadline = time.monotonic() + 20
    while not ready():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_children_are_told_to_end_when_the_house_closes(tmp_path):
    said = tmp_path / "said"
    told = child(
        "polite",
        "import signal, sys, time, pathlib\n"
        f"f = pathlib.Path({str(said)!r})\n"
        "signal.signal(signal.SIGTERM, lambda *_: (f.write_text('bye'), sys.exit(0)))\n"
        "f.write_text('here')\ntime.sleep(60)",
    )
    before = signal.getsignal(signal.SIGTERM)
    close_when(lambda: said.exists() and said.read_text() == "here")

    assert supervise([told]) == 0

    assert said.read_text() == "bye"
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_child_that_dies_is_started_again(tmp_path, capsys):
    lives = tmp_path / "lives"
    mortal = child(
        "mortal",
        f"import pathlib, time, sys\nf = pathlib.Path({str(lives)!r})\n"
        "n = len(f.read_text()) if f.exists() else 0\nf.write_text('x' * (n + 1))\n"
        "sys.exit(3) if n == 0 else time.sleep(60)",
    )
    close_when(lambda: lives.exists() and len(lives.read_text()) == 2)

    assert supervise([mortal]) == 0
    assert "mortal berhenti (3), dijalankan lagi." in capsys.readouterr().err


def test_a_child_that_cannot_start_takes_the_house_down_and_the_others_with_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("lumbung.cli.supervising.TRIES", 2)
    pid = Path(tmp_path / "pid")
    steady = child(
        "steady",
        f"import os, time, pathlib; pathlib.Path({str(pid)!r}).write_text(str(os.getpid())); time.sleep(60)",
    )

    assert supervise([steady, child("hopeless", "import sys; sys.exit(1)")]) == 2

    assert "hopeless tidak dapat berjalan." in capsys.readouterr().err
    assert not pid.exists() or not alive(int(pid.read_text()))


def test_a_deaf_child_is_ended_by_force(tmp_path, monkeypatch):
    monkeypatch.setattr("lumbung.cli.supervising.PATIENCE", 0.3)
    pid = tmp_path / "pid"
    deaf = child(
        "deaf",
        "import os, signal, time, pathlib\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"pathlib.Path({str(pid)!r}).write_text(str(os.getpid()))\ntime.sleep(60)",
    )
    close_when(lambda: pid.exists() and pid.read_text())

    assert supervise([deaf]) == 0
    assert not alive(int(pid.read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel does this on Linux only")
def test_children_end_with_a_supervisor_that_was_killed(tmp_path):
    pid = tmp_path / "pid"
    inner = (
        f"import os, time, pathlib; pathlib.Path({str(pid)!r}).write_text(str(os.getpid())); time.sleep(60)"
    )
    outer = (
        "import sys; from lumbung.cli.supervising import Child, supervise; "
        f"supervise([Child('x', (sys.executable, '-c', {inner!r}))])"
    )
    house = subprocess.Popen([sys.executable, "-c", outer])
    wait_for(lambda: pid.exists() and pid.read_text())

    house.kill()
    house.wait()

    wait_for(lambda: not alive(int(pid.read_text())))
