"""JSON-stat 2.0, read by a validator and two libraries that others wrote."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from jsonstat_validator import validate_jsonstat
from tests.journeys.house import House

TOOLKIT = "jsonstat-toolkit@2.2.2"
READ = """
const JSONstat = require("jsonstat-toolkit");
const table = JSONstat(JSON.parse(require("fs").readFileSync(0, "utf8")));
const rows = table.toTable({ type: "arrobj", content: "id", status: true });
process.stdout.write(JSON.stringify({
  class: table.class, label: table.label, source: table.source, length: table.length,
  time: table.role.time, metric: table.role.metric, geo: table.role.geo, rows,
  unit: table.Dimension("ContentsCode").Category(0).unit,
}));
"""


def rows_of(house: House, code: str) -> dict[tuple[str, ...], float | None]:
    """Every figure of a dataset as the house's own interface lists it: area, dimensions, measure, period."""
    told = house.get_json(f"/api/v1/datasets/{code}")
    dimensions = [item["code"] for item in told["dimensions"]]
    lines = house.get(f"/api/v1/datasets/{code}/data?format=jsonl").splitlines()
    figures: dict[tuple[str, ...], float | None] = {}
    for line in map(json.loads, lines):
        if "area" not in line:
            continue  # the envelope
        keys = [line[name] or "_Z" for name in dimensions]
        for measure in told["measures"]:
            name = measure["code"]
            figures[(line["area"], *keys, name, line["period"])] = line.get(name)
    return figures


def open_codes(house: House) -> list[str]:
    return [one["code"] for one in house.get_json("/api/v1/datasets")["datasets"] if one["edition"]]


def same(read: dict[tuple[str, ...], Any], listed: dict[tuple[str, ...], float | None]) -> None:
    """What was read has every figure that was listed, and none that was not."""
    filled = {key: value for key, value in listed.items() if value is not None}
    assert {key: value for key, value in read.items() if value is not None} == pytest.approx(filled)


@pytest.fixture(scope="module")
def documents(house: House) -> dict[str, Any]:
    return {
        code: house.get_json(f"/api/v1/datasets/{code}/data?format=jsonstat") for code in open_codes(house)
    }


@pytest.fixture(scope="module")
def toolkit() -> Iterator[Path]:
    """The toolkit of the format's author, installed beside the checkout."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("Node is not here, so jsonstat-toolkit cannot be asked")
    with tempfile.TemporaryDirectory(prefix="lumbung-toolkit-") as folder:
        done = subprocess.run(
            [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder, TOOLKIT],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        if done.returncode:
            pytest.skip(f"{TOOLKIT} cannot be installed: {done.stderr.strip()[-200:]}")
        yield Path(folder)


def test_every_dataset_is_a_valid_document(documents):
    assert documents
    for document in documents.values():
        assert validate_jsonstat(document)
        assert document["source"]
        assert document["extension"]["edition"]


@pytest.mark.filterwarnings("ignore")  # what pandas deprecates is pyjstat's affair
def test_pyjstat_reads_the_same_figures(house, documents):
    from pyjstat import pyjstat

    for code, document in documents.items():
        frame = pyjstat.Dataset.read(json.dumps(document)).write("dataframe", naming="id")
        keys = [column for column in frame.columns if column != "value"]
        assert keys == document["id"]
        read = {
            tuple(map(str, row[:-1])): None if row[-1] != row[-1] else row[-1]
            for row in frame[[*keys, "value"]].itertuples(index=False, name=None)
        }
        same(read, rows_of(house, code))


def test_the_toolkit_of_the_formats_author_reads_the_same_figures(house, documents, toolkit):
    for code, document in documents.items():
        done = subprocess.run(
            ["node", "-e", READ],
            cwd=toolkit,
            input=json.dumps(document),
            capture_output=True,
            text=True,
            check=True,
        )
        told = json.loads(done.stdout)
        assert (told["class"], told["length"]) == ("dataset", len(document["id"]))
        assert (told["time"], told["geo"], told["metric"]) == (["period"], ["area"], ["ContentsCode"])
        assert told["unit"]["base"] is not None
        read = {tuple(row[name] for name in document["id"]): row["value"] for row in told["rows"]}
        same(read, rows_of(house, code))
        signs = {place: row["status"] for place, row in enumerate(told["rows"]) if row.get("status")}
        assert signs == {int(place): sign for place, sign in document.get("status", {}).items()}


def test_the_command_line_gives_the_same_document(house, documents):
    code = next(iter(documents))
    target = house.home / "table.json"
    house.run("query", code, "--format", "jsonstat", "-o", target)

    told = json.loads(target.read_text())
    assert told["value"] == documents[code]["value"]


def test_it_travels_with_a_tag(house, documents):
    code = next(iter(documents))
    address = f"{house.address}/api/v1/datasets/{code}/data?format=jsonstat"
    with urlopen(Request(address), timeout=30) as answer:
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.headers["ETag"]
        assert json.load(io.BytesIO(answer.read())) == documents[code]
