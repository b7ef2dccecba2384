"""The figures of a pack travel the road as anybody's do, once, and go on where they stopped."""

from __future__ import annotations

import pytest
import yaml

from lumbung.cube import Store
from lumbung.faces import packs
from lumbung.faces.packs import figures as road
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.collection.queries import State, Submission
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import actions as people_actions
from lumbung.rooms.people import queries as people
from lumbung.vocabulary.problems import Conflict

ROWS = """\
dataset,area,period,jenis,measure,value,status,producer,source,note
sampah,35.72.01,2024,organik,berat,12.5,,DLH,https://contoh.example/a,
sampah,35.72.01,2024,plastik,berat,3,estimated,DLH,https://contoh.example/a,dibulatkan
sampah,35.72.02,2024,organik,berat,,missing,DLH,https://contoh.example/a,
sampah,35.72.02,2025,plastik,berat,7.25,provisional,DLH,https://contoh.example/a,
"""


@pytest.fixture
def measured(pack):
    """The pack with figures that are not simulated, so that each is cited."""
    head = {"code": "kecil", "title": {"id": "Paket kecil"}, "version": "1"}
    (pack / "pack.yaml").write_text(yaml.safe_dump(head))
    (pack / "figures").mkdir()
    (pack / "figures" / "sampah.csv").write_text(ROWS)
    definition = yaml.safe_load((pack / "datasets" / "sampah.yaml").read_text())
    definition["measures"][0]["decimals"] = 2
    (pack / "datasets" / "sampah.yaml").write_text(yaml.safe_dump(definition | {"priority": True}))
    return pack


def load(city, pack):
    return packs.load_pack(pack, actor=city.operator)


def test_every_figure_becomes_public_with_its_status_maker_and_source(city, measured, settings):
    loaded = load(city, measured)

    assert loaded.stopped == []
    assert loaded.changes["figures"].added == ("sampah",)
    edition = catalog.current_edition(catalog.dataset("sampah"))
    rows = Store(settings.HOME / "editions").frame(edition.pk).to_dicts()
    told = {(row["area"], row["period"], row["jenis"]): row for row in rows}
    assert {key: (row["berat"], row["berat:status"]) for key, row in told.items()} == {
        ("35.72.01", "2024", "organik"): (12.5, None),
        ("35.72.01", "2024", "plastik"): (3.0, "estimated"),
        ("35.72.02", "2024", "organik"): (None, "missing"),
        ("35.72.02", "2025", "plastik"): (7.25, "provisional"),
    }
    assert told["35.72.01", "2024", "plastik"]["berat:note"] == (
        "dibulatkan. Pembuat angka: DLH. Dibaca di https://contoh.example/a"
    )


def test_the_duties_are_kept_apart_and_the_journal_shows_every_station(city, measured):
    load(city, measured)

    told = [(entry.verb, entry.actor_name) for entry in journal.entries(dataset="sampah")]
    assert told == [
        ("catalog.dataset-defined", "Operator sistem"),
        ("collection.calendar-laid-out", ""),
        ("collection.uploaded", "Lina"),
        ("collection.checked", ""),
        ("packs.figures-sent", "Operator sistem"),
        ("collection.submitted", "Lina"),
        ("review.accepted", "Wati"),
        ("review.approved", "Bagus"),
        ("release.asked", "Wati"),
        ("release.released", "Wati"),
    ]


def test_the_same_figures_are_never_sent_twice(city, measured):
    load(city, measured)
    before = journal.head()
    assert packs.is_loaded(measured)

    loaded = load(city, measured)

    assert not loaded.any
    assert journal.head() == before
    assert Submission.objects.count() == 1


def test_figures_that_stopped_on_the_way_go_on_where_they_stopped(city, measured, monkeypatch):
    def closed(**_facts):
        raise Conflict

    with monkeypatch.context() as patch:
        patch.setattr(road.release, "release_dataset", closed)
        loaded = load(city, measured)
    assert [journey.dataset for journey in loaded.stopped] == ["sampah"]
    assert not packs.is_loaded(measured)

    assert load(city, measured).changes["figures"].added == ("sampah",)

    assert Submission.objects.get().station is State.RELEASED
    assert packs.is_loaded(measured)


def test_changed_figures_make_a_second_edition_with_a_note(city, measured):
    load(city, measured)
    (measured / "figures" / "sampah.csv").write_text(ROWS.replace("12.5", "12.75"))

    load(city, measured)

    edition = catalog.current_edition(catalog.dataset("sampah"))
    assert (edition.label.partition(".")[2], edition.note) == ("2", "Paket kecil 1")
    assert journal.verify().whole


def test_figures_with_faults_wait_in_quarantine_and_the_load_says_why(city, measured):
    (measured / "figures" / "sampah.csv").write_text(ROWS.replace("12.5", "-12.5"))

    loaded = load(city, measured)

    [journey] = loaded.stopped
    assert "1 kesalahan" in journey.why.id
    assert "-12,5" in journey.why.id or "−12,5" in journey.why.id
    assert Submission.objects.get().station is State.QUARANTINED
    assert catalog.current_edition(catalog.dataset("sampah")) is None


def test_figures_that_nobody_may_send_are_told_with_the_duty_that_is_missing(city, measured):
    (measured / "people.yaml").unlink()

    [journey] = load(city, measured).stopped

    assert "diperlukan tugas produsen data atau walidata pendukung" in journey.why.id


def test_whoever_sends_does_not_accept(city, measured):
    lina = people_actions.register(username="lina", name="Lina", actor=city.operator)
    load_first = yaml.safe_load((measured / "people.yaml").read_text())
    load_first[0]["memberships"].append({"organisation": "kota", "duty": "steward"})
    (measured / "people.yaml").write_text(yaml.safe_dump(load_first))

    load(city, measured)

    assert people.may(lina, people.Permission.REVIEW, on=people.organisation("dlh"))
    submission = Submission.objects.get()
    assert collection.senders(submission) == {lina.pk}
    assert journal.entries(verb="review.accepted").get().actor == city.steward


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("sampah,35.72.01,2024,organik,berat,dua,,,,", "figures/sampah.csv:2: “dua” bukan angka."),
        (
            "sampah,35.72.01,2024,organik,brat,2,,,,",
            "figures/sampah.csv:2: ukuran “brat” tidak ada. Pilih: berat.",
        ),
        (
            "sampah,35.72.01,2024,organik,berat,2,tetap,,,",
            "figures/sampah.csv:2: status “tetap” tidak dikenal.",
        ),
        ("sampah,35.72.01,2024,,berat,2,,,,", "figures/sampah.csv:2: dimensi “jenis” kosong."),
        ("sampahh,35.72.01,2024,organik,berat,2,,,,", "figures/sampah.csv:1: tidak ada dataset “sampahh”."),
    ],
)
def test_rows_that_cannot_set_out_are_told_by_line_and_nothing_is_loaded(city, measured, row, told):
    (measured / "figures" / "sampah.csv").write_text(f"{ROWS.splitlines()[0]}\n{row}\n")

    with pytest.raises(packs.PackInvalid) as refused:
        load(city, measured)

    assert refused.value.faults[0].told.id.replace(f"{measured}/", "").startswith(told)
    assert not catalog.datasets().filter(code="sampah").exists()
