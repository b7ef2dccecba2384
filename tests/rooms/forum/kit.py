"""What the tests of the Forum share: texts of an item, and a list on its way."""

from __future__ import annotations

import datetime as dt

from tests.city import City

from lumbung.rooms.forum import actions, queries
from lumbung.rooms.forum.queries import DataList, Item, Matter, Meeting

MALNUTRITION = {
    "nama_data": "Balita gizi buruk menurut kelurahan",
    "nama_indikator": "Jumlah balita gizi buruk",
    "jenis_data": "Statistik",
    "indikator_variabel": "Variabel",
    "produsen_data": "Dinas Kesehatan",
    "klasifikasi_risiko": "Terbuka",
    "definisi": "Balita dengan berat menurut tinggi di bawah minus tiga simpangan baku.",
    "satuan": "balita",
    "klasifikasi_penyajian": "kelurahan",
    "jadwal_pemutakhiran": "Bulanan",
    "prioritas": "ya",
    "kriteria": "spm",
}


def a_list(city: City, year: int = 2027) -> DataList:
    return actions.open_list(year=year, actor=city.steward)


def proposed(city: City, of: DataList, **changes: str) -> Item:
    return actions.propose_item(of=of, texts={**MALNUTRITION, **changes}, actor=city.other_producer)


def a_meeting(city: City, of: DataList) -> Meeting:
    return actions.hold_meeting(
        of=of,
        title="Forum Satu Data",
        held_on=dt.date(of.year - 1, 11, 18),
        place="Balai Kota",
        actor=city.coordinator,
    )


def agreed(city: City, of: DataList, **changes: str) -> Item:
    item = proposed(city, of, **changes)
    actions.decide(meeting=a_meeting(city, of), matter=Matter.AGREED, items=[item], actor=city.coordinator)
    return queries.item(of.year, item.code)
