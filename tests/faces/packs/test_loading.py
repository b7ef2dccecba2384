"""A pack is loaded as a whole, says what it changed, and the second time that nothing did."""

from __future__ import annotations

import pytest
import yaml

from lumbung.faces import packs
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import actions as people_actions
from lumbung.rooms.people import queries as people
from lumbung.rooms.standards import queries as standards


def load(city, pack):
    return packs.load_pack(pack, actor=city.operator)


def test_every_part_comes_to_its_room(city, pack):
    loaded = load(city, pack)

    assert {part: changes.counts()["added"] for part, changes in loaded.changes.items()} == {
        "organisations": 1,
        "units": 1,
        "concepts": 1,
        "codelists": 1,
        "topics": 1,
        "synonyms": 1,
        "datasets": 1,
        "people": 1,
    }
    dataset = catalog.dataset("sampah")
    assert (dataset.pack, dataset.simulated, dataset.producer.short) == ("kecil", True, "DLH")
    assert catalog.structure(dataset).measures[0].title.said("en") == "Waste"
    assert standards.units()["ton"].factor == 1000
    assert people.may(people.user("lina"), people.Permission.SUBMIT, on=dataset.producer)
    assert not people.user("lina").has_usable_password()
    entry = journal.entries(verb="packs.loaded").get()
    assert (entry.subject, entry.actor) == ("kecil", city.operator)
    assert entry.facts["counts"]["datasets"]["added"] == 1
    assert entry.facts["digest"] == loaded.digest


def test_what_is_due_is_known_as_soon_as_a_dataset_is_loaded(city, pack):
    load(city, pack)

    assert collection.dataset_periods(catalog.dataset("sampah"))


def test_a_second_load_changes_nothing_and_leaves_no_line(city, pack):
    load(city, pack)
    before = journal.head()
    assert packs.is_loaded(pack)

    loaded = load(city, pack)

    assert not loaded.any
    assert journal.head() == before


def test_a_changed_pack_says_what_changed(city, pack):
    load(city, pack)
    file = pack / "topics.yaml"
    file.write_text("- {code: lingkungan, title: {id: Lingkungan}}\n- {code: air, title: {id: Air}}\n")
    assert not packs.is_loaded(pack)

    loaded = load(city, pack)

    assert {part for part, changes in loaded.changes.items() if changes.any} == {"topics"}
    assert (loaded.changes["topics"].added, loaded.changes["topics"].changed) == (("air",), ("lingkungan",))


def test_whom_a_pack_took_from_stands_on_the_page_about_the_house(city, pack, client):
    head = yaml.safe_load((pack / "pack.yaml").read_text())
    taken = {
        "what": {"id": "Kode wilayah", "en": "Area codes"},
        "holder": "Cahya DSN <wilayah>",
        "basis": "Kepmendagri 300",
        "address": "https://example.id/wilayah",
        "licence": "CC-BY-4.0",
        "read_on": "2025-07-01",
    }
    head["sources"] = [taken, "Badan Pusat Statistik"]
    (pack / "pack.yaml").write_text(yaml.safe_dump(head))

    assert load(city, pack).changes["sources"].counts()["added"] == 2
    assert not load(city, pack).any

    page = client.get("/tentang").content.decode().replace("\u00a0", " ")
    assert "<h3>Paket kecil</h3>" in page
    assert '<a href="https://example.id/wilayah">Cahya DSN &lt;wilayah&gt;</a>. Kepmendagri 300.' in page
    assert "Dibaca 1 Juli 2025. Lisensi: <a href=" in page
    assert "Badan Pusat Statistik. Lisensi: tidak dinyatakan." in page


def test_an_address_of_a_source_is_one_that_a_browser_opens(city, pack):
    head = yaml.safe_load((pack / "pack.yaml").read_text())
    head["sources"] = [{"what": "Kode", "holder": "BPS", "address": "javascript:alert(1)"}]
    (pack / "pack.yaml").write_text(yaml.safe_dump(head))

    with pytest.raises(packs.PackInvalid, match="address"):
        load(city, pack)


def test_a_program_that_takes_more_from_a_pack_loads_it_once_more(city, pack, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr("lumbung.faces.packs.folder.TAKEN", 1)
        load(city, pack)
        assert packs.is_loaded(pack)

    assert not packs.is_loaded(pack)
    assert not load(city, pack).any
    assert packs.is_loaded(pack)


def test_a_pack_waits_for_the_packs_that_it_needs(city, pack):
    head = {"code": "kecil", "title": {"id": "Kecil"}, "version": "1", "needs": ["areas"]}
    (pack / "pack.yaml").write_text(yaml.safe_dump(head))

    with pytest.raises(packs.PackNeeded, match="memerlukan paket areas"):
        load(city, pack)


def test_an_unknown_unit_and_concept_are_taken_with_a_note(city, pack):
    (pack / "units.yaml").unlink()
    (pack / "concepts.yaml").unlink()

    loaded = load(city, pack)

    assert [note.id for note in loaded.notes] == [
        "sampah: satuan “ton” belum ada dalam daftar satuan.",
        "sampah: konsep “sampah” belum ada dalam daftar konsep.",
    ]


def test_a_duty_that_was_taken_away_is_not_given_again_by_the_next_load(city, pack):
    load(city, pack)
    lina, office = people.user("lina"), people.organisation("dlh")
    people_actions.take_duty(user=lina, duty=people.Duty.PRODUCER, organisation=office, actor=city.steward)

    assert not load(city, pack).any
    assert not people.may(lina, people.Permission.SUBMIT, on=office)


def test_a_producer_loads_no_pack(city, pack):
    with pytest.raises(people_actions.Forbidden):
        packs.load_pack(pack, actor=city.producer)
    assert not journal.entries(verb="packs.loaded").exists()


def test_a_folder_without_a_pack_is_told_so(city, tmp_path):
    with pytest.raises(packs.NoPack, match=r"tidak ada pack\.yaml"):
        load(city, tmp_path)
