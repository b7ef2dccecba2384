"""A small portal of the test's own, on this machine: it answers what it is told to, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Portal:
    """``answers[path]`` is what it says there: a body, or a function that writes the answer itself."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.answers: dict[str, Any] = {}
        self.asked: list[str] = []

    def packages(self, *packages: dict[str, Any]) -> None:
        """Publish these as CKAN does, on one page."""
        self.answers["/api/3/action/package_search"] = {
            "success": True,
            "result": {"count": len(packages), "results": list(packages)},
        }


@contextmanager
def portal() -> Iterator[Portal]:
    """A portal while it is open."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append(self.path)
            found = here.answers.get(self.path, here.answers.get(self.path.partition("?")[0]))
            if isinstance(found, Callable):
                found(self)
                return
            body = found if isinstance(found, bytes) else json.dumps(found).encode()
            say(self, 404 if found is None else 200, body)

        def log_message(self, *told: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    here = Portal(server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def say(door: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    """One plain answer."""
    door.send_response(status)
    for name, value in headers.items():
        door.send_header(name.replace("_", "-"), value)
    if "Content_Length" not in headers:
        door.send_header("Content-Length", str(len(body)))
    door.end_headers()
    door.wfile.write(body)
