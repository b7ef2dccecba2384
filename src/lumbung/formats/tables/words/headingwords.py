"""What a heading says its column holds: *No*, *Kode Kelurahan*, *Tahun*, *Satuan*, *Keterangan*.

Only the words that mean the same in every dataset. Measures and dimensions have words of their
own, which :mod:`~lumbung.formats.tables.words.lexicon` knows from the dataset's definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from lumbung.formats.tables.words.folding import halves, spaced, words
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.periods import Frequency


class HeadingKind(StrEnum):
    """The kinds of columns that their headings give away."""

    SERIAL = "serial"
    AREA = "area"
    AREA_CODE = "area-code"
    PERIOD = "period"
    LABEL = "label"  # "Uraian": what the row is about
    UNIT = "unit"
    NOTE = "note"
    STATUS = "status"
    VALUE = "value"  # "Jumlah", "Nilai"
    HELPER = "helper"  # "cek", "selisih": for people
    PERSON = "person"  # a number or name of a person


@dataclass(frozen=True, slots=True)
class HeadingWord:
    """What a heading says."""

    kind: HeadingKind
    levels: tuple[AreaLevel, ...] = ()
    frequency: Frequency | None = None


_AREA_WORDS = {
    "kelurahan": AreaLevel.VILLAGE, "kel": AreaLevel.VILLAGE, "desa": AreaLevel.VILLAGE,
    "nagari": AreaLevel.VILLAGE, "village": AreaLevel.VILLAGE, "subdistrict": AreaLevel.DISTRICT,
    "kecamatan": AreaLevel.DISTRICT, "kec": AreaLevel.DISTRICT, "district": AreaLevel.DISTRICT,
    "kabupaten": AreaLevel.CITY, "kab": AreaLevel.CITY, "kota": AreaLevel.CITY, "kabkota": AreaLevel.CITY,
    "city": AreaLevel.CITY, "regency": AreaLevel.CITY,
    "provinsi": AreaLevel.PROVINCE, "propinsi": AreaLevel.PROVINCE, "prov": AreaLevel.PROVINCE,
}  # fmt: skip
_ANY_AREA = frozenset({"wilayah", "daerah", "lokasi", "area", "region", "wil"})
_AREA_FILLER = frozenset(
    {"nama", "nm", "name", "dan", "atau", "menurut", "per", "administrasi", "of", "bps", "kemendagri"}
)
_CODE_WORDS = frozenset({"kode", "kd", "code", "id", "kdwil"})
_EXACT: dict[str, HeadingWord] = {}


def _say(kind: HeadingKind, *said: str, frequency: Frequency | None = None) -> None:
    for line in said:
        for word in line.split("|"):
            _EXACT[word] = HeadingWord(kind, (), frequency)


_say(HeadingKind.SERIAL, "no|nomor|nomor urut|no urut|urut|nomer|id|index row|baris|num")
_say(
    HeadingKind.PERIOD,
    "tahun|thn|th|year|tahun data|tahun anggaran|tahun ajaran|tahun pelajaran|ta",
    frequency=Frequency.YEAR,
)
_say(
    HeadingKind.PERIOD,
    "bulan|bln|month|bulan data|bulan tahun|bulan dan tahun|masa",
    frequency=Frequency.MONTH,
)
_say(
    HeadingKind.PERIOD,
    "triwulan|tw|trw|kuartal|quarter|triwulan ke|tribulan",
    frequency=Frequency.QUARTER,
)
_say(HeadingKind.PERIOD, "semester|smt|sem|semester ke", frequency=Frequency.HALF)
_say(
    HeadingKind.PERIOD,
    "periode|period|waktu|tanggal|tgl|date|periode data|time period|periode pencatatan",
    "tanggal data|per tanggal",
)
_say(
    HeadingKind.LABEL,
    "uraian|indikator|rincian|jenis data|nama data|variabel|keterangan data|indicator|deskripsi",
    "elemen|item|nama indikator|komponen|uraian data|ukuran|parameter",
)
_say(HeadingKind.UNIT, "satuan|unit satuan|satuan data|satuan ukuran|uom")
_say(
    HeadingKind.NOTE,
    "keterangan|ket|catatan|note|notes|remarks|penjelasan|sumber|sumber data|source|footnote|komentar",
)
_say(HeadingKind.STATUS, "status|status data|status angka|sifat data|sifat|tanda|status nilai|obs status")
_say(
    HeadingKind.VALUE,
    "jumlah|nilai|angka|banyaknya|banyak|total|volume|value|data|jml|besaran|hasil",
    "realisasi|capaian|obs value",
)
_say(
    HeadingKind.HELPER,
    "cek|check|selisih|kontrol|validasi|ceklis|control|beda|paraf|ttd|tanda tangan|rank|peringkat|ranking",
    "kode pos|latitude|longitude|lat|lon|long|lintang|bujur|koordinat",
)
_say(
    HeadingKind.PERSON,
    "nik|no nik|nomor nik|nomor induk kependudukan|no ktp|nomor ktp|no kk|nomor kk|no kartu keluarga",
    "nomor kartu keluarga|nama lengkap|nama kepala keluarga|telepon|no hp",
)


@lru_cache(maxsize=20_000)
def heading_word(text: str) -> HeadingWord | None:
    """What a heading says of its column in the words that all datasets share.

    >>> heading_word("Kode Kelurahan/Desa").kind, heading_word("No.").kind, heading_word("Luas Panen")
    (<HeadingKind.AREA_CODE: 'area-code'>, <HeadingKind.SERIAL: 'serial'>, None)
    """
    found = _whole_heading(text)
    if found is None:
        first, second = halves(text)
        if second and not any(character.isdigit() for character in second):
            found = _whole_heading(first)
    return found


def _whole_heading(text: str) -> HeadingWord | None:
    exact = _EXACT.get(spaced(text))
    if exact is not None:
        return exact
    said = set(words(text)) - {"data"}
    coded = bool(said & _CODE_WORDS)
    left = said - _CODE_WORDS - _AREA_FILLER
    if not left or not left <= (_AREA_WORDS.keys() | _ANY_AREA):
        return None
    levels = tuple(sorted({_AREA_WORDS[word] for word in left if word in _AREA_WORDS}, key=lambda a: -a.rank))
    return HeadingWord(HeadingKind.AREA_CODE if coded else HeadingKind.AREA, levels)
