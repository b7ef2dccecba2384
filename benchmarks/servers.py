"""Servers: started, asked, loaded, weighed and stopped; always on the loopback, on a free port."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.children import HOUSE
from benchmarks.machine import memory_mb
from benchmarks.measuring import CannotMeasure, WrongAnswer, bench_folder

HOST = "127.0.0.1"
PATIENCE = 60.0  # seconds that a server has for its first answer
LOOK = 0.01


@dataclass(frozen=True, slots=True)
class Rate:
    """What a load gave."""

    per_second: float
    median_ms: float
    late_ms: float  # 99 of 100 answers came sooner


@dataclass(slots=True)
class Server:
    """A running server."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path
    first_answer: float = 0.0  # seconds from the start of the process

    def get(self, path: str) -> tuple[int, bytes]:
        """One answer over a connection of its own."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def body(self, path: str) -> bytes:
        """The body of a good answer; anything else means there is nothing to measure."""
        status, body = self.get(path)
        if status != 200:
            raise WrongAnswer(f"{self.name} answers {status} to {path}: {body[:80]!r}")
        return body

    def memory_mb(self) -> float:
        """What all its processes hold."""
        return memory_mb(self.process.pid)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    name: str, command: Sequence[str | Path], *, first: str, env: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Start a server, wait for its first answer to the path ``first``, and stop it in the end.

    ``{port}`` in the command becomes the server's port.
    """
    port = free_port()
    log = bench_folder("logs") / f"{name}.log"
    with log.open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(part).replace("{port}", str(port)) for part in command],
            cwd=HOUSE,
            env={**os.environ, **(env or {})},
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    server = Server(name, port, process, log)
    try:
        _wait(server, first, started)
        yield server
    finally:
        _stop(process)


def _wait(server: Server, path: str, started: float) -> None:
    while (passed := time.perf_counter() - started) < PATIENCE:
        if server.process.poll() is not None:
            break
        try:
            status, _ = server.get(path)
        except OSError:
            time.sleep(LOOK)
            continue
        if status == 200:
            server.first_answer = time.perf_counter() - started
            return
        time.sleep(LOOK)
    told = server.log.read_text("utf-8", errors="replace").strip()[-600:]
    raise CannotMeasure(f"{server.name} gave no answer to {path} in {passed:.0f} s: {told}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end, then end by force it and whatever of its group is left."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


# ---- load ----

WRK = """
local requests, turn = {}, 0
function init(arguments)
  for line in io.lines(arguments[1]) do requests[#requests + 1] = wrk.format("GET", line) end
end
function request()
  turn = turn % #requests + 1
  return requests[turn]
end
function done(all, times, _)
  local e = all.errors
  io.write(string.format("TOLD %d %d %d %d %d\\n", all.requests, all.duration,
    times:percentile(50), times:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
"""


def rate(server: Server, paths: Sequence[str], *, clients: int, seconds: float) -> Rate:
    """Answers a second to so many clients that ask for the paths in turn, as fast as they can.

    Needs ``wrk``: a load generator in Python would take as much of the machine as the servers.
    """
    if shutil.which("wrk") is None:
        raise CannotMeasure("wrk is not on this machine; on Debian: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        script, asked = Path(folder, "paths.lua"), Path(folder, "paths.txt")
        script.write_text(WRK, "ascii")
        asked.write_text("\n".join(paths), "utf-8")
        done = subprocess.run(
            ["wrk", "-t1", f"-c{clients}", f"-d{max(1, round(seconds))}s", "--timeout", "30s",
             "-s", str(script), f"http://{HOST}:{server.port}", "--", str(asked)],
            capture_output=True, text=True, check=False, timeout=seconds + 60,
        )  # fmt: skip
    told = re.search(r"TOLD (\d+) (\d+) (\d+) (\d+) (\d+)", done.stdout)
    if told is None:
        raise CannotMeasure(f"wrk said nothing of {server.name}: {(done.stdout + done.stderr)[-400:]}")
    answers, microseconds, median, late, faults = map(int, told.groups())
    if not answers:  # otherwise it would look infinitely quick
        raise CannotMeasure(f"{server.name} gave no whole answer in {seconds:g} s")
    if faults:
        raise WrongAnswer(f"{server.name}: {faults} of {answers} answers were faults")
    return Rate(answers / microseconds * 1e6, median / 1e3, late / 1e3)


def memory_under_load(server: Server, paths: Sequence[str], *, clients: int, seconds: float) -> float:
    """The most that a server holds while so many clients go round the paths, in MiB."""
    until, faults = time.monotonic() + seconds, list[str]()

    def go_round() -> None:
        try:
            while time.monotonic() < until and not faults:
                for path in paths:
                    server.body(path)
        except (OSError, http.client.HTTPException, WrongAnswer) as fault:
            faults.append(str(fault))

    askers = [threading.Thread(target=go_round) for _ in range(clients)]
    for asker in askers:
        asker.start()
    most = 0.0
    while any(asker.is_alive() for asker in askers):
        most = max(most, server.memory_mb())
        time.sleep(0.25)
    if faults:
        raise WrongAnswer(f"{server.name} under load: {faults[0]}")
    return most
