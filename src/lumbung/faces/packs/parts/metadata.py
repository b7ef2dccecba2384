"""The filled forms of a pack, and the datasets that may pass without them for a time."""

from __future__ import annotations

from lumbung.faces.packs.faults import Fault, PackInvalid
from lumbung.faces.packs.folder import Pack
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.metadata import actions as metadata
from lumbung.rooms.metadata.actions.waivers import PackWaiver, take_waivers
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.words import Text


def load_metadata(pack: Pack, actor: User, notes: list[Text]) -> Changes:
    """What the activities, variables and indicators behind the figures say of themselves."""
    if not pack.metadata:
        return Changes()
    try:
        loaded = metadata.load_records(
            [item.written for item in pack.metadata], pack=pack.head.code, actor=actor
        )
    except metadata.RecordsInvalid as wrong:
        faults = []
        for fault in wrong.faults:
            item = pack.metadata[fault.index]
            faults.append(Fault(item.document.file, item.line(fault.where), fault.what, fault.hint))
        raise PackInvalid(pack.head.code, faults) from wrong
    notes += loaded.notes
    return loaded.changes


def load_waivers(pack: Pack, actor: User, notes: list[Text]) -> Changes:
    """Datasets whose metadata is still to be written, with the reason and for how long."""
    if not pack.waivers:
        return Changes()
    known = {dataset.code: dataset for dataset in catalog.datasets()}
    faults: list[Fault] = []
    rows: list[PackWaiver] = []
    for item in pack.waivers:
        for place, code in enumerate(item.shape.datasets):
            if code in known:
                rows.append(PackWaiver(known[code], item.shape.reason, item.shape.until, item.shape.months))
                continue
            line = item.document.line((item.number, "datasets", place))
            what = Text(f"dataset “{code}” tidak ada", f"there is no dataset “{code}”")
            hint = Text("Tulis kode dari datasets/.", "Write a code of datasets/.")
            faults.append(Fault(item.document.file, line, what, hint))
    if faults:
        raise PackInvalid(pack.head.code, faults)
    taken = take_waivers(rows, actor=actor)
    notes += taken.notes
    return taken.changes
