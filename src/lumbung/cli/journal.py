"""``lumbung journal``: whether the chain is whole, and what it holds."""

from __future__ import annotations

from typing import Annotated

import typer

from lumbung.cli.house import open_house
from lumbung.cli.telling import FINDINGS, progress, result, result_json, said, table
from lumbung.vocabulary.words import Text

app = typer.Typer(
    help="Jurnal: semua tindakan, berantai. / The journal: every act, chained.", no_args_is_help=True
)


@app.command("verify")
def verify(
    as_json: Annotated[bool, typer.Option("--json", help="Satu objek JSON. / One JSON object.")] = False,
) -> None:
    """Telusuri seluruh rantai jurnal / Walk the whole chain and say where it is broken."""
    open_house()
    from lumbung.rooms.catalog import queries as catalog
    from lumbung.rooms.journal import queries

    with progress(Text("Menelusuri jurnal", "Walking the journal")) as advance:
        found = queries.verify(
            lambda done, due: advance(done / max(due, 1)), anchors=catalog.journal_anchors()
        )
    if as_json:
        result_json(
            {
                "whole": found.whole,
                "lines": found.lines,
                "hash": found.hash,
                "breakages": [
                    {"kind": item.kind.value, "number": item.number, "message": said(item.told)}
                    for item in found.breakages
                ],
                "more": found.more,
            }
        )
    elif found.whole:
        result(
            said(
                Text(
                    f"Jurnal utuh: {found.lines} baris, hash terakhir {found.hash}.",
                    f"The journal is whole: {found.lines} lines, last hash {found.hash}.",
                )
            )
        )
    else:
        for item in found.breakages:
            result(said(item.told))
        if found.more:
            result(said(Text(f"… dan {found.more} lagi.", f"… and {found.more} more.")))
    raise typer.Exit(0 if found.whole else FINDINGS)


@app.command("show")
def show(
    dataset: Annotated[str, typer.Option(help="Hanya dataset ini. / Only this dataset.")] = "",
    verb: Annotated[str, typer.Option(help="Hanya tindakan ini. / Only this act.")] = "",
    last: Annotated[int, typer.Option(help="Berapa baris terakhir. / How many of the last lines.")] = 20,
    as_json: Annotated[
        bool, typer.Option("--json", help="Satu baris JSON tiap tindakan. / A line of JSON each.")
    ] = False,
) -> None:
    """Tampilkan baris terakhir jurnal / Show the last lines of the journal."""
    open_house()
    from lumbung.rooms.journal import queries

    lines = list(queries.entries(dataset=dataset, verb=verb).order_by("-number")[:last])[::-1]
    if as_json:
        for line in lines:
            result_json(
                {
                    "number": line.number,
                    "at": line.at.isoformat(),
                    "verb": line.verb,
                    "actor": line.actor_name,
                    "subject": [line.subject_kind, line.subject],
                    "dataset": line.dataset,
                    "reason": line.reason,
                    "facts": line.facts,
                    "hash": line.hash,
                }
            )
        return
    headings = [
        Text("Nomor", "Number"),
        Text("Saat", "When"),
        Text("Tindakan", "Act"),
        Text("Oleh", "By"),
        Text("Atas", "On"),
    ]
    table(
        headings,
        [
            [
                str(line.number),
                f"{line.at:%Y-%m-%d %H:%M:%S}",
                line.verb,
                line.actor_name or "–",
                line.subject,
            ]
            for line in lines
        ],
    )
