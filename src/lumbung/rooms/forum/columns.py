"""The columns of the *Daftar Data*: the 19 + 3 of the official sheet, and ours beside them.

The headings are those of the sheet, so that what is exported can be handed on as it is. The
national template was read in one province's letter only (see the decision note); another
year's sheet changes this table and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lumbung.vocabulary.words import Text, Worded

OFFICIAL = 19
"""So many columns has the sheet; the three after them are asked for by some governments."""


class Kind(Worded):
    """What sort of data an item is."""

    STATISTICS = "Statistik", Text("Statistik", "Statistics")
    GEOSPATIAL = "Geospasial", Text("Geospasial", "Geospatial")
    FINANCE = "Keuangan", Text("Keuangan", "Finance")


class Shape(Worded):
    """Whether an item is worked out of others or observed."""

    INDICATOR = "Indikator", Text("Indikator", "Indicator")
    VARIABLE = "Variabel", Text("Variabel", "Variable")


class AccessClass(Worded):
    """The access class as the sheet writes it."""

    OPEN = "Terbuka", Text("Terbuka", "Open")
    RESTRICTED = "Terbatas", Text("Terbatas", "Restricted")
    CLOSED = "Tertutup", Text("Tertutup", "Closed")


class Schedule(Worded):
    """How often an item is brought up to date."""

    DAILY = "Harian", Text("Harian", "Daily")
    WEEKLY = "Mingguan", Text("Mingguan", "Weekly")
    MONTHLY = "Bulanan", Text("Bulanan", "Monthly")
    QUARTERLY = "Triwulanan", Text("Triwulanan", "Quarterly")
    HALF_YEARLY = "Semesteran", Text("Semesteran", "Half-yearly")
    YEARLY = "Tahunan", Text("Tahunan", "Yearly")
    OCCASIONAL = "Insidental", Text("Insidental", "Occasional")


class Criterion(Worded):
    """Why an item may be priority data."""

    PLANS = "rpjmd", Text("mendukung RPJMD/RKPD", "supports the plans RPJMD/RKPD")
    SERVICES = "spm", Text("standar pelayanan minimal (SPM)", "minimum service standards (SPM)")
    GOALS = "sdgs", Text("tujuan pembangunan berkelanjutan (SDGs)", "sustainable development goals (SDGs)")
    URGENT = "mendesak", Text("kebutuhan mendesak", "urgent need")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key and heading in the sheet, and the field of an item that holds it."""

    key: str
    heading: Text
    field: str
    number: int = 0  # of the official sheet; ours have none
    options: type[Worded] | None = None
    needed: bool = False
    longest: int = 300
    personal: bool = False  # never in anything public

    @property
    def choices(self) -> tuple[str, ...]:
        """What may stand here, where that is a closed list."""
        return tuple(option.value for option in self.options) if self.options else ()


_SHEET = (
    Column("id_ddd", Text("ID DDD", "ID DDD (unique row)"), "code", longest=40),
    Column("id_ddp", Text("ID DDP", "ID DDP (central list)"), "central_id", longest=60),
    Column("sumber_referensi", Text("Sumber Referensi", "Source document"), "reference", longest=500),
    Column("kode_indikator", Text("Kode Indikator", "Indicator code"), "indicator_code", longest=60),
    Column("nama_indikator", Text("Nama Indikator", "Indicator"), "indicator"),
    Column("nama_data", Text("Nama Data", "Name of the data"), "title", needed=True),
    Column("jenis_data", Text("Jenis Data", "Kind of data"), "kind", options=Kind, needed=True),
    Column("indikator_variabel", Text("Indikator/Variabel", "Indicator or variable"), "shape", options=Shape),
    Column("kode_standar_data", Text("Kode Standar Data", "Code of the data standard"), "standard_code",
           longest=60),
    Column("produsen_data", Text("Produsen Data", "Data producer"), "producer", needed=True),
    Column("klasifikasi_risiko", Text("Klasifikasi Data sesuai Risiko", "Access class"), "access",
           options=AccessClass, needed=True),
    Column("definisi", Text("Definisi", "Definition"), "definition", longest=2000),
    Column("satuan", Text("Satuan", "Unit"), "unit", longest=60),
    Column("klasifikasi_penyajian", Text("Klasifikasi Penyajian", "Broken down by"), "breakdown"),
    Column("jadwal_pemutakhiran", Text("Jadwal Pemutakhiran", "Update schedule"), "schedule",
           options=Schedule, needed=True),
    Column("kategori_rad", Text("Kategori RAD", "RAD category"), "rad_category", longest=120),
    Column("kode_metadata", Text("Kode Metadata", "Metadata code"), "metadata_code", longest=120),
    Column("link_portal_daerah", Text("Link Portal Daerah", "Link on the local portal"), "local_link",
           longest=500),
    Column("link_portal_sdi", Text("Link Portal SDI", "Link on data.go.id"), "national_link", longest=500),
    Column("metode_pengumpulan", Text("Metode Pengumpulan", "Way of collection"), "method"),
    Column("periode_data", Text("Periode Data", "Period of the data"), "data_period", longest=120),
    Column("penanggung_jawab", Text("Penanggung Jawab Data", "Responsible"), "responsible", personal=True),
)  # fmt: skip

SHEET: tuple[Column, ...] = tuple(
    Column(one.key, one.heading, one.field, number, one.options, one.needed, one.longest, one.personal)
    for number, one in enumerate(_SHEET, start=1)
)

OURS: tuple[Column, ...] = (
    Column("urusan", Text("Urusan Pemerintahan", "Government affair"), "affair", longest=20),
    Column("prioritas", Text("Usulan Data Prioritas", "Proposed as priority data"), "priority_asked"),
    Column("kriteria", Text("Kriteria Prioritas", "Criteria of priority"), "criteria"),
    Column("konsep", Text("Konsep", "Concept"), "concept", longest=80),
    Column("dataset", Text("Dataset", "Dataset"), "dataset", longest=80),
    Column("catatan", Text("Catatan", "Note"), "note", longest=2000),
    Column("disimpulkan", Text("Disimpulkan", "Concluded"), "inferred", longest=1000),
)

COLUMNS: Mapping[str, Column] = {one.key: one for one in (*SHEET, *OURS)}
BY_FIELD: Mapping[str, Column] = {one.field: one for one in COLUMNS.values()}
PUBLIC: tuple[Column, ...] = tuple(one for one in SHEET if not one.personal)
