"""Maps and changes of areas in a pack: sound ones are loaded, a fault stops the pack at its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from lumbung.faces import packs
from lumbung.faces.packs.faults import PackInvalid
from lumbung.rooms.standards import queries as standards
from lumbung.rooms.standards.models import AreaChange, CodeMap

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "area-changes.yaml"
AREAS = """code,name,level,kind,parent,valid_from,valid_to
35.72.02.1002,Karangsari,kelurahan,kelurahan,35.72.02,,2024-12-31
35.72.02.1004,Turi Timur,kelurahan,kelurahan,35.72.02,2024-01-01,
"""
MAP = {
    "code": "jenis-ke-ringkas",
    "title": "Jenis ke ringkas",
    "from": "jenis-sampah@1",
    "to": "jenis-sampah@1",
    "weights_by": "berat 2024",
    "entries": [
        {"from": "organik", "to": "organik", "weight": 0.5},
        {"from": "organik", "to": "plastik", "weight": 0.5},
        {"from": "plastik", "to": "plastik"},
    ],
}


def put(folder: Path, name: str, content: object) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True))


def test_the_documented_example_of_a_split_and_a_merger_loads_and_loads_again(city, pack):
    (pack / "areas").mkdir()
    (pack / "areas" / "baru.csv").write_text(AREAS)
    shutil.copy(EXAMPLE, pack / "area-changes.yaml")
    put(pack, "maps/jenis.yaml", MAP)

    loaded = packs.load_pack(pack, actor=city.operator)

    assert loaded.changes["area changes"].added == ("pemekaran-turi-2024", "gabung-karangsari-2025")
    assert loaded.changes["maps"].added == ("jenis-ke-ringkas",)
    split, merge = standards.area_changes()
    assert split.as_map().carried({"35.72.02.1003": 10}, decimals=0)["35.72.02.1004"] == 4
    assert merge.ended == ("35.72.02.1002",)
    assert standards.code_map("jenis-ke-ringkas").carried({"organik": 3})["plastik"] == 1.5
    again = packs.load_pack(pack, actor=city.operator)
    assert {part: change for part, change in again.changes.items() if change.any} == {}


def test_every_fault_is_told_with_its_line_and_nothing_is_loaded(city, pack):
    put(
        pack,
        "area-changes.yaml",
        [
            {
                "code": "x", "kind": "split", "date": "2024-01-01", "legal_basis": "Perda",
                "entries": [
                    {"from": "35.72.02.1003", "to": "35.72.02.1003", "weight": 0.6},
                    {"from": "35.72.02.1003", "to": "99", "weight": 0.3},
                ],
            }
        ],
    )  # fmt: skip

    with pytest.raises(PackInvalid) as told:
        packs.load_pack(pack, actor=city.operator)

    lines = {(fault.file.name, fault.line) for fault in told.value.faults}
    assert ("area-changes.yaml", 9) in lines
    assert "seharusnya 1" in str(told.value)
    assert not AreaChange.objects.exists()
    assert "jenis-sampah" not in standards.codelists()


@pytest.mark.parametrize(
    "changed",
    [{"entries": [{"from": "organik", "to": "kaca"}]}, {"entries": []}, {"from": None}, {"sumber": "x"}],
)
def test_a_faulty_map_stops_the_pack(city, pack, changed):
    put(pack, "maps/jenis.yaml", MAP | changed)

    with pytest.raises(PackInvalid, match=r"maps/jenis\.yaml"):
        packs.load_pack(pack, actor=city.operator)
    assert not CodeMap.objects.exists()
