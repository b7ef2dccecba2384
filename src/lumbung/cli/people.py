"""``lumbung why`` and ``lumbung person``: who may do what and why; passwords and keys."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lumbung.cli.house import acting, open_house
from lumbung.cli.telling import FINDINGS, result, result_json, said, say
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text

person = typer.Typer(help="Akun: sandi dan kunci. / Accounts: passwords and keys.", no_args_is_help=True)


class VerbUnknown(Invalid):
    """No permission is called so."""

    code = "cli.verb-unknown"
    message = Text("“{verb}” bukan tindakan yang dikenal.", "“{verb}” is no known act.")
    hint = Text("Pilih salah satu: {choices}.", "Choose one of: {choices}.")


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("why")(why)
    app.add_typer(person, name="person")


def why(
    user: Annotated[str, typer.Argument(help="Nama pengguna. / User name.")],
    verb: Annotated[str, typer.Argument(help="Tindakan, misalnya release. / The act, e.g. release.")],
    on: Annotated[str, typer.Option(help="Kode organisasi. / Code of an organisation.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Satu objek JSON. / One JSON object.")] = False,
) -> None:
    """Jelaskan mengapa seseorang boleh atau tidak boleh / Say why somebody may or may not."""
    open_house()
    from lumbung.rooms.people import queries as people

    if verb not in list(people.Permission):
        raise VerbUnknown(verb=verb, choices=", ".join(people.Permission))
    office = people.organisation(on) if on else None
    verdict = people.explain(acting(user), people.Permission(verb), on=office)
    if as_json:
        by = verdict.by
        result_json(
            {
                "allowed": verdict.allowed,
                "reason": said(verdict.reason),
                "duty": by.duty if by else None,
                "organisation": by.organisation.code if by else None,
            }
        )
    else:
        result(said(verdict.reason))
    raise typer.Exit(0 if verdict.allowed else FINDINGS)


@person.command("password")
def password(user: Annotated[str, typer.Argument(help="Nama pengguna. / User name.")]) -> None:
    """Tetapkan sandi: diketik, atau dari stdin / Set a password: typed, or from stdin."""
    open_house()
    from lumbung.rooms.people import actions as people

    whom = acting(user)
    if sys.stdin.isatty():
        given = typer.prompt(
            said(Text("Sandi baru", "New password")), hide_input=True, confirmation_prompt=True
        )
    else:
        given = sys.stdin.readline().rstrip("\n")
    people.set_password(users=[whom], password=given, actor=people.operator())
    say(Text(f"Sandi {user} sudah ditetapkan.", f"The password of {user} is set."))


@person.command("token")
def token(
    user: Annotated[str, typer.Argument(help="Nama pengguna. / User name.")],
    label: Annotated[str, typer.Option(help="Untuk program apa. / For which program.")],
    days: Annotated[int, typer.Option(help="Berlaku berapa hari. / Valid for how many days.")] = 365,
) -> None:
    """Buat kunci API; hanya ditampilkan sekali / Make an API key; it is shown this once."""
    open_house()
    from lumbung.rooms.people import actions as people

    result(people.issue_token(user=acting(user), label=label, days=days, actor=people.operator()))
    say(
        Text(
            "Simpan kunci ini sekarang: ia tidak dapat ditampilkan lagi.",
            "Keep this key now: it cannot be shown again.",
        )
    )
