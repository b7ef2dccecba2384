"""A city with three small forms: an activity, its variables, its indicators."""

from __future__ import annotations

from typing import Any

import pytest

from lumbung.rooms.metadata import actions as metadata

ACTIVITY: dict[str, Any] = {
    "code": "kegiatan",
    "version": "2020",
    "title": {"id": "Kegiatan", "en": "Activity"},
    "labels": {"name": "judul", "year": "tahun", "code": "kode"},
    "blocks": [
        {
            "code": "0",
            "title": {"id": "Identitas", "en": "Identity"},
            "fields": [
                {"key": "judul", "title": {"id": "Judul kegiatan", "en": "Title"}, "kind": "text"},
                {"key": "tahun", "title": {"id": "Tahun", "en": "Year"}, "kind": "year"},
                {
                    "key": "kode", "title": {"id": "Kode kegiatan"}, "kind": "text", "required": False,
                    "officer": True,
                },
                {
                    "key": "cara", "title": {"id": "Cara pengumpulan", "en": "Method"}, "kind": "choice",
                    "options": {"1": "Sensus", "2": "Survei"},
                },
                {
                    "key": "sarana", "title": {"id": "Sarana", "en": "Means"}, "kind": "multi_choice",
                    "options": {"1": "PAPI", "2": "CAPI", "4": "Lainnya (sebutkan)"}, "other": "4",
                    "required": False,
                },
            ],
        },
        {
            "code": "II",
            "title": {"id": "Penanggung jawab", "en": "Responsible"},
            "fields": [
                {
                    "key": "pj_nama", "title": {"id": "Nama penanggung jawab"}, "kind": "text",
                    "personal": True, "required": False,
                },
                {
                    "key": "jadwal", "title": {"id": "Jadwal", "en": "Schedule"}, "kind": "table",
                    "required": False,
                    "columns": [
                        {"key": "nama", "title": {"id": "Nama"}, "kind": "text"},
                        {"key": "awal", "title": {"id": "Awal"}, "kind": "date"},
                    ],
                },
            ],
        },
        {
            "code": "V",
            "title": {"id": "Desain sampel", "en": "Sample design"},
            "when": "cara = '2'",
            "fields": [
                {"key": "fraksi", "title": {"id": "Fraksi sampel", "en": "Fraction"}, "kind": "text"},
            ],
        },
    ],
}  # fmt: skip

VARIABLE: dict[str, Any] = {
    "code": "variabel",
    "version": "2020",
    "title": {"id": "Variabel", "en": "Variable"},
    "under": "kegiatan",
    "labels": {"name": "nama", "number": "nomor", "concept": "konsep", "definition": "definisi"},
    "blocks": [
        {
            "code": "A",
            "title": {"id": "Variabel", "en": "Variable"},
            "fields": [
                {"key": "nomor", "title": {"id": "No."}, "kind": "integer"},
                {"key": "nama", "title": {"id": "Nama variabel", "en": "Name"}, "kind": "text"},
                {"key": "id_sds", "title": {"id": "Standar"}, "kind": "reference", "required": False},
                {"key": "konsep", "title": {"id": "Konsep"}, "kind": "list"},
                {"key": "definisi", "title": {"id": "Definisi"}, "kind": "long_text"},
            ],
        }
    ],
}

INDICATOR: dict[str, Any] = {
    "code": "indikator",
    "version": "2020",
    "title": {"id": "Indikator", "en": "Indicator"},
    "under": "kegiatan",
    "labels": {
        "name": "nama", "number": "nomor", "variables": "pembangun", "activities": "asal",
        "activity_codes": "kode_asal",
    },
    "blocks": [
        {
            "code": "A",
            "title": {"id": "Indikator", "en": "Indicator"},
            "fields": [
                {"key": "nomor", "title": {"id": "No."}, "kind": "integer"},
                {"key": "nama", "title": {"id": "Nama indikator", "en": "Name"}, "kind": "text"},
                {"key": "pembangun", "title": {"id": "Variabel pembangun"}, "kind": "text"},
                {"key": "asal", "title": {"id": "Kegiatan penghasil"}, "kind": "text"},
                {"key": "kode_asal", "title": {"id": "Kode kegiatan"}, "kind": "text", "required": False},
            ],
        }
    ],
}  # fmt: skip

COMPLETE = {"judul": "Registrasi penduduk", "tahun": 2026, "cara": "1"}


@pytest.fixture
def forms(city):
    """The three forms are loaded."""
    return metadata.load_forms([ACTIVITY, VARIABLE, INDICATOR], pack="formulir", actor=city.operator)


@pytest.fixture
def record(city, forms):
    """An empty activity of the producer's office."""
    return metadata.start_record(
        form="kegiatan", organisation=city.office("dispendukcapil"), year=2026, actor=city.producer
    )


@pytest.fixture
def filled(city, record):
    """The activity with all answers that a release asks for."""
    return metadata.save_answers(
        record=record, answers=COMPLETE, revision=record.revision, actor=city.producer
    )


@pytest.fixture
def submitted(city, filled):
    return metadata.submit_record(record=filled, actor=city.producer)


@pytest.fixture
def approved(city, submitted):
    checked = metadata.check_record(record=submitted, actor=city.steward)
    return metadata.approve_record(record=checked, actor=city.supervisor)
