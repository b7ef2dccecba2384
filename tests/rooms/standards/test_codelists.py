"""Code lists in versions: drafted, mended, made final; and maps between them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from lumbung.rooms.standards import actions, queries
from lumbung.rooms.standards.models import CodeListItem, CodeMap, Life
from lumbung.vocabulary.codelists import ListRef
from lumbung.vocabulary.codemaps import MapEntry
from lumbung.vocabulary.problems import NotAllowed
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import Text

CODES = (Code("sd", Text("SD", "Primary")), Code("smp", Text("SMP"), aliases=("SLTP",)))


@pytest.fixture
def listed(city):
    actions.load_codelists(
        [actions.ListOfCodes("jenjang", Text("Jenjang pendidikan"), CODES)], actor=city.operator
    )
    return city


def test_a_steward_makes_the_next_version_of_a_list(listed):
    draft = actions.start_version(code="jenjang", version="2", actor=listed.steward)
    codes = (*queries.codes_of(draft), Code("sma", Text("SMA")))
    draft = actions.save_draft(
        row=draft, codes=codes, valid_from=dt.date(2026, 1, 1), agency="KEMENDIKBUD", actor=listed.steward
    )
    assert [code.code for code in queries.codelists()["jenjang"]] == ["sd", "smp"]

    actions.finalise_version(row=draft, actor=listed.steward)

    assert [code.code for code in queries.codelists()["jenjang"]] == ["sd", "smp", "sma"]
    assert {row.version: row.state for row in queries.version_rows(queries.codelist("jenjang"))} == {
        "1": Life.FINAL,
        "2": Life.FINAL,
    }
    former = queries.list_version("jenjang", "1")
    assert (former.valid_to, [code.code for code in former.codes]) == (dt.date(2025, 12, 31), ["sd", "smp"])
    assert former.codes[1].aliases == ("SLTP",)
    now = queries.list_version("jenjang")
    assert (now.version, now.agency, now.valid_from) == ("2", "KEMENDIKBUD", dt.date(2026, 1, 1))


def test_a_draft_is_kept_with_its_faults_and_cannot_be_made_final(listed):
    draft = actions.start_version(code="jenjang", version="2", actor=listed.steward)
    faulty = (Code("a", Text("A"), "b"), Code("b", Text("B"), "a"), Code("a", Text("")))

    kept = actions.save_draft(row=draft, codes=faulty, actor=listed.steward)

    assert len(kept.codes) == 3
    with pytest.raises(actions.ListFaulty) as told:
        actions.finalise_version(row=kept, actor=listed.steward)
    assert {item.rule for item in told.value.findings} == {
        "codelist.circle",
        "codelist.code-twice",
        "codelist.title-missing",
    }
    assert CodeListItem.objects.filter(codelist__code="jenjang").count() == 2


def test_two_people_do_not_overwrite_each_other(listed):
    draft = actions.start_version(code="jenjang", version="2", actor=listed.steward)
    actions.save_draft(row=draft, codes=CODES, saved=0, actor=listed.steward)

    with pytest.raises(actions.SavedByAnother):
        actions.save_draft(row=draft, codes=CODES[:1], saved=0, actor=listed.second_steward)


def test_overlapping_days_are_found_before_a_version_is_final(listed):
    first = actions.start_version(code="jenjang", version="2", actor=listed.steward)
    first = actions.save_draft(row=first, codes=CODES, valid_from=dt.date(2026, 1, 1), actor=listed.steward)
    actions.finalise_version(row=first, actor=listed.steward)
    second = actions.start_version(code="jenjang", version="3", actor=listed.steward)
    second = actions.save_draft(
        row=second,
        codes=CODES,
        valid_from=dt.date(2025, 6, 1),
        valid_to=dt.date(2026, 6, 1),
        actor=listed.steward,
    )

    assert [(item.rule, item.value) for item in actions.draft_faults(second)] == [
        ("codelist.validity-overlap", "3"),
        ("codelist.validity-overlap", "2"),
    ]


def test_what_a_code_touches_is_seen_before_it_leaves(listed):
    actions.note_uses(
        user=("dataset", "sekolah", Text("Jumlah sekolah")),
        uses=[("code", "jenjang:smp", Text("kode"))],
    )
    draft = actions.start_version(code="jenjang", version="2", actor=listed.steward)
    draft = actions.save_draft(row=draft, codes=CODES[:1], actor=listed.steward)
    assert actions.codes_leaving(draft) == ("smp",)

    with pytest.raises(actions.StillUsed, match="Jumlah sekolah"):
        actions.finalise_version(row=draft, actor=listed.steward)
    actions.finalise_version(row=draft, actor=listed.steward, seen=True)

    assert [code.code for code in queries.codelists()["jenjang"]] == ["sd"]


def test_only_who_may_define_keeps_lists_and_maps(listed):
    with pytest.raises(NotAllowed):
        actions.start_version(code="jenjang", version="2", actor=listed.producer)
    with pytest.raises(NotAllowed):
        actions.start_map(
            code="m", title=Text("M"), source=ListRef("a"), target=ListRef("b"), actor=listed.producer
        )


def test_a_pack_that_brings_another_version_leaves_the_former_one_readable(listed):
    actions.load_codelists(
        [actions.ListOfCodes("jenjang", Text("Jenjang pendidikan"), CODES[:1], version="2")],
        actor=listed.operator,
    )

    assert [code.code for code in queries.list_version("jenjang", "1").codes] == ["sd", "smp"]
    assert [code.code for code in queries.list_version("jenjang").codes] == ["sd"]
    with pytest.raises(queries.ListUnknown):
        queries.list_version("jenjang", "9")


def test_a_map_is_final_only_when_its_weights_fit(listed):
    row = actions.start_map(
        code="jenjang-lama-baru", title=Text("Lama ke baru"), source=ListRef("jenjang", "1"),
        target=ListRef("jenjang", "1"), actor=listed.steward,
    )  # fmt: skip
    entries = [MapEntry("sd", "sd", 0.7), MapEntry("sd", "smp", 0.2), MapEntry("smp", "zz")]
    row = actions.save_map(row=row, entries=entries, basis="Permen 1/2025", actor=listed.steward)

    with pytest.raises(actions.MapFaulty, match="0,9"):
        actions.finalise_map(row=row, actor=listed.steward)
    with pytest.raises(queries.MapUnknown):
        queries.code_map("jenjang-lama-baru")
    row = actions.save_map(
        row=row,
        entries=[MapEntry("sd", "sd", 0.7), MapEntry("sd", "smp", 0.3), MapEntry("smp", "smp")],
        actor=listed.steward,
    )
    actions.finalise_map(row=row, actor=listed.steward)

    told = queries.code_map("jenjang-lama-baru")
    assert told.carried({"sd": 10}, decimals=0) == {"sd": 7, "smp": 3}
    assert told.basis == "Permen 1/2025"


def test_a_pack_with_a_faulty_map_loads_nothing(listed):
    good = queries.area_map()
    wrong = replace(good, code="salah", entries=(MapEntry("35.72", "x", 0.5),))

    with pytest.raises(actions.MapFaulty):
        actions.load_maps([wrong], actor=listed.operator)
    assert not CodeMap.objects.exists()


def test_areas_are_a_list_and_the_map_to_bps_is_made_from_them(listed):
    actions.load_areas([{"code": "35.72", "bps": "3572", "bps_status": "published"}], actor=listed.operator)

    areas = queries.list_version("wilayah")
    by_bps = queries.list_version("wilayah-bps")
    mapped = queries.code_map("wilayah-ke-bps")

    assert Code("35.72.02.1003", Text("Kelurahan Turi"), "35.72.02") in areas.codes
    assert [code.code for code in by_bps.codes] == ["3572"]
    assert mapped.entries == (MapEntry("35.72", "3572", 1.0, "published"),)
    with pytest.raises(queries.ListUnknown):
        queries.list_version("wilayah", "kemarin")
