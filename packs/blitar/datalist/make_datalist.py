"""Make the pack's data lists: the datasets that the pack holds, and what was concluded beside them.

``python packs/blitar/datalist/make_datalist.py`` writes ``2026.csv`` and ``2027.csv``. An ID (ID DDD)
is a place in a file's order, so new datasets and new lines of ``concluded.txt`` belong at the end
of theirs; the IDs of datasets stand in ``IDS`` below.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
PACK = HERE.parent
COLUMNS = (
    "id_ddd", "id_ddp", "sumber_referensi", "kode_indikator", "nama_indikator", "nama_data", "jenis_data",
    "indikator_variabel", "kode_standar_data", "produsen_data", "klasifikasi_risiko", "definisi", "satuan",
    "klasifikasi_penyajian", "jadwal_pemutakhiran", "kategori_rad", "kode_metadata", "link_portal_daerah",
    "link_portal_sdi", "metode_pengumpulan", "periode_data", "penanggung_jawab", "urusan", "prioritas",
    "kriteria", "konsep", "dataset", "catatan", "disimpulkan",
)  # fmt: skip
SCHEDULES = {"A": "Tahunan", "S": "Semesteran", "Q": "Triwulanan", "M": "Bulanan", "W": "Mingguan"}
AFFAIRS = {  # of the pack's datasets, by producer; the dataset's own where an office has several
    "bps-kota-blitar": "2.20", "kpu-kota-blitar": "8.01", "dispendukcapil": "2.12", "dinkes": "1.02",
    "dindik": "1.01", "dinsos": "1.06", "dinkop-ukm-naker": "2.17", "dlh": "2.11", "dpmptsp": "2.18",
    "disbudpar": "3.26", "bpkad": "5.02", "diskominfotik": "2.20", "bagian-tapem": "4.01",
}  # fmt: skip
FINANCE = {"dau"}
IDS = (
    "penduduk-sensus", "penduduk-registrasi", "penduduk-registrasi-kelamin", "penduduk-dalam-angka",
    "penduduk-dalam-angka-kelamin", "penduduk-perkiraan-kelamin", "pemilih", "kemiskinan", "ipm",
    "home-care-lansia", "home-care-lansia-kota", "ketenagakerjaan", "pekerja-sektor", "pertumbuhan-ekonomi",
    "pdrb", "pdrb-lapangan-usaha", "pdrb-pengeluaran", "pengeluaran-per-kapita", "pengeluaran-kelompok",
    "umkm", "investasi-target", "investasi-realisasi", "kunjungan-makam-bung-karno", "stunting",
    "satuan-pendidikan", "sekolah-negeri", "sampah", "anggaran-tpa", "air-limbah", "luas-kota",
    "luas-kecamatan", "luas-wilayah", "wilayah-administrasi", "rt-keren", "epss", "dau",
)  # fmt: skip
CONCLUDED = (
    "Disimpulkan dari tugas perangkat daerah menurut urusan (UU 23/2014) dan daftar data yang lazim; "
    "tidak dibaca dari daftar resmi Kota Blitar."
)
PLACED = (
    "Datanya terbit dengan sumbernya pada dataset ini; urusan, jadwal, dan usulan prioritasnya pilihan paket."
)
PROPOSED_FOR_2027 = (
    "dinkes", "dispendukcapil", "dinsos", "dlh", "bps-kota-blitar", "dinkop-ukm-naker", "dp3ap2kb", "dkpp",
)  # fmt: skip
"""The offices that have proposed for 2027 when the pack is loaded; the others are still asked."""


def main() -> None:
    """Write both lists."""
    items = [*_numbered(_datasets(), 1), *_numbered(_concluded(), 101)]
    _write(HERE / "2026.csv", items)
    _write(HERE / "2027.csv", [item for item in items if item["produsen_data"] in PROPOSED_FOR_2027])


def _numbered(items: Iterator[dict[str, str]], first: int) -> Iterator[dict[str, str]]:
    for number, item in enumerate(items, start=first):
        yield {"id_ddd": f"DD-{number:04d}", **item}


def _datasets() -> Iterator[dict[str, str]]:
    """The real datasets, in the order of their IDs; a dataset that has none would be forgotten."""
    there = {
        file.stem: yaml.safe_load(file.read_text("utf-8")) for file in (PACK / "datasets").glob("*.yaml")
    }
    if strange := set(there) ^ set(IDS):
        raise SystemExit(f"IDS and datasets/ differ: {sorted(strange)}")
    for code in IDS:
        yield _dataset(code, there[code])


def _dataset(code: str, definition: dict[str, Any]) -> dict[str, str]:
    measure = definition["measures"][0]
    breakdown = [dimension["title"]["id"].lower() for dimension in definition.get("dimensions", ())]
    level = definition["area"]["level"]
    return {
        "nama_data": definition["title"]["id"],
        "jenis_data": "Keuangan" if code in FINANCE else "Statistik",
        "indikator_variabel": "Indikator" if measure["adds_up"] == "none" else "Variabel",
        "kode_standar_data": "N/A",
        "produsen_data": definition["producer"],
        "klasifikasi_risiko": definition["access"].capitalize(),
        "definisi": definition["description"]["id"],
        "satuan": measure["unit"],
        "klasifikasi_penyajian": "; ".join(([level] if level != "kota" else []) + breakdown),
        "jadwal_pemutakhiran": SCHEDULES[definition["frequency"]],
        "periode_data": {"A": "tahun", "S": "semester", "Q": "triwulan", "M": "bulan"}[
            definition["frequency"]
        ],
        "urusan": AFFAIRS[definition["producer"]],
        "prioritas": "ya" if definition.get("priority") else "",
        "kriteria": "rpjmd|sdgs" if definition.get("priority") else "",
        "konsep": measure.get("concept", ""),
        "dataset": code,
        "catatan": PLACED,
    }


def _concluded() -> Iterator[dict[str, str]]:
    for line in (HERE / "concluded.txt").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        producer, affair, name, definition, unit, breakdown, schedule, shape, criteria = cells[:9]
        access, _, kind = (cells[9] if len(cells) > 9 else "").partition(",")
        # Priority is asked for where two reasons meet: a list on which everything is urgent orders nothing.
        asked = criteria.count(",") > 0
        yield {
            "nama_data": name,
            "jenis_data": kind or "Statistik",
            "indikator_variabel": {"I": "Indikator", "V": "Variabel"}[shape],
            "kode_standar_data": "N/A",
            "produsen_data": producer,
            "klasifikasi_risiko": access or "Terbuka",
            "definisi": definition,
            "satuan": unit,
            "klasifikasi_penyajian": breakdown,
            "jadwal_pemutakhiran": schedule,
            "metode_pengumpulan": "Kompilasi produk administrasi",
            "urusan": affair,
            "prioritas": "ya" if asked else "",
            "kriteria": criteria.replace(",", "|"),
            "disimpulkan": CONCLUDED,
        }


def _write(file: Path, items: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(items)


if __name__ == "__main__":
    main()
