"""``lumbung doctor``: is this deployment well, and what is to be done where it is not."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lumbung.cli.house import open_house
from lumbung.cli.telling import FINDINGS, progress, result, result_json, said
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

ENOUGH_DISK = 2 << 30
LITTLE_DISK = 200 << 20
UNATTENDED = dt.timedelta(minutes=2)


class Health(StrEnum):
    """How one thing stands."""

    WELL = "well"
    LOOK = "look"
    ILL = "ill"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one check found."""

    name: str
    health: Health
    told: Text
    hint: Text | None = None


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("doctor")(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Satu objek JSON. / One JSON object.")] = False,
) -> None:
    """Periksa kesehatan pemasangan ini / Check the health of this deployment."""
    readings = list(_all_readings())
    if as_json:
        result_json(
            [
                {
                    "check": r.name,
                    "health": r.health.value,
                    "message": said(r.told),
                    "hint": said(r.hint or Text("")),
                }
                for r in readings
            ]
        )
    else:
        marks = {Health.WELL: "✓", Health.LOOK: "!", Health.ILL: "✗"}
        for reading in readings:
            result(f"{marks[reading.health]} {reading.name}: {said(reading.told)}")
            if reading.hint:
                result(f"    {said(reading.hint)}")
    raise typer.Exit(FINDINGS if any(r.health is Health.ILL for r in readings) else 0)


def _all_readings() -> Iterator[Reading]:
    """Every check in turn; after one that leaves nothing to look at, the rest are not tried."""
    yield _python()
    try:
        open_house()
    except Problem as problem:
        yield Reading("settings", Health.ILL, problem.told, problem.advice)
        return
    yield _disk()
    database = _database()
    yield database
    if database.health is Health.ILL:
        return
    checks: tuple[Callable[[], Reading], ...] = (_writing, _journal, _editions, _worker, _mail, _static)
    with progress(Text("Memeriksa", "Checking")) as advance:
        for number, check in enumerate(checks, start=1):
            yield check()
            advance(number / len(checks))


def _python() -> Reading:
    version = ".".join(map(str, sys.version_info[:3]))
    return Reading("python", Health.WELL, Text(version))


def _disk() -> Reading:
    from django.conf import settings

    free = shutil.disk_usage(settings.HOME).free
    told = Text(
        f"{free / 2**30:.1f} GB tersisa di {settings.HOME}", f"{free / 2**30:.1f} GB free in {settings.HOME}"
    )
    hint = Text("Kosongkan disk atau pindahkan LUMBUNG_HOME.", "Free some disk, or move LUMBUNG_HOME.")
    if free >= ENOUGH_DISK:
        return Reading("disk", Health.WELL, told)
    return Reading("disk", Health.LOOK if free >= LITTLE_DISK else Health.ILL, told, hint)


def _database() -> Reading:
    """The database answers and has the shape that this program expects."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as fault:
        hint = Text("Periksa LUMBUNG_DATABASE atau LUMBUNG_HOME.", "Check LUMBUNG_DATABASE or LUMBUNG_HOME.")
        return Reading("database", Health.ILL, Text(str(fault).strip()), hint)
    if waiting:
        told = Text(f"{len(waiting)} migrasi belum dijalankan", f"{len(waiting)} migrations have not run")
        hint = Text("Jalankan lumbung serve atau lumbung load.", "Run lumbung serve or lumbung load.")
        return Reading("database", Health.ILL, told, hint)
    return Reading("database", Health.WELL, Text(f"{connection.vendor}", f"{connection.vendor}"))


def _writing() -> Reading:
    """A transaction can be written, and SQLite keeps its log ahead of the database."""
    from django.db import DatabaseError, connection, transaction

    try:
        with transaction.atomic():
            from lumbung.kit.stamps import bump

            bump("doctor")
            transaction.set_rollback(True)
    except DatabaseError as fault:
        hint = Text("Periksa hak tulis folder dan sisa disk.", "Check the folder's rights and the disk.")
        return Reading("writing", Health.ILL, Text(str(fault)), hint)
    if connection.vendor != "sqlite":
        return Reading("writing", Health.WELL, Text("dapat menulis", "writable"))
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal":
        told = Text(f"mode jurnal SQLite {mode}, bukan WAL", f"SQLite journal mode {mode}, not WAL")
        hint = Text(
            "Jangan taruh LUMBUNG_HOME di disk jaringan.", "Do not put LUMBUNG_HOME on a network disk."
        )
        return Reading("writing", Health.ILL, told, hint)
    return Reading("writing", Health.WELL, Text("dapat menulis, WAL", "writable, WAL"))


def _journal() -> Reading:
    from lumbung.rooms.catalog import queries as catalog
    from lumbung.rooms.journal import queries

    found = queries.verify(anchors=catalog.journal_anchors())
    if found.whole:
        return Reading(
            "journal", Health.WELL, Text(f"{found.lines} baris, utuh", f"{found.lines} lines, whole")
        )
    hint = Text(
        "Jalankan lumbung journal verify; pulihkan dari cadangan bila perlu.",
        "Run lumbung journal verify; restore from a backup if need be.",
    )
    return Reading("journal", Health.ILL, found.breakages[0].told, hint)


def _editions() -> Reading:
    """Every edition's files are there and are what their manifests say."""
    from django.conf import settings

    from lumbung.cube import Store
    from lumbung.rooms.catalog import queries as catalog

    store = Store(Path(settings.HOME) / "editions")
    broken: list[str] = []
    editions = list(catalog.all_editions())
    for edition in editions:
        sound = edition.pk in store and store.manifest(edition.pk).digest == edition.digest
        if not sound or store.verify(edition.pk):
            broken.append(edition.pk)
    if not broken:
        return Reading(
            "editions", Health.WELL, Text(f"{len(editions)} edisi, utuh", f"{len(editions)} editions, whole")
        )
    told = Text(f"rusak: {', '.join(broken[:5])}", f"damaged: {', '.join(broken[:5])}")
    hint = Text("Pulihkan folder editions dari cadangan.", "Restore the folder editions from a backup.")
    return Reading("editions", Health.ILL, told, hint)


def _worker() -> Reading:
    """What waits is taken up; work that nobody takes for minutes says that no worker runs."""
    from django.utils import timezone

    from lumbung.kit import jobs

    waiting = jobs.waiting().count()
    if waiting == 0:
        return Reading("worker", Health.WELL, Text("tidak ada yang menunggu", "nothing waits"))
    told = Text(f"{waiting} pekerjaan menunggu", f"{waiting} jobs wait")
    if not jobs.waiting(timezone.now() - UNATTENDED).exists():
        return Reading("worker", Health.WELL, told)
    hint = Text(
        "Tidak ada yang mengambilnya: jalankan lumbung worker (lumbung serve menjalankannya sendiri).",
        "Nobody takes them: run lumbung worker (lumbung serve runs one itself).",
    )
    return Reading("worker", Health.ILL, told, hint)


def _mail() -> Reading:
    """Reminders go out, or are kept where somebody finds them."""
    from lumbung.kit import mail

    try:
        server = mail.address()
        mail.greet()
    except mail.NotSent as problem:
        return Reading("mail", Health.ILL, problem.told, problem.advice)
    if server is not None:
        return Reading("mail", Health.WELL, Text(f"{server.hostname} menjawab", f"{server.hostname} answers"))
    kept, where = len(list(mail.outbox().glob("*.eml"))), mail.outbox()
    told = Text(
        f"tanpa server surel: {kept} pengingat disimpan di {where}",
        f"no mail server: {kept} reminders are kept in {where}",
    )
    hint = Text(
        "Agar pengingat terkirim, isi LUMBUNG_MAIL=smtp://… dan LUMBUNG_ADDRESS=https://…",
        "To send reminders, set LUMBUNG_MAIL=smtp://… and LUMBUNG_ADDRESS=https://…",
    )
    return Reading("mail", Health.LOOK, told, hint)


def _static() -> Reading:
    """Styles, scripts and fonts were built."""
    from django.contrib.staticfiles import finders

    folder = finders.find("dist")
    files = list(Path(folder).iterdir()) if folder else []
    fonts = list(Path(folder).rglob("*.woff2")) if folder else []
    if files and fonts:
        return Reading(
            "static", Health.WELL, Text(f"{len(files)} berkas tampilan", f"{len(files)} static files")
        )
    told = Text("tampilan belum dibangun", "styles and scripts are not built")
    return Reading("static", Health.ILL, told, Text("Jalankan make run.", "Run make run."))
