"""Accessibility: who may read the figures, in which forms, and whether their meaning stands beside them."""

from __future__ import annotations

from collections.abc import Iterator

from lumbung.rooms.metadata import queries as metadata
from lumbung.rooms.quality.facts.fact import Fact, Subject, counted
from lumbung.rooms.quality.states import Side
from lumbung.rooms.query.queries import FORMATS
from lumbung.vocabulary.access import LICENCES, Access
from lumbung.vocabulary.words import Text

CATALOG = Text("katalog", "the catalogue")
METADATA = Text("isian metadata", "the metadata records")


def facts(subject: Subject) -> Iterator[Fact]:
    """Access, licence, forms, and how complete the metadata are."""
    dataset = subject.dataset
    access = Access(dataset.access)
    licence = LICENCES.get(dataset.licence, LICENCES[""])
    yield Fact(
        "access",
        Side.ACCESSIBILITY,
        Text("Siapa yang boleh membacanya", "Who may read it"),
        access.title,
        CATALOG,
        number=float(list(Access).index(access)),
        matters=1,
    )
    yield Fact(
        "licence",
        Side.ACCESSIBILITY,
        Text("Lisensi", "Licence"),
        licence.title,
        CATALOG,
        number=float(bool(dataset.licence)),
        matters=1,
        tone="" if dataset.licence else "grain",
    )
    if access is Access.OPEN:
        yield Fact(
            "formats",
            Side.ACCESSIBILITY,
            Text("Bentuk unduhan, selain API", "Forms of download, besides the API"),
            Text(", ".join(form.upper() for form in FORMATS)),
            CATALOG,
            number=float(len(FORMATS)),
            sentence=Text(
                f"Terbuka untuk umum, dapat diunduh dalam {len(FORMATS)} bentuk dan dibaca lewat API.",
                f"Open to everybody, to be downloaded in {len(FORMATS)} forms and read through the API.",
            ),
            address=f"/data/{dataset.code}/unduh",
        )
    yield from _metadata(subject)


def _metadata(subject: Subject) -> Iterator[Fact]:
    if not metadata.forms().exists():
        return
    waiver = metadata.public_waiver(subject.dataset)
    if waiver is not None:
        yield Fact(
            "metadata-waived",
            Side.ACCESSIBILITY,
            Text("Metadata yang belum lengkap, dikecualikan", "Metadata not complete, waived"),
            Text(f"sampai {waiver.until.isoformat()}", f"until {waiver.until.isoformat()}"),
            METADATA,
            number=1,
            matters=1,
            sentence=Text(
                f"Metadatanya belum lengkap dan dikecualikan sampai {waiver.until.isoformat()}.",
                f"Its metadata are not complete and waived until {waiver.until.isoformat()}.",
            ),
            tone="grain",
            address=f"/data/{subject.dataset.code}/arti",
        )
    else:
        yield _lacking(subject)
    meaning = metadata.meaning(subject.dataset)
    records = [one for one in (meaning.activity, *meaning.by_measure.values()) if one is not None]
    if records:
        approved = sum(1 for one in records if one.approved_at is not None)
        yield Fact(
            "metadata-approved",
            Side.ACCESSIBILITY,
            Text("Isian metadata yang disetujui", "Metadata records that were approved"),
            counted(approved, len(records), Text("isian", "records")),
            METADATA,
            number=float(approved),
            matters=1,
        )


def _lacking(subject: Subject) -> Fact:
    gaps = metadata.gaps(subject.dataset)
    return Fact(
        "metadata-gaps",
        Side.ACCESSIBILITY,
        Text("Metadata yang masih kurang", "Metadata still lacking"),
        counted(len(gaps), None, Text("hal", "things")),
        METADATA,
        number=float(len(gaps)),
        matters=1,
        sentence=Text(
            f"Masih ada {len(gaps)} hal yang belum ada dalam metadatanya.",
            f"{len(gaps)} things are still lacking in its metadata.",
        )
        if gaps
        else Text("Metadatanya lengkap dan disetujui.", "Its metadata are complete and approved."),
        tone="grain" if gaps else "",
        address=f"/data/{subject.dataset.code}/arti",
    )
