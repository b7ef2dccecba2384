"""``lumbung backup`` and ``lumbung restore``: everything that cannot be made again, proved by digests.

The database is copied first and the files after it. A file is on the disk before any row names
it and is never changed, so every file that the copied database names is in the copy.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from lumbung.cli.house import open_house, prepare_database
from lumbung.cli.telling import progress, result, result_json, said, say
from lumbung.vocabulary.problems import Conflict, Invalid
from lumbung.vocabulary.words import Text

LIST = "lumbung-backup.json"
FORMAT = 1
SQLITE_COPY, POSTGRESQL_COPY = "database.sqlite3", "database.dump"
# What belongs to one machine or can be made again. Everything else in LUMBUNG_HOME is kept,
# so that a folder which a later version adds is not forgotten.
LEFT_OUT = {"serving", "tmp", "secret-key", "demo.json", "broken.log"}


class NotEmpty(Conflict):
    """There is something in the way."""

    code = "cli.backup-not-empty"
    message = Text("{folder} tidak kosong.", "{folder} is not empty.")
    hint = Text(
        "Pilih folder yang kosong atau belum ada.", "Choose an empty folder, or one that is not there yet."
    )


class NoBackup(Invalid):
    """The folder holds no backup."""

    code = "cli.no-backup"
    message = Text("{folder} bukan cadangan Lumbung: {why}.", "{folder} is no backup of Lumbung: {why}.")
    hint = Text("Sebutkan folder yang dibuat lumbung backup.", "Name a folder that lumbung backup made.")


class BackupDamaged(Conflict):
    """The backup is not what it was."""

    code = "cli.backup-damaged"
    message = Text(
        "Cadangan ini rusak: {count} berkas hilang atau berubah (mula-mula {first}).",
        "This backup is damaged: {count} files are gone or were changed (first {first}).",
    )
    hint = Text(
        "Tidak ada yang dipulihkan. Pakai cadangan lain.", "Nothing was restored. Use another backup."
    )


class OtherDatabase(Conflict):
    """The backup is of another kind of database."""

    code = "cli.backup-other-database"
    message = Text(
        "Cadangan ini berasal dari {kept}, sedangkan pemasangan ini memakai {ours}.",
        "This backup is of {kept}, but this deployment uses {ours}.",
    )
    hint = Text("Atur LUMBUNG_DATABASE sesuai cadangannya.", "Set LUMBUNG_DATABASE to match the backup.")


class HomeInUse(Conflict):
    """There is a deployment already."""

    code = "cli.home-in-use"
    message = Text("{home} sudah berisi data.", "{home} holds data already.")
    hint = Text(
        "Pulihkan ke LUMBUNG_HOME dan basis data yang kosong.",
        "Restore into an empty LUMBUNG_HOME and database.",
    )


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("backup")(backup)
    app.command("restore")(restore)


Folder = Annotated[Path, typer.Argument(help="Folder cadangan. / The folder of the backup.")]
AsJson = Annotated[bool, typer.Option("--json", help="Satu objek JSON. / One JSON object.")]


def backup(folder: Folder, as_json: AsJson = False) -> None:
    """Salin basis data, kiriman, dan edisi / Copy database, uploads and editions."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmpty(folder=folder)
    open_house()
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from lumbung import __version__
    from lumbung.cli import dumping
    from lumbung.rooms.journal import queries as journal

    home = Path(settings.HOME)
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    (part / "files").mkdir(parents=True)
    with progress(Text("Mencadangkan", "Backing up")) as advance:
        number, digest = journal.head()
        database = part / (SQLITE_COPY if connection.vendor == "sqlite" else POSTGRESQL_COPY)
        dumping.dump(database)
        advance(0.2)
        kept = {database.name: _described(database)}
        files = list(_files_of(home))
        for count, file in enumerate(files, start=1):
            copy = part / "files" / file.relative_to(home)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, copy)
            kept[copy.relative_to(part).as_posix()] = _described(copy)
            advance(0.2 + 0.8 * count / len(files))
    listed = {
        "format": FORMAT,
        "lumbung": __version__,
        "made_at": timezone.now().isoformat(),
        "database": connection.vendor,
        # Taken before the copy: the copy holds at least this line.
        "journal": {"number": number, "hash": digest},
        "files": kept,
    }
    (part / LIST).write_text(json.dumps(listed, indent=1, sort_keys=True), encoding="utf-8")
    _sync_all(part)
    if folder.exists():
        folder.rmdir()
    part.rename(folder)
    size = sum(item["bytes"] for item in kept.values())
    if as_json:
        result_json({"folder": str(folder), "files": len(kept), "bytes": size, "journal": listed["journal"]})
    else:
        much = f"{size / 1e6:.1f} MB"
        told = Text(
            f"{len(kept)} berkas ({much}) dicadangkan ke {folder}; jurnal sampai baris {number}.",
            f"{len(kept)} files ({much}) backed up to {folder}; the journal up to line {number}.",
        )
        result(said(told))
    if (home / "secret-key").exists():
        say(
            Text(
                "Kunci rahasia tidak ikut dicadangkan: setelah pemulihan semua orang masuk lagi.",
                "The secret key is not in the backup: after a restore everybody logs in again.",
            )
        )


def restore(folder: Folder, as_json: AsJson = False) -> None:
    """Pulihkan cadangan ke LUMBUNG_HOME yang kosong / Restore into an empty LUMBUNG_HOME."""
    listed = _listed(folder)
    damaged = _damaged(folder, listed["files"])
    if damaged:
        raise BackupDamaged(count=len(damaged), first=damaged[0])
    open_house()
    from django.conf import settings
    from django.db import connection

    from lumbung.cli import dumping

    home = Path(settings.HOME)
    if listed["database"] != connection.vendor:
        raise OtherDatabase(kept=listed["database"], ours=connection.vendor)
    if any(_files_of(home)) or not dumping.is_empty():
        raise HomeInUse(home=home)
    with progress(Text("Memulihkan", "Restoring")) as advance:
        names = sorted(name for name in listed["files"] if name.startswith("files/"))
        for count, name in enumerate(names, start=1):
            target = home / name.removeprefix("files/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / name, target)
            advance(0.7 * count / len(names))
        _sync_all(home)
        dumping.undump(folder / (SQLITE_COPY if connection.vendor == "sqlite" else POSTGRESQL_COPY))
        advance(0.9)
        prepare_database()  # the backup may be of an older version
        lines = _verified(listed)
    if as_json:
        result_json({"files": len(listed["files"]), "journal_lines": lines})
    else:
        told = Text(
            f"{len(listed['files'])} berkas dipulihkan; jurnal utuh, {lines} baris.",
            f"{len(listed['files'])} files restored; the journal is whole, {lines} lines.",
        )
        result(said(told))


def _verified(listed: dict[str, Any]) -> int:
    """The journal of the restored database holds at least what it held when the copy began."""
    from lumbung.rooms.journal import queries as journal

    anchor = listed["journal"]
    anchors = [(anchor["number"], anchor["hash"])] if anchor["number"] else []
    found = journal.verify(anchors=anchors)
    if not found.whole:
        raise BackupDamaged(count=len(found.breakages), first=found.breakages[0].told.id)
    return found.lines


def _listed(folder: Path) -> dict[str, Any]:
    file = folder / LIST
    try:
        listed = json.loads(file.read_text("utf-8"))
    except OSError as missing:
        raise NoBackup(folder=folder, why=Text(f"tidak ada {LIST}", f"there is no {LIST}")) from missing
    except ValueError as unreadable:
        raise NoBackup(
            folder=folder, why=Text(f"{LIST} tidak terbaca", f"{LIST} cannot be read")
        ) from unreadable
    if not isinstance(listed, dict) or listed.get("format") != FORMAT:
        raise NoBackup(folder=folder, why=Text("formatnya lain", "its format is another one"))
    names = [Path(name) for name in listed["files"]]
    if any(name.is_absolute() or ".." in name.parts for name in names):
        raise NoBackup(folder=folder, why=Text("isinya keluar dari folder", "it points out of its folder"))
    return listed


def _damaged(folder: Path, kept: dict[str, Any]) -> list[str]:
    found = []
    with progress(Text("Memeriksa cadangan", "Checking the backup")) as advance:
        for count, (name, described) in enumerate(sorted(kept.items()), start=1):
            file = folder / name
            if not file.is_file() or _described(file) != described:
                found.append(name)
            advance(count / len(kept))
    return found


def _files_of(home: Path) -> Iterator[Path]:
    """What is kept of a home, without the database and what belongs to one machine."""
    for entry in sorted(home.iterdir()):
        if entry.name in LEFT_OUT or entry.name.startswith(("lumbung.sqlite3", ".")):
            continue
        if entry.is_dir():
            # A name that begins with a point is being written by somebody now.
            yield from (f for f in sorted(entry.rglob("*")) if f.is_file() and not f.name.startswith("."))
        elif entry.is_file():
            yield entry


def _described(file: Path) -> dict[str, Any]:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return {"bytes": file.stat().st_size, "sha256": digest.hexdigest()}


def _sync_all(folder: Path) -> None:
    """Put every file and folder on the disk before anybody is told that it is there."""
    for path in (folder, *folder.rglob("*")):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
