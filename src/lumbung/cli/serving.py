"""``lumbung serve``, ``worker`` and ``demo``: the house is opened, and stays open."""

from __future__ import annotations

import errno
import os
import socket
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from lumbung.cli.house import open_house, prepare_database
from lumbung.cli.telling import say
from lumbung.vocabulary.problems import Conflict, Invalid
from lumbung.vocabulary.words import Text

WEB_FIRST = 3.0
PACKS = ("areas", "metadata-bps-2020", "blitar", "blitar-simulasi")

Host = Annotated[str, typer.Option(help="Alamat yang didengarkan. / The address to listen on.")]
Port = Annotated[int, typer.Option(help="Porta. / The port.", min=1, max=65535)]
Workers = Annotated[int, typer.Option(help="Jumlah proses web. / Number of web processes.", min=1, max=64)]


class PacksNotFound(Invalid):
    """The packs of the demo are not where they are expected."""

    code = "cli.packs-not-found"
    message = Text("Paket {pack} tidak ada di {folder}.", "There is no pack {pack} in {folder}.")
    hint = Text(
        "Jalankan dari folder proyek, atau sebutkan --packs FOLDER.",
        "Run it in the project's folder, or name --packs FOLDER.",
    )


class PortTaken(Conflict):
    """Another program listens there."""

    code = "cli.port-taken"
    message = Text("{host}:{port} tidak dapat dipakai: {reason}.", "{host}:{port} cannot be used: {reason}.")
    hint = Text(
        "Hentikan program yang memakainya, atau pilih --port lain.",
        "Stop the program that uses it, or choose another --port.",
    )


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("demo")(demo)
    app.command("serve")(serve)
    app.command("worker")(worker)


def serve(host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 1) -> None:
    """Buka portal dan meja kerja, beserta pekerja latar / Serve portal and desk, with a worker."""
    prepare_database()
    run_house(host, port, workers)


def run_house(host: str, port: int, workers: int) -> None:
    """Keep the web server and the background worker running until told to stop."""
    from lumbung.cli.supervising import Child, supervise

    _require_free(host, port)
    web = Child(
        "web",
        (
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
            "--workers", str(workers), "--blocking-threads", "2", "--no-ws", "--respawn-failed-workers",
            "--log-level", "warning", "lumbung.site.wsgi:application",
        ),
    )  # fmt: skip
    # The worker lets the web server start first: somebody may be waiting for a page.
    background = Child("worker", (sys.executable, "-m", "lumbung", "worker"), after=WEB_FIRST)
    say(Text(f"Lumbung terbuka di http://{host}:{port}", f"Lumbung is open at http://{host}:{port}"))
    raise typer.Exit(supervise([web, background]))


def _require_free(host: str, port: int) -> None:
    """Find out now, and not from a web server that keeps dying, that the port is taken."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as refused:
        reason = _REASONS.get(refused.errno or 0, Text(refused.strerror or str(refused)))
        raise PortTaken(host=host, port=port, reason=reason) from refused


_REASONS = {
    errno.EADDRINUSE: Text("sedang dipakai program lain", "another program uses it"),
    errno.EACCES: Text("porta di bawah 1024 memerlukan hak khusus", "ports below 1024 need special rights"),
    errno.EADDRNOTAVAIL: Text("alamat itu bukan milik mesin ini", "this machine has no such address"),
}


def worker() -> None:
    """Kerjakan antrean latar sampai dihentikan / Do background work until told to stop."""
    import signal
    import threading

    prepare_database()
    open_house()
    from lumbung.kit import jobs

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    jobs.run_worker(stop)


def demo(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = 1,
    packs: Annotated[
        Path | None, typer.Option(help="Folder berisi paket. / The folder with the packs.")
    ] = None,
    only_load: Annotated[
        bool, typer.Option(help="Muat saja, jangan buka. / Load only, do not serve.")
    ] = False,
) -> None:
    """Muat paket Blitar lewat jalur yang sebenarnya, lalu buka / Load the Blitar packs, then serve."""
    folder = packs or _packs_folder()
    for pack in PACKS:
        if not (folder / pack / "pack.yaml").is_file():
            raise PacksNotFound(pack=pack, folder=folder)
    from lumbung.cli.demonstrating import demonstrate, forget_demonstration

    if prepare_database():
        forget_demonstration()
    has_loaded = demonstrate([folder / pack for pack in PACKS])
    if only_load:
        return
    if has_loaded:
        _begin_anew("serve", "--host", host, "--port", str(port), "--workers", str(workers))
    run_house(host, port, workers)


def _begin_anew(*arguments: str) -> NoReturn:
    """Become another command: what loading took would stay with this process as long as the house is open."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, (sys.executable, "-m", "lumbung", *arguments))  # noqa: S606  # our own program


def _packs_folder() -> Path:
    """Where the packs are: named in the environment, here, or beside the source tree."""
    named = os.environ.get("LUMBUNG_PACKS")
    beside = Path(__file__).resolve().parents[3] / "packs"
    return Path(named) if named else next((p for p in (Path("packs"), beside) if p.is_dir()), Path("packs"))
