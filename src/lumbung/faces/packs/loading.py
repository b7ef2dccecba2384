"""Load a pack: each part goes to its room's door, all of it in one transaction or none.

The figures are not part of that transaction: they travel the road afterwards, as anybody's
figures do (see ``figures.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from lumbung.faces.packs.folder import Pack, digest_of, read_pack
from lumbung.faces.packs.journeys import End, Journey
from lumbung.faces.packs.parts import PARTS
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.journal import queries as journal_lines
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.problems import Conflict
from lumbung.vocabulary.words import Text

FIGURES = Text("angka", "figures")
LOADED, ARRIVED = "packs.loaded", "packs.figures-arrived"
Progress = Callable[[int, int], None]


class PackNeeded(Conflict):
    """Another pack must be loaded first."""

    code = "packs.needed"
    message = Text("Paket {pack} memerlukan paket {needed}.", "Pack {pack} needs pack {needed}.")
    hint = Text(
        "Muat {needed} dahulu: lumbung load …/{needed}", "Load {needed} first: lumbung load …/{needed}"
    )


@dataclass
class Loaded:
    """What a load changed, part by part, and what somebody should know."""

    pack: str
    version: str
    digest: str
    changes: dict[str, Changes] = field(default_factory=dict)
    notes: list[Text] = field(default_factory=list)
    journeys: list[Journey] = field(default_factory=list)

    @property
    def stopped(self) -> list[Journey]:
        """The datasets whose figures did not reach their release."""
        return [journey for journey in self.journeys if journey.end is End.STOPPED]

    @property
    def titles(self) -> dict[str, Text]:
        """What people call each part that was looked at."""
        return {code: PARTS[code].title if code in PARTS else FIGURES for code in self.changes}

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return any(changes.any for changes in self.changes.values())


def is_loaded(folder: Path) -> bool:
    """Whether exactly this content was the last that was loaded, and its figures have all arrived."""
    digest = digest_of(folder)
    wanted = ARRIVED if any((folder / "figures").glob("*.csv")) else LOADED
    return any(entry.facts.get("digest") == digest for entry in _last(wanted).values())


def _last(verb: str) -> dict[str, Any]:
    """The last line of a verb about each pack."""
    return {entry.subject: entry for entry in journal_lines.entries(verb=verb)}


def load_pack(folder: Path, *, actor: User, progress: Progress | None = None) -> Loaded:
    """Load a pack and let its figures travel; run again, it goes on where it stopped.

    ``progress`` is told how many datasets' figures have arrived, of how many.
    """
    pack = read_pack(folder)
    loaded = load_definitions(pack, actor=actor)
    if "datasets" in loaded.changes and loaded.changes["datasets"].any:
        from lumbung.rooms.collection import actions as collection

        collection.lay_out_calendar()  # what is due is told at once, not at the worker's next round
    if pack.figures:
        # Sending needs the whole road, which a pack without figures does not.
        from lumbung.faces.packs.figures import send_all

        loaded.journeys = send_all(pack, progress=progress)
        loaded.changes["figures"] = Changes(
            added=tuple(item.dataset for item in loaded.journeys if item.end is End.RELEASED),
            unchanged=sum(item.end is End.UNCHANGED for item in loaded.journeys),
        )
        if not loaded.stopped and not is_loaded(folder):
            with transaction.atomic():
                facts = {"digest": pack.digest, "datasets": len(loaded.journeys)}
                journal.record(ARRIVED, subject=("pack", pack.head.code), actor=actor, facts=facts)
    return loaded


def load_definitions(pack: Pack, *, actor: User) -> Loaded:
    """Pass everything but the figures to the rooms' doors; a second time it changes nothing."""
    before = _last(LOADED)
    for needed in pack.head.needs:
        if needed not in before:
            raise PackNeeded(pack=pack.head.code, needed=needed)
    loaded = Loaded(pack.head.code, pack.head.version, pack.digest)
    with transaction.atomic():
        for code, part in PARTS.items():
            changes = part.load(pack, actor, loaded.notes)
            if changes.any or changes.unchanged:
                loaded.changes[code] = changes
        last = before.get(pack.head.code)
        if loaded.any or last is None or last.facts.get("digest") != pack.digest:
            journal.record(
                LOADED,
                subject=("pack", pack.head.code),
                actor=actor,
                facts={
                    "version": pack.head.version,
                    "digest": pack.digest,
                    "simulated": pack.head.simulated,
                    "counts": {part: changes.counts() for part, changes in loaded.changes.items()},
                },
            )
    return loaded
