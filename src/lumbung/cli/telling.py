"""What the command line says: progress and problems on stderr, results on stdout.

The language is Indonesian unless ``LUMBUNG_LANG=en``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Language, Text

DONE, FINDINGS, FAILED, STOPPED = 0, 1, 2, 130  # exit codes, declared in docs/reference/command-line.md

Advance = Callable[[float], None]


def language() -> Language:
    """The language of this terminal."""
    return "en" if os.environ.get("LUMBUNG_LANG", "id").lower().startswith("en") else "id"


def said(words: Text) -> str:
    """Words in the language of this terminal."""
    return words.said(language())


def say(words: Text) -> None:
    """A remark for a person, on stderr."""
    typer.echo(said(words), err=True)


def result(text: str) -> None:
    """A result, on stdout."""
    typer.echo(text)


def result_json(value: Any) -> None:
    """A result as one JSON value, on stdout."""
    json.dump(value, sys.stdout, ensure_ascii=False, default=str)
    sys.stdout.write("\n")


def tell_problem(problem: Problem) -> None:
    """A problem: what cannot be done, and what to do about it."""
    typer.echo(said(problem.told), err=True)
    if problem.advice:
        typer.echo(said(problem.advice), err=True)


def table(columns: list[Text], rows: list[list[str]]) -> None:
    """Rows under headings, on stdout; plain columns where a program reads."""
    if not sys.stdout.isatty():
        for row in rows:
            typer.echo("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table

    shown = Table(*(said(column) for column in columns), box=None, header_style="bold")
    for row in rows:
        shown.add_row(*row)
    Console().print(shown)


@contextmanager
def progress(what: Text) -> Iterator[Advance]:
    """A bar on stderr while something lasts; call with the share that is done, from 0 to 1.

    Where nobody looks (a pipe, a log) there is no bar.
    """
    if not sys.stderr.isatty():
        yield lambda _share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task(said(what), total=1.0)
        yield lambda share: bars.update(bar, completed=share)
