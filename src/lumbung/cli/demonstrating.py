"""What ``lumbung demo`` adds: packs loaded once, and accounts with one password that is shown."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from lumbung.cli.loading import load_pack
from lumbung.cli.telling import say
from lumbung.vocabulary.words import Text

WORDS = [
    "padi",
    "lesung",
    "ani-ani",
    "bulir",
    "gabah",
    "sekam",
    "alu",
    "tampah",
    "bakul",
    "caping",
    "sawah",
    "pematang",
    "bajak",
    "garu",
    "benih",
    "panen",
    "lumbung",
    "desa",
    "kelir",
    "wayang",
    "gamelan",
    "bonang",
    "saron",
    "kendang",
    "terang",
    "fajar",
    "embun",
    "angin",
    "hujan",
    "sungai",
]


def load_once(folder: Path) -> None:
    """Load a pack unless exactly this content is loaded, with its figures at the end of the road."""
    from lumbung.faces import packs

    if packs.is_loaded(folder):
        return
    say(Text(f"Memuat paket {folder.name} …", f"Loading pack {folder.name} …"))
    loaded = load_pack(folder)
    for journey in loaded.stopped:
        say(Text(f"{journey.dataset}: {journey.why.id}", f"{journey.dataset}: {journey.why.said('en')}"))


def demo_accounts() -> None:
    """Give every account of the packs the demo's password, and say what it is."""
    from django.conf import settings

    from lumbung.rooms.people import actions as people
    from lumbung.rooms.people import queries

    file = Path(settings.HOME) / "demo-password"
    kept = file.read_text("utf-8").strip() if file.exists() else ""
    password = os.environ.get("LUMBUNG_DEMO_PASSWORD") or kept or _made_up()
    accounts = list(queries.users())
    waiting = accounts if password != kept else [a for a in accounts if not a.has_usable_password()]
    if waiting:
        people.set_password(users=waiting, password=password, actor=people.operator())
    if password != kept:
        _keep(file, password)
    say(Text(f"Sandi semua akun demo: {password}", f"The password of all demo accounts: {password}"))
    for duty in queries.Duty:
        held = queries.memberships().filter(user__in=accounts, duty=duty).first()
        if held is not None:
            title = queries.DUTY_TITLES[duty]
            name = held.user.username
            say(Text(f"  {name} – {title.id}", f"  {name} – {title.en}"))


def _made_up() -> str:
    """Four words of the field, joined: easy to read from a screen and to type."""
    return "-".join(secrets.choice(WORDS) for _ in range(4)) + f"-{secrets.randbelow(900) + 100}"


def _keep(file: Path, password: str) -> None:
    """Keep the password for the next start, readable by the owner alone."""
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(password + "\n")
