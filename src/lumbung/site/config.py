"""A deployment's choices: the environment first, then ``lumbung.toml`` in LUMBUNG_HOME.

Secrets come from the environment only; the secret key of a single machine is made once
and kept in LUMBUNG_HOME, readable by its owner alone.
"""

from __future__ import annotations

import os
import secrets
import tomllib
from pathlib import Path
from urllib.parse import unquote, urlsplit


def home() -> Path:
    """The folder of a deployment's data, made when it is not there."""
    folder = Path(os.environ.get("LUMBUNG_HOME", "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def choice(name: str, default: str = "") -> str:
    """A setting by its name: ``LUMBUNG_CITY`` in the environment, ``city`` in lumbung.toml."""
    given = os.environ.get(f"LUMBUNG_{name.upper()}")
    if given is not None:
        return given
    file = home() / "lumbung.toml"
    kept = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    return str(kept.get(name, default))


def secret_key() -> str:
    """The key that signs sessions: from the environment, or made once for this machine."""
    if given := os.environ.get("LUMBUNG_SECRET_KEY"):
        return given
    file = home() / "secret-key"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text("ascii").strip()
    with os.fdopen(handle, "w") as out:
        out.write(key := secrets.token_urlsafe(50))
    return key


def database() -> dict[str, object]:
    """Django's database setting: SQLite in LUMBUNG_HOME, or ``LUMBUNG_DATABASE=postgresql://…``."""
    address = os.environ.get("LUMBUNG_DATABASE", "")
    if address:
        parts = urlsplit(address)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or "") or _socket(parts.query),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home() / "lumbung.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # DEFERRED, the default, loses writers to "database is locked" (see docs/decisions).
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            " PRAGMA busy_timeout=20000; PRAGMA cache_size=-20000;",
        },
    }


def _socket(query: str) -> str:
    for pair in query.split("&"):
        key, _, value = pair.partition("=")
        if key == "host":
            return unquote(value)
    return ""
