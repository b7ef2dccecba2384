"""Keep code lists in versions: a draft is written in the grid or taken from a file, then made final.

A draft is kept with whatever is wrong in it, so that nothing typed is lost; only a sound one becomes
final. What is final stays as it is: a change is the next version.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from lumbung.kit.stamps import bump
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards import codelists
from lumbung.rooms.standards.actions.lifecycle import require_seen
from lumbung.rooms.standards.actions.versions import begin_version, keep_version
from lumbung.rooms.standards.models import CodeList, CodeListItem, CodeListVersion, Kind, Life
from lumbung.vocabulary.codelists import VERSION, list_difference, list_faults, validity_faults
from lumbung.vocabulary.findings import Finding, Severity
from lumbung.vocabulary.problems import Conflict, Invalid
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import Text

MOST_CODES = 20_000  # of a list that is edited here


class VersionTaken(Conflict):
    """The list has a version of this name."""

    code = "standards.version-taken"
    message = Text("{list} sudah punya versi {version}.", "{list} has a version {version} already.")
    hint = Text("Pakai nomor berikutnya.", "Use the next number.")


class VersionUnfit(Invalid):
    """A version is numbers with points."""

    code = "standards.version-unfit"
    message = Text("“{version}” tidak dapat menjadi nomor versi.", "“{version}” cannot be a version.")
    hint = Text("Tulis seperti 2 atau 2025.1.", "Write it like 2 or 2025.1.")


class NotDraft(Conflict):
    """What is final does not change."""

    code = "standards.list-not-draft"
    message = Text("{list} versi {version} sudah {state}.", "{list} version {version} is {state}.")
    hint = Text("Buat versi baru dari versi ini.", "Make a new version from this one.")


class SavedByAnother(Conflict):
    """Somebody else saved the draft meanwhile."""

    code = "standards.saved-by-another"
    message = Text(
        "{list} versi {version} baru saja disimpan orang lain.",
        "{list} version {version} was just saved by somebody else.",
    )
    hint = Text(
        "Isian Anda masih tampil di bawah; bandingkan lalu simpan lagi.",
        "What you typed is still shown below; compare it and save again.",
    )


class ListFaulty(Invalid):
    """A list with faults cannot become final."""

    code = "standards.list-faulty"
    message = Text(
        "{list} versi {version} punya {count} hal yang harus diperbaiki.",
        "{list} version {version} has {count} things to mend.",
    )
    hint = Text("Semuanya tampil di samping barisnya.", "All of them stand beside their rows.")

    def __init__(self, *, findings: Sequence[Finding], **facts: object) -> None:
        self.findings = tuple(findings)
        super().__init__(count=len(findings), **facts)


def start_version(
    *, code: str, version: str, actor: User | None, based_on: str = "", valid_from: dt.date | None = None
) -> CodeListVersion:
    """Begin the next version of a list as a draft with the codes of another one."""
    codelist = codelists.codelist(code)
    people.require(actor, people.Permission.DEFINE, on=codelist.owner)
    if VERSION.fullmatch(version) is None:
        raise VersionUnfit(version=version)
    rows = codelists.version_rows(codelist)
    if any(row.version == version and (row.pk or row.state != Life.DRAFT) for row in rows):
        raise VersionTaken(list=codelist.title, version=version)
    old = codelists.version_row(code, based_on)
    with transaction.atomic():
        made = CodeListVersion.objects.create(
            codelist=codelist,
            version=version,
            agency=old.agency,
            valid_from=valid_from,
            codes=[codelists.plain(item) for item in codelists.codes_of(old)],
        )
        _record("standards.list-version-started", made, actor, {"based_on": old.version})
    return made


def save_draft(
    *,
    row: CodeListVersion,
    codes: Iterable[Code],
    actor: User | None,
    agency: str | None = None,
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    note: str | None = None,
    saved: int | None = None,
) -> CodeListVersion:
    """Keep a draft as it is, faults and all; ``saved`` is the count of the copy that was edited."""
    people.require(actor, people.Permission.DEFINE, on=row.codelist.owner)
    _require_draft(row)
    with transaction.atomic():
        kept = CodeListVersion.objects.select_for_update().get(pk=row.pk)
        _require_draft(kept)
        if saved is not None and kept.saved != saved:
            raise SavedByAnother(list=kept.codelist.title, version=kept.version)
        kept.codes = [codelists.plain(item) for item in codes]
        kept.agency = kept.agency if agency is None else agency.strip()
        kept.valid_from, kept.valid_to = valid_from, valid_to
        kept.note = kept.note if note is None else note
        kept.saved += 1
        kept.save()
        _record("standards.list-draft-saved", kept, actor, {"codes": len(kept.codes)})
    return kept


def draft_faults(row: CodeListVersion) -> list[Finding]:
    """What must be mended before a draft becomes final, its days beside the other versions' included."""
    days = [
        (one.version, one.valid_from, one.valid_to)
        for one in codelists.version_rows(row.codelist)
        if one.state == Life.FINAL and one.version != row.version
    ]
    if row.valid_from is not None:  # a version that begins later ends what is open before it
        days = [
            (version, start, row.valid_from - dt.timedelta(days=1))
            if end is None and (start is None or start < row.valid_from)
            else (version, start, end)
            for version, start, end in days
        ]
    found = list_faults(codelists.codes_of(row))
    return found + [
        item
        for item in validity_faults([*days, (row.version, row.valid_from, row.valid_to)])
        if row.version in {item.value, item.facts.get("other")}
    ]


def codes_leaving(row: CodeListVersion) -> tuple[str, ...]:
    """The codes in use that a draft would take out of use."""
    return list_difference(codelists.present_codes(row.codelist), codelists.codes_of(row)).gone


def finalise_version(*, row: CodeListVersion, actor: User | None, seen: bool = False) -> CodeListVersion:
    """Let a draft be the list from its first day on; users of codes that leave must have been ``seen``."""
    codelist = row.codelist
    people.require(actor, people.Permission.DEFINE, on=codelist.owner)
    _require_draft(row)
    faults = [item for item in draft_faults(row) if item.severity is Severity.ERROR]
    if faults:
        raise ListFaulty(list=codelist.title, version=row.version, findings=faults)
    with transaction.atomic():
        for code in codes_leaving(row):
            require_seen(
                Kind.CODE, f"{codelist.code}:{code}", Text(f"{codelist.title.id}: {code}"), seen=seen
            )
        codes = codelists.codes_of(row)
        since = row.valid_from or timezone.localdate()
        _close_present(codelist, row, since)
        row.state, row.valid_from = Life.FINAL, since
        row.save()
        _bring_into_use(codelist, row, codes, since)
        keep_version(Kind.CODELIST, codelist, actor=actor, note=row.note)
        bump("standards")
        _record("standards.list-version-final", row, actor, {"codes": len(codes)})
    return row


def discard_draft(*, row: CodeListVersion, actor: User | None) -> None:
    """Throw a draft away; the journal keeps that it was there."""
    people.require(actor, people.Permission.DEFINE, on=row.codelist.owner)
    _require_draft(row)
    with transaction.atomic():
        _record("standards.list-draft-discarded", row, actor, {"codes": len(row.codes)})
        row.delete()


def archive_present(codelist: CodeList) -> None:
    """Keep the version in use under its name before a load puts another in its place."""
    former = codelists.present(codelist)
    CodeListVersion.objects.update_or_create(
        codelist=codelist,
        version=former.version,
        defaults={
            "state": Life.FINAL if former.state == Life.DRAFT else former.state,
            "valid_from": former.valid_from,
            "valid_to": former.valid_to,
            "codes": former.codes,
        },
    )


def _close_present(codelist: CodeList, following: CodeListVersion, since: dt.date) -> None:
    """End the version in use on the day before the next begins, and keep its codes."""
    if codelist.version == following.version or not codelist.items.exists():
        return
    archive_present(codelist)
    former = CodeListVersion.objects.get(codelist=codelist, version=codelist.version)
    if former.valid_to is None and (former.valid_from is None or former.valid_from < since):
        former.valid_to = since - dt.timedelta(days=1)
        former.save(update_fields=["valid_to"])


def _bring_into_use(codelist: CodeList, row: CodeListVersion, codes: Sequence[Code], since: dt.date) -> None:
    if codelist.state == Life.FINAL:
        begin_version(Kind.CODELIST, codelist, since=since)
    codelist.version, codelist.state, codelist.edited, codelist.made_from = row.version, Life.FINAL, True, ""
    codelist.valid_from, codelist.valid_to = since, row.valid_to
    codelist.save()
    codelist.items.all().delete()
    CodeListItem.objects.bulk_create(
        [
            CodeListItem(
                codelist=codelist,
                position=position,
                code=item.code,
                title=item.title,
                parent=item.parent,
                aliases=list(item.aliases),
            )
            for position, item in enumerate(codes)
        ],
        batch_size=500,
    )


def _require_draft(row: CodeListVersion) -> None:
    if row.state != Life.DRAFT or row.pk is None:
        raise NotDraft(list=row.codelist.title, version=row.version, state=Life(row.state).words)


def _record(verb: str, row: CodeListVersion, actor: User | None, facts: dict[str, object]) -> None:
    journal.record(
        verb,
        subject=("codelist", row.codelist.code),
        actor=actor,
        facts={"version": row.version, **facts},
    )


def trimmed(codes: Iterable[Code]) -> tuple[Code, ...]:
    """Codes as they were typed, without blanks at the ends and without empty rows."""
    told = (
        replace(
            item,
            code=item.code.strip(),
            parent=item.parent.strip(),
            title=Text(item.title.id.strip(), item.title.en.strip()),
            aliases=tuple(alias.strip() for alias in item.aliases if alias.strip()),
        )
        for item in codes
    )
    return tuple(item for item in told if item.code or item.title or item.title.en or item.parent)
