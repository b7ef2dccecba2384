"""Data lists in packs: kept as they say, each fault with file and line, never over a person's word."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
import yaml
from tests.city import City
from tests.rooms.forum.kit import MALNUTRITION

from lumbung.faces.packs.faults import PackInvalid
from lumbung.faces.packs.folder import Pack
from lumbung.faces.packs.parts.datalist import load_data_list
from lumbung.faces.packs.schema import Head
from lumbung.rooms.forum import actions, queries
from lumbung.rooms.forum.models import Item, Meeting
from lumbung.rooms.forum.queries import ItemState, ListState

PACKS = Path(__file__).parents[3] / "packs"
ROWS = (
    {"id_ddd": "DD-0101", **MALNUTRITION, "produsen_data": "dinkes"},
    {"id_ddd": "DD-0102", **MALNUTRITION, "produsen_data": "dinkes", "nama_data": "Kunjungan",
     "prioritas": "", "dataset": "kunjungan-puskesmas", "kriteria": ""},
)  # fmt: skip
FORUM = """
- code: forum-coba
  year: 2026
  title: Forum
  held_on: 2025-12-09
  attendance: [{organisation: dinkes, role: supporting_steward, office: Sekretaris}]
  decisions:
    - {matter: deferred, items: [DD-0102], reason: Belum siap.}
    - {matter: agreed, items: left}
    - {matter: priority, items: asked-priority}
  activities:
    - {code: bimtek, title: Bimtek, owner: diskominfotik, starts_on: 2026-02-01, ends_on: 2026-03-01}
  settles: true
"""


def a_pack(folder: Path, rows: object = ROWS, forum: str = "", *, simulated: bool = False) -> Pack:
    (folder / "datalist").mkdir(exist_ok=True)
    lines = list(rows)  # type: ignore[call-overload]  # rows of the test
    with (folder / "datalist" / "2026.csv").open("w", newline="") as handle:
        writer = csv.DictWriter(handle, list(dict.fromkeys(key for row in lines for key in row)), restval="")
        writer.writeheader()
        writer.writerows(lines)
    if forum:
        (folder / "datalist" / "forum.yaml").write_text(forum)
    head = {"code": "coba", "title": "Coba", "version": "1", "simulated": simulated}
    return Pack(folder, Head.model_validate(head), "")


def test_a_pack_brings_proposals_and_the_second_load_changes_nothing(city: City, tmp_path: Path) -> None:
    first = load_data_list(a_pack(tmp_path), city.operator, [])
    again = load_data_list(a_pack(tmp_path), city.operator, [])

    assert first.added == ("DD-0101", "DD-0102")
    assert (again.any, again.unchanged) == (False, 2)
    assert queries.item(2026, "DD-0102").dataset == city.visits
    assert queries.data_list(2026).station is ListState.OPEN


def test_every_fault_of_a_packed_list_has_its_line_and_nothing_is_loaded(city: City, tmp_path: Path) -> None:
    rows = [
        *ROWS,
        {**ROWS[0], "produsen_data": "dinas-gaib"},
        {**ROWS[0], "id_ddd": "", "dataset": "tak-ada"},
    ]

    with pytest.raises(PackInvalid) as refused:
        load_data_list(a_pack(tmp_path, rows), city.operator, [])

    told = sorted((fault.line, fault.what.id) for fault in refused.value.faults)
    assert [line for line, _ in told] == [4, 4, 5, 5]
    assert "dinas-gaib" in told[1][1] or "dinas-gaib" in told[0][1]
    assert not Item.objects.exists()


def test_what_a_person_changed_or_the_forum_decided_stays_as_it_is(city: City, tmp_path: Path) -> None:
    load_data_list(a_pack(tmp_path), city.operator, [])
    item = queries.item(2026, "DD-0101")
    actions.change_item(
        item=item, texts={**MALNUTRITION, "satuan": "anak"}, revision=1, actor=city.other_producer
    )
    newer = [{**row, "satuan": "jiwa"} for row in ROWS]

    changes = load_data_list(a_pack(tmp_path, newer), city.operator, [])

    assert changes.changed == ("DD-0102",)
    assert queries.item(2026, "DD-0101").unit == "anak"
    assert queries.item(2026, "DD-0102").unit == "jiwa"


def test_a_simulated_meeting_settles_the_list_once_and_everything_says_that_it_is_simulated(
    city: City, tmp_path: Path, client: object
) -> None:
    pack = a_pack(tmp_path, forum=FORUM, simulated=True)
    load_data_list(pack, city.operator, [])
    again = load_data_list(pack, city.operator, [])

    of = queries.data_list(2026)
    assert of.station is ListState.AGREED
    assert not again.any
    assert Meeting.objects.get().held_on == dt.date(2025, 12, 9)
    assert queries.item(2026, "DD-0101").priority
    assert queries.item(2026, "DD-0102").station is ItemState.DEFERRED
    assert queries.is_simulated(of)
    page = client.get("/daftar-data").content.decode()  # type: ignore[attr-defined]  # Django's client
    assert "disimulasikan" in page


def test_a_meeting_with_an_unknown_office_or_a_wrong_key_says_where(city: City, tmp_path: Path) -> None:
    for forum, words in (
        (FORUM.replace("organisation: dinkes", "organisation: dinas-gaib"), "dinas-gaib"),
        (FORUM.replace("held_on", "tanggal"), "tanggal"),
        (FORUM.replace("matter: deferred", "matter: ditunda"), "ditunda"),
        (FORUM.replace(", reason: Belum siap.", ""), "alasan"),
    ):
        with pytest.raises(PackInvalid) as refused:
            load_data_list(a_pack(tmp_path, forum=forum), city.operator, [])
        assert words in str(refused.value)
    assert not Meeting.objects.exists()


def test_the_list_of_blitar_names_only_offices_and_datasets_that_the_pack_has() -> None:
    pack = PACKS / "blitar"
    offices = {one["code"] for one in yaml.safe_load((pack / "organisations.yaml").read_text())}
    datasets = {file.stem for file in (pack / "datasets").glob("*.yaml")}
    affairs = {
        one["code"] for one in yaml.safe_load((pack / "codelists" / "urusan.yaml").read_text())["codes"]
    }
    with (pack / "datalist" / "2026.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))

    assert 90 <= len(rows) <= 130
    assert {row["produsen_data"] for row in rows} <= offices
    assert {row["dataset"] for row in rows} - {""} == datasets
    assert {row["urusan"] for row in rows} <= affairs
    assert len({row["id_ddd"] for row in rows}) == len(rows)
    # Whatever is no published dataset was concluded, and says so; no code of the nation is invented.
    assert all(bool(row["disimpulkan"]) != bool(row["dataset"]) for row in rows)
    assert {row["kode_standar_data"] for row in rows} == {"N/A"}
    assert not any(row[key] for row in rows for key in ("id_ddp", "kode_indikator", "kode_metadata"))
    assert not any(row["penanggung_jawab"] for row in rows)
