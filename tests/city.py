"""A small city for tests: two kecamatan, five kelurahan, a few offices, people and datasets.

Made through the rooms' own doors, so that a test stands on what a real load leaves behind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import Duty, Organisation, User
from lumbung.rooms.standards import actions as standards
from lumbung.vocabulary.structures import Unit
from lumbung.vocabulary.words import Text

PASSWORD = "lumbung-padi-desa"

AREAS = (
    ("ID", "Indonesia", "negara", "negara", ""),
    ("35", "Jawa Timur", "provinsi", "provinsi", "ID"),
    ("35.72", "Kota Blitar", "kota", "kota", "35"),
    ("35.72.01", "Kepanjenkidul", "kecamatan", "kecamatan", "35.72"),
    ("35.72.01.1001", "Kepanjenkidul", "kelurahan", "kelurahan", "35.72.01"),
    ("35.72.01.1002", "Kepanjenlor", "kelurahan", "kelurahan", "35.72.01"),
    ("35.72.02", "Sukorejo", "kecamatan", "kecamatan", "35.72"),
    ("35.72.02.1001", "Tlumpu", "kelurahan", "kelurahan", "35.72.02"),
    ("35.72.02.1002", "Karangsari", "kelurahan", "kelurahan", "35.72.02"),
    ("35.72.02.1003", "Turi", "kelurahan", "kelurahan", "35.72.02"),
)

OFFICES = (
    ("kota", "Pemerintah Kota", "pemerintah", "", "35.72"),
    ("diskominfotik", "Dinas Komunikasi, Informatika dan Statistik", "perangkat-daerah", "kota", ""),
    ("dispendukcapil", "Dinas Kependudukan dan Pencatatan Sipil", "perangkat-daerah", "kota", ""),
    ("dinkes", "Dinas Kesehatan", "perangkat-daerah", "kota", ""),
    ("kecamatan-sukorejo", "Kecamatan Sukorejo", "kecamatan", "kota", "35.72.02"),
    ("kelurahan-turi", "Kelurahan Turi", "kelurahan", "kecamatan-sukorejo", "35.72.02.1003"),
    ("bps", "BPS Kota", "pembina", "", "35.72"),
)

# name in tests: (user name, duty, office)
PEOPLE = {
    "producer": ("dina", Duty.PRODUCER, "dispendukcapil"),
    "other_producer": ("sari", Duty.PRODUCER, "dinkes"),
    "supporting_steward": ("panji", Duty.SUPPORTING_STEWARD, "dispendukcapil"),
    "steward": ("wati", Duty.STEWARD, "kota"),
    "second_steward": ("wahyu", Duty.STEWARD, "kota"),
    "supervisor": ("bagus", Duty.SUPERVISOR, "kota"),
    "coordinator": ("karina", Duty.COORDINATOR, "kota"),
    "reader": ("rudi", Duty.READER, "kota"),
}

POPULATION: dict[str, Any] = {
    "code": "penduduk-kelamin",
    "title": {"id": "Jumlah penduduk menurut kelurahan dan jenis kelamin", "en": "Population by sex"},
    "topic": "kependudukan",
    "frequency": "A",
    "area": {"within": "35.72", "level": "kelurahan"},
    "complete": True,
    "dimensions": [
        {
            "code": "jenis_kelamin",
            "title": {"id": "Jenis kelamin", "en": "Sex"},
            "codes": {
                "laki-laki": {"id": "Laki-laki", "en": "Male"},
                "perempuan": {"id": "Perempuan", "en": "Female"},
            },
        }
    ],
    "measures": [
        {
            "code": "jumlah",
            "title": {"id": "Jumlah penduduk", "en": "Population"},
            "unit": "jiwa",
            "decimals": 0,
            "minimum": 0,
        }
    ],
    "rules": [
        {
            "code": "penduduk.wajar",
            "check": "jumlah < 100000",
            "severity": "warning",
            "message": {"id": "Jumlah penduduk tidak lazim"},
        }
    ],
    "access": "terbuka",
    "licence": "CC-BY-4.0",
    "priority": True,
}

VISITS: dict[str, Any] = {
    "code": "kunjungan-puskesmas",
    "title": {"id": "Kunjungan puskesmas", "en": "Visits to health centres"},
    "topic": "kesehatan",
    "frequency": "Q",
    "area": {"within": "35.72", "level": "kecamatan"},
    "measures": [
        {"code": "kunjungan", "title": {"id": "Kunjungan"}, "unit": "kunjungan", "decimals": 0}
    ],
    "access": "terbuka",
    "licence": "CC-BY-4.0",
}  # fmt: skip


@dataclass
class City:
    """What a test finds in its city: ``city.steward``, ``city.population``, ``city.office("bps")``."""

    operator: User
    offices: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    datasets: dict[str, Dataset] = field(default_factory=dict)

    def office(self, code: str) -> Organisation:
        return self.offices[code]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.people[name]
        except KeyError as missing:
            raise AttributeError(name) from missing

    @property
    def population(self) -> Dataset:
        """Priority, complete, yearly, by kelurahan and sex; its producer is ``producer``."""
        return self.datasets["penduduk-kelamin"]

    @property
    def visits(self) -> Dataset:
        """Quarterly, by kecamatan; its producer is ``other_producer``."""
        return self.datasets["kunjungan-puskesmas"]


def build_city() -> City:
    """Make the city in an empty database."""
    city = City(operator=people.operator())
    actor = city.operator
    columns = ("code", "name", "level", "kind", "parent")
    standards.load_areas([dict(zip(columns, row, strict=True)) for row in AREAS], actor=actor)
    standards.load_units(
        [
            Unit("jiwa", Text("jiwa", "people"), "", "count:people"),
            Unit("kunjungan", Text("kunjungan", "visits")),
        ],
        actor=actor,
    )
    people.load_organisations(
        [
            {"code": code, "name": Text(name), "kind": kind, "parent": parent, "area": area}
            for code, name, kind, parent, area in OFFICES
        ],
        actor=actor,
    )
    city.offices = {office.code: office for office in Organisation.objects.all()}
    for role, (username, duty, office) in PEOPLE.items():
        user = people.register(username=username, name=username.title(), password=PASSWORD, actor=actor)
        people.give_duty(user=user, duty=duty, organisation=city.offices[office], actor=actor)
        city.people[role] = user
    for definition, office in ((POPULATION, "dispendukcapil"), (VISITS, "dinkes")):
        defined = catalog.define_dataset(definition=definition, producer=city.offices[office], actor=actor)
        city.datasets[defined.dataset.code] = defined.dataset
    return city
