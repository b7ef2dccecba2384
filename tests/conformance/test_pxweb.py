"""PxWeb API 2, by its OpenAPI description and by clients that others wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import pytest
import yaml
from jsonschema import Draft4Validator
from pxweb import PxApi
from tests.conformance.test_jsonstat import rows_of, same
from tests.journeys.house import House

ROOT = "/pxweb/api/v2"


@pytest.fixture(scope="module")
def api(house: House) -> PxApi:
    return PxApi(house.address + ROOT, language="en", disable_cache=True)


@pytest.fixture(scope="session")
def schema(official: Any) -> Any:
    """A check of a document against a named schema of the official description."""
    described = _draft4(yaml.safe_load(official("pxweb-api-2.yml").read_text()))
    # The description requires ``values`` there and describes ``valueCodes``: a slip, as its servers show.
    described["components"]["schemas"]["VariableSelection"]["required"] = ["variableCode", "valueCodes"]

    def check(name: str, document: Any) -> None:
        validator = Draft4Validator({**described, "$ref": f"#/components/schemas/{name}"})
        faults = [
            f"{'/'.join(map(str, f.absolute_path))}: {f.message[:200]}"
            for f in validator.iter_errors(document)
        ]
        assert not faults, f"{name}: {faults[:5]}"

    return check


def _draft4(node: Any) -> Any:
    """OpenAPI 3.0 as JSON Schema of draft 4, from which it differs by ``nullable`` only."""
    if isinstance(node, list):
        return [_draft4(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _draft4(value) for key, value in node.items() if key not in {"example", "examples"}}
    if made.pop("nullable", False) is True:
        return {"anyOf": [made, {"type": "null"}]}
    return made


def read(house: House, path: str, **parameters: str) -> Any:
    return house.get_json(f"{ROOT}{path}?{urlencode(parameters)}")


def table_codes(house: House) -> list[str]:
    return [one["id"] for one in read(house, "/tables", pageSize="10000")["tables"]]


def test_every_document_is_as_the_description_says(house, schema):
    schema("ConfigResponse", read(house, "/config"))
    for language in ("id", "en"):
        tables = read(house, "/tables", lang=language)
        schema("TablesResponse", tables)
        root = read(house, "/navigation", lang=language)
        schema("FolderResponse", root)
        for shelf in root["folderContents"]:
            schema("FolderInformation", shelf)
            contents = read(house, f"/navigation/{shelf['id']}", lang=language)
            schema("FolderResponse", contents)
            for line in contents["folderContents"]:
                schema("Table", line)
    for code in table_codes(house):
        schema("TableResponse", read(house, f"/tables/{code}"))
        stat = read(house, f"/tables/{code}/metadata")
        schema("Dataset", stat)
        own = read(house, f"/tables/{code}/metadata", outputFormat="json-px")
        schema("TableMetadataResponse", own)
        for variable in own["variables"]:
            schema(variable["type"], variable)
            for codelist in variable.get("codeLists", ()):
                schema("CodeListResponse", read(house, f"/codelists/{codelist['id']}"))
        schema("VariablesSelection", read(house, f"/tables/{code}/defaultselection"))
        schema("Dataset", read(house, f"/tables/{code}/data"))


def test_a_fault_is_as_the_description_says(house, schema):
    for path, status in (("/tables/x", 404), ("/config?lang=xx", 400), ("/tables?pageSize=-1", 400)):
        with pytest.raises(HTTPError) as refused:
            urlopen(house.address + ROOT + path, timeout=30)
        assert refused.value.code == status
        assert refused.value.headers["Content-Type"] == "application/problem+json"
        told = json.load(refused.value)
        schema("Problem", told)
        assert told["detail"]


def test_pxwebpy_finds_the_tables(house, api):
    assert api.number_of_tables == len(table_codes(house))
    assert api.get_config()["defaultLanguage"] == "id"
    assert {one["id"] for one in api.all_tables()} == set(table_codes(house))
    found = api.search(query="penduduk")["tables"]
    assert found
    assert api.get_paths()
    path = api.get_paths()[0]["id"]
    assert api.tables_on_path(path)


def test_pxwebpy_reads_every_figure_of_every_table(house, api):
    for code in table_codes(house):
        variables = api.get_table_variables(code)
        rows = api.get_table_data_all(code, show="code")
        labels = {of["label"]: name for name, of in variables.items()}
        figures = {}
        for row in rows:
            keys = {labels[name]: value for name, value in row.items() if name != "value"}
            figures[tuple(keys[name] for name in variables)] = row["value"]
        same(figures, rows_of(house, code))


def test_pxwebpy_reads_more_than_one_question_may_hold(house, api, monkeypatch):
    code = max(table_codes(house), key=lambda one: len(rows_of(house, one)))
    monkeypatch.setitem(api._client.configuration, "maxDataCells", 37)

    rows = api.get_table_data_all(code, show="code")

    whole = read(house, f"/tables/{code}/metadata")
    wanted = 1
    for size in whole["size"]:
        wanted *= size
    assert len(rows) == wanted


def test_pxwebpy_adds_areas_up_by_a_code_list(house, api):
    added = 0
    for code in table_codes(house):
        area = api.get_table_variables(code)["area"]
        for codelist in area["codelists"]:
            listed = api.get_code_list(codelist["id"])
            values = {name: ["*"] for name in api.get_table_variables(code)}
            own = house.get_json(f"/api/v1/datasets/{code}")
            if any(measure["adds_up"] != "sum" for measure in own["measures"]) or any(
                variable["elimination"] is False
                for name, variable in api.get_table_variables(code).items()
                if name == "area"
            ):
                continue
            wide = api.get_table_data(code, values, {"area": codelist["id"]}, show="code")
            level = codelist["id"].split("_")[1]
            keys = ",".join(["area", "period", *(item["code"] for item in own["dimensions"])])
            same_question = house.get_json(
                f"/api/v1/datasets/{code}/data?roll_up={level}&by={quote(keys)}&limit=10000"
            )
            measures = [measure["code"] for measure in own["measures"]]
            there = sum(row.get(name) or 0 for row in same_question["data"] for name in measures)
            assert sum(row["value"] or 0 for row in wide) == pytest.approx(there)
            assert {item["code"] for item in listed["values"]} >= {row["Area"] for row in wide}
            added += 1
    assert added


@pytest.mark.filterwarnings("ignore")  # what pandas deprecates is pyaxis' affair
def test_pyaxis_reads_the_px_file(house: House, tmp_path: Path) -> None:
    from pyaxis import pyaxis

    for code in table_codes(house):
        stat = read(house, f"/tables/{code}/data", lang="en")
        file = tmp_path / f"{code}.px"
        file.write_bytes(house.get(f"{ROOT}/tables/{code}/data?lang=en&outputFormat=px"))
        told = pyaxis.parse(str(file), encoding="utf-8", null_values='^"\\.+"$', sd_values='^"-"$')
        assert told["METADATA"]["TABLEID"] == [code]
        figures = [None if value != value or value == "" else float(value) for value in told["DATA"]["DATA"]]
        # Both have the period last, so their cells stand in the same order.
        assert figures == pytest.approx(stat["value"], nan_ok=True)


def test_a_saved_query_made_by_a_program_is_read_by_another(house):
    code = table_codes(house)[0]
    metadata = read(house, f"/tables/{code}/metadata")
    selection = [{"variableCode": name, "valueCodes": ["*"]} for name in metadata["id"][:-1]]
    selection.append({"variableCode": metadata["id"][-1], "valueCodes": ["top(1)"]})
    body = {"tableId": code, "language": "en", "selection": {"selection": selection}, "outputFormat": "csv"}
    asked = Request(
        f"{house.address}{ROOT}/savedqueries",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urlopen(asked, timeout=30) as answer:
        assert answer.status == 201
        saved = json.load(answer)

    text = house.get(f"{ROOT}/savedqueries/{saved['id']}/data").decode()
    last = list(metadata["dimension"][metadata["id"][-1]]["category"]["label"].values())[-1]
    assert last in text.splitlines()[0]
    sizes = [
        len(of["valueCodes"]) for of in read(house, f"/savedqueries/{saved['id']}/selection")["selection"]
    ]
    assert sizes == [*metadata["size"][:-1], 1]
