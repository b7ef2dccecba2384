"""Everybody finds what a figure means: from the dataset to its standard and back."""

from __future__ import annotations

import pytest

from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.standards import actions as standards
from lumbung.vocabulary.words import Text


@pytest.fixture
def concept(city):
    """A final concept behind a public dataset and a closed one."""
    row = {
        "code": "warga",
        "title": Text("Warga", "Residents"),
        "definition": Text("Orang yang tinggal di sini."),
        "standard": "SD00001.00.01",
        "source": "BPS",
        "origin": "national",
        "state": "final",
    }
    standards.load_concepts([row], actor=city.operator)
    for code, access in (("warga-kota", "terbuka"), ("warga-rahasia", "tertutup")):
        definition = {
            "code": code,
            "title": f"Dataset {code}",
            "frequency": "A",
            "area": {"within": "35.72", "level": "kota"},
            "measures": [{"code": "jumlah", "concept": "warga", "unit": "jiwa"}],
            "access": access,
        }
        catalog.define_dataset(definition=definition, producer=city.office("dinkes"), actor=city.steward)
    return row


def test_a_standard_says_what_it_means_and_which_open_data_use_it(city, concept, client):
    shown = client.get("/standar/concept/warga").content.decode()

    for words in ("Orang yang tinggal di sini.", "SD00001.00.01", "standar nasional", "Dataset warga-kota"):
        assert words in shown
    assert "warga-rahasia" not in shown


def test_what_was_retired_names_what_to_use(city, concept, client):
    standards.register(
        kind="concept", code="penduduk", words={"title": Text("Penduduk")}, owner=None, actor=city.steward
    )
    standards.replace_with(kind="concept", code="warga", successor="penduduk", actor=city.steward)

    shown = client.get("/standar/concept/warga").content.decode()

    assert "tidak dipakai lagi" in shown
    assert 'href="/standar/concept/penduduk"' in shown


def test_the_list_is_searched(city, concept, client):
    assert "Warga" in client.get("/standar?q=warga&jenis=concept").content.decode()
    assert "Tidak ada yang cocok" in client.get("/standar?q=tiada-apa-apa").content.decode()
    assert client.get("/standar/concept/tiada").status_code == 404
    assert client.get("/standar/apa/tiada").status_code == 404


def test_every_standard_has_a_public_page(city, concept, client):
    from lumbung.rooms.standards import queries

    for kind, code in queries.entries():
        assert client.get(f"/standar/{kind}/{code}").status_code == 200


def test_a_dataset_leads_to_its_standards_and_its_edition_keeps_its_words(client, granary):
    address = "/data/kemiskinan/arti"
    before = client.get(address).content.decode()
    assert 'href="/standar/concept/kemiskinan.persentase"' in before
    assert 'href="/standar/unit/jiwa"' in before

    words = {"title": Text("Angka kemiskinan baru"), "definition": Text("Lain sama sekali.")}
    standards.edit(
        kind="concept", code="kemiskinan.persentase", words=words, owner=None, actor=granary.city.steward
    )

    after = client.get(address).content.decode()
    assert "<h3>Persentase penduduk miskin</h3>" in after  # as the edition was released
    assert "Angka kemiskinan baru" in after  # as its standard is called today
