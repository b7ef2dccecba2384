"""What a definition types itself becomes a draft of the registry, so that nothing is without a record.

Such a draft follows its definition until somebody registers, edits or finalises it: from then on
the registry has the say (see ``docs/decisions/0084-…``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from lumbung.kit.keeping import keep
from lumbung.kit.stamps import bump
from lumbung.rooms.people.queries import Organisation
from lumbung.rooms.standards.models import CodeList, CodeListItem, Kind, StandardVersion, Use
from lumbung.rooms.standards.registry import records
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import NO_WORDS, Text

MADE = (Kind.CONCEPT, Kind.UNIT, Kind.CODELIST)


@dataclass(frozen=True, slots=True)
class Wanting:
    """A standard that a definition relies on, and the words it typed for it."""

    kind: Kind
    code: str
    title: Text
    definition: Text = NO_WORDS
    codes: tuple[Code, ...] = ()  # of a code list


def make_from_definition(*, dataset: str, owner: Organisation, wanted: Iterable[Wanting]) -> tuple[str, ...]:
    """Make or mend the drafts that one dataset brings; gives the codes of the new ones.

    Belongs in the transaction of the definition, by whose permission it is done.
    """
    asked = list(wanted)
    made_by = {
        (kind, code): dataset
        for kind in {one.kind for one in asked}
        for code, dataset in records(kind)
        .filter(code__in=[one.code for one in asked if one.kind is kind])
        .values_list("code", "made_from")
    }
    with transaction.atomic():
        mine = [one for one in asked if made_by.get((one.kind, one.code), dataset) == dataset]
        changed = [one for one in mine if _keep(one, dataset, owner)]
        if changed:
            bump("standards")
    return tuple(dict.fromkeys(one.code for one in mine if (one.kind, one.code) not in made_by))


def _keep(one: Wanting, dataset: str, owner: Organisation) -> bool:
    row: dict[str, Any] = {"code": one.code, "title": one.title, "owner": owner, "made_from": dataset}
    if one.kind is not Kind.UNIT:
        row["definition"] = one.definition
    changed = keep(records(one.kind).filter(code=one.code), [row]).any
    if one.kind is Kind.CODELIST:
        changed |= _keep_codes(CodeList.objects.get(code=one.code), one.codes)
    return changed


def _keep_codes(of_list: CodeList, codes: Iterable[Code]) -> bool:
    rows = [
        {
            "codelist": of_list,
            "position": position,
            "code": code.code,
            "title": code.title,
            "parent": code.parent,
            "aliases": list(code.aliases),
        }
        for position, code in enumerate(codes)
    ]
    gone, _ = of_list.items.exclude(code__in=[row["code"] for row in rows]).delete()
    return keep(CodeListItem.objects.filter(codelist=of_list), rows).any or bool(gone)


def drop_unused(dataset: str) -> None:
    """Drop the drafts that a definition brought once and that nothing uses now; nobody ever saw them."""
    dropped = False
    for kind in MADE:
        used = Use.objects.filter(kind=kind).values("code")
        unused = records(kind).filter(made_from=dataset).exclude(code__in=used)
        codes = list(unused.values_list("code", flat=True))
        if codes:
            StandardVersion.objects.filter(kind=kind, code__in=codes).delete()
            unused.delete()
            dropped = True
    if dropped:
        bump("standards")
