"""The one letter of a day: Indonesian, a line of English, plain text and simple HTML.

It names datasets, periods and offices, never a person, and every line leads to its page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from lumbung.kit.house import house
from lumbung.kit.language import speaking
from lumbung.rooms.collection.reminders.things import Recipient, Section, Thing

LINES_A_SECTION = 30


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it was composed."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a letter: its lines, and how many more there are."""

    section: Section
    lines: tuple[Thing, ...]
    more: int


def compose(recipient: Recipient, told: Sequence[Thing]) -> Written:
    """Write a letter about these things, which stand in the order of their sections."""
    parts = []
    for section, group in groupby(told, key=lambda thing: thing.section):
        ones = tuple(group)
        parts.append(Part(section, ones[:LINES_A_SECTION], max(0, len(ones) - LINES_A_SECTION)))
    counts = {part.section: len(part.lines) + part.more for part in parts}
    context = {
        "house": house().name,
        "name": str(recipient.user) if recipient.user else "",
        "office": recipient.office,
        "parts": parts,
        "base": settings.PUBLIC_ADDRESS,
        "desk": settings.PUBLIC_ADDRESS + settings.LOGIN_REDIRECT_URL,
        "choices": stop_address(recipient),
        "english": ", ".join(f"{number} {section.title.en.lower()}" for section, number in counts.items()),
    }
    first = ", ".join(f"{number} {section.title.id.lower()}" for section, number in counts.items())
    with speaking("id"):
        return Written(
            subject=f"{house().name}: {first}"[:200],
            text=_plain(context, parts),
            html=render_to_string("collection/digest.jinja", context),
        )


def stop_address(recipient: Recipient) -> str:
    """The page on which a person chooses how often mail comes; a mailbox of an office has none."""
    return settings.PUBLIC_ADDRESS + reverse("collection:notices") if recipient.user else ""


def _plain(context: Mapping[str, object], parts: Sequence[Part]) -> str:
    greeting = f"Yth. {context['name']}," if context["name"] else f"Yth. Pimpinan {context['office']},"
    lines = [greeting, "", f"Ini yang menunggu Anda di {context['house']}:", ""]
    for part in parts:
        lines += [f"{part.section.title.id} ({len(part.lines) + part.more})", ""]
        for thing in part.lines:
            about = f"{thing.title.id}: {thing.words.id}" if thing.words else thing.title.id
            lines += [f"- {about}", f"  {context['base']}{thing.path}"]
        if part.more:
            lines.append(f"- dan {part.more} lainnya: {context['desk']}")
        lines.append("")
    lines += [f"Semuanya ada di meja Anda: {context['desk']}", ""]
    lines += [f"In English: {context['english']}. See {context['desk']}", "", "--"]
    if context["choices"]:
        lines.append(f"Paling banyak satu surel sehari. Atur atau hentikan: {context['choices']}")
    else:
        lines.append("Paling banyak satu surel sehari. Untuk mengganti alamat ini, hubungi walidata.")
    return "\n".join(lines) + "\n"
