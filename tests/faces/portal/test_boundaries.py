"""Readers of a page are told where the areas behind its figures changed."""

from __future__ import annotations

import datetime as dt

from tests.rooms.query.harvest import population, release

from lumbung.rooms.standards import actions as standards
from lumbung.vocabulary import areachanges
from lumbung.vocabulary.areachanges import AreaShift, ChangeKind

TURI, EAST = "35.72.02.1003", "35.72.02.1004"
SPLIT = areachanges.AreaChange(
    "pemekaran-turi", ChangeKind.SPLIT, dt.date(2023, 1, 1), "Perda 3/2022",
    (AreaShift(TURI, TURI, 0.6), AreaShift(TURI, EAST, 0.4)),
)  # fmt: skip


def test_the_page_of_a_dataset_and_of_an_area_name_the_change_and_its_law(client, city):
    release(city, city.population, population())
    dataset, area, other = ("/data/penduduk-kelamin", f"/wilayah/{TURI}", "/wilayah/35.72.01.1001")
    assert "Perda 3/2022" not in client.get(dataset).content.decode()

    standards.record_area_change(
        SPLIT, named={EAST: standards.NewArea(EAST, "Turi Timur")}, actor=city.steward
    )

    for address in (dataset, f"{dataset}/tabel", area):
        told = client.get(address).content.decode()
        assert "Batas wilayah berubah" in told, address
        assert "Perda 3/2022" in told, address
    assert "Perda 3/2022" not in client.get(other).content.decode()
    assert client.get(f"/wilayah/{EAST}").status_code == 200
