"""What can be read of the catalog."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Min, QuerySet
from django.utils import timezone

from lumbung.kit.stamps import stamp
from lumbung.rooms.catalog.models import Component, Dataset, DatasetVersion, Edition, Role, Topic
from lumbung.rooms.catalog.search import Answer, Facet, Found, search
from lumbung.rooms.catalog.wording import structure_from
from lumbung.rooms.standards import queries as standards
from lumbung.rooms.standards.queries import Entry
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text

__all__ = [
    "Answer", "Component", "Dataset", "DatasetUnknown", "Edition", "EditionUnknown", "Facet", "Found",
    "Role", "Topic", "all_editions", "components", "current_edition", "dataset", "datasets", "edition",
    "edition_as_of", "editions", "journal_anchors", "known_since", "public_datasets_using", "public_standard",
    "public_standards", "search", "structure", "topics",
]  # fmt: skip


class DatasetUnknown(NotFound):
    """No dataset has this code."""

    code = "catalog.dataset-unknown"
    message = Text("Tidak ada dataset “{dataset}”.", "There is no dataset “{dataset}”.")
    hint = Text("Cari di halaman Data.", "Search the Data page.")


class EditionUnknown(NotFound):
    """The dataset has no such edition."""

    code = "catalog.edition-unknown"
    message = Text("{dataset} tidak punya edisi “{edition}”.", "{dataset} has no edition “{edition}”.")
    hint = Text("Lihat daftar edisinya.", "See the list of its editions.")


def datasets() -> QuerySet[Dataset]:
    """Every dataset, with its topic and producer at hand."""
    return Dataset.objects.select_related("topic", "producer")


def topics() -> QuerySet[Topic]:
    """The shelves in their order."""
    return Topic.objects.all()


def dataset(code: str) -> Dataset:
    """The dataset with a code."""
    found = datasets().filter(code=code).first()
    if found is None:
        raise DatasetUnknown(dataset=code)
    return found


def structure(dataset: Dataset, version: int | None = None) -> Structure:
    """The structure of a dataset, of its present or an earlier version."""
    return _structure(dataset.pk, version or dataset.version, stamp("catalog", "standards"))


@lru_cache(maxsize=2048)
def _structure(pk: int, version: int, at: int) -> Structure:  # noqa: ARG001  # the stamp only ages the cache
    found = Dataset.objects.get(pk=pk)
    definition = found.definition
    if version != found.version:
        definition = found.versions.get(number=version).definition
    return structure_from(
        {**definition, "code": found.code, "version": version, "simulated": found.simulated}
    )


def known_since(datasets: Iterable[int]) -> dict[int, dt.date]:
    """The day on which the catalogue first knew each dataset."""
    first = (
        DatasetVersion.objects.filter(dataset__in=list(datasets)).values("dataset").annotate(at=Min("since"))
    )
    return {row["dataset"]: timezone.localdate(row["at"]) for row in first}


def components(dataset: Dataset) -> QuerySet[Component]:
    """The dimensions and measures of a dataset with the records of the registry behind them."""
    return dataset.components.select_related("concept", "unit", "codelist", "measure")


def public_standards(entries: Iterable[Entry]) -> list[Entry]:
    """The records of the registry that everybody may know: none that tells of a closed dataset."""
    closed = set(Dataset.objects.filter(access=Access.CLOSED.value).values_list("code", flat=True))
    return [entry for entry in entries if entry.dataset not in closed]


def public_standard(kind: str, code: str) -> Entry:
    """A record of the registry, if everybody may know it."""
    entry = standards.standard(kind, code)
    if not public_standards([entry]):
        raise standards.StandardUnknown(kind=entry.kind.words, code=code)
    return entry


def public_datasets_using(kind: str, code: str) -> QuerySet[Dataset]:
    """The datasets open to everybody that take something from a record of the registry."""
    users = standards.uses_of(kind, code).filter(user_kind="dataset").values("user_code")
    return datasets().filter(code__in=users, access=Access.OPEN.value)


def editions(dataset: Dataset) -> QuerySet[Edition]:
    """All editions of a dataset, the newest first."""
    return dataset.editions.select_related("dataset", "released_by", "previous").order_by(
        "-released_at", "-id"
    )


def all_editions() -> QuerySet[Edition]:
    """The editions of all datasets, the oldest first."""
    return Edition.objects.select_related("dataset").order_by("released_at", "id")


def current_edition(dataset: Dataset) -> Edition | None:
    """The edition that is public now; none before the first release or after a withdrawal."""
    return editions(dataset).filter(current=True).first()


def edition(dataset: Dataset, label: str) -> Edition:
    """An edition by its label (``2025.1``) or its whole id."""
    found = editions(dataset).filter(label=label.rpartition("@")[2]).first()
    if found is None:
        raise EditionUnknown(dataset=dataset.code, edition=label)
    return found


def edition_as_of(dataset: Dataset, day: dt.date | dt.datetime) -> Edition | None:
    """The edition that was public at a moment; of a day, at its end."""
    if not isinstance(day, dt.datetime):
        day = timezone.make_aware(dt.datetime.combine(day, dt.time.max))
    found = editions(dataset).filter(released_at__lte=day).first()
    if found is not None and found.withdrawn_at is not None and found.withdrawn_at <= day:
        return None
    return found


def journal_anchors() -> list[tuple[int, str]]:
    """Numbers and hashes of journal lines that manifests of editions have written down."""
    anchors = []
    for manifest in Edition.objects.values_list("manifest", flat=True).iterator(chunk_size=200):
        number, _, digest = str(manifest.get("journal_head") or "").partition(":")
        if digest and int(number):
            anchors.append((int(number), digest))
    return anchors
