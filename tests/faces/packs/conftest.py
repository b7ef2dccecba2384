"""A small pack that a test can spoil."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

FILES = {
    "pack.yaml": {"code": "kecil", "title": {"id": "Paket kecil"}, "version": "1", "simulated": True},
    "organisations.yaml": [
        {"code": "dlh", "name": {"id": "Dinas Lingkungan Hidup"}, "short": "DLH", "parent": "kota"}
    ],
    "units.yaml": [{"code": "ton", "title": {"id": "ton"}, "quantity": "mass", "factor": 1000}],
    "concepts.yaml": [{"code": "sampah", "title": {"id": "Sampah", "en": "Waste"}}],
    "topics.yaml": [{"code": "lingkungan", "title": {"id": "Lingkungan hidup", "en": "Environment"}}],
    "synonyms.yaml": [{"word": "limbah", "means": ["sampah"]}],
    "people.yaml": [
        {"username": "lina", "name": "Lina", "memberships": [{"organisation": "dlh", "duty": "producer"}]}
    ],
    "codelists/jenis.yaml": {
        "code": "jenis-sampah",
        "title": {"id": "Jenis sampah"},
        "codes": [{"code": "organik", "title": "Organik"}, {"code": "plastik", "title": "Plastik"}],
    },
    "datasets/sampah.yaml": {
        "code": "sampah",
        "title": {"id": "Sampah terkumpul", "en": "Waste collected"},
        "topic": "lingkungan",
        "producer": "dlh",
        "frequency": "A",
        "area": {"within": "35.72", "level": "kecamatan"},
        "periods": ["2024", "2025"],
        "dimensions": [{"code": "jenis", "title": {"id": "Jenis"}, "codelist": "jenis-sampah"}],
        "measures": [{"code": "berat", "concept": "sampah", "unit": "ton", "decimals": 1, "minimum": 0}],
        "access": "terbuka",
        "licence": "CC-BY-4.0",
    },
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The folder of a pack without figures; write over a file of it to spoil it."""
    folder = tmp_path / "kecil"
    for name, content in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True))
    return folder
