"""What ``lumbung demo`` adds: packs loaded once, and accounts with one password that is shown.

What was done is remembered in LUMBUNG_HOME (``demo.json``, readable by its owner alone), so that the
next start opens the house at once.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from lumbung.cli.loading import load_pack
from lumbung.cli.telling import said, say
from lumbung.vocabulary.words import Text

WORDS = (
    "padi", "lesung", "bulir", "gabah", "sekam", "alu", "tampah", "bakul",
    "caping", "sawah", "pematang", "bajak", "garu", "benih", "panen", "lumbung",
    "desa", "kelir", "wayang", "gamelan", "bonang", "saron", "kendang", "terang",
    "fajar", "embun", "angin", "hujan", "sungai", "kebun", "ladang",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demonstrated:
    """What a demo has set up: of which files, and who may log in with what."""

    files: str
    password: str
    accounts: dict[str, dict[str, str]]  # user name -> the duty in words


def demonstrate(packs: Sequence[Path]) -> bool:
    """Load the packs with their figures, give the accounts a password, and say who may log in.

    Whether there was anything to do.
    """
    files, before = _fingerprint(packs), _remembered()
    wanted = os.environ.get("LUMBUNG_DEMO_PASSWORD") or (before.password if before else "")
    is_new = before is None or (before.files, before.password) != (files, wanted)
    if before is None or is_new:
        from lumbung.cli.house import open_house

        open_house()
        arrived = [_load_once(folder) for folder in packs]
        password = wanted or _made_up()
        accounts = _give_password(password)
        before = Demonstrated(files if all(arrived) else "", password, accounts)
        _remember(before)
    say(
        Text(f"Sandi semua akun demo: {before.password}", f"Password of all demo accounts: {before.password}")
    )
    for username, duty in before.accounts.items():
        say(Text(f"  {username} – {said(Text(**duty))}"))
    return is_new


def forget_demonstration() -> None:
    """Look again at everything: the database is another one, or an older one that was migrated."""
    _file().unlink(missing_ok=True)


def _load_once(folder: Path) -> bool:
    """Load a pack unless its content is loaded; whether all its figures have arrived."""
    from lumbung.faces import packs

    if packs.is_loaded(folder):
        return True
    say(Text(f"Memuat paket {folder.name} …", f"Loading pack {folder.name} …"))
    loaded = load_pack(folder)
    for journey in loaded.stopped:
        say(Text(f"{journey.dataset}: {journey.why.id}", f"{journey.dataset}: {journey.why.said('en')}"))
    return not loaded.stopped


def _give_password(password: str) -> dict[str, dict[str, str]]:
    """Let every account of the packs in with one password; an account for each duty, to be shown."""
    from lumbung.rooms.people import actions as people
    from lumbung.rooms.people import queries

    accounts = list(queries.users())
    people.set_password(users=accounts, password=password, actor=people.operator())
    shown = {}
    for duty in queries.Duty:
        held = queries.memberships().filter(user__in=accounts, duty=duty).first()
        if held is not None:
            shown[held.user.username] = queries.DUTY_TITLES[duty].as_dict()
    return shown


def _made_up() -> str:
    """Four words of the field, joined: easy to read from a screen and to type."""
    return "-".join(secrets.choice(WORDS) for _ in range(4)) + f"-{secrets.randbelow(900) + 100}"


def _fingerprint(packs: Sequence[Path]) -> str:
    """Which files, of which size and time, were loaded: enough to see that nothing was touched."""
    import hashlib

    found = hashlib.sha256()
    for file in sorted(file for folder in packs for file in folder.rglob("*") if file.is_file()):
        about = file.stat()
        found.update(f"{file}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _file() -> Path:
    from django.conf import settings

    return Path(settings.HOME) / "demo.json"


def _remembered() -> Demonstrated | None:
    """What an earlier start has set up; none where its note is gone or cannot be read."""
    try:
        return Demonstrated(**json.loads(_file().read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _remember(done: Demonstrated) -> None:
    file = _file()
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(asdict(done), out)
