"""Keep a few child processes running: start again what dies, stop all cleanly when told to."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType

from lumbung.cli.telling import say
from lumbung.vocabulary.words import Text

LOOK = 0.2  # seconds between two looks at the children
PATIENCE = 15.0  # seconds that a child has to end what it does
QUICK = 5.0  # a child that lived shorter than this could not start
PR_SET_PDEATHSIG = 1  # of linux/prctl.h
TRIES = 5  # so many quick deaths in a row are no accident
# The threads of a process share two stores of memory: with one each, what is given back stays apart.
SETTINGS = {"MALLOC_ARENA_MAX": "2"}


@dataclass
class Child:
    """A program to keep running."""

    name: str
    command: Sequence[str]
    after: float = 0.0  # seconds that the others have to start before it
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    started: float = 0.0
    deaths: int = 0
    again_at: float = 0.0

    def start(self) -> None:
        """Start it in a process group of its own: Ctrl-C reaches us, and we tell the children."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  # our own programs
            self.command,
            env={**SETTINGS, **os.environ},
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  # we have one thread
        )


def _end_with_parent() -> None:
    """Have the kernel end a child whose supervisor was killed: nobody else would free its port."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def supervise(children: Sequence[Child]) -> int:
    """Run the children until SIGTERM or SIGINT; the exit code of the whole.

    A child that keeps dying right after its start takes the house down: a service manager must
    see that, rather than a house that looks open.
    """
    asked: list[int] = []

    def ask(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    opened = time.monotonic()
    for child in children:
        child.again_at = opened + child.after
    try:
        while not asked:
            for child in children:
                if not _keeps_running(child):
                    return 2
            time.sleep(LOOK)
        return 0
    finally:
        _stop(children)
        for number, handler in before.items():
            signal.signal(number, handler)


def _keeps_running(child: Child) -> bool:
    """Start a child whose time has come, a dead one a little later each time; false when it is no use."""
    now = time.monotonic()
    if child.process is not None and child.process.poll() is None:
        return True
    if child.process is not None and not child.again_at:
        child.deaths = child.deaths + 1 if now - child.started < QUICK else 1
        if child.deaths >= TRIES:
            say(Text(f"{child.name} tidak dapat berjalan.", f"{child.name} cannot run."))
            return False
        code = child.process.returncode
        say(
            Text(
                f"{child.name} berhenti ({code}), dijalankan lagi.",
                f"{child.name} ended ({code}), starting it again.",
            )
        )
        child.again_at = now + min(2.0**child.deaths / 4, 10.0)
    elif now >= child.again_at:
        child.again_at = 0.0
        child.start()
    return True


def _stop(children: Sequence[Child]) -> None:
    """Ask all to end, wait, and end by force what does not."""
    running = [child.process for child in children if child.process and child.process.poll() is None]
    for process in running:
        process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _kill_group(process)
    sys.stderr.flush()


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """The child and what it started: a web server has processes of its own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()
