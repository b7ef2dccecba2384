"""What of its meaning a dataset still lacks before it can be released."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.metadata import judging
from lumbung.rooms.metadata.meanings import chosen, linked
from lumbung.rooms.metadata.models import Meaning, MetadataForm, Record, Waiver
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that lacks: what, where it is mended, in which record, and the titles of missing answers."""

    what: Text
    address: str
    record: str = ""
    missing: tuple[Text, ...] = ()


def gaps(dataset: Dataset) -> tuple[Gap, ...]:
    """What a dataset lacks; nothing where no pack brought forms, or a waiver stands."""
    return gaps_by_dataset([dataset])[dataset.pk]


def gaps_by_dataset(datasets: Iterable[Dataset]) -> dict[int, tuple[Gap, ...]]:
    """The same for many datasets with a handful of questions to the database."""
    wanted = list(datasets)
    known = list(MetadataForm.objects.filter(current=True).values_list("code", "definition__under"))
    waived = set(
        Waiver.objects.filter(dataset__in=wanted, until__gte=timezone.localdate()).values_list(
            "dataset_id", flat=True
        )
    )
    asks_measures = any(under for _code, under in known)
    links: dict[int, list[Meaning]] = {}
    if known:
        for link in linked(wanted):
            links.setdefault(link.dataset_id, []).append(link)
    return {
        dataset.pk: ()
        if not known or dataset.pk in waived
        else tuple(_of_dataset(dataset, links.get(dataset.pk, []), asks_measures=asks_measures))
        for dataset in wanted
    }


def _of_dataset(dataset: Dataset, links: list[Meaning], *, asks_measures: bool) -> list[Gap]:
    found: list[Gap] = []
    start = f"{reverse('metadata:start')}?dataset={dataset.code}"
    by_measure = chosen(links)
    activity = by_measure.pop("", None)
    if activity is None:
        found.append(
            Gap(
                Text(
                    "Belum ada metadata kegiatan yang menjelaskan dataset ini.",
                    "No activity metadata explains this dataset yet.",
                ),
                start,
            )
        )
    else:
        found += _of_record(activity)
    if not asks_measures:
        return found
    for measure in catalog.structure(dataset).measures:
        record = by_measure.get(measure.code)
        if record is not None:
            found += _of_record(record)
            continue
        where = reverse("metadata:record", args=(activity.code,)) + "#anak" if activity else start
        found.append(
            Gap(
                Text(
                    f"“{measure.title.id}” belum dijelaskan oleh variabel atau indikator.",
                    f"“{measure.title.said('en')}” is not explained by a variable or indicator yet.",
                ),
                where,
                activity.code if activity else "",
            )
        )
    return found


def _of_record(record: Record) -> list[Gap]:
    address = reverse("metadata:record", args=(record.code,))
    title = record.title or record.code
    if record.approved_answers is None:
        state = record.station.words
        return [
            Gap(
                Text(
                    f"“{title}” belum disetujui ({state.id}).", f"“{title}” is not approved yet ({state.en})."
                ),
                address,
                record.code,
                _missing(record, record.answers),
            )
        ]
    missing = _missing(record, record.approved_answers)
    if not missing:
        return []
    what = Text(f"“{title}” disetujui tetapi belum lengkap.", f"“{title}” was approved but is not complete.")
    return [Gap(what, address, record.code, missing)]


def _missing(record: Record, answers: dict[str, object]) -> tuple[Text, ...]:
    return tuple(field.title for field in judging.judged(record, answers).missing)
