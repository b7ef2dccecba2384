"""``lumbung harvest``: other portals named, looked at and taken in from the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from lumbung.cli.house import open_house
from lumbung.cli.telling import FAILED, FINDINGS, progress, result_json, said, table
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text

app = typer.Typer(help="Himpun data portal lain. / Harvest other portals.", no_args_is_help=True)
Code = Annotated[str, typer.Argument(help="Kode sumber. / Code of the source.")]
AsJson = Annotated[bool, typer.Option("--json", help="Satu objek JSON. / One JSON object.")]


class KindUnknown(Invalid):
    """No kind of source is called so."""

    code = "cli.harvest-kind"
    message = Text("Jenis “{kind}” tidak dikenal.", "The kind “{kind}” is not known.")
    hint = Text("Pilih salah satu: {choices}.", "Choose one of: {choices}.")


@app.command("add")
def add(
    code: Code,
    address: Annotated[str, typer.Option(help="Alamat portal. / Address of the portal.")],
    kind: Annotated[str, typer.Option(help="ckan, dcat, atau lumbung. / ckan, dcat or lumbung.")],
    office: Annotated[str, typer.Option(help="Kode kantor penanggung jawab. / Office that answers.")],
    title: Annotated[str, typer.Option(help="Nama portal. / Name of the portal.")] = "",
    hours: Annotated[int, typer.Option(help="Dibaca setiap berapa jam. / Read every so many hours.")] = 24,
) -> None:
    """Sebut sebuah portal; belum ada yang masuk / Name a portal; nothing comes in yet."""
    open_house()
    from lumbung.rooms.harvest import actions as harvest
    from lumbung.rooms.harvest.queries import Kind
    from lumbung.rooms.people import actions, queries

    if kind not in Kind.values:
        raise KindUnknown(kind=kind, choices=", ".join(Kind.values))
    harvest.add_source(
        code=code,
        title=Text(title or code),
        kind=Kind(kind),
        address=address,
        organisation=queries.organisation(office),
        every_hours=hours,
        actor=actions.operator(),
    )


@app.command("look")
def look(code: Code, as_json: AsJson = False) -> None:
    """Lihat apa yang akan masuk / Look at what would come in."""
    _read(code, as_json=as_json, takes=False)


@app.command("take")
def take(code: Code, as_json: AsJson = False) -> None:
    """Ambil, sekarang dan seterusnya / Take in, now and from now on."""
    _read(code, as_json=as_json, takes=True)


@app.command("list")
def list_sources(as_json: AsJson = False) -> None:
    """Portal yang dibaca, dan kesehatannya / The portals that are read, and their health."""
    open_house()
    from lumbung.rooms.harvest import queries as harvest

    told = []
    for source in harvest.sources():
        health = harvest.health(source)
        told.append(
            {
                "code": source.code,
                "kind": source.kind,
                "address": source.address,
                "taken": source.taken,
                "paused": source.paused,
                "well": health.is_well,
                "failures": health.failures,
                "stale": health.is_stale,
                "last_good": health.last_good,
                "datasets": health.entries,
                "mirrors": health.mirrors,
            }
        )
    if as_json:
        result_json(told)
    else:
        shown = ("code", "kind", "address", "well", "datasets", "mirrors")
        table([Text(name) for name in shown], [[str(one[name]) for name in shown] for one in told])


def _read(code: str, *, as_json: bool, takes: bool) -> None:
    open_house()
    from lumbung.rooms.harvest import actions as harvest
    from lumbung.rooms.harvest import queries
    from lumbung.rooms.people import actions

    act = harvest.take_in if takes else harvest.look
    with progress(Text("Membaca portal", "Reading the portal")):
        run = act(source=queries.source(code), actor=actions.operator(), here=True)
    if run.state != queries.RunState.DONE:
        typer.echo(f"{said(run.told)} {said(run.advice)}".strip() or said(run.station.words), err=True)
        raise typer.Exit(FAILED)
    found = run.result
    if as_json:
        result_json(found)
    else:
        counts = dict(found["counts"]) | {"figures": len(found.get("figures", ()))}
        table([Text("apa", "what"), Text("banyaknya", "count")], [[n, str(c)] for n, c in counts.items()])
    raise typer.Exit(FINDINGS if found["unread"] or found.get("lacking") else 0)
