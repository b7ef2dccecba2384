"""``lumbung datalist`` for scripts: read, take whole or not at all, write the official sheet."""

from __future__ import annotations

import json
from pathlib import Path

from tests.city import City
from tests.rooms.forum.kit import a_list, proposed
from typer.testing import CliRunner

from lumbung.cli.main import app
from lumbung.rooms.forum import queries

HEAD = "nama_data,jenis_data,produsen_data,klasifikasi_risiko,jadwal_pemutakhiran\n"


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["datalist", *map(str, words)])
    return done.exit_code, done.stdout


def test_a_list_goes_out_and_comes_in_again(city: City, tmp_path: Path) -> None:
    of = a_list(city)
    proposed(city, of)
    sheet = tmp_path / "daftar.xlsx"

    assert run("export", 2027, "-o", sheet)[0] == 0
    code, told = run("import", 2027, sheet, "--as", city.steward.username, "--json")

    assert code == 0
    assert json.loads(told)["unchanged"] == 1


def test_a_faulty_list_is_told_and_nothing_of_it_taken(city: City, tmp_path: Path) -> None:
    of = a_list(city)
    file = tmp_path / "daftar.csv"
    good = "Balita,Statistik,dinkes,Terbuka,Bulanan\n"
    file.write_text(HEAD + good + "Lain,Statistik,dinas-gaib,Terbuka,Bulanan\n")

    code, told = run("import", 2027, file, "--as", city.steward.username, "--take")
    assert (code, queries.items(of).count()) == (1, 0)
    assert "C3" in told
    assert "belum dimuat" in told

    file.write_text(HEAD + good)
    code, told = run("import", 2027, file, "--as", city.steward.username, "--take")
    assert (code, queries.items(of).count()) == (0, 1)
