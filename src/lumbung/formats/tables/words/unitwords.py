"""Units as they are printed: ``(ha)``, ``juta rupiah``, ``Rp``, ``%``, ``ribu jiwa``.

Two spellings of one unit are the same, and a unit counted in thousands or millions is that unit
many times: its figures are converted, and that is told. A unit of another size or another quantity
(``ha`` for ``km2``) is refused, because figures are never converted behind a person's back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from lumbung.formats.tables.words.folding import plain
from lumbung.vocabulary.structures import Unit

# Quantity, then spellings with their size. What is counted ("orang", "unit") has no size of its own.
_BUILT_IN: tuple[tuple[str, tuple[tuple[float, str], ...]], ...] = (
    ("area", (
        (1.0, "m2|meter persegi|m persegi|meter2|sqm"),
        (1e4, "ha|hektar|hektare|hectare|hektoare"),
        (1e6, "km2|kilometer persegi|km persegi|kilometer2|sq km|sqkm|sq.km|kilometer2"),
        (100.0, "are"),
    )),
    ("length", (
        (1.0, "m|meter|mtr"), (1e3, "km|kilometer"), (0.01, "cm|sentimeter"), (1e-3, "mm|milimeter"),
    )),
    ("mass", (
        (1e-3, "gr|gram"), (1.0, "kg|kilogram|kilo"), (100.0, "kw|ku|kuintal|kwintal"), (1e3, "ton"),
    )),
    ("volume", ((1.0, "liter|ltr"), (1e3, "m3|meter kubik|kubik"), (1e-3, "ml|mililiter"))),
    ("energy", ((1.0, "kwh"), (1e3, "mwh"), (1e6, "gwh"))),
    ("share", ((1.0, "persen|percent|%|prosen|pct|persentase"), (0.1, "permil|‰|promil"))),
    ("money", ((1.0, "rupiah|rp|idr"),)),
    ("count", (
        (1.0, "jiwa|orang|penduduk|org|pdd"),
        (1.0, "anak|balita|bayi|siswa|murid|peserta didik|mahasiswa|santri"),
        (1.0, "kk|kepala keluarga|keluarga|rumah tangga|ruta|rt|rtm"),
        (1.0, "unit|buah|bh|bidang|titik|lokasi|paket"),
        (1.0, "guru|tenaga|pegawai|petani|pekerja|pasien|kader|dokter|bidan"),
        (1.0, "kunjungan|kasus|kejadian|kali|perkara"), (1.0, "ekor|pohon|batang|rumpun"),
        (1.0, "sekolah|kelas|rombel|lembaga|desa|kelurahan|posyandu|rw"),
        (1.0, "usaha|perusahaan|koperasi|umkm|pedagang|kios|industri"),
        (1.0, "rumah|bangunan|kamar|tempat tidur"),
        (1.0, "dokumen|berkas|akta|surat|kartu|eksemplar|judul"),
        (1.0, "kendaraan|mobil|motor|lembar|buku|set"),
    )),
    ("index", ((1.0, "indeks|index|poin|point|skor|nilai|angka"),)),
    ("time", ((1.0, "tahun|thn|th"), (1 / 12, "bulan|bln"), (1 / 365, "hari"), (1 / 8760, "jam"))),
)  # fmt: skip
_MULTIPLES = {
    "ratus": 1e2, "ratusan": 1e2, "ribu": 1e3, "ribuan": 1e3, "rb": 1e3, "thousand": 1e3, "juta": 1e6,
    "jutaan": 1e6, "jt": 1e6, "million": 1e6, "miliar": 1e9, "milyar": 1e9, "milyard": 1e9, "m": 1e9,
    "billion": 1e9, "triliun": 1e12, "trilyun": 1e12, "000": 1e3, "'000": 1e3, "1000": 1e3, "1.000": 1e3,
}  # fmt: skip
_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]{1,40}?)\s*[)\]]")
_LEAD = re.compile(r"^(?:dalam|satuan|unit)\s*:?\s+")
_POINTS = re.compile(r"\.(?!\d)")
_PER = re.compile(r"\s*/\s*|\s+per\s+|^per\s+")


class Fit(Enum):
    """How a printed unit stands to the one a measure has."""

    SAME = auto()
    OTHER_COUNT = auto()  # both count something: jiwa, orang
    MULTIPLE = auto()  # the same, in thousands or millions: ribu rupiah, rupiah
    DIFFERENT = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit as a word says it: what it measures, how large it is, and per what."""

    quantity: str
    factor: float
    base: str = ""  # which spelling family, so that *jiwa* and *unit* differ
    per: tuple[str, ...] = ()


class UnitWords:
    """Units by their spellings: those of the registry and those known to everybody."""

    def __init__(self, units: Mapping[str, Unit] | None = None) -> None:
        self._known: dict[str, UnitWord] = {}
        for quantity, families in _BUILT_IN:
            for factor, spellings in families:
                names = spellings.split("|")
                for name in names:
                    self._known.setdefault(name, UnitWord(quantity, factor, names[0]))
        for unit in (units or {}).values():
            self._register(unit)

    def _register(self, unit: Unit) -> None:
        spellings = (unit.code, unit.symbol, unit.title.id, unit.title.en, *unit.aliases)
        names = [plain(name) for name in spellings if name]
        known = next((word for name in names if (word := self._sized(name)) is not None), None)
        if known is None:
            quantity = unit.quantity.partition(":")[0] or names[0]
            known = UnitWord(quantity, unit.factor, names[0])
        for name in names:
            self._known.setdefault(name, known)

    def read(self, text: str) -> UnitWord | None:
        """The unit that a text names and nothing else; none where it is no unit.

        >>> UnitWords().read("juta rupiah")
        UnitWord(quantity='money', factor=1000000.0, base='rupiah', per=())
        """
        folded = " ".join(_POINTS.sub(" ", _LEAD.sub("", plain(text).strip(" .:()[]"))).split())
        if not folded or (len(folded) == 1 and text.strip() != folded):  # "(M)" is no metre
            return None
        first, *rest = _PER.split(folded)
        if not first and rest:
            return None
        unit = self._sized(first)
        if unit is None:
            return None
        per = tuple(sorted(self._base_of(part) for part in rest))
        return UnitWord(unit.quantity, unit.factor, unit.base, per)

    def _base_of(self, part: str) -> str:
        known = self._known.get(part)
        return f"{known.base}×{known.factor:g}" if known else part

    def _sized(self, text: str) -> UnitWord | None:
        known = self._known.get(text)
        if known is not None:
            return known
        head, _, tail = text.partition(" ")
        for multiple, base in ((head, tail), (text.rpartition(" ")[2], text.rpartition(" ")[0])):
            if multiple in _MULTIPLES and base:
                unit = self._sized(base)
                if unit is not None:
                    return UnitWord(unit.quantity, unit.factor * _MULTIPLES[multiple], unit.base)
        return None

    def fit(self, printed: str, wanted: str) -> Fit:
        """How a printed unit stands to the wanted one.

        >>> words = UnitWords()
        >>> words.fit("%", "persen"), words.fit("ha", "km2"), words.fit("orang", "jiwa")
        (<Fit.SAME: 1>, <Fit.DIFFERENT: 4>, <Fit.SAME: 1>)
        >>> words.fit("juta rupiah", "rupiah")
        <Fit.MULTIPLE: 3>
        """
        if plain(printed) == plain(wanted):
            return Fit.SAME
        ours, theirs = self.read(wanted), self.read(printed)
        if ours is None or theirs is None:
            return Fit.UNKNOWN
        if ours == theirs:
            return Fit.SAME
        if (ours.quantity, ours.factor, ours.per) != (theirs.quantity, theirs.factor, theirs.per):
            multiple = (ours.base, ours.per) == (theirs.base, theirs.per)
            return Fit.MULTIPLE if multiple else Fit.DIFFERENT
        return Fit.OTHER_COUNT if ours.quantity in {"count", "index"} else Fit.SAME

    def times(self, printed: str, wanted: str) -> float:
        """By what figures in a printed unit are multiplied to be in the wanted one; 1 where by nothing.

        >>> UnitWords().times("ribu rupiah", "rupiah"), UnitWords().times("ha", "km2")
        (1000.0, 1.0)
        """
        ours, theirs = self.read(wanted), self.read(printed)
        if ours is None or theirs is None or self.fit(printed, wanted) is not Fit.MULTIPLE:
            return 1.0
        return theirs.factor / ours.factor

    def inside(self, text: str) -> tuple[str, str]:
        """A heading without the unit in its brackets, and the unit; brackets that hold none stay.

        >>> UnitWords().inside("Omzet (juta rupiah)"), UnitWords().inside("Kedalaman (P1)")
        (('Omzet', 'juta rupiah'), ('Kedalaman (P1)', ''))
        """
        for found in _BRACKETS.finditer(text):
            if self.read(found[1]) is not None and not found[1].strip().isdigit():
                return " ".join((text[: found.start()] + text[found.end() :]).split()), found[1].strip()
        bare, sign = text.rstrip(), "%"
        if bare.endswith(sign) and len(bare) > 1:
            return bare[:-1].rstrip(" ("), sign
        return text, ""

    def last(self, texts: Iterable[str]) -> str:
        """The unit that titles tell: ``(jiwa)``, ``dalam juta rupiah``, ``Satuan: ton``."""
        told = ""
        for text in texts:
            unit = self.inside(text)[1]
            if not unit:
                found = re.search(r"\b(?:dalam|satuan)\s*:?\s+([\w ./%]{1,30})$", plain(text).strip(" ()."))
                unit = found[1] if found and self.read(found[1]) else ""
            told = unit or told
        return told


__all__ = ["Fit", "UnitWord", "UnitWords"]
