"""Packs that were written in a hurry: each fault is told with file and line, and nothing is kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.journeys.house import House

pytestmark = pytest.mark.journey

HEAD = 'code: tergesa\ntitle: {id: Paket yang ditulis tergesa-gesa}\nversion: "1"\nneeds: [areas, blitar]\n'
LIST = "id_ddd,nama_data,jenis_data,produsen_data,klasifikasi_risiko,jadwal_pemutakhiran\n"

# One load tells everything that can be seen in the files themselves …
IN_THE_FILES = {
    "areas/baru.csv": """code,name,level,parent
35.72.04,Barat,kecamatan,35.72.05
35.72.05,Timur,kecamatan,35.72.04
""",
    "organisations.yaml": """- {code: seksi-a, name: A, parent: seksi-b}
- {code: seksi-b, name: B, parent: seksi-a}
""",
    "codelists/pasar.yaml": """code: pasar
title: Pasar
codes:
  - {code: induk, title: Pasar induk, parent: kios}
  - {code: los, title: Los, parent: induk}
  - {code: kios, title: Kios, parent: los}
  - {code: los, title: Los basah}
""",
}
TOLD_OF_FILES = (
    "organisations.yaml:1: “seksi-a” menjadi induknya sendiri",
    "areas/baru.csv:2: “35.72.04” menjadi induknya sendiri",
    "codelists/pasar.yaml:7: Kode “los” ada dua kali.",
    "codelists/pasar.yaml:4: Kode “induk” menjadi induknya sendiri: induk → kios → los → induk.",
)
# … and these are seen beside what the house has.
BESIDE_THE_HOUSE = {
    "datalist/2031.csv": (
        f"{LIST}DD-1,Satu,Statistik,dinas-gaib,Terbuka,Tahunan\n"
        "DD-2,Dua,Statistik,dinkes,Terbuka,Tahunan\nDD-2,Tiga,Statistik,dinkes,Terbuka,Tahunan\n",
        ("2031.csv:2: Produsen “dinas-gaib” tidak dikenal.", "2031.csv:4: ID DDD “DD-2” sudah ada di A3."),
    ),
    "codelists/tera.yaml": (
        "code: tera\ntitle: Tera\nversion: '2'\nvalid_from: 2024-07-01\n"
        "versions: [{title: Tera ulang, valid_from: 2020-01-01, valid_to: 2024-12-31}]\n"
        "codes: [{code: sah, title: Sah}]\n",
        ("tera.yaml:1: Versi 1 dan 2 dari “tera” berlaku bersamaan pada 2024-07-01.",),
    ),
    "maps/kelamin.yaml": (
        "code: kelamin\ntitle: Kelamin\nfrom: jenis-kelamin@1\nto: jenis-kelamin@1\nweights_by: penduduk\n"
        "entries:\n  - {from: laki-laki, to: laki-laki, weight: 0.6}\n"
        "  - {from: laki-laki, to: perempuan, weight: 0.3}\n  - {from: perempuan, to: perempuan}\n",
        ("kelamin.yaml:7: Bobot dari kode laki-laki berjumlah 0,9, seharusnya 1.",),
    ),
}


def test_packs_written_in_a_hurry_are_refused_by_file_and_line_and_nothing_of_them_is_kept(
    house: House, tmp_path: Path
) -> None:
    before = everything(house)

    told = refused(house, tmp_path / "semua", IN_THE_FILES)
    assert all(line in told for line in TOLD_OF_FILES), told
    for file, (content, lines) in BESIDE_THE_HOUSE.items():
        told = refused(house, tmp_path / Path(file).parent, {file: content})
        assert all(line in told for line in lines), told

    assert everything(house) == before


def refused(house: House, folder: Path, files: dict[str, str]) -> str:
    """What the command says of a pack that it does not take."""
    for name, content in {"pack.yaml": HEAD, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    done = house.tried("lumbung", "load", folder)
    assert done.returncode == 2, done.stdout
    assert "Tidak ada yang dimuat." in done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def everything(house: House) -> list[str]:
    """All rows of the database, as text."""
    with sqlite3.connect(f"file:{house.home}/lumbung.sqlite3?mode=ro", uri=True) as database:
        rows = list(database.iterdump())
    database.close()
    return rows
