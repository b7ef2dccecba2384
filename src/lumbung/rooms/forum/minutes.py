"""The minutes (*berita acara*) of a meeting of the Forum, as a document to be signed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lumbung.kit.said import date
from lumbung.rooms.forum import queries
from lumbung.rooms.forum.models import Meeting
from lumbung.rooms.forum.states import Role
from lumbung.vocabulary.words import Text

MOST_ITEMS = 300
"""So many items of one decision are named; of more, the list itself is the annex."""


def minutes(meeting: Meeting, *, names: bool, language: str = "id") -> bytes:
    """The minutes as a PDF: what, who by office, what was decided and why, room for signatures.

    ``names`` is for staff only: without it no person is named.
    """
    import lumbung.formats.print as paper  # Typst is heavy, and few pages print

    def said(indonesian: str, english: str) -> str:
        return Text(indonesian, english).said(language)

    title = said("Berita acara ", "Minutes of ") + meeting.title
    parts: list[Any] = []
    if meeting.simulated:
        parts.append(
            paper.Paragraph(
                said(
                    "SIMULASI: rapat ini tidak pernah berlangsung; ditulis untuk mencoba aplikasi.",
                    "SIMULATED: this meeting never took place; it was written to try the software.",
                )
            )
        )
    facts = [
        (said("Daftar Data", "Data list"), str(meeting.data_list.year)),
        (said("Tanggal", "Date"), date(meeting.held_on)),
        (said("Tempat", "Place"), meeting.place or "–"),
    ]
    parts.append(paper.Facts(tuple(facts)))
    for heading, words in (
        (said("Acara", "Agenda"), meeting.agenda),
        (said("Jalannya rapat", "Account"), meeting.account),
    ):
        if words:
            parts += [paper.Heading(heading), *(paper.Paragraph(line) for line in words.splitlines() if line)]
    parts += [paper.Heading(said("Kehadiran", "Attendance")), _attendance(meeting, paper, names, language)]
    parts.append(paper.Heading(said("Keputusan", "Decisions")))
    parts += list(_decisions(meeting, paper, language))
    parts.append(
        paper.Signature(
            (
                said("Koordinator Forum Satu Data", "Coordinator of the Forum"),
                said("Walidata", "Data steward"),
                said("Pembina data", "Data supervisor"),
            )
        )
    )
    return paper.document(title, tuple(parts), language)


def _attendance(meeting: Meeting, paper: Any, names: bool, language: str) -> Any:
    rows = meeting.attendance.select_related("organisation")
    if not rows:
        return paper.Paragraph(Text("Belum dicatat.", "Not recorded yet.").said(language))
    heads = [Text("No", "No"), Text("Instansi", "Office"), Text("Peran", "Role"), Text("Jabatan", "Position")]
    if names:
        heads.append(Text("Nama", "Name"))
    return paper.Grid(
        tuple(head.said(language) for head in heads),
        tuple(
            (
                str(number),
                one.organisation.name.said(language),
                Role(one.role).title.said(language),
                one.office or "–",
                *((one.person or "–",) if names else ()),
            )
            for number, one in enumerate(rows, start=1)
        ),
    )


def _decisions(meeting: Meeting, paper: Any, language: str) -> Iterator[Any]:
    found = list(queries.decisions(meeting=meeting))
    if not found:
        yield paper.Paragraph(Text("Belum ada keputusan.", "No decisions yet.").said(language))
    for number, one in enumerate(found, start=1):
        yield paper.Heading(f"{number}. {one.about.title.said(language).capitalize()}", 2)
        yield paper.Paragraph(f"{one.words} ({queries.decided_how(one).said(language)})")
        if one.reason:
            yield paper.Paragraph(Text("Alasan: ", "Reason: ").said(language) + one.reason)
        about = list(one.items.select_related("producer")[: MOST_ITEMS + 1])
        if about:
            yield paper.Grid(
                ("ID DDD", "Nama Data", "Produsen Data"),
                tuple((item.code, item.title, item.producer.name.id) for item in about[:MOST_ITEMS]),
            )
        if len(about) > MOST_ITEMS:
            yield paper.Paragraph(
                Text("Selebihnya ada pada Daftar Data.", "The rest stands in the data list.").said(language)
            )
