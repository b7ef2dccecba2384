"""OData by what others wrote: the grammar of ``odata-v4-parser``, and the requests of Excel and Power BI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from urllib.request import Request, urlopen

import pytest
from lxml import etree
from tests.journeys.house import House

EDM = "{http://docs.oasis-open.org/odata/ns/edm}"
SAID = json.loads((Path(__file__).parent / "odata-requests.json").read_text())["requests"]
FILTERS = (
    "area eq '35.72.01.1001' and period eq '2023'",
    "jumlah gt 140 or (jumlah le 3 and not contains(area_name,'Turi'))",
    "startswith(area,'35.72') and year(period_start) ge 2020",
    "tolower(area_name) eq 'turi' and jumlah_status eq null",
    "period_start ge 2023-01-01",
)


def ask(house: House, path: str, headers: dict[str, str]) -> Any:
    return urlopen(Request(house.address + path, headers=headers), timeout=30)


@pytest.mark.parametrize("said", SAID, ids=lambda said: said["who"])
def test_what_excel_and_power_bi_send_is_answered(house: House, said: Any) -> None:
    with ask(house, said["path"], said["headers"]) as answer:
        assert answer.status == 200
        assert answer.headers["OData-Version"] == "4.0"
        assert answer.headers["Content-Type"].startswith(said["media"])
        body = answer.read()
    if said.get("rows"):
        assert json.loads(body)["value"]


def test_every_table_holds_what_its_description_says(house: House) -> None:
    root = etree.fromstring(house.get("/odata/$metadata"))
    types = {item.get("Name"): item for item in root.iter(f"{EDM}EntityType")}
    tables = house.get_json("/odata/")["value"]
    assert {table["name"] for table in tables} == set(types)
    known = {
        "Edm.String": str,
        "Edm.Date": str,
        "Edm.Int64": int,
        "Edm.Double": (int, float),
        "Edm.Boolean": bool,
    }
    for table in tables:
        columns = {item.get("Name"): item for item in types[table["name"]].iter(f"{EDM}Property")}
        for row in house.get_json(f"/odata/{table['url']}?$top=50")["value"]:
            assert list(row) == list(columns)
            for name, value in row.items():
                if value is None:
                    assert columns[name].get("Nullable") != "false", name
                else:
                    assert isinstance(value, known[columns[name].get("Type")]), (table["name"], name, value)


def test_links_lead_over_all_rows_with_the_figures_of_the_house_s_own_interface(house: House) -> None:
    table = "luas_wilayah"
    ours = house.get_json("/api/v1/datasets/luas-wilayah/data?limit=10000")
    measure = next(column["code"] for column in ours["columns"] if column["role"] == "measure")
    rows, path = [], f"/odata/{table}"
    while path:
        with ask(house, path, {"Prefer": "odata.maxpagesize=5"}) as answer:
            told = json.loads(answer.read())
        rows += told["value"]
        following = told.get("@odata.nextLink", "")
        path = following.removeprefix(house.address)
    assert [row[measure] for row in rows] == [row[measure] for row in ours["data"]]
    assert int(house.get(f"/odata/{table}/$count")) == ours["total"] == len(rows)


def test_our_links_and_filters_are_of_the_grammar(house: House) -> None:
    """``odata-v4-parser`` reads what we send as links, and what we say may be asked."""
    folder = Path(os.environ.get("LUMBUNG_NPM", "/nowhere"), "node_modules", "odata-v4-parser")
    node = shutil.which("node")
    if node is None or not folder.is_dir():
        pytest.skip(
            "Node or odata-v4-parser is not there; name the folder of its node_modules in LUMBUNG_NPM"
        )
    with ask(house, "/odata/penduduk_registrasi_kelamin", {"Prefer": "odata.maxpagesize=1"}) as answer:
        link = urlsplit(json.loads(answer.read())["@odata.nextLink"])
    assert "$skiptoken" in dict(parse_qsl(link.query))
    script = (
        "const parser = require(process.argv[1]);"
        "for (const text of JSON.parse(process.argv[2])) parser.filter(text);"
        "for (const text of JSON.parse(process.argv[3])) parser.query(text);"
        "console.log('read');"
    )
    queries = [link.query, "$orderby=period desc,area&$top=10&$skip=5&$count=true&$select=area,period"]
    arguments = [node, "-e", script, str(folder), json.dumps(FILTERS), json.dumps(queries)]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "read\n", done.stderr
    for condition in FILTERS[2:3]:
        with ask(
            house, f"/odata/penduduk_registrasi_kelamin?$filter={condition.replace(' ', '%20')}", {}
        ) as answer:
            assert answer.status == 200
