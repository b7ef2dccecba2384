"""The gate lets figures out and keeps the numbers of persons in, whoever wrote them and however."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.road.ready import accepted, population

from lumbung.formats.tables.reading import hazards
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.release import actions as release
from lumbung.rooms.release.gate import PersonalData, let_figures_pass
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.persons import is_person_number

STRUCTURE = structure_of(
    {
        "code": "bantuan",
        "title": "Bantuan",
        "frequency": "A",
        "area": {"level": "kelurahan", "within": "35.72"},
        "dimensions": [{"code": "no_kk", "title": "Nomor KK", "codes": {"semua": "Semua"}}],
        "measures": [{"code": "nilai", "title": "Nilai bantuan"}],
    }
)
CARDS = [f"35720105{month:02d}080001" for month in range(1, 11)]
VILLAGES = [f"35.72.01.10{number:02d}" for number in range(1, 11)]


def figures(**columns: object) -> pl.DataFrame:
    ordinary = {"area": VILLAGES, "period": ["2024"] * 10, "no_kk": ["semua"] * 10, "nilai": range(10)}
    return pl.DataFrame(ordinary | columns)


def test_figures_of_any_size_pass():
    let_figures_pass(figures(nilai=[10**15 + number for number in range(10)]), STRUCTURE)
    let_figures_pass(figures(nilai=[0.5, None, *[4.5e15] * 8]), STRUCTURE)
    let_figures_pass(figures(**{"nilai:note": ["Rp3.572.015.203.900,00; lihat 2024-07"] * 10}), STRUCTURE)


@pytest.mark.parametrize(
    "columns",
    [
        {"no_kk": CARDS},
        {"nilai": [int(card) for card in CARDS]},
        {"nilai": [float(card) for card in CARDS]},
        {"nilai:note": [f"nomor kartu keluarga {card}" for card in CARDS]},
        {"nilai:note": [f"KK {card[:4]} {card[4:8]} {card[8:12]} {card[12:]} belum cair" for card in CARDS]},
        {"no_kk": [f"{card[:6]}.{card[6:12]}.{card[12:]}" for card in CARDS]},
    ],
)
def test_numbers_of_family_cards_do_not_pass(columns):
    with pytest.raises(PersonalData):
        let_figures_pass(figures(**columns), STRUCTURE)


def test_what_stopped_it_is_called_by_its_name():
    with pytest.raises(PersonalData, match=r"“Nomor KK” memuat nomor yang berbentuk nomor Kartu Keluarga"):
        let_figures_pass(figures(no_kk=CARDS), STRUCTURE)
    with pytest.raises(PersonalData, match="“Nilai bantuan” memuat nomor yang berbentuk NIK"):
        let_figures_pass(figures(nilai=[3572014507900003] * 10), STRUCTURE)


def test_an_edition_with_family_cards_in_its_notes_is_stopped_at_release(city):
    notes = pl.Series("jumlah:note", [f"KK {card}" for card in CARDS])
    accepted(city, population().with_columns(notes))

    with pytest.raises(release.PersonalData, match="nomor Kartu Keluarga"):
        release.release_dataset(dataset=city.population, actor=city.steward, here=True)
    assert catalog.current_edition(city.population) is None


@given(st.from_regex(r"\A(?:3[0-9]|[0-9]{2})[0-9]{4}[0-7][0-9][01][0-9][0-9]{6}\Z"))
@example("3572015203900001")
@example("3572010112080001")
def test_the_check_of_a_file_and_the_gate_know_the_same_numbers(digits):
    assert is_person_number(digits) == hazards.is_person_number(digits)
