"""Packs and boundaries come in by the command line."""

from __future__ import annotations

import json

import pytest
import yaml


@pytest.fixture
def pack(tmp_path):
    (tmp_path / "kecil").mkdir()
    (tmp_path / "kecil" / "pack.yaml").write_text(
        yaml.safe_dump({"code": "kecil", "title": {"id": "Kecil"}, "version": "1"})
    )
    (tmp_path / "kecil" / "topics.yaml").write_text("- {code: air, title: Air}\n")
    return tmp_path / "kecil"


def test_a_load_prints_what_changed_and_the_next_one_that_nothing_did(city, lumbung, pack):
    ran = lumbung("load", pack)
    assert (ran.code, ran.out) == (0, "kecil 1: topik: 1 ditambahkan\n")

    ran = lumbung("load", pack)
    assert (ran.code, ran.out) == (0, "kecil 1: tidak ada yang berubah.\n")
    assert lumbung("load", pack, "--json").json == {
        "pack": "kecil",
        "version": "1",
        "changed": False,
        "parts": {"topics": {"added": 0, "changed": 0, "unchanged": 1, "retired": 0}},
        "notes": [],
        "stopped": {},
    }


def test_the_sources_that_a_pack_states_are_told_with_its_parts(city, lumbung, pack):
    head = {"code": "kecil", "title": "Kecil", "version": "1", "sources": ["Badan Pusat Statistik"]}
    (pack / "pack.yaml").write_text(yaml.safe_dump(head))

    assert lumbung("load", pack).out.startswith("kecil 1: sumber: 1 ditambahkan\n")


def test_a_faulty_pack_is_told_by_file_and_line_on_stderr(city, lumbung, pack):
    (pack / "topics.yaml").write_text("- {code: air, titel: Air}\n")

    ran = lumbung("load", pack)

    assert (ran.code, ran.out) == (2, "")
    assert f"{pack}/topics.yaml:1: kunci “titel” tidak dikenal. Mungkin maksudnya “title”." in ran.err
    assert "Tidak ada yang dimuat." in ran.err


def test_boundaries_are_loaded_from_a_file(city, lumbung, tmp_path):
    ring = [[112.1, -8.1], [112.2, -8.1], [112.2, -8.0], [112.1, -8.1]]
    features = [
        {
            "type": "Feature",
            "properties": {"kode": code},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for code in ("35.72.02.1003", "99.99.99.9999")
    ]
    file = tmp_path / "batas.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))

    ran = lumbung("load", file, "--source", "Bappeda")

    assert (ran.code, ran.out) == (0, "batas wilayah: 1 ditambahkan\n")
    assert "“99.99.99.9999” bukan kode wilayah" in ran.err


def test_what_is_not_there_is_told_so(city, lumbung, tmp_path):
    for path in (tmp_path / "tiada", tmp_path):
        ran = lumbung("load", path)
        assert ran.code == 2
        assert "Sebutkan folder" in ran.err
