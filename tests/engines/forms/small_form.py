"""A small form with a question of every kind, as an officer might meet it."""

from __future__ import annotations

from typing import Any

from lumbung.vocabulary.formdefinitions import form_of
from lumbung.vocabulary.forms import Form

DEFINITION: dict[str, Any] = {
    "code": "kegiatan",
    "version": "2020",
    "title": {"id": "Kegiatan", "en": "Activity"},
    "labels": {"name": "judul"},
    "blocks": [
        {
            "code": "0",
            "title": "Identitas",
            "fields": [
                {"key": "judul", "title": {"id": "Judul", "en": "Title"}, "kind": "text"},
                {"key": "tahun", "title": "Tahun", "kind": "year"},
                {
                    "key": "jenis",
                    "title": "Jenis",
                    "kind": "choice",
                    "options": {"1": "Dasar", "2": "Sektoral"},
                },
                {"key": "direkomendasi", "title": "Direkomendasi?", "kind": "yes_no", "when": "jenis = '2'"},
                {"key": "nomor", "title": "Nomor", "kind": "text", "when": "direkomendasi = '1'"},
                {"key": "surel", "title": "Surel", "kind": "email", "dash": True},
                {"key": "nip", "title": "NIP", "kind": "text", "required": False, "personal": True},
            ],
        },
        {
            "code": "I",
            "title": "Rancangan",
            "fields": [
                {"key": "latar", "title": "Latar belakang", "kind": "long_text", "min_length": 10},
                {
                    "key": "jadwal",
                    "title": {"id": "Jadwal", "en": "Schedule"},
                    "kind": "table",
                    "columns": [
                        {"key": "awal", "title": "Awal", "kind": "date"},
                        {"key": "akhir", "title": "Akhir", "kind": "date"},
                    ],
                    "rows": [
                        {"key": "desain", "title": "Desain"},
                        {"key": "rilis", "title": "Rilis", "when": "produk_digital = '1'"},
                    ],
                    "row_rule": "awal <= akhir",
                    "row_words": {
                        "id": "tanggal awal setelah tanggal akhir",
                        "en": "it begins after its end",
                    },
                },
                {
                    "key": "variabel",
                    "title": "Variabel",
                    "kind": "table",
                    "min_rows": 2,
                    "columns": [
                        {"key": "nama", "title": "Nama"},
                        {"key": "banyak", "title": "Banyak", "kind": "integer", "required": False},
                    ],
                },
                {
                    "key": "sarana",
                    "title": "Sarana",
                    "kind": "multi_choice",
                    "options": {"1": "PAPI", "2": "CAPI", "32": "Lainnya"},
                    "other": "32",
                },
                {
                    "key": "produk",
                    "title": "Produk",
                    "kind": "yes_no_list",
                    "options": {"cetak": "Cetak", "digital": "Digital"},
                },
                {"key": "sumber", "title": "Sumber", "kind": "list", "required": False},
            ],
        },
        {
            "code": "II",
            "title": "Petugas",
            "when": "sarana_1 + sarana_2 > 0",
            "fields": [
                {
                    "key": "pengawas",
                    "title": "Pengawas",
                    "kind": "integer",
                    "rule": "pengawas <= pencacah",
                    "rule_words": {
                        "id": "pengawas lebih banyak dari pencacah",
                        "en": "more supervisors than enumerators",
                    },
                },
                {"key": "pencacah", "title": "Pencacah", "kind": "integer"},
                {"key": "rumus", "title": "Rumus", "kind": "formula", "required": False},
                {"key": "standar", "title": "Standar", "kind": "reference", "required": False},
                {"key": "wilayah", "title": "Wilayah", "kind": "region", "required": False},
                {
                    "key": "mulai",
                    "title": "Mulai",
                    "kind": "date",
                    "required": False,
                    "when": "year(mulai_rencana) >= 2026",
                },
                {"key": "mulai_rencana", "title": "Rencana mulai", "kind": "date", "required": False},
            ],
        },
    ],
}

WHOLE: dict[str, Any] = {
    "judul": "Pendataan pasar",
    "tahun": 2026,
    "jenis": "2",
    "direkomendasi": "1",
    "nomor": "V-26.3572.001",
    "surel": "-",
    "latar": "Harga pasar berubah setiap pekan.",
    "jadwal": [
        {"row": "desain", "awal": "2026-01-05", "akhir": "2026-01-30"},
        {"row": "rilis", "awal": "2026-03-01", "akhir": "2026-03-01"},
    ],
    "variabel": [{"nama": "harga", "banyak": 12}, {"nama": "pedagang"}],
    "sarana": {"codes": ["1", "32"], "other": "pos"},
    "produk": {"cetak": "2", "digital": "1"},
    "pengawas": 2,
    "pencacah": 10,
}


def small_form() -> Form:
    """The form."""
    return form_of(DEFINITION)
