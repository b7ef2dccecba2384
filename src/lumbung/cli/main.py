"""The ``lumbung`` command and its commands; each stands in a module of its own."""

from __future__ import annotations

import os
import secrets
import sys
import traceback
from pathlib import Path

import typer

from lumbung.cli import (
    backing_up,
    checking,
    datalist,
    doctor,
    harvesting,
    journal,
    loading,
    people,
    reading,
    road,
    serving,
)
from lumbung.cli.house import HouseNotReady
from lumbung.cli.telling import DONE, FAILED, STOPPED, say, tell_problem
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

app = typer.Typer(
    name="lumbung",
    help="Lumbung: lumbung angka sebuah kota. / The granary of a city's statistics.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (serving, loading, checking, road, reading, doctor, backing_up, people):
    module.add_to(app)
app.add_typer(datalist.app, name="datalist")
app.add_typer(journal.app, name="journal")
app.add_typer(harvesting.app, name="harvest")


def main() -> None:
    """Run the command of this process."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command; its exit code. Whatever goes wrong is told in a line, never as a trace."""
    try:
        app(args=arguments, prog_name="lumbung")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else DONE
    except Problem as problem:
        tell_problem(problem)
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:  # the reader of our output has gone: `lumbung query … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as broken:  # noqa: BLE001  # the last line of defence: words on the screen, the trace in the log
        _tell_broken(broken)
    return FAILED


def _tell_broken(broken: Exception) -> None:
    """Tell what broke; a database without its tables is the one thing a person can mend."""
    home = os.environ.get("LUMBUNG_HOME", "var")
    if type(broken).__module__.startswith("django.db") and "no such table" in str(broken).lower():
        tell_problem(HouseNotReady(home=home))
        return
    if type(broken).__name__ == "ProgrammingError" and "does not exist" in str(broken):
        tell_problem(HouseNotReady(home=home))
        return
    number = secrets.token_hex(4)
    log = Path(home) / "broken.log"
    kept = _written(log, number, broken)
    kind = type(broken).__name__
    say(
        Text(
            f"Ada yang rusak di dalam program ({kind}). Nomor {number}; jejaknya di {kept}.",
            f"Something broke inside the program ({kind}). Number {number}; its trace is in {kept}.",
        )
    )


def _written(log: Path, number: str, broken: Exception) -> str:
    trace = "".join(traceback.format_exception(broken))
    try:
        with log.open("a", encoding="utf-8") as out:
            out.write(f"--- {number}\n{trace}\n")
    except OSError as unwritable:
        return f"– ({unwritable.strerror})"
    return str(log)


if __name__ == "__main__":
    main()
