"""Take the records that a pack brings; what a person has changed since is never overwritten."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from lumbung.kit.stamps import bump
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.metadata import judging, keeping
from lumbung.rooms.metadata.actions.starting import current_form
from lumbung.rooms.metadata.limits import YEARS
from lumbung.rooms.metadata.models import Meaning, MetadataForm, Record, RecordState
from lumbung.rooms.people import actions as people
from lumbung.rooms.people import queries as people_found
from lumbung.rooms.people.actions import Permission
from lumbung.rooms.people.queries import OPERATOR, Organisation, User
from lumbung.vocabulary.changes import Change, Changes, one
from lumbung.vocabulary.problems import Invalid, Problem
from lumbung.vocabulary.words import Text

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
STATES = {"draft": RecordState.DRAFT, "approved": RecordState.APPROVED}
KNOWN = {
    "code", "form", "year", "organisation", "parent", "dataset", "measure", "datasets", "answers",
    "inferred", "sources", "state", "position",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowFault:
    """One thing to mend in a row: which row (from 0), which of its keys, what, and how."""

    index: int
    where: str
    what: Text
    hint: Text = Text("")  # noqa: RUF009  # frozen, as RUF009 cannot see


class RecordsInvalid(Invalid):
    """Rows that cannot be taken; nothing of them was loaded."""

    code = "metadata.records-invalid"
    message = Text(
        "{count} baris metadata belum dapat dimuat: {first}", "{count} records cannot be loaded: {first}"
    )

    def __init__(self, faults: Iterable[RowFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(count=len({fault.index for fault in self.faults}), first=self.faults[0].what)


@dataclass
class LoadedRecords:
    """What a load changed, and what was left as people have it."""

    changes: Changes = field(default_factory=Changes)
    notes: list[Text] = field(default_factory=list)


@dataclass
class _House:
    """What rows may name."""

    offices: dict[str, Organisation]
    datasets: dict[str, Dataset]
    records: dict[str, Record]
    pack: str
    actor: User | None
    faults: list[RowFault] = field(default_factory=list)

    def fault(self, index: int, where: str, what: Text, hint: Text = Text("")) -> None:  # noqa: B008
        self.faults.append(RowFault(index, where, what, hint))


def load_records(rows: Iterable[Mapping[str, Any]], *, pack: str = "", actor: User | None) -> LoadedRecords:
    """Keep records as the rows say: code, form, year, organisation, answers, what they explain.

    A parent stands before its children or is there already. Loaded again, the same rows change
    nothing. All rows that cannot be taken are told together by :class:`RecordsInvalid`, and then
    none is.
    """
    people.require(actor, Permission.LOAD_PACK)
    rows = list(rows)
    loaded = LoadedRecords()
    with transaction.atomic():
        house = _House(
            offices={office.code: office for office in people_found.organisations()},
            datasets={dataset.code: dataset for dataset in catalog.datasets()},
            records={record.code: record for record in Record.objects.select_related("form", "organisation")},
            pack=pack,
            actor=actor,
        )
        for index, row in enumerate(rows):
            _take(house, index, row, loaded)
        if house.faults:
            raise RecordsInvalid(house.faults)
        if loaded.changes.any:
            bump("metadata")
            journal.record(
                "metadata.records-loaded",
                subject=("metadata", "records"),
                actor=actor,
                facts={
                    **loaded.changes.counts(),
                    "codes": [*loaded.changes.added, *loaded.changes.changed][:50],
                },
            )
    return loaded


def _take(house: _House, index: int, row: Mapping[str, Any], loaded: LoadedRecords) -> None:
    code = str(row.get("code") or "")
    for strange in sorted(set(row) - KNOWN):
        house.fault(index, strange, Text(f"“{strange}” tidak dikenal", f"“{strange}” is not known"))
    found = house.records.get(code)
    digest = hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest()
    if found is not None and found.loaded == digest:
        loaded.changes += Changes(unchanged=1)
        return
    if found is not None and _touched(found):
        loaded.notes.append(
            Text(
                f"Metadata {code} sudah diubah orang; isi paket tidak menimpanya.",
                f"Record {code} was changed by people; the pack does not overwrite it.",
            )
        )
        loaded.changes += Changes(unchanged=1)
        return
    record = _described(house, index, row, found)
    if record is None:
        return
    record.loaded = digest
    change = Change.ADDED if found is None else Change.CHANGED
    _store(house, index, row, record)
    if record.pk is None:
        return  # its fault is told; what stands under it has no parent
    house.records[code] = record
    loaded.changes += one(change, code)


def _touched(record: Record) -> bool:
    """Whether anybody but the operator has written in a record or decided about it."""
    strangers = record.changes.exclude(by=None).exclude(by__username=OPERATOR)
    return strangers.exists() or record.decisions.exclude(by__username=OPERATOR).exists()


def _described(house: _House, index: int, row: Mapping[str, Any], found: Record | None) -> Record | None:
    """The record with its place in the house; none where the row has faults."""
    before = len(house.faults)
    code, year = str(row.get("code") or ""), row.get("year")
    edition = _edition(house, index, str(row.get("form") or ""))
    office = house.offices.get(str(row.get("organisation") or ""))
    if not CODE.fullmatch(code):
        what = Text(f"kode “{code[:40]}” tidak dapat dipakai", f"code “{code[:40]}” cannot be used")
        house.fault(index, "code", what)
    if office is None:
        named = row.get("organisation")
        what = Text(f"instansi “{named}” tidak dikenal", f"organisation “{named}” is not known")
        hint = Text("Tulis kode dari organisations.yaml.", "Write a code of organisations.yaml.")
        house.fault(index, "organisation", what, hint)
    if not isinstance(year, int) or not YEARS[0] <= year <= YEARS[1]:
        house.fault(index, "year", Text(f"tahun “{year}” bukan tahun", f"year “{year}” is no year"))
    if str(row.get("state") or "draft") not in STATES:
        what = Text("keadaan harus draft atau approved", "state must be draft or approved")
        house.fault(index, "state", what)
    parent = _parent(house, index, row, edition)
    if edition is None or office is None or len(house.faults) > before:
        return None
    record = found or Record(code=code)
    record.form, record.organisation, record.parent = edition, office, parent
    record.year, record.pack = int(year or 0), house.pack
    record.position = int(row.get("position") or index)
    return record


def _edition(house: _House, index: int, named: str) -> MetadataForm | None:
    """A form by its code, or its edition by its identity."""
    try:
        if "@" in named:
            return MetadataForm.objects.get(identity=named)
        return current_form(named)
    except (Problem, MetadataForm.DoesNotExist):
        house.fault(index, "form", Text(f"formulir “{named}” tidak ada", f"there is no form “{named}”"))
        return None


def _parent(house: _House, index: int, row: Mapping[str, Any], edition: MetadataForm | None) -> Record | None:
    named = str(row.get("parent") or "")
    parent = house.records.get(named)
    if named and parent is None:
        what = Text(f"induk “{named}” tidak ada atau salah", f"parent “{named}” is not there, or is wrong")
        house.fault(index, "parent", what, Text("Tulis induknya lebih dahulu.", "Write the parent first."))
    elif edition is not None:
        under = edition.under
        if (parent.form.code if parent is not None else "") != under:
            place = Text(f"harus di bawah {under}", f"must stand under {under}")
            house.fault(index, "parent", place if under else Text("tidak boleh berinduk", "has no parent"))
    return parent


def _store(house: _House, index: int, row: Mapping[str, Any], record: Record) -> None:
    form = judging.form_of_record(record)
    try:
        answers = keeping.given(form, _strings(row.get("answers")), officer=None)
    except Problem as problem:
        house.fault(index, "answers", problem.told, problem.advice)
        return
    for key in sorted(set(_strings(row.get("inferred"))) - {asked.key for asked in form.fields}):
        house.fault(index, "inferred", Text(f"tidak ada isian “{key}”", f"there is no field “{key}”"))
    record.inferred, record.sources = _strings(row.get("inferred")), list(row.get("sources") or ())
    record.updated_at, record.updated_by = timezone.now(), house.actor
    if record.pk is None:
        record.save()
    gone = dict.fromkeys(set(record.answers) - set(answers))
    keeping.write(record, {**gone, **answers}, house.actor)
    keeping.measure(record)
    if STATES[str(row.get("state") or "draft")] is RecordState.APPROVED:
        record.state = RecordState.APPROVED
        record.approved_answers, record.approved_revision = dict(record.answers), record.revision
        record.approved_at = timezone.now()
    record.save()
    _link(house, index, row, record)


def _link(house: _House, index: int, row: Mapping[str, Any], record: Record) -> None:
    """Join the record to the datasets that the row names."""
    links = [item if isinstance(item, Mapping) else {"dataset": item} for item in row.get("datasets") or ()]
    if row.get("dataset"):
        links.append({"dataset": row["dataset"], "measure": row.get("measure", "")})
    kept = []
    for link in links:
        code, measure = str(link.get("dataset") or ""), str(link.get("measure") or "")
        dataset = house.datasets.get(code)
        if dataset is None:
            house.fault(
                index, "datasets", Text(f"dataset “{code}” tidak ada", f"there is no dataset “{code}”")
            )
        elif measure and measure not in {item.code for item in catalog.structure(dataset).measures}:
            what = Text(f"{code} tidak punya ukuran “{measure}”", f"{code} has no measure “{measure}”")
            house.fault(index, "datasets", what)
        else:
            meaning, _ = Meaning.objects.get_or_create(record=record, dataset=dataset, measure=measure)
            kept.append(meaning.pk)
    record.meanings.exclude(pk__in=kept).delete()


def _strings(raw: Any) -> dict[str, Any]:
    """A mapping with texts as keys; nothing where it is none."""
    return {str(key): value for key, value in raw.items()} if isinstance(raw, Mapping) else {}
