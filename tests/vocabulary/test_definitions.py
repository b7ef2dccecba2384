"""A steward's definition becomes a structure, or says where it contradicts itself."""

import pytest

from lumbung.vocabulary.definitions import DefinitionFault, structure_of
from lumbung.vocabulary.structures import AddsUp, Code
from lumbung.vocabulary.words import Text


def definition(**changes):
    return {
        "code": "kemiskinan",
        "title": {"id": "Penduduk miskin", "en": "Poor people"},
        "frequency": "A",
        "area": {"within": "35.72", "level": "kota"},
        "periods": "2021..2025",
        "measures": [{"code": "jumlah", "unit": "jiwa", "adds_up": "sum", "decimals": 0, "minimum": 0}],
        **changes,
    }


def test_a_definition_makes_the_structure_it_describes():
    structure = structure_of(definition())

    assert structure.key == ("area", "period")
    assert [str(period) for period in structure.periods] == ["2021", "2022", "2023", "2024", "2025"]
    assert structure.measures[0].adds_up is AddsUp.SUM


def test_a_percentage_is_recomputed_times_a_hundred():
    measures = [
        {"code": "miskin", "unit": "jiwa"},
        {"code": "penduduk", "unit": "jiwa"},
        {"code": "persen", "unit": "persen", "adds_up": "ratio", "of": ["miskin", "penduduk"]},
    ]

    assert structure_of(definition(measures=measures)).measures[2].scale == 100


def test_codes_come_from_a_list_of_the_registry():
    lists = {"kelamin": (Code("l", Text("Laki-laki")), Code("p", Text("Perempuan")))}
    dimension = {"code": "kelamin", "codelist": "kelamin"}

    structure = structure_of(definition(dimensions=[dimension]), codelists=lists)

    assert [code.code for code in structure.dimensions[0].codes] == ["l", "p"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"frequency": "X"},
        {"area": {"within": "35.72"}},
        {"periods": "2021..Maret"},
        {"measures": []},
        {"measures": [{"code": "a", "unit": "x"}, {"code": "a", "unit": "x"}]},
        {"measures": [{"code": "a", "unit": "persen", "adds_up": "ratio"}]},
        {"measures": [{"code": "a", "unit": "x", "adds_up": "weighted", "weight": "b"}]},
        {"dimensions": [{"code": "d", "codelist": "tidak-ada"}]},
        {"dimensions": [{"code": "area", "codes": {"a": "A"}}]},
    ],
)
def test_a_definition_that_contradicts_itself_says_which_dataset_and_where(wrong):
    with pytest.raises(DefinitionFault, match="Definisi dataset kemiskinan"):
        structure_of(definition(**wrong))
