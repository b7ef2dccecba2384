"""``lumbung datalist``: a year's list comes in from a sheet and goes out as one, for scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lumbung.cli.findings import tell_findings
from lumbung.cli.house import acting, open_house
from lumbung.cli.road import As, AsJson, NoFile
from lumbung.cli.telling import FINDINGS, result, result_json, said
from lumbung.vocabulary.words import Text

app = typer.Typer(help="Daftar Data tahunan. / The yearly data list.", no_args_is_help=True)
Year = Annotated[int, typer.Argument(help="Tahun daftar. / Year of the list.")]
Sheet = Annotated[Path, typer.Argument(help="Lembar Daftar Data (.xlsx, .csv). / A sheet of a data list.")]
Take = Annotated[
    bool, typer.Option("--take", help="Muat bila tanpa kesalahan. / Take it if it has no faults.")
]
Target = Annotated[Path, typer.Option("-o", "--output", help="Berkas .xlsx atau .csv. / The file to write.")]


@app.command("import")
def import_list(year: Year, file: Sheet, as_user: As, take: Take = False, as_json: AsJson = False) -> None:
    """Baca lembar Daftar Data; --take memuatnya / Read a sheet of a data list; --take takes it whole."""
    if not file.is_file():
        raise NoFile(file=file)
    open_house()
    from lumbung.rooms.forum import actions, queries

    actor = acting(as_user)
    waiting = actions.read_list(of=queries.data_list(year), path=file, name=file.name, actor=actor)
    shown = actions.preview(waiting, actor)
    taken = take and not shown.errors
    if taken:
        actions.take_list(waiting=waiting, actor=actor)
    elif take:
        actions.drop_list(waiting=waiting, actor=actor)
    if as_json:
        counts = {"new": len(shown.new), "changed": len(shown.changed), "unchanged": shown.unchanged}
        findings = [one.as_dict() for one in shown.findings]
        result_json({"year": year, "import": waiting.pk, "taken": taken, **counts, "findings": findings})
    else:
        tell_findings(shown.findings)
        new, changed = len(shown.new), len(shown.changed)
        counted = Text(
            f"{new} baru, {changed} diubah, {shown.unchanged} tetap",
            f"{new} new, {changed} changed, {shown.unchanged} unchanged",
        )
        done = Text("dimuat", "taken") if taken else Text("belum dimuat", "not taken")
        result(f"{said(counted)}: {said(done)}")
    if shown.errors:
        raise typer.Exit(FINDINGS)


@app.command("export")
def export_list(year: Year, output: Target) -> None:
    """Tulis daftar sebagai lembar resmi / Write a list as the official sheet, .xlsx or .csv."""
    open_house()
    from lumbung.rooms.forum import queries

    of = queries.data_list(year)
    items = queries.items(of)
    content = queries.written_csv(items) if output.suffix == ".csv" else queries.written_xlsx(items, str(of))
    output.write_bytes(content)
    result(str(output))
