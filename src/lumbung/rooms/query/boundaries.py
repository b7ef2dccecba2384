"""Questions over a change of areas: what is said of it, and figures carried to today's areas.

As a rule figures stay in the codes that were in force in their period, and a note tells of the
break. Asked with ``boundaries=now``, an edition is carried to the areas of today once; what comes
out lies beside the serving copies, is read like any edition, and can be thrown away at will.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.utils import timezone

from lumbung.cube import EditionDraft, Query, Reader, Store
from lumbung.cube.boundaries import can_be_carried, carried, todays_areas
from lumbung.cube.opened import Opened
from lumbung.cube.selections import selection
from lumbung.cube.shape import public
from lumbung.rooms.query.engine import cube
from lumbung.rooms.query.problems import NotCarried
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.areachanges import ONE_DAY, AreaChange
from lumbung.vocabulary.areas import AreaLevel, AreaTree
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.structures import Measure
from lumbung.vocabulary.words import Text

NOW = "now"
_lock = Lock()
_readers: dict[Path, Reader] = {}


@dataclass(frozen=True, slots=True)
class Recorded:
    """The changes of areas on record; ``digest`` tells two states of the record apart."""

    changes: tuple[AreaChange, ...] = ()
    digest: str = ""

    def concerning(self, opened: Opened) -> tuple[AreaChange, ...]:
        """The changes of areas that an edition has figures for."""
        present = opened.manifest.counts.areas.keys()
        return tuple(change for change in self.changes if present & {*change.sources, *change.targets})


NOTHING = Recorded()


def recorded() -> Recorded:
    """What is on record now."""
    changes = standards.area_changes()
    if not changes:
        return NOTHING
    return Recorded(changes, hashlib.blake2b(repr(changes).encode(), digest_size=8).hexdigest())


def reader_of(asked: Query, edition: str, known: Recorded) -> Reader:
    """Whoever answers a question: of the edition as it is, or as carried to today's areas."""
    if asked.boundaries != NOW or not known.changes:
        return cube()
    opened = cube().opened(edition)
    concerning = known.concerning(opened)
    if not any(change.moves_figures for change in concerning):
        return cube()
    _require_carried(asked, opened)
    return _carried(opened, concerning, known)


def _require_carried(asked: Query, opened: Opened) -> None:
    structure = opened.structure
    wanted = [item for item in structure.measures if not asked.measures or item.code in asked.measures]
    unfit = [item for item in wanted if not can_be_carried(item, structure)]
    if unfit and (asked.measures or len(unfit) == len(wanted)):
        raise NotCarried(measure=unfit[0].title)


def _carried(opened: Opened, changes: tuple[AreaChange, ...], known: Recorded) -> Reader:
    """The reader of editions as carried, in which this one has its place."""
    root = folder() / known.digest
    with _lock:
        reader = _readers.get(root)
        if reader is None:
            for other in _readers.values():  # of a record that has changed since
                other.close()
            _readers.clear()
            reader = _readers[root] = Reader(Store(root / "editions"), root / "serving", cube().means)
    if opened.id not in reader.store:
        _write(reader.store, opened, changes)
    return reader


def _write(store: Store, opened: Opened, changes: tuple[AreaChange, ...]) -> None:
    manifest, structure = opened.manifest, opened.structure
    frame = carried(public(opened.store.frame(opened.id), structure), structure, changes)
    tree = standards.area_tree().on(timezone.localdate())
    draft = EditionDraft(
        structure=structure,
        label=manifest.label,
        areas=todays_areas(tree, changes, frame[AREA].unique().to_list()),
        released_at=manifest.released_at,
        released_by=manifest.released_by,
        source=manifest.source,
        licence=manifest.licence,
        submissions=manifest.submissions,
        previous=manifest.previous,
        note=manifest.note,
        simulated=manifest.simulated,
    )
    store.write(draft, frame)


def folder() -> Path:
    """Where carried editions lie."""
    home: Path = settings.HOME
    return home / "serving" / "boundaries"


def trim() -> tuple[str, ...]:
    """Throw away what was carried by a record that has changed since."""
    kept = recorded().digest
    gone = [path for path in sorted(folder().glob("*")) if path.name != kept]
    for path in gone:
        shutil.rmtree(path, ignore_errors=True)
    return tuple(path.name for path in gone)


def notes(asked: Query, edition: str, known: Recorded) -> tuple[Text, ...]:
    """What is to be said of changes of areas in the answer to a question."""
    if not known.changes:
        return ()
    opened = cube().opened(edition)
    concerning = known.concerning(opened)
    return tuple(_told(asked, opened, concerning)) if concerning else ()


def _told(asked: Query, opened: Opened, changes: Iterable[AreaChange]) -> Iterator[Text]:
    tree = standards.area_tree()
    where = tuple((column, codes) for column, codes in asked.where if column != AREA)
    chosen = selection(replace(asked, where=where, within=None), opened)
    periods = [parse_period(code) for code in chosen.codes.get(PERIOD, opened.manifest.periods)]
    within = _covered(asked, tree if asked.boundaries == NOW else opened.areas)
    carries = False
    for change in changes:
        if within is not None and not within & {*change.sources, *change.targets}:
            continue
        before = [change.is_before(period) for period in periods]
        if asked.boundaries == NOW and change.moves_figures:
            if any(before):
                carries = True
                yield _carried_words(change, change.said(tree))
        elif any(before) and not all(before) and _breaks(change, asked, opened):
            yield _break_words(change.said(tree))
    if carries:
        yield from _left_out(opened.structure.measures, asked, opened)


def _covered(asked: Query, tree: AreaTree) -> frozenset[str] | None:
    """The areas that a question is about, with all below them; none: all."""
    named = dict(asked.where).get(AREA) or ((asked.within,) if asked.within is not None else None)
    if named is None:
        return None
    return frozenset({area.code for code in named for area in tree.within(code)} | set(named))


def _breaks(change: AreaChange, asked: Query, opened: Opened) -> bool:
    """Whether a figure before and after would be of another area; a whole that holds both does not change."""
    stands = asked.by is None or AREA in asked.by or AREA in dict(asked.where)
    if asked.roll_up is None and stands:
        return change.moves_figures
    level = asked.roll_up or _scope_level(asked, opened)
    tree = standards.area_tree()
    before = tree.on(change.on - ONE_DAY)
    pairs = (
        (before.at_level(shift.source, level), tree.at_level(shift.target, level)) for shift in change.shifts
    )
    return any((old and old.code) != (new and new.code) for old, new in pairs)


def _scope_level(asked: Query, opened: Opened) -> AreaLevel:
    top = opened.areas.get(asked.within or opened.structure.area.within)
    return top.level if top is not None else opened.structure.area.level


def _break_words(said: Text) -> Text:
    return Text(
        f"Batas wilayah berubah pada {said.id}. Angka memakai kode yang berlaku pada periodenya, jadi sebelum"
        " dan sesudahnya tidak sebanding; boundaries=now menghitung angka lama ke wilayah sekarang.",
        f"Boundaries changed on {said.en}. Figures stay in the codes in force in their period, so before and"
        " after do not compare; boundaries=now carries earlier figures to today's areas.",
    )


def _carried_words(change: AreaChange, said: Text) -> Text:
    by = change.weights_by
    weights = Text(f" memakai bobot {by.id}", f" by weights of {by.said('en')}") if by else Text("", "")
    return Text(
        f"{said.id}. Angka sebelumnya dihitung ke wilayah sekarang{weights.id};"
        " hasil hitungan bertanda perkiraan.",
        f"{said.en}. Earlier figures are carried to today's areas{weights.en};"
        " what was computed is marked estimated.",
    )


def _left_out(measures: Iterable[Measure], asked: Query, opened: Opened) -> Iterator[Text]:
    """Which measures have no figures for other boundaries."""
    unfit = [
        item
        for item in measures
        if (not asked.measures or item.code in asked.measures) and not can_be_carried(item, opened.structure)
    ]
    if unfit:
        id_, en = (", ".join(item.title.said(language) for item in unfit) for language in ("id", "en"))
        yield Text(
            f"Tidak dihitung ke wilayah sekarang karena tidak dijumlahkan: {id_}.",
            f"Not carried to today's areas because it is never added up: {en}.",
        )
