"""What other catalogues may read us by: open datasets with an edition, and nothing else."""

from __future__ import annotations

import pytest
from tests.rooms.query.harvest import population, release
from tests.rooms.query.test_reading import CODE, set_access

from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog import queries
from lumbung.rooms.query import publications
from lumbung.rooms.query.publications import NotPublished


def test_a_released_dataset_is_published_with_all_its_editions(city):
    release(city, city.population, population(), "2024-05-02")
    release(city, city.population, population(more=1), "2025-05-02")

    [found] = publications.everything().publications

    assert (found.code, found.publisher.code, found.theme.code) == (CODE, "dispendukcapil", "kependudukan")
    assert [edition.label for edition in found.editions] == ["2025.1", "2024.1"]
    assert found.current.label == "2025.1"
    assert (found.issued.year, found.modified.year) == (2024, 2025)
    assert found.current.periods == ("2022", "2023")
    assert found.licence.code == "CC-BY-4.0"
    assert {way.format for way in found.distributions} == {"csv", "json", "jsonl", "parquet", "xlsx"}


def test_what_is_not_released_withdrawn_or_not_open_is_not_published(city):
    assert publications.everything().publications == ()
    release(city, city.population, population())
    assert publications.publication(CODE).code == CODE

    set_access(city, "terbatas")
    with pytest.raises(NotPublished):
        publications.publication(CODE)

    set_access(city, "terbuka")
    edition = queries.current_edition(city.population)
    catalog.withdraw_edition(edition=edition, reason="Salah.", at=edition.released_at, actor=city.steward)
    assert publications.everything().publications == ()
