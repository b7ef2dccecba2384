"""``lumbung check`` and ``lumbung template``: what a file says, and what to fill in; nothing is kept."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lumbung.cli.findings import counted, tell_findings
from lumbung.cli.house import open_house
from lumbung.cli.road import AsJson, Code, NoFile, period_named
from lumbung.cli.telling import FINDINGS, language, progress, result, said, say
from lumbung.vocabulary.problems import Conflict, Invalid
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    from lumbung.formats.tables.shapes.recipes import Recipe
    from lumbung.rooms.catalog.queries import Dataset
    from lumbung.rooms.collection.queries import Checked
    from lumbung.vocabulary.observations import Observation


class RecipeUnreadable(Invalid):
    """The file holds no recipe."""

    code = "cli.recipe-unreadable"
    message = Text("{file} bukan resep: {reason}.", "{file} is no recipe: {reason}.")
    hint = Text("Pakai resep yang disimpan meja kerja (JSON).", "Use a recipe that the desk has kept (JSON).")


class CannotWrite(Conflict):
    """The file cannot be written there."""

    code = "cli.cannot-write"
    message = Text("{file} tidak dapat ditulis: {reason}.", "{file} cannot be written: {reason}.")
    hint = Text("Periksa folder dan hak tulisnya.", "Check the folder and its rights.")


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("template")(template)
    app.command("check")(check)


def template(
    code: Code,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Berkas .xlsx yang ditulis. / The .xlsx to write.")
    ],
    period: Annotated[str, typer.Option(help="Satu periode saja. / One period only.")] = "",
) -> None:
    """Tulis templat sebuah dataset / Write the template of a dataset."""
    wanted = period_named(period)
    open_house()
    from lumbung.rooms.catalog import queries as catalog
    from lumbung.rooms.collection import actions as collection

    made = io.BytesIO()
    collection.write_template(catalog.dataset(code), made, period=wanted)
    try:
        output.write_bytes(made.getvalue())
    except OSError as refused:
        raise CannotWrite(file=output, reason=refused.strerror or str(refused)) from refused
    result(str(output))


def check(
    file: Annotated[Path, typer.Argument(help="Lembar kerja atau CSV. / A workbook or CSV.")],
    dataset: Annotated[str, typer.Option(help="Kode dataset. / Code of the dataset.")],
    period: Annotated[str, typer.Option(help="Periode, bila berkas tidak menyebutnya. / The period.")] = "",
    recipe: Annotated[
        Path | None, typer.Option(help="Resep susunan (JSON). / A recipe of the layout.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Salinan bertanda .xlsx. / The annotated copy.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Periksa sebuah berkas tanpa mengirimnya / Check a file without sending it."""
    wanted = period_named(period)
    if not file.is_file():
        raise NoFile(file=file)
    given = [_recipe(recipe)] if recipe else []
    open_house()
    from lumbung.rooms.catalog import queries as catalog
    from lumbung.rooms.collection import queries as collection
    from lumbung.vocabulary.findings import Severity, worst

    known = catalog.dataset(dataset)
    with progress(Text(f"Memeriksa {file.name}", f"Checking {file.name}")) as advance:
        checked = collection.check_upload(
            dataset=known, path=file, period=wanted, recipes=given or _kept_recipes(known), progress=advance
        )
    if output is not None:
        _annotate(file, checked, output)
    if as_json:
        _print_json(dataset, checked)
    else:
        tell_findings(checked.findings)
        rows = checked.reading.frame.height
        result(f"{file.name}: {said(Text(f'{rows} baris', f'{rows} rows'))}, {counted(checked.findings)}")
    raise typer.Exit(FINDINGS if worst(checked.findings) is Severity.ERROR else 0)


def _recipe(file: Path) -> Recipe:
    from lumbung.formats.tables.shapes.recipes import Recipe

    try:
        return Recipe.from_dict(json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError, AttributeError) as wrong:
        raise RecipeUnreadable(file=file, reason=wrong) from wrong


def _kept_recipes(dataset: Dataset) -> list[Recipe]:
    """What people have said of the shapes in which this dataset's files came before."""
    from lumbung.formats.tables.shapes.recipes import Recipe
    from lumbung.rooms.collection import queries as collection

    return [Recipe.from_dict(version.recipe) for version in collection.recipes_of(dataset).values()]


def _annotate(file: Path, checked: Checked, output: Path) -> None:
    from lumbung.formats.tables.annotate import annotate

    try:
        annotate(file, checked.findings, output, language())
    except OSError as refused:
        raise CannotWrite(file=output, reason=refused.strerror or str(refused)) from refused
    say(Text(f"Salinan bertanda: {output}", f"Annotated copy: {output}"))


def _print_json(dataset: str, checked: Checked) -> None:
    """The object of surface.md, written by the fastest writer there is: a file may hold a million figures."""
    import orjson

    from lumbung.rooms.collection import queries as collection

    told = {
        "dataset": dataset,
        "rows_read": checked.reading.frame.height,
        "observations": [_as_dict(item) for item in collection.observations(checked)],
        "findings": [item.as_dict(language()) for item in checked.findings],
    }
    sys.stdout.write(orjson.dumps(told, default=str).decode() + "\n")


def _as_dict(item: Observation) -> dict[str, Any]:
    told = {
        "area": item.area,
        "period": item.period,
        "dimensions": item.dimensions,
        "measure": item.measure,
        "value": _number(item.value),
        "unit": item.unit,
        "status": item.status.value,
        "sheet": item.sheet,
        "cell": item.cell,
    }
    return {**told, "note": item.note} if item.note else told


def _number(value: float | int | None) -> float | int | None:
    """A number as the sheet has it: 1956, and not 1956.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
