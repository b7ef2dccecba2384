"""Figures by SDMX: keys, conditions, stretches of time, formats, tags and faults."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.faces.api.sdmx.conftest import NOTE
from tests.rooms.query.harvest import population, release
from tests.rooms.query.test_reading import set_access

FLOW = "/sdmx/2.1/data/penduduk-kelamin"
SCHOOLS = "/sdmx/2.1/data/sekolah"
V2 = "/sdmx/v2/data/dataflow/KOTA/penduduk-kelamin/1.0"


def rows(answer: Any) -> list[dict[str, str]]:
    assert answer.status == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def values(answer: Any) -> list[str]:
    return [row["OBS_VALUE"] for row in rows(answer)]


def test_a_statistician_reads_a_series_by_its_key(ask):
    found = rows(ask(f"{FLOW}/A.35_72_01_1001.jumlah.perempuan?format=csv"))
    assert [(row["TIME_PERIOD"], row["OBS_VALUE"]) for row in found] == [("2022", "102"), ("2023", "102")]
    assert found[0]["DATAFLOW"] == "KOTA:penduduk-kelamin(1.0)"
    assert (found[0]["UNIT_MEASURE"], found[0]["OBS_STATUS"], found[0]["CONF_STATUS"]) == ("jiwa", "A", "F")
    assert found[0]["EDITION"] == "penduduk-kelamin@2024.1"
    assert found[0]["SOURCE"] == "Dinas Kependudukan dan Pencatatan Sipil"
    assert (found[0]["LICENCE"], found[0]["SIMULATED"]) == ("CC-BY-4.0", "false")


KEYS = [
    ("", 20),
    ("/all", 20),
    ("/...", 20),
    ("/A..jumlah.", 20),
    ("/.35_72_01_1001+35_72_01_1002..", 8),
    ("/.35_72_01_1001+35_72_01_1002..laki-laki/all", 4),
    ("/.35_72_01_1001+nowhere..laki-laki/KOTA", 2),
]


def test_a_key_leaves_free_what_it_does_not_name(ask):
    for key, many in KEYS:
        assert len(rows(ask(f"{FLOW}{key}?format=csv"))) == many


CONDITIONS = [
    ("/*", 20),
    ("/*.35_72_01_1001.*.*", 4),
    ("/A.35_72_01_1001.jumlah.laki-laki,A.35_72_02_1003.jumlah.perempuan", 4),
    ("/*?c[JENIS_KELAMIN]=perempuan", 10),
    ("/*?c[JENIS_KELAMIN]=ne:perempuan&c[TIME_PERIOD]=2023", 5),
    ("/*?c[REF_AREA]=sw:35_72_02&c[TIME_PERIOD]=ge:2022%2Ble:2022", 6),
    ("/*?c[REF_AREA]=35_72_01_1001,35_72_02_1003", 8),
    ("/*?lastNObservations=1", 10),
    ("/*?firstNObservations=1&lastNObservations=1", 20),
]


def test_rest_2_joins_keys_and_conditions(ask):
    for more, many in CONDITIONS:
        assert len(rows(ask(f"{V2}{more}", "application/vnd.sdmx.data+csv;version=2.0.0"))) == many


def test_a_stretch_of_time_and_the_last_figures(ask):
    assert {row["TIME_PERIOD"] for row in rows(ask(f"{FLOW}?startPeriod=2023&format=csv"))} == {"2023"}
    assert {row["TIME_PERIOD"] for row in rows(ask(f"{FLOW}?endPeriod=2022-12-31&format=csv"))} == {"2022"}
    quarters = rows(ask(f"{SCHOOLS}?startPeriod=2024-10&endPeriod=2024&format=csv"))
    assert {row["TIME_PERIOD"] for row in quarters} == {"2024-Q4"}
    last = rows(ask(f"{FLOW}?lastNObservations=1&format=csv"))
    assert [row["TIME_PERIOD"] for row in last] == ["2023"] * 10


def test_what_is_said_of_a_figure_is_said(ask):
    found = {
        (row["REF_AREA"], row["INDICATOR"], row["JENJANG"], row["TIME_PERIOD"]): row
        for row in rows(ask(f"{SCHOOLS}?format=csv"))
    }
    assert len(found) == 15  # one of sixteen is empty and nothing is said of it
    missing = found["35_72_01", "murid", "sd", "2024-Q3"]
    assert (missing["OBS_VALUE"], missing["OBS_STATUS"]) == ("", "M")
    hidden = found["35_72_01", "murid", "sd", "2024-Q4"]
    assert (hidden["OBS_VALUE"], hidden["CONF_STATUS"]) == ("", "C")
    assert found["35_72_01", "rasio", "7_", "2024-Q4"]["OBS_STATUS"] == "R"
    assert found["35_72_02", "murid", "7_", "2024-Q4"]["OBS_STATUS"] == "P"
    assert found["35_72_02", "murid", "7_", "2024-Q4"]["STATUS_SEKOLAH"] == "_Z"
    assert found["35_72_02", "rasio", "sd", "2024-Q3"]["UNIT_MEASURE"] == "murid_guru"
    assert found["35_72_02", "murid", "sd", "2024-Q3"]["COMMENT_OBS"].startswith("Taksiran: <")
    assert {row["SIMULATED"] for row in found.values()} == {"true"}


def test_a_footnote_of_any_signs_survives_xml_and_json(ask):
    spaces = {"gen": "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"}
    tree = ET.fromstring(ask(SCHOOLS).body)
    comments = {one.get("value") for one in tree.iterfind(".//gen:Value[@id='COMMENT_OBS']", spaces)}
    assert comments == {NOTE}
    told = json.loads(ask(f"{SCHOOLS}?format=json").body)["data"]["structure"]["attributes"]["observation"]
    assert next(one for one in told if one["id"] == "COMMENT_OBS")["values"] == [{"name": NOTE}]


ACCEPTED = [
    ("", "application/vnd.sdmx.genericdata+xml;version=2.1"),
    ("text/csv", "application/vnd.sdmx.data+csv;version=1.0.0; charset=utf-8"),
    ("application/json", "application/vnd.sdmx.data+json;version=1.0.0"),
    ("application/vnd.sdmx.data+json;version=2.0.0", "application/vnd.sdmx.data+json;version=2.0.0"),
    (
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "application/vnd.sdmx.genericdata+xml;version=2.1",
    ),
    ("text/csv;q=0.1, application/json;q=0.5", "application/vnd.sdmx.data+json;version=1.0.0"),
    (
        "application/vnd.sdmx.structurespecificdata+xml",
        "application/vnd.sdmx.structurespecificdata+xml;version=2.1",
    ),
]


def test_the_format_is_the_one_most_wanted(ask):
    for accept, sent in ACCEPTED:
        answer = ask(FLOW, accept)
        assert answer.headers["Content-Type"] == sent
        assert "Accept" in answer.headers["Vary"]


def test_labels_stand_beside_codes_where_they_are_wanted(ask):
    first = rows(ask(f"{FLOW}/.35_72_01_1001..laki-laki", "application/vnd.sdmx.data+csv;labels=both"))[0]
    assert first["REF_AREA: Wilayah"] == "35_72_01_1001: Kelurahan Kepanjenkidul"
    assert first["UNIT_MEASURE: Satuan"] == "jiwa: jiwa"


def test_who_has_the_answer_already_is_told_so(ask):
    tag = ask(FLOW).headers["ETag"]
    again = Client(headers={"If-None-Match": tag}).get(FLOW)
    assert (again.status_code, again.content) == (304, b"")
    assert ask(f"{FLOW}?format=csv").headers["ETag"] != tag
    head = Client().head(FLOW)
    assert (head.status_code, head["ETag"], head.content) == (200, tag, b"")
    assert ask(FLOW).headers["Access-Control-Allow-Origin"] == "*"


def test_what_was_public_on_a_day_is_shown_again(served, ask):
    release(served, served.population, population(more=1000), "2025-03-01")
    assert values(ask(f"{FLOW}/.35_72_01_1001..laki-laki?format=csv")) == ["1101", "1101"]
    before = ask(f"{FLOW}/.35_72_01_1001..laki-laki?format=csv&asOf=2024-12-31T00:00:00Z")
    assert values(before) == ["101", "101"]
    assert rows(before)[0]["EDITION"] == "penduduk-kelamin@2024.1"
    assert ask(f"{FLOW}?updatedAfter=2025-06-01").status == 404
    assert ask(f"{FLOW}?updatedAfter=2025-01-01").status == 200
    assert ask(f"{FLOW}?asOf=2020-01-01").status == 404


def test_what_is_there_is_counted(ask):
    told = json.loads(ask("/sdmx/v2/availability/dataflow/KOTA/sekolah/1.0/*?references=all").body)["data"]
    (constraint,) = told["dataConstraints"]
    assert {one["id"]: one["title"] for one in constraint["annotations"]} == {
        "obs_count": "15",
        "series_count": "8",
    }
    held = {
        one["id"]: [value["value"] for value in one.get("values", ())]
        for one in constraint["cubeRegions"][0]["keyValues"]
    }
    assert held["REF_AREA"] == ["35_72_01", "35_72_02"]
    assert told["dataflows"][0]["id"] == "sekolah"
    one = ask("/sdmx/2.1/availableconstraint/sekolah/..rasio../all/JENJANG").text
    assert "JENJANG" in one
    assert "REF_AREA" not in one


FAULTS = [
    ("2.1/data/nothing", 404, 100),
    ("2.1/data/LUAR,penduduk-kelamin", 404, 100),
    ("2.1/data/penduduk-kelamin/.nowhere..", 404, 100),
    ("2.1/data/penduduk-kelamin?startPeriod=2030", 404, 100),
    ("2.1/data/penduduk-kelamin/A.B.C", 403, 150),
    ("2.1/data/penduduk-kelamin?startPeriod=soon", 400, 140),
    ("2.1/data/penduduk-kelamin?firstNObservations=0", 400, 140),
    ("2.1/data/penduduk-kelamin?detail=some", 400, 140),
    ("2.1/data/penduduk-kelamin?dimensionAtObservation=NONE", 403, 150),
    ("2.1/data/penduduk-kelamin?includeHistory=true", 501, 501),
    ("2.1/data/penduduk-kelamin?format=pdf", 406, 140),
    ("2.1/codelist/KOTA/CL_NONE", 404, 100),
    ("2.1/hierarchicalcodelist", 404, 100),
    ("2.1/dataflow?references=some", 400, 140),
    ("2.1/something", 400, 140),
    ("v2/data/dataflow/*/penduduk-kelamin/1.0/*?c[NONE]=1", 403, 150),
    ("v2/data/dataflow/*/penduduk-kelamin/1.0/*?c[OBS_VALUE]=1", 501, 501),
    ("v2/data/provisionagreement/*/x", 501, 501),
    ("v2/schema/other/KOTA/x", 501, 501),
]


def test_a_fault_has_its_number_and_its_status(ask):
    for path, status, number in FAULTS:
        answer = ask(f"/sdmx/{path}", "application/xml")
        error = ET.fromstring(answer.body)[0] if b"<mes:Error " in answer.body else None
        assert error is not None, answer.text
        assert (answer.status, int(error.get("code") or 0)) == (status, number)
        assert [text.get("{http://www.w3.org/XML/1998/namespace}lang") for text in error] == ["id", "en"]


def test_nobody_reads_here_what_is_not_open(served, ask):
    set_access(served, "tertutup")
    assert ask(FLOW).status == 404
    assert "penduduk-kelamin" not in ask("/sdmx/2.1/dataflow").text


PARTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00/"), max_size=12)
WORDS = ("data", "sekolah", "all", "*", "A....", "+", "~", "KOTA", ",", "..", "dataflow", "availability")
NAMES = ("startPeriod", "detail", "c[TIME_PERIOD]", "c[REF_AREA]", "asOf", "references", "format")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.lists(st.one_of(PARTS, st.sampled_from(WORDS)), max_size=6),
    more=st.dictionaries(st.one_of(PARTS, st.sampled_from(NAMES)), PARTS, max_size=3),
    generation=st.sampled_from(["2.1", "v2"]),
)
def test_no_address_at_all_breaks_it(ask, path, more, generation):
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in more.items())
    answer = ask(f"/sdmx/{generation}/{'/'.join(map(quote, path))}?{query}")
    assert answer.status < 500 or answer.status == 501
