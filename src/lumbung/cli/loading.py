"""``lumbung load``: a pack, or a file of boundaries, comes into the house."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lumbung.cli.house import open_house, prepare_database
from lumbung.cli.telling import FINDINGS, progress, result, result_json, said, say
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    from lumbung.faces.packs import Loaded

BOUNDARIES = Text("batas wilayah", "boundaries")


class NothingThere(Invalid):
    """Neither a pack nor a file of boundaries."""

    code = "cli.nothing-there"
    message = Text("{path} tidak ada.", "There is no {path}.")
    hint = Text(
        "Sebutkan folder sebuah paket, atau berkas batas .geojson.",
        "Name the folder of a pack, or a boundary file .geojson.",
    )


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("load")(load)


def load(
    path: Annotated[
        Path, typer.Argument(help="Folder paket, atau berkas .geojson. / A pack's folder, or .geojson.")
    ],
    source: Annotated[str, typer.Option(help="Asal batas wilayah. / Where boundaries come from.")] = "",
    licence: Annotated[str, typer.Option(help="Lisensi batas wilayah. / Licence of boundaries.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Satu objek JSON. / One JSON object.")] = False,
) -> None:
    """Muat paket atau batas wilayah; boleh diulang / Load a pack or boundaries; may be repeated."""
    if not path.exists():
        raise NothingThere(path=path)
    prepare_database()
    open_house()
    if path.is_file():
        _load_boundaries(path, source, licence, as_json=as_json)
        return
    loaded = load_pack(path)
    if as_json:
        result_json(
            {
                "pack": loaded.pack,
                "version": loaded.version,
                "changed": loaded.any,
                "parts": {part: changes.counts() for part, changes in loaded.changes.items()},
                "notes": [said(note) for note in loaded.notes],
                "stopped": {journey.dataset: said(journey.why) for journey in loaded.stopped},
            }
        )
    else:
        _tell(loaded)
    raise typer.Exit(FINDINGS if loaded.stopped else 0)


def load_pack(folder: Path) -> Loaded:
    """Load a pack as the operator of this machine, with its figures, showing how far it is."""
    from lumbung.faces import packs
    from lumbung.rooms.people import actions as people

    with progress(Text(f"Memuat {folder.name}", f"Loading {folder.name}")) as advance:
        return packs.load_pack(
            folder, actor=people.operator(), progress=lambda done, due: advance(done / max(due, 1))
        )


def _tell(loaded: Loaded) -> None:
    for note in loaded.notes:
        say(note)
    for journey in loaded.stopped:
        say(Text(f"{journey.dataset}: {journey.why.id}", f"{journey.dataset}: {journey.why.said('en')}"))
    name = f"{loaded.pack} {loaded.version}"
    if not loaded.any:
        result(said(Text(f"{name}: tidak ada yang berubah.", f"{name}: nothing changed.")))
        return
    for part, changes in loaded.changes.items():
        if changes.any:
            result(f"{name}: {said(loaded.titles[part])}: {_counted(changes)}")


def _counted(changes: Changes) -> str:
    words = (
        (len(changes.added), Text("ditambahkan", "added")),
        (len(changes.changed), Text("diubah", "changed")),
        (len(changes.retired), Text("tidak berlaku lagi", "retired")),
        (changes.unchanged, Text("tetap", "unchanged")),
    )
    return ", ".join(f"{count} {said(word)}" for count, word in words if count)


def _load_boundaries(file: Path, source: str, licence: str, *, as_json: bool) -> None:
    from lumbung.cli.telling import language
    from lumbung.rooms.people import actions as people
    from lumbung.rooms.standards import actions as standards
    from lumbung.vocabulary.findings import Severity, worst

    changes, findings = standards.load_boundaries(
        file, actor=people.operator(), source=source, licence=licence
    )
    if as_json:
        result_json(
            {
                "parts": {"boundaries": changes.counts()},
                "findings": [item.as_dict(language()) for item in findings],
            }
        )
    else:
        for item in findings:
            say(Text(f"{item.place}: {item.message.id}", f"{item.place}: {item.message.en}"))
        result(f"{said(BOUNDARIES)}: {_counted(changes) or 0}")
    raise typer.Exit(FINDINGS if worst(findings) is Severity.ERROR else 0)
