"""Mail: one letter to one address, by the server that the deployment names, or else kept as a file.

``LUMBUNG_MAIL=smtp://user:password@host:587`` sends (``smtps://`` where the line is encrypted from
the start); without it every letter is a file under LUMBUNG_HOME/outbox, which a mail program
opens. A letter that was surely not taken is told apart from one of which nobody knows.
"""

from __future__ import annotations

import os
import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from enum import StrEnum
from pathlib import Path
from typing import ClassVar
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings

from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

TIMEOUT = 30.0  # seconds that a mail server may keep us waiting
PORTS = {"smtp": 25, "smtps": 465}
NEAR = frozenset({"localhost", "127.0.0.1", "::1"})
PERMANENT = range(500, 600)


class NotSent(Problem):
    """The server did not take the letter; it may be tried again unless ``for_good``."""

    code = "mail.not-sent"
    message = Text("Surel tidak terkirim: {why}", "The mail was not sent: {why}")
    hint = Text("Periksa LUMBUNG_MAIL dan alamatnya.", "Check LUMBUNG_MAIL and the address.")
    http_status: ClassVar[int] = 502

    def __init__(self, *, why: object, for_good: bool = False) -> None:
        super().__init__(why=str(why)[:500])
        self.for_good = for_good


class PerhapsSent(Problem):
    """The line broke after the letter was handed over: nobody knows whether it arrived."""

    code = "mail.perhaps-sent"
    message = Text(
        "Tidak pasti apakah surel terkirim: {why}", "It is uncertain whether the mail was sent: {why}"
    )
    http_status: ClassVar[int] = 502


class Way(StrEnum):
    """What became of a letter."""

    SENT = "sent"
    KEPT = "kept"  # as a file, because no server is named


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in plain text and in simple HTML."""

    name: str  # unlike any other: stands in its Message-ID and names its file
    to: str
    subject: str
    text: str
    html: str
    stop: str = ""  # the address at which its reader can stop such letters


def send(letter: Letter) -> Way:
    """Send a letter, or keep it where no server is named."""
    message = written(letter)
    server = address()
    if server is None:
        _keep(letter, message)
        return Way.KEPT
    _hand_over(server, letter, message)
    return Way.SENT


def address() -> SplitResult | None:
    """The mail server of this deployment; none where letters are kept."""
    if not settings.MAIL:
        return None
    parts = urlsplit(settings.MAIL)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in PORTS or not parts.hostname or port == -1:
        raise NotSent(why="LUMBUNG_MAIL: smtp://user:password@host:port")
    return parts


def outbox() -> Path:
    """The folder in which letters are kept that no server takes."""
    return Path(settings.HOME) / "outbox"


def greet() -> None:
    """See whether the mail server answers and lets us in; raises what is wrong."""
    server = address()
    if server is not None:
        with suppress(smtplib.SMTPException, OSError):  # it answered; how it says goodbye does not matter
            _connected(server).quit()


def written(letter: Letter) -> EmailMessage:
    """The letter as it goes over the line."""
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    message = EmailMessage()
    try:
        message["From"] = settings.MAIL_FROM
        message["To"] = letter.to
        message["Subject"] = re.sub(r"\s+", " ", letter.subject).strip()
    except ValueError as fault:
        raise NotSent(why=fault, for_good=True) from fault
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = f"<{letter.name}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "id"
    if letter.stop:
        message["List-Unsubscribe"] = f"<{letter.stop}>"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def _keep(letter: Letter, message: EmailMessage) -> None:
    folder = outbox()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{letter.name}.eml"
    beside = file.with_suffix(".part")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(message.as_bytes())
        out.flush()
        os.fsync(out.fileno())
    beside.rename(file)


def _hand_over(server: SplitResult, letter: Letter, message: EmailMessage) -> None:
    line = _connected(server)
    try:
        try:
            _accepted(line.mail(settings.MAIL_FROM))
            _accepted(line.rcpt(letter.to))
        except (smtplib.SMTPException, OSError) as fault:
            raise NotSent(why=fault) from fault
        try:
            code, said = line.data(message.as_bytes())
        except smtplib.SMTPDataError as fault:  # refused before the letter itself went over the line
            raise NotSent(why=fault, for_good=fault.smtp_code in PERMANENT) from fault
        except (smtplib.SMTPException, OSError) as fault:
            raise PerhapsSent(why=fault) from fault
        _accepted((code, said))
    finally:
        with suppress(smtplib.SMTPException, OSError):  # taken or refused, that is decided by now
            line.quit()


def _connected(server: SplitResult) -> smtplib.SMTP:
    """A line to the mail server on which letters may be handed over."""
    host, port = server.hostname or "", server.port or PORTS[server.scheme]
    safe = ssl.create_default_context()
    try:
        if server.scheme == "smtps":
            line: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=safe)
        else:
            line = smtplib.SMTP(host, port, timeout=TIMEOUT)
    except (smtplib.SMTPException, OSError) as fault:
        raise NotSent(why=fault) from fault
    try:
        line.ehlo_or_helo_if_needed()
        if line.has_extn("starttls"):
            line.starttls(context=safe)
        elif server.username and server.scheme == "smtp" and host not in NEAR:
            raise NotSent(why=f"{host} offers no encryption (STARTTLS) for the password")
        if server.username:
            line.login(unquote(server.username), unquote(server.password or ""))
    except (smtplib.SMTPException, OSError) as fault:
        line.close()
        raise NotSent(why=fault) from fault
    except NotSent:
        line.close()
        raise
    return line


def _accepted(answer: tuple[int, bytes]) -> None:
    code, said = answer
    if not 200 <= code < 300:
        told = said.decode("utf-8", "replace")
        raise NotSent(why=f"{code} {told}", for_good=code in PERMANENT)
