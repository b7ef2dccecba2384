"""Machines read the registry of data standards, and find it from every dataset."""

from __future__ import annotations

import pytest

from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.standards import actions as standards
from lumbung.vocabulary.structures import Unit
from lumbung.vocabulary.words import Text

CONCEPT = {
    "code": "penduduk",
    "title": Text("Penduduk", "Population"),
    "definition": Text("Orang yang tinggal di sini.", "People who live here."),
    "standard": "SD00001.00.01",
    "source": "BPS",
    "origin": "national",
}


@pytest.fixture
def registry(city):
    """A concept that a dataset uses, and a unit with a stroke in its code."""
    standards.load_concepts([CONCEPT], actor=city.operator)
    standards.load_units([Unit("juta rupiah/tahun", Text("juta rupiah per tahun"))], actor=city.operator)
    definition = {
        "code": "penduduk-kota",
        "title": "Penduduk kota",
        "frequency": "A",
        "area": {"within": "35.72", "level": "kota"},
        "measures": [{"code": "jumlah", "concept": "penduduk", "unit": "jiwa"}],
        "access": "terbuka",
    }
    catalog.define_dataset(definition=definition, producer=city.office("dinkes"), actor=city.steward)
    secret = {**definition, "code": "rahasia", "access": "tertutup"}
    catalog.define_dataset(definition=secret, producer=city.office("dinkes"), actor=city.steward)
    return city


def test_a_standard_is_told_with_its_versions_and_public_users(registry, client):
    told = client.get("/api/v1/standards/concepts/penduduk").json()

    assert (told["title"]["en"], told["standard"], told["state"], told["origin"]) == (
        "Population",
        "SD00001.00.01",
        "draft",
        "national",
    )
    assert [version["number"] for version in told["versions"]] == [1]
    assert [dataset["code"] for dataset in told["datasets"]] == ["penduduk-kota"]
    assert told["address"].endswith("/standar/concept/penduduk")


def test_standards_are_searched_by_words_and_kind(registry, client):
    assert client.get("/api/v1/standards?q=SD00001").json()["total"] == 1
    kinds = client.get("/api/v1/standards/units?q=rupiah").json()
    assert [(one["code"], one["kind"]) for one in kinds["standards"]] == [("juta rupiah/tahun", "unit")]
    assert client.get("/api/v1/standards/units/juta%20rupiah/tahun").json()["code"] == "juta rupiah/tahun"


def test_a_code_list_gives_its_codes(registry, client):
    told = client.get("/api/v1/standards/codelists/penduduk-kelamin.jenis_kelamin").json()

    assert [code["code"] for code in told["codes"]] == ["laki-laki", "perempuan"]
    assert told["owner"]["code"] == "dispendukcapil"


def test_a_dataset_says_which_standard_it_follows(registry, client):
    (measure,) = client.get("/api/v1/datasets/penduduk-kota").json()["measures"]

    assert (measure["concept"], measure["standard"]) == ("penduduk", "SD00001.00.01 · BPS")


def test_what_tells_of_a_closed_dataset_is_not_there(registry, client):
    closed = {
        "code": "tersembunyi",
        "title": "Tersembunyi",
        "frequency": "A",
        "area": {"within": "35.72", "level": "kota"},
        "dimensions": [{"code": "jenis", "codes": {"a": "A"}}],
        "measures": [{"code": "jumlah", "unit": "rahasia/orang"}],
        "access": "tertutup",
    }
    catalog.define_dataset(definition=closed, producer=registry.office("dinkes"), actor=registry.steward)

    told = client.get("/api/v1/standards").content.decode() + client.get("/standar").content.decode()
    assert "tersembunyi" not in told
    assert "rahasia/orang" not in told
    for address in ("concepts/tersembunyi.jumlah", "codelists/tersembunyi.jenis", "units/rahasia/orang"):
        assert client.get(f"/api/v1/standards/{address}").status_code == 404
    assert client.get("/standar/concept/tersembunyi.jumlah").status_code == 404


def test_what_is_not_there_is_a_problem(registry, client):
    assert client.get("/api/v1/standards/concepts/tiada").json()["code"] == "standards.unknown"
    assert client.get("/api/v1/standards/lain").status_code == 422


def test_the_interface_describes_the_standards(registry, client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]

    for path in ("", "/{kinds}", "/{kinds}/{code}"):
        assert f"/api/v1/standards{path}" in paths
