"""Writes command-line.md, the page of all commands, from the commands themselves.

python docs/reference/make_command_line.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from lumbung.cli.main import app

PAGE = Path(__file__).with_name("command-line.md")

OPENING = """\
# The `lumbung` command

> **Do with a script what the pages do.** You have a shell on the machine (or a cron line) and want to
> check, send, release or read figures, or to look after the deployment. This page is made from the
> commands themselves; do not edit it by hand.

Results are on stdout, progress and remarks on stderr; there is no bar where nobody looks. What cannot be
done is told in one line, with the way to mend it. The words are Indonesian; `LUMBUNG_LANG=en` makes them
English.

| Exit code | Means |
| --- | --- |
| 0 | done |
| 1 | done, but with findings of severity *error* (or: not allowed, not whole, not well) |
| 2 | could not be done |

| From the environment | Means |
| --- | --- |
| `LUMBUNG_HOME` | the folder of the deployment's data, `./var` where it is not set |
| `LUMBUNG_DATABASE` | `postgresql://user:password@host/name`; SQLite in LUMBUNG_HOME where it is not set |
| `LUMBUNG_LANG` | `id` or `en` |
| `LUMBUNG_DEMO_PASSWORD` | the password of the demo's accounts; made up and kept where it is not set |
| `LUMBUNG_PACKS` | the folder with the demo's packs |
| `LUMBUNG_PG_BIN` | the folder of `pg_dump` and `pg_restore`, for backups of PostgreSQL |
| `LUMBUNG_SECRET_KEY` | the key that signs sessions; made once for the machine where it is not set |
| `LUMBUNG_HOSTS`, `LUMBUNG_ORIGINS` | the names the house answers to; the addresses forms may come from |
| `LUMBUNG_TLS` | `yes` behind a server that speaks TLS |
| `LUMBUNG_MAIL` | the mail server, `smtp://user:password@host:587` or `smtps://…`; else files in `outbox` |
| `LUMBUNG_MAIL_FROM`, `LUMBUNG_ADDRESS` | from whom reminders come; the public address of their links |
| `LUMBUNG_HARVEST_NEAR` | hosts of the inner network that may be harvested: `10.1.2.3,portal.intern:8000` |
| `LUMBUNG_TIME_ZONE` | the city's time zone, `Asia/Jakarta` where it is not set |

`--as USER` acts in the name of a person, whose duties decide; whoever may run it on this machine answers
for that.
"""


def page() -> str:
    """The whole page."""
    return "\n".join(
        [OPENING, *(_section(name, command) for name, command in _commands(get_command(app), "lumbung"))]
    )


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    for part, inner in getattr(command, "commands", {}).items():
        if getattr(inner, "commands", None):
            yield from _commands(inner, f"{name} {part}")
        else:
            yield f"{name} {part}", inner


def _section(name: str, command: Any) -> str:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    usage = " ".join([name, *(f"{one.name.upper()}" for one in arguments)])
    lines = [f"## `{usage}`", "", _both(command.help), ""]
    if arguments or options:
        lines += ["| | |", "| --- | --- |"]
        lines += [f"| `{one.name.upper()}` | {_both(one.help)} |" for one in arguments]
        lines += [f"| `{', '.join(_spelt(one))}`{_must(one)} | {_both(one.help)} |" for one in options]
        lines.append("")
    return "\n".join(lines)


def _spelt(option: Any) -> list[str]:
    """How an option is written, its value after it."""
    word = option.metavar or option.opts[0].lstrip("-").upper().replace("-", "_")
    value = "" if option.is_flag else f" {word}"
    return [f"{spelling}{value}" for spelling in option.opts]


def _must(option: Any) -> str:
    return " (needed)" if option.required else ""


def _both(text: str | None) -> str:
    """English first on this page, Indonesian after it: the help has them the other way round."""
    indonesian, _, english = (text or "").strip().partition(" / ")
    return f"{english.strip()} — *{indonesian.strip().rstrip('.')}*" if english else indonesian


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
