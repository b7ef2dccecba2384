"""The tables of this house by PxWeb API 2."""

from __future__ import annotations

import csv
import io
import itertools
import json
from typing import Any

import openpyxl
import polars as pl
import pytest
from django.test import Client
from tests.rooms.query.harvest import VILLAGES, population, release

from lumbung.rooms.query import actions, cubes
from lumbung.rooms.query.models import SavedQuery

ROOT = "/pxweb/api/v2"
CODE = "penduduk-kelamin"
TABLE = f"{ROOT}/tables/{CODE}"
SUMS = f"agg_kecamatan_{CODE}"
client = Client()


@pytest.fixture(autouse=True)
def harvested(city):
    """A city with an edition."""
    release(city, city.population, population())
    return city


def get(path: str, **parameters: Any) -> Any:
    return client.get(
        path, {name.replace("__", "[") + ("]" if "__" in name else ""): v for name, v in parameters.items()}
    )


def post(path: str, body: Any, query: str = "") -> Any:
    return client.post(path + query, body if isinstance(body, str) else json.dumps(body), "application/json")


def selected(**values: list[str]) -> dict[str, Any]:
    return {"selection": [{"variableCode": name, "valueCodes": codes} for name, codes in values.items()]}


def cells(document: Any) -> dict[tuple[str, ...], Any]:
    codes = [list(document["dimension"][name]["category"]["index"]) for name in document["id"]]
    return dict(zip(itertools.product(*codes), document["value"], strict=True))


def refused(answer: Any, status: int, code: str) -> str:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    told = answer.json()
    assert (told["status"], told["code"]) == (status, code)
    detail: str = told["detail"]
    return detail


EVERYTHING = {"area": ["*"], "jenis_kelamin": ["*"], "ContentsCode": ["*"], "period": ["*"]}


def test_a_statistician_finds_a_table_and_reads_it(harvested):
    listed = get(f"{ROOT}/tables", query="penduduk", lang="en").json()
    assert [one["id"] for one in listed["tables"]] == [CODE]
    assert listed["tables"][0]["label"] == "Population by sex"
    assert (listed["tables"][0]["firstPeriod"], listed["tables"][0]["lastPeriod"]) == ("2022", "2023")

    told = post(f"{TABLE}/data", selected(**EVERYTHING)).json()

    wanted = {(area, sex, "jumlah", year): count for area, year, sex, count in population().rows()}
    assert cells(told) == wanted
    assert told["source"] == "Dinas Kependudukan dan Pencatatan Sipil"
    assert told["extension"]["edition"] == f"{CODE}@2024.1"
    assert told["extension"]["px"]["subject-code"] == "kependudukan"


def test_the_address_selects_as_the_body_does(harvested):
    by_address = get(
        f"{TABLE}/data",
        valueCodes__area="35.72.01*",
        valueCodes__jenis_kelamin="perempuan",
        valueCodes__ContentsCode="jumlah",
        valueCodes__period="top(1)",
    )
    by_body = post(
        f"{TABLE}/data",
        selected(
            area=["35.72.01*"], jenis_kelamin=["PEREMPUAN"], ContentsCode=["jumlah"], Time=["from(2023)"]
        ),
    )

    assert by_address.json() == by_body.json()
    assert list(cells(by_address.json()).values()) == [102, 112]


def test_what_is_left_out_is_added_up(harvested):
    told = post(f"{TABLE}/data", selected(area=["*"], period=["2023"], ContentsCode=["*"])).json()

    assert told["id"] == ["area", "ContentsCode", "period"]
    assert cells(told)[(VILLAGES[0], "jumlah", "2023")] == 203

    whole = post(f"{TABLE}/data", selected(period=["*"])).json()
    assert whole["value"] == [sum(row[3] for row in population().rows() if row[1] == "2022")] * 2


def test_areas_are_added_up_by_a_code_list(harvested):
    areas = get(f"{TABLE}/metadata").json()["dimension"]["area"]["extension"]
    assert [one["id"] for one in areas["codeLists"]] == [SUMS, f"agg_kota_{CODE}"]
    listed = get(f"{ROOT}/codelists/{SUMS}", lang="en").json()
    assert [(one["code"], one["valueMap"]) for one in listed["values"]] == [
        ("35.72.01", list(VILLAGES[:2])),
        ("35.72.02", list(VILLAGES[2:])),
    ]

    wanted = {"variableCode": "area", "codelist": SUMS, "valueCodes": ["*"]}  # as pxwebpy writes it
    body = selected(period=["2023"], ContentsCode=["*"])
    told = post(f"{TABLE}/data", {"selection": [wanted, *body["selection"]]}).json()
    parts = post(
        f"{TABLE}/data", {"selection": [{**wanted, "outputValues": "single"}, *body["selection"]]}
    ).json()

    assert cells(told) == {("35.72.01", "jumlah", "2023"): 426, ("35.72.02", "jumlah", "2023"): 789}
    assert told["dimension"]["area"]["category"]["label"]["35.72.02"] == "Kecamatan Sukorejo"
    assert [area for area, _, _ in cells(parts)] == list(VILLAGES)


def test_a_table_shows_its_latest_period_by_itself(harvested):
    shown = get(f"{TABLE}/data").json()
    said = get(f"{TABLE}/defaultselection").json()

    assert shown["dimension"]["period"]["category"]["index"] == {"2023": 0}
    assert {one["variableCode"]: one["valueCodes"] for one in said["selection"]}["period"] == ["2023"]
    assert get(f"{TABLE}/metadata", defaultSelection="true").json()["size"] == shown["size"]


def test_metadata_is_told_in_both_forms_and_languages(harvested):
    stat = get(f"{TABLE}/metadata", lang="en").json()
    own = get(f"{TABLE}/metadata", outputFormat="json-px", lang="en").json()

    assert stat["value"] is None
    assert stat["dimension"]["jenis_kelamin"]["category"]["label"]["perempuan"] == "Female"
    assert stat["dimension"]["period"]["extension"]["frequency"] == "A"
    assert [one["type"] for one in own["variables"]] == [
        "GeographicalVariable",
        "RegularVariable",
        "ContentsVariable",
        "TimeVariable",
    ]
    assert own["variables"][2]["values"][0]["unit"] == "people"


def test_folders_lead_to_tables(harvested):
    shelves = get(f"{ROOT}/navigation").json()["folderContents"]
    assert [one["id"] for one in shelves] == ["kependudukan"]

    assert [one["id"] for one in get(f"{ROOT}/navigation/kependudukan").json()["folderContents"]] == [CODE]
    refused(get(f"{ROOT}/navigation/lain"), 404, "pxweb.folder-unknown")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/tables/tidak-ada", 404, "query.not-published"),
        ("/tables/kunjungan-puskesmas/data", 404, "query.not-published"),  # not released
        (f"/tables/{CODE}/metadata?lang=sv", 400, "pxweb.language"),
        (f"/tables/{CODE}/metadata?outputFormat=px", 400, "pxweb.output"),
        (f"/tables/{CODE}/data?outputFormat=sdmx", 400, "pxweb.output"),
        (f"/tables/{CODE}/data?outputFormat=px&outputFormatParams=UseCodes", 400, "pxweb.output"),
        (f"/tables/{CODE}/data?valueCodes[warna]=*", 400, "pxweb.variable-unknown"),
        (f"/tables/{CODE}/data?valueCodes[area]=*", 400, "pxweb.variable-missing"),
        (f"/tables/{CODE}/data?valueCodes[area=*", 400, "pxweb.selection"),
        (f"/tables/{CODE}/data?valueCodes[period]=1999", 400, "pxweb.value-unknown"),
        (f"/tables/{CODE}/data?valueCodes[period]=top(0)", 400, "pxweb.value-unknown"),
        (f"/tables/{CODE}/data?valueCodes[period]=*&codelist[period]=x", 400, "pxweb.codelist-unknown"),
        (f"/tables/{CODE}/data?outputFormat=csv&heading=area&stub=area", 400, "pxweb.placement"),
        ("/tables?pageSize=0", 400, "query.parameter"),
        ("/tables?pageNumber=2", 404, "pxweb.page-unknown"),
        ("/tables?pastDays=minggu", 400, "query.parameter"),
        ("/codelists/agg_kecamatan_x", 404, "pxweb.codelist-missing"),
        ("/codelists/vs_x", 404, "pxweb.codelist-missing"),
        ("/savedqueries/0", 404, "query.saved-unknown"),
        ("/apa/saja", 404, "pxweb.address"),
    ],
)
def test_what_cannot_be_done_is_told_in_the_protocols_own_words(path, status, code):
    assert refused(client.get(ROOT + path), status, code)


@pytest.mark.parametrize(
    "body",
    ["{", "[]", '"x"', '{"selection": 1}', '{"selection": [1]}', '{"selection": [{"variableCode": 3}]}',
     '{"selection": [{"variableCode": "area", "valueCodes": "x"}]}',
     '{"selection": [{"variableCode": "area", "valueCodes": [1]}]}',
     '{"selection": [{"variableCode": "area", "codeList": 1}]}',
     '{"selection": [{"variableCode": "area"}, {"variableCode": "AREA"}]}',
     '{"selection": [], "placement": []}', '{"selection": [], "placement": {"stub": "area"}}'],
)  # fmt: skip
def test_a_selection_that_is_none_is_refused_with_an_example(body):
    assert "tidak dapat dibaca" in refused(post(f"{TABLE}/data", body), 400, "pxweb.selection")


def test_a_table_over_the_limit_is_refused_and_the_limit_is_declared(monkeypatch):
    assert get(f"{ROOT}/config").json()["maxDataCells"] == cubes.MOST_CELLS
    monkeypatch.setattr(cubes, "MOST_CELLS", 19)

    detail = refused(post(f"{TABLE}/data", selected(**EVERYTHING)), 403, "query.too-many-cells")
    assert detail == "Tabel ini punya 20 sel; paling banyak 19 sekaligus."


def test_who_has_the_answer_already_is_told_so(harvested):
    first = client.get(f"{TABLE}/data")
    known = {"If-None-Match": first["ETag"]}
    assert client.get(f"{TABLE}/data", headers=known).status_code == 304
    assert client.head(f"{TABLE}/data").headers["ETag"] == first["ETag"]
    assert client.get(f"{TABLE}/data?lang=en", headers=known).status_code == 200

    release(harvested, harvested.population, population(more=1), "2024-06-01")

    after = client.get(f"{TABLE}/data", headers=known)
    assert after.status_code == 200
    assert after.json()["extension"]["edition"] == f"{CODE}@2024.2"


def test_a_page_of_another_site_may_post_a_selection():
    asked = client.options(f"{TABLE}/data")
    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, "*")
    assert "POST" in asked["Access-Control-Allow-Methods"]
    assert asked["Access-Control-Allow-Headers"] == "Content-Type"
    refused(client.delete(f"{TABLE}/data"), 405, "pxweb.method")


# Forms of output


def told_as(form: str, **parameters: str) -> bytes:
    chosen = {
        "valueCodes[area]": "35.72.01*",
        "valueCodes[jenis_kelamin]": "*",
        "valueCodes[ContentsCode]": "*",
        "valueCodes[period]": "*",
    }
    answer = client.get(f"{TABLE}/data", {**chosen, "outputFormat": form, **parameters})
    assert answer.status_code == 200
    return bytes(answer.content)


def test_csv_is_laid_out_with_periods_along_the_top():
    rows = list(csv.reader(io.StringIO(told_as("csv").decode())))

    assert rows[0] == ["Wilayah", "Jenis kelamin", "Ukuran", "2022", "2023"]
    assert rows[1] == ["Kelurahan Kepanjenkidul", "Laki-laki", "Jumlah penduduk", "101", "101"]

    dressed = told_as(
        "csv", outputFormatParams="UseCodesAndTexts,SeparatorSemicolon,IncludeTitle", heading="jenis_kelamin"
    ).decode()
    rows = list(csv.reader(io.StringIO(dressed), delimiter=";"))
    assert rows[0] == ["Jumlah penduduk menurut kelurahan dan jenis kelamin"]
    assert rows[2][-2:] == ["laki-laki Laki-laki", "perempuan Perempuan"]
    assert rows[3][:2] == [VILLAGES[0], "Kelurahan Kepanjenkidul"]


def test_a_workbook_has_its_headings_and_its_source():
    sheet = openpyxl.load_workbook(
        io.BytesIO(told_as("xlsx", stub="area", outputFormatParams="UseTexts"))
    ).worksheets[0]
    lines = list(sheet.values)

    assert lines[0][0] == "Jumlah penduduk menurut kelurahan dan jenis kelamin"
    assert lines[5][:3] == ("Kelurahan Kepanjenkidul", 101, 101)
    assert any("Sumber: Dinas Kependudukan" in str(line[0]) for line in lines)
    assert any(f"{CODE}@2024.1" in str(line[0]) for line in lines)


def test_a_page_shows_the_table_and_runs_nothing():
    page = told_as("html", lang="en").decode()

    assert "<caption>Population by sex</caption>" in page
    assert "<td>101</td>" in page
    assert "<script" not in page


def test_parquet_holds_a_row_for_each_cell():
    frame = pl.read_parquet(io.BytesIO(told_as("parquet")))

    assert frame.columns == ["area", "jenis_kelamin", "ContentsCode", "period", "value", "status"]
    assert frame["value"].to_list() == [101, 101, 102, 102, 111, 111, 112, 112]


def test_json_px_has_rows_of_keys_and_values():
    told = json.loads(told_as("json-px"))

    assert [one["type"] for one in told["columns"]] == ["d", "d", "t", "c"]
    assert told["data"][0] == {"key": [VILLAGES[0], "laki-laki", "2022"], "values": ["101"]}


def test_a_px_file_says_what_it_holds():
    text = told_as("px", lang="en").decode()

    assert 'CODEPAGE="utf-8";' in text
    assert 'STUB="Area","Sex","Measure";' in text
    assert 'TIMEVAL("Period")=TLIST(A1),"2022","2023";' in text
    assert text.endswith("DATA=\r\n101 101\r\n102 102\r\n111 111\r\n112 112;\r\n")


def test_signs_and_notes_go_along_in_every_form(harvested):
    frame = population().with_columns(
        pl.when(pl.col("area") == VILLAGES[0]).then(pl.lit("provisional")).alias("jumlah:status"),
        pl.when(pl.col("area") == VILLAGES[0]).then(pl.lit('=hitung "cepat"')).alias("jumlah:note"),
    )
    release(
        harvested,
        harvested.population,
        frame.filter((pl.col("area") != VILLAGES[1]) | (pl.col("period") != "2023")),
        "2024-06-01",
    )

    assert "101 101" in told_as("px").decode()
    assert (
        'CELLNOTE("Kelurahan Kepanjenkidul","Laki-laki","Jumlah penduduk","2022")="=hitung \'cepat\'";'
        in told_as("px").decode()
    )
    assert '111 "."' in told_as("px").decode()
    assert "111,." in told_as("csv").decode()
    assert "101 p" in told_as("html").decode()
    assert "p = sementara" in told_as("html").decode()
    assert json.loads(told_as("json-stat2"))["status"]["0"] == "p"
    assert pl.read_parquet(io.BytesIO(told_as("parquet")))["status"].to_list()[-1] == "."


# Saved queries


def save(**more: Any) -> Any:
    return post(
        f"{ROOT}/savedqueries",
        {
            "tableId": CODE,
            "language": "en",
            "selection": selected(area=[VILLAGES[0]], period=["top(1)"], ContentsCode=["*"]),
            **more,
        },
    )


def test_a_saved_query_answers_with_the_periods_that_came_since(harvested):
    saved = save()
    assert saved.status_code == 201
    path = f"{ROOT}/savedqueries/{saved.json()['id']}"
    assert saved["Location"].split("?")[0].endswith(path)
    assert cells(client.get(f"{path}/data").json()) == {(VILLAGES[0], "jumlah", "2023"): 203}

    release(harvested, harvested.population, population(("2022", "2023", "2024")), "2025-06-01")

    told = client.get(f"{path}/data").json()
    assert cells(told) == {(VILLAGES[0], "jumlah", "2024"): 203}
    assert told["label"] == "Population by sex"
    kept = client.get(path).json()
    assert kept["selection"]["selection"][1]["valueCodes"] == ["top(1)"]
    now = client.get(f"{path}/selection").json()
    assert {one["variableCode"]: one["valueCodes"] for one in now["selection"]}["period"] == ["2024"]
    assert client.get(f"{TABLE}/metadata", {"savedQuery": saved.json()["id"]}).json()["size"] == [1, 1, 1]


def test_a_question_that_another_face_keeps_is_no_saved_query(harvested):
    kept = actions.save_query(dataset=CODE, content={"face": "olah", "parts": []}, actor=None)

    for path in ("", "/data", "/selection"):
        assert client.get(f"{ROOT}/savedqueries/{kept.pk}{path}").status_code == 404


def test_a_saved_query_goes_on_without_a_code_that_went_and_says_so(harvested):
    saved = save(selection=selected(area=list(VILLAGES[:2]), period=["*"], ContentsCode=["*"]))
    release(harvested, harvested.population, population().filter(pl.col("area") != VILLAGES[0]), "2025-06-01")

    told = client.get(f"{ROOT}/savedqueries/{saved.json()['id']}/data").json()

    assert list(told["dimension"]["area"]["category"]["index"]) == [VILLAGES[1]]
    assert f"{VILLAGES[0]} is no longer in Area." in told["note"]


def test_the_same_query_is_saved_once_and_nothing_of_who_saved_it():
    assert save().json()["id"] == save().json()["id"]
    assert SavedQuery.objects.count() == 1
    assert {field.name for field in SavedQuery._meta.fields} == {"id", "dataset", "content", "saved_at"}


def test_a_saved_query_keeps_its_form():
    saved = save(outputFormat="csv", outputFormatParams=["UseCodes", "SeparatorTab"]).json()

    answer = client.get(f"{ROOT}/savedqueries/{saved['id']}/data")

    assert answer.content.decode().splitlines() == ["area\tContentsCode\t2023", f"{VILLAGES[0]}\tjumlah\t203"]


def test_what_cannot_be_answered_is_not_saved():
    refused(save(tableId="tidak-ada"), 404, "query.not-published")
    refused(save(tableId=3), 400, "pxweb.selection")
    refused(save(language="sv"), 400, "pxweb.language")
    refused(save(outputFormat="docx"), 400, "pxweb.output")
    refused(save(selection=selected(area=["*"])), 400, "pxweb.variable-missing")
    assert not SavedQuery.objects.exists()


def test_saving_is_limited(monkeypatch):
    monkeypatch.setattr(actions, "SAVED_QUERIES_AN_HOUR", 1)
    assert save().status_code == 201

    late = save(selection=selected(period=["*"]))
    refused(late, 429, "query.too-many-saved")
    assert int(late["Retry-After"]) > 0
    assert save().status_code == 201  # the one that is there already

    monkeypatch.setattr(actions, "SAVED_QUERY_BYTES", 10)
    refused(save(selection=selected(period=["2022"])), 403, "query.saved-too-large")
