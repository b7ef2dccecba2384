"""``lumbung query``: released figures on stdout or in a file, by the one road for reading."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from lumbung.cli.checking import CannotWrite
from lumbung.cli.house import acting, open_house
from lumbung.cli.road import Code
from lumbung.cli.telling import language
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text

BINARY = ("xlsx", "parquet")


class NoCondition(Invalid):
    """A condition that is no name and value."""

    code = "cli.no-condition"
    message = Text("“{text}” bukan syarat.", "“{text}” is no condition.")
    hint = Text("Tulis nama=nilai, misalnya area=35.72.01.", "Write name=value, for example area=35.72.01.")


class NotForTheScreen(Invalid):
    """A format that a terminal cannot show."""

    code = "cli.not-for-the-screen"
    message = Text("{format} tidak dapat ditampilkan di layar.", "{format} cannot be shown on the screen.")
    hint = Text("Sebutkan berkasnya: -o NAMA.{format}", "Name a file: -o NAME.{format}")


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("query")(query)


def query(
    code: Code,
    where: Annotated[
        list[str] | None, typer.Option(help="Syarat nama=a,b; boleh diulang. / Condition.")
    ] = None,
    by: Annotated[str, typer.Option(help="Kolom yang dirinci, sisanya dijumlah. / Columns to keep.")] = "",
    roll_up: Annotated[
        str, typer.Option(help="Naikkan wilayah ke jenjang ini. / Lift areas to this level.")
    ] = "",
    as_of: Annotated[
        str, typer.Option(help="Seperti yang terbit pada hari itu. / As public on that day.")
    ] = "",
    form: Annotated[
        str,
        typer.Option(
            "--format",
            help="csv, json, jsonl, jsonstat, parquet, sdmx-csv, xlsx. / The format.",
        ),
    ] = "csv",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Berkas hasil. / The file to write.")
    ] = None,
    as_user: Annotated[
        str, typer.Option("--as", metavar="USER", help="Atas nama siapa. / In whose name.")
    ] = "",
) -> None:
    """Baca angka yang sudah dirilis / Read released figures."""
    given = _conditions(where or [])
    for name, word in (("by", by), ("roll_up", roll_up), ("as_of", as_of)):
        if word:
            given[name] = [word]
    if form in BINARY and output is None and sys.stdout.isatty():
        raise NotForTheScreen(format=form)
    open_house()
    from lumbung.rooms.query import queries

    reader = acting(as_user) if as_user else None
    asked = queries.question(code, given)
    if form == "json":
        from lumbung.faces.api.v1.bodies import as_json

        # The body that the API gives; without pages, since nothing has to travel.
        _write([as_json(queries.answer(asked, reader=reader)), b"\n"], output)
    elif form == "sdmx-csv":
        from lumbung.faces.api.sdmx.exporting import exported

        _write(exported(asked, reader=reader), output)
    else:
        _write(queries.export(asked, form, reader=reader, language=language()).chunks, output)


def _conditions(written: Iterable[str]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for text in written:
        name, equals, words = text.partition("=")
        if not (equals and name.strip()):
            raise NoCondition(text=text)
        given.setdefault(name.strip(), []).append(words)
    return given


def _write(chunks: Iterable[bytes], output: Path | None) -> None:
    """Stream to the file, or to stdout."""
    try:
        with nullcontext(sys.stdout.buffer) if output is None else output.open("wb") as out:
            for chunk in chunks:
                out.write(chunk)
            out.flush()
    except BrokenPipeError:
        raise
    except OSError as refused:
        raise CannotWrite(file=output or "stdout", reason=refused.strerror or str(refused)) from refused
