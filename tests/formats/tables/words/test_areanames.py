"""Areas are found by codes of either numbering and by names as people write them; nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.tables.corpus.blitar import TREE, districts, villages

from lumbung.formats.tables.words.areanames import AreaNames, code_text
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.structures import AreaScope

NAMES = AreaNames(TREE, AreaScope("35.72", AreaLevel.VILLAGE))
FORMS = (
    "{}",
    "Kel. {}",
    "KEL. {}",
    "Kelurahan {}",
    "Kel.{}",
    "desa {}",
    "{} (Kel.)",
    "  {}  ",
    "3. {}",
    "- {}",
)


@given(
    st.sampled_from(villages()), st.sampled_from(FORMS), st.sampled_from([str.upper, str.lower, str.title])
)
def test_a_name_is_found_in_any_dress(area, form, case) -> None:  # type: ignore[no-untyped-def]
    hit = NAMES.by_name(form.format(case(area.name)))

    assert area.code in NAMES.choose(hit.candidates, [AreaLevel.VILLAGE])


@given(st.sampled_from([*districts(), *villages()]))
def test_a_code_is_found_with_points_without_them_as_a_number_and_in_the_numbering_of_bps(area) -> None:  # type: ignore[no-untyped-def]
    digits = area.code.replace(".", "")

    assert {NAMES.by_code(form) for form in (area.code, digits, float(digits), area.bps)} == {area.code}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kapunden", "35.72.02.1001"),
        ("Kepanjen Kidul", "35.72.01.1001"),
        ("tanjung-sari", "35.72.02.1007"),
        ("35.72.01.1004 - Kauman", "35.72.01.1004"),
        ("Karang Tengah", "35.72.03.1006"),
        ("Plosokerep/Plosokerep Village", "35.72.03.1002"),
    ],
)
def test_aliases_and_other_spellings_are_the_area_itself(text: str, code: str) -> None:
    assert NAMES.choose(NAMES.by_name(text).candidates, [AreaLevel.VILLAGE]) == (code,)


def test_a_near_name_is_a_proposal_and_never_the_area() -> None:
    hit = NAMES.by_name("Plosokrep")

    assert hit.candidates == ()
    assert hit.near == ("35.72.03.1002",)


@pytest.mark.parametrize("text", ["Mawar Indah", "Kel. Mawar Indah", "", "123", "Jumlah", "Sub Total"])
def test_what_is_no_area_is_neither_found_nor_proposed(text: str) -> None:
    hit = NAMES.by_name(text)

    assert (hit.candidates, hit.near) == ((), ())


def test_a_prefix_tells_the_kelurahan_from_its_kecamatan() -> None:
    assert NAMES.by_name("Kec. Sukorejo").candidates == ("35.72.02",)
    assert "35.72.02" not in NAMES.by_name("Kel. Sukorejo").candidates
    assert {"35.72.02", "35.72.02.1006"} <= set(NAMES.by_name("Sukorejo").candidates)


def test_the_city_is_not_the_regency_of_the_same_name() -> None:
    assert NAMES.by_name("Kota Blitar").candidates == ("35.72",)
    assert NAMES.by_name("Kab. Blitar").candidates == ("35.05",)


def test_the_kecamatan_beside_tells_two_desa_of_one_name_apart() -> None:
    regency = AreaNames(TREE, AreaScope("35.05", AreaLevel.VILLAGE))
    twins = regency.by_name("Kunir").candidates

    assert len(regency.choose(twins, [AreaLevel.VILLAGE])) == 2
    assert regency.choose(twins, [AreaLevel.VILLAGE], "35.05.02") == ("35.05.02.2003",)


def test_what_a_person_decided_is_found_at_once() -> None:
    decided = AreaNames(TREE, NAMES.scope, {"Plosokrep": "35.72.03.1002"})

    assert decided.by_name("PLOSOKREP").candidates == ("35.72.03.1002",)


@given(st.one_of(st.text(max_size=20), st.floats(allow_nan=False), st.integers(), st.booleans(), st.none()))
def test_any_value_can_be_tried_as_a_code(value: object) -> None:
    code_text(value)
    NAMES.by_code(value)
