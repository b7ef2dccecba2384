"""Reading the catalogue and its rows as CKAN gives them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from tests.rooms.query.harvest import VILLAGES, population, release

from lumbung.faces.api.ckan import shelf
from lumbung.faces.api.ckan.replies import ACTIONS
from lumbung.faces.api.ckan.short import ShortCkan
from lumbung.formats.ckan.packages import identity, resource_id

CODE = "penduduk-kelamin"
TABLE = resource_id(CODE, "csv")
UNFIT = "Validation Error"
client = Client()


@pytest.fixture
def published(city):
    """A city with one edition."""
    shelf.forget()
    release(city, city.population, population())
    return city


def ask(action: str, **given: Any) -> Any:
    """Ask by POST with JSON, as most clients do."""
    answer = client.post(f"/api/3/action/{action}", json.dumps(given), content_type="application/json")
    return answer.status_code, json.loads(answer.content)


def result(action: str, **given: Any) -> Any:
    status, told = ask(action, **given)
    assert status == 200, told
    assert told["success"] is True
    assert told["help"].endswith(f"/api/3/action/help_show?name={action}")
    return told["result"]


def error(action: str, **given: Any) -> Any:
    status, told = ask(action, **given)
    assert told["success"] is False
    return status, told["error"]


def test_a_developer_finds_a_dataset_and_its_table(published):
    assert result("package_list") == [CODE]

    package = result("package_show", id=CODE)
    assert (package["title"], package["organization"]["name"]) == (
        "Jumlah penduduk menurut kelurahan dan jenis kelamin",
        "dispendukcapil",
    )
    assert [one["name"] for one in package["groups"]] == ["kependudukan"]
    assert (package["license_id"], package["version"]) == ("CC-BY-4.0", "2024.1")
    table = next(one for one in package["resources"] if one["datastore_active"])
    assert (table["id"], table["format"]) == (TABLE, "CSV")
    assert table["url"].endswith(f"/api/v1/datasets/{CODE}/data?format=csv")
    extras = {one["key"]: one["value"] for one in package["extras"]}
    assert (extras["edisi"], extras["periode_data"]) == (f"{CODE}@2024.1", "tahunan")
    assert result("package_show", id=package["id"]) == package
    assert result("resource_show", id=TABLE) == table


def test_rows_carry_codes_names_and_a_number_of_their_own(published):
    told = result("datastore_search", resource_id=TABLE, filters={"area": VILLAGES[0]}, limit=2)

    assert told["records"] == [
        {
            "_id": 1, "area": VILLAGES[0], "area_name": "Kepanjenkidul", "period": "2022",
            "jenis_kelamin": "laki-laki", "jenis_kelamin:name": "Laki-laki", "jumlah": 101,
        },
        {
            "_id": 2, "area": VILLAGES[0], "area_name": "Kepanjenkidul", "period": "2023",
            "jenis_kelamin": "laki-laki", "jenis_kelamin:name": "Laki-laki", "jumlah": 101,
        },
    ]  # fmt: skip
    assert (told["total"], told["total_was_estimated"]) == (4, False)
    assert [one["type"] for one in told["fields"]] == [
        "int",
        "text",
        "text",
        "text",
        "text",
        "text",
        "numeric",
    ]
    assert told["source"]["edition"] == f"{CODE}@2024.1"


def test_every_page_by_number_has_its_own_rows(published):
    whole = result("datastore_search", resource_id=TABLE)["records"]
    pages = [result("datastore_search", resource_id=TABLE, limit=7, offset=7 * n) for n in range(4)]

    assert [row for page in pages for row in page["records"]] == whole
    assert [row["_id"] for row in whole] == list(range(1, 21))
    assert {page["total"] for page in pages} == {20}
    assert pages[1]["_links"]["next"].endswith("limit=7&offset=14")
    assert pages[1]["_links"]["prev"].endswith("limit=7")


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"filters": {"period": "2023"}}, 10),
        ({"filters": {"period": ["2022", "2023"], "jenis_kelamin": "perempuan"}}, 10),
        ({"filters": {"jenis_kelamin:name": "Perempuan"}}, 10),
        ({"filters": {"area_name": "Turi"}}, 4),
        ({"filters": {"period": "1999"}}, 0),
        ({"filters": {"area": "99.99"}}, 0),
        ({"filters": {"_id": 7}}, 1),
        ({"filters": {"_id": 700}}, 0),
        ({"filters": {"_id": 0}}, 0),
        ({"q": "turi perempuan"}, 2),
        ({"q": "lak 2023"}, 5),
        ({"q": {"area": "kepanjen"}}, 8),
        ({"q": "entah"}, 0),
    ],
)
def test_rows_are_narrowed_by_codes_names_and_words(published, asked, count):
    told = result("datastore_search", resource_id=TABLE, **asked)

    assert (told["total"], len(told["records"])) == (count, count)


def test_rows_are_written_in_four_ways(published):
    asked = {"resource_id": TABLE, "fields": ["area_name", "jumlah"], "sort": "jumlah desc", "limit": 2}

    assert result("datastore_search", **asked)["records"] == [
        {"area_name": "Turi", "jumlah": 142},
        {"area_name": "Turi", "jumlah": 142},
    ]
    assert result("datastore_search", **asked, records_format="lists")["records"] == [["Turi", 142]] * 2
    assert result("datastore_search", **asked, records_format="csv")["records"] == "Turi,142\nTuri,142\n"
    assert result("datastore_search", **asked, records_format="tsv")["records"] == "Turi\t142\nTuri\t142\n"


@pytest.mark.parametrize(
    ("action", "asked", "status", "kind", "says"),
    [
        ("package_show", {}, 409, UNFIT, "Missing value"),
        ("package_show", {"id": "entah"}, 404, "Not Found Error", "Not found"),
        ("package_show", {"id": {"a": 1}}, 409, UNFIT, "teks"),
        ("organization_show", {"id": "entah"}, 404, "Not Found Error", "Not found"),
        ("group_show", {"id": "entah"}, 404, "Not Found Error", "Not found"),
        ("tag_show", {"id": "entah"}, 404, "Not Found Error", "Not found"),
        ("resource_show", {"id": "entah"}, 404, "Not Found Error", "Not found"),
        ("package_search", {"fq": "entah:1"}, 400, "Search Query Error", "bidang"),
        ("package_search", {"fq": "(organization:a"}, 400, "Search Query Error", "tidak terbaca"),
        ("package_search", {"sort": "entah asc"}, 409, UNFIT, "yang ada"),
        ("package_search", {"rows": -1}, 409, UNFIT, "Invalid integer"),
        ("datastore_search", {"resource_id": "entah"}, 404, "Not Found Error", "Not found"),
        ("datastore_search", {"resource_id": TABLE, "limit": "x"}, 409, UNFIT, "integer"),
        ("datastore_search", {"resource_id": TABLE, "fields": ["entah"]}, 409, UNFIT, "entah"),
        ("datastore_search", {"resource_id": TABLE, "filters": {"jumlah": 1}}, 409, UNFIT, "angka"),
        ("datastore_search", {"resource_id": TABLE, "filters": "{"}, 409, UNFIT, "JSON"),
        ("datastore_search", {"resource_id": TABLE, "sort": "area_name"}, 409, UNFIT, "area_name"),
        ("datastore_search", {"resource_id": TABLE, "distinct": True}, 409, UNFIT, "distinct"),
        ("datastore_search", {"resource_id": TABLE, "records_format": "xml"}, 409, UNFIT, "objects"),
        ("datastore_search_sql", {"sql": "SELECT 1"}, 403, "Authorization Error", "SQL tidak disediakan"),
        ("package_create", {"name": "x"}, 403, "Authorization Error", "hanya untuk membaca"),
        ("help_show", {"name": "entah"}, 404, "Not Found Error", "Not found"),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_ckans_envelope(published, action, asked, status, kind, says):
    found, told = error(action, **asked)

    assert (found, told["__type"]) == (status, kind)
    assert says in json.dumps(told, ensure_ascii=False)


def test_an_action_that_nobody_knows_gets_ckans_bare_line(published):
    assert ask("entah_apa") == (400, "Bad request - Action name not known: entah_apa")
    answer = client.post("/api/3/action/package_show", "[1", content_type="application/json")
    assert (answer.status_code, json.loads(answer.content)[:24]) == (400, "Bad request - JSON Error")


@pytest.mark.parametrize(
    "body", [b'{"id": NaN}', b'{"id": "\\ud800"}', b"[]", b"\xff", b"{" * 40_000, b"x" * 70_000]
)
def test_a_body_that_cannot_be_read_is_no_accident(published, body):
    answer = client.post("/api/3/action/package_show", body, content_type="application/json")

    assert answer.status_code == 400


def test_every_action_explains_itself_and_survives_being_asked_nothing(published):
    for action in ACTIONS:
        status, told = ask(action)
        assert status in {200, 403, 404, 409}, (action, told)
        assert result("help_show", name=action)


def test_a_second_question_costs_no_bytes_until_something_is_released(published):
    address = f"/api/3/action/datastore_search?resource_id={TABLE}&limit=5"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first["Access-Control-Allow-Origin"] == "*"
    assert client.head(address).status_code == 200

    release(published, published.population, population(more=5), day="2024-06-02")
    later = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert json.loads(later.content)["result"]["source"]["edition"] == f"{CODE}@2024.2"


def test_what_is_not_open_is_not_there(published):
    published.population.access = "terbatas"
    from lumbung.kit.stamps import bump

    published.population.save()
    bump("catalog")

    assert result("package_list") == []
    assert error("package_show", id=CODE)[0] == 404
    assert error("datastore_search", resource_id=TABLE)[0] == 404


def test_a_search_is_narrowed_and_counted(published):
    release(published, published.visits, _visits(), day="2024-05-03")

    told = result(
        "package_search",
        q="puskesmas",
        **{"facet.field": '["organization", "groups", "res_format"]'},
    )
    assert [one["name"] for one in told["results"]] == ["kunjungan-puskesmas"]
    assert told["facets"]["organization"] == {"dinkes": 1}
    assert told["search_facets"]["organization"]["items"] == [
        {"name": "dinkes", "display_name": "Dinas Kesehatan", "count": 1}
    ]

    def names(**asked: Any) -> list[str]:
        return [one["name"] for one in result("package_search", **asked)["results"]]

    both = ["kunjungan-puskesmas", "penduduk-kelamin"]
    assert names(sort="name asc") == both
    assert names(sort="name desc") == both[::-1]
    assert names(sort="name asc", rows=1, start=1) == both[1:]
    assert names(fq="organization:dinkes") == both[:1]
    assert names(fq="-organization:dinkes") == both[1:]
    assert names(fq='+(organization:dinkes OR organization:"dispendukcapil")', sort="name asc") == both
    assert names(fq="topic:kependudukan AND res_format:CSV") == both[1:]
    assert names(fq_list=["groups:kes*", "res_format:(CSV OR PDF)"]) == both[:1]
    assert names(fq="metadata_modified:[2024-05-03T00:00:00Z TO *]") == both[:1]
    assert names(q="title:penduduk") == both[1:]
    assert names(q="*:*", fq="*:*", sort="metadata_modified desc") == both
    assert names(fq=f"owner_org:{identity('organization', 'dinkes')}") == both[:1]


def _visits():
    import polars as pl

    return pl.DataFrame({"area": ["35.72.01", "35.72.02"], "period": ["2024-Q1"] * 2, "kunjungan": [12, 34]})


def test_offices_and_shelves_are_told_with_their_datasets(published):
    assert result("organization_list") == ["dispendukcapil"]
    assert result("organization_list", all_fields=True)[0]["package_count"] == 1
    found = result("organization_show", id="dispendukcapil", include_datasets=True)
    assert [one["name"] for one in found["packages"]] == [CODE]
    assert result("group_list") == ["kependudukan"]
    assert result("group_show", id="kependudukan")["display_name"] == "Kependudukan"
    assert [one["name"] for one in result("group_package_show", id="kependudukan")] == [CODE]
    assert result("status_show")["ckan_version"].startswith("2.11")


def test_the_short_road_answers_as_the_ordinary_one(published):
    for asked in (
        f"datastore_search?resource_id={TABLE}&limit=3&filters=%7B%22period%22%3A%20%222023%22%7D",
        "package_list", "package_show?id=entah", "package_search?fq=x:1", "entah_apa",
        "help_show?name=package_list",
        f"package_list?{'&'.join('a=1' for _ in range(300))}",
    ):  # fmt: skip
        plain = client.get(f"/api/3/action/{asked}")
        status, headers, body = short(f"/api/3/action/{asked}")
        assert (status, body) == (plain.status_code, plain.content)
        names = ("ETag", "Cache-Control", "Content-Type", "Access-Control-Allow-Origin")
        assert [headers.get(name) for name in names] == [plain.get(name) for name in names]
    tag = short("/api/3/action/package_list")[1]["ETag"]
    assert short("/api/3/action/package_list", HTTP_IF_NONE_MATCH=tag)[0] == 304


@pytest.mark.parametrize(
    "given",
    [
        {"REQUEST_METHOD": "POST"},
        {"HTTP_HOST": "lain.example"},
        {"HTTP_COOKIE": "bahasa=en"},
        {"PATH_INFO": "/api/3/action/package_list/"},
    ],
)
def test_what_is_not_plain_takes_the_ordinary_road(published, given):
    assert short("/api/3/action/package_list", **given)[0] == 0


def short(address: str, **given: str) -> tuple[int, dict[str, str], bytes]:
    """What the short road answers; 0 where it leads on."""
    path, _, query = address.partition("?")
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": "GET", "HTTP_HOST": "testserver"}
    begun: dict[str, Any] = {"status": 0, "headers": {}}

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        begun.update(status=int(status[:3]), headers=dict(headers))

    passed = ShortCkan(lambda environ, start: [])
    body = b"".join(passed({**environ, "wsgi.url_scheme": "http"} | given, start))
    return begun["status"], begun["headers"], body


def test_addresses_that_ckans_readers_know_lead_to_the_pages_of_the_house(published):
    assert client.get(f"/dataset/{CODE}")["Location"] == f"/data/{CODE}"
    assert client.get(f"/dataset/{identity('dataset', CODE)}")["Location"] == f"/data/{CODE}"
    dumped = client.get(f"/datastore/dump/{TABLE}", follow=True)
    assert b"".join(dumped).startswith(b"area,period,jenis_kelamin,jumlah")
    assert client.get("/dataset/entah").status_code == 404
