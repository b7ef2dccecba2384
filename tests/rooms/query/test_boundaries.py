"""A series asked over a change of areas says what it did.

The case has the shape of real ones: a kelurahan is split in two by a regulation of the city, with
weights by population, and two others are merged a year later. Kota Blitar had no such change; the
names serve as names only.
"""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import polars as pl
import pytest
from tests.rooms.query.harvest import population, release

from lumbung.cube import query
from lumbung.faces.api.v1.data import page
from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.query import queries
from lumbung.rooms.query.engine import cube
from lumbung.rooms.standards import actions as standards
from lumbung.vocabulary import areachanges
from lumbung.vocabulary.areachanges import AreaShift, ChangeKind
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.words import Text

TURI, EAST = "35.72.02.1003", "35.72.02.1004"
TLUMPU, KARANGSARI = "35.72.02.1001", "35.72.02.1002"
SPLIT = areachanges.AreaChange(
    "pemekaran-turi", ChangeKind.SPLIT, dt.date(2024, 1, 1), "Perda 3/2023",
    (AreaShift(TURI, TURI, 0.6), AreaShift(TURI, EAST, 0.4)), Text("jumlah penduduk 2023", "residents 2023"),
)  # fmt: skip
MERGE = areachanges.AreaChange(
    "gabung-karangsari", ChangeKind.MERGE, dt.date(2025, 1, 1), "Perda 1/2024",
    (AreaShift(TLUMPU, TLUMPU), AreaShift(KARANGSARI, TLUMPU)),
)  # fmt: skip
EAST_NAMED = {EAST: standards.NewArea(EAST, "Turi Timur")}
YEARS = ("2022", "2023", "2024", "2025")


def as_it_was() -> pl.DataFrame:
    """Four years in the codes of their time: Turi is two from 2024, Karangsari in Tlumpu from 2025."""
    whole = population(YEARS)
    is_new = (pl.col("area") == TURI) & (pl.col("period") >= "2024")
    east = whole.filter(is_new).with_columns(area=pl.lit(EAST), jumlah=pl.col("jumlah") - 100)
    ended = (pl.col("area") == KARANGSARI) & (pl.col("period") == "2025")
    return pl.concat([whole.filter(~ended), east])


@pytest.fixture
def changed(city):
    standards.record_area_change(SPLIT, named=EAST_NAMED, actor=city.steward)
    standards.record_area_change(MERGE, actor=city.steward)
    release(city, city.population, as_it_was(), "2026-02-01")
    return city


def asked(**more):
    return queries.answer(query("penduduk-kelamin", **more), reader=None)


def by_key(found, measure="jumlah"):
    place = found.index(measure)
    return {row[:place]: row[place] for row in found.rows}


def test_figures_stay_in_the_codes_of_their_period_and_a_note_tells_of_the_break(changed):
    found = asked(where={"area": TURI, "jenis_kelamin": "laki-laki"})

    assert [row[1:4] for row in found.rows] == [(year, "laki-laki", 141) for year in YEARS]
    (note,) = found.notes
    assert note.id.startswith(
        "Batas wilayah berubah pada 1 Januari 2024: Kelurahan Turi (35.72.02.1003) dimekarkan"
    )
    assert "(Perda 3/2023)" in note.id
    assert "do not compare" in note.en


def test_who_asks_about_years_on_one_side_or_another_place_hears_nothing(changed):
    assert asked(where={"area": TURI, "period": "2022..2023"}).notes == ()
    assert asked(where={"area": TURI, "period": "2024..2025"}).notes == ()
    assert asked(where={"area": "35.72.01.1001"}).notes == ()
    assert len(asked().notes) == 2


def test_a_kecamatan_that_holds_all_parts_has_no_break_and_is_whole(changed):
    found = asked(roll_up=AreaLevel.DISTRICT, by=["area", "period"])

    assert found.notes == ()
    assert by_key(found)["35.72.02", "2023"] == 2 * (121 + 131 + 141) + 3
    assert {row[found.index("jumlah:status")] for row in found.rows} == {None}


def test_earlier_figures_are_carried_to_todays_areas_marked_and_explained(changed):
    found = asked(where={"jenis_kelamin": "laki-laki"}, boundaries="now")

    figures = {row[:2]: row[3:] for row in found.rows}
    assert figures[TURI, "2023"] == (85, "estimated")
    assert figures[EAST, "2023"] == (56, "estimated")
    assert figures[TLUMPU, "2022"] == (121 + 131, "estimated")
    assert figures[TURI, "2024"] == (141, None)
    assert figures["35.72.01.1001", "2022"] == (101, None)
    assert (KARANGSARI, "2022") not in figures
    first, second = found.notes
    assert "dihitung ke wilayah sekarang memakai bobot jumlah penduduk 2023" in first.id
    assert "(Perda 1/2024)" in second.id


def test_the_city_has_as_many_people_whichever_boundaries_are_asked_for(changed):
    plain = asked(by=["period"])
    now = asked(by=["period"], boundaries="now")

    assert by_key(plain) == by_key(now)
    district = asked(roll_up=AreaLevel.DISTRICT, by=["area", "period"], boundaries="now")
    assert by_key(district) == by_key(asked(roll_up=AreaLevel.DISTRICT, by=["area", "period"]))
    assert not any("Belum lengkap" in note.id for note in district.notes)


def test_an_edition_that_the_changes_do_not_touch_is_read_as_ever(city):
    standards.record_area_change(SPLIT, named=EAST_NAMED, actor=city.steward)
    release(city, city.population, population().filter(pl.col("area") != TURI))

    found = asked(boundaries="now")

    assert found.notes == ()
    assert not (cube().serving.root / "boundaries").exists()


def test_where_no_change_is_recorded_nothing_is_looked_up(city, django_assert_num_queries):
    release(city, city.population, population())
    asked(where={"area": TURI})

    with django_assert_num_queries(1):  # the stamp, as ever
        assert asked(where={"area": TURI}, boundaries="now").notes == ()


def test_an_index_is_refused_for_other_boundaries(changed):
    definition = {
        "code": "indeks", "title": "Indeks", "topic": "kependudukan", "frequency": "A",
        "area": {"within": "35.72", "level": "kelurahan"},
        "measures": [
            {"code": "nilai", "unit": "jiwa", "adds_up": "none"},
            {"code": "orang", "unit": "jiwa", "decimals": 0},
        ],
        "access": "terbuka", "licence": "CC-BY-4.0",
    }  # fmt: skip
    made = catalog.define_dataset(
        definition=definition, producer=changed.offices["dinkes"], actor=changed.operator
    )
    frame = pl.DataFrame(
        [
            {"area": TURI, "period": "2023", "nilai": 70.5, "orang": 9},
            {"area": EAST, "period": "2024", "nilai": 71.0},
        ]
    )
    release(changed, made.dataset, frame, "2026-02-01")

    with pytest.raises(queries.NotCarried):
        queries.answer(query("indeks", measures=["nilai"], boundaries="now"), reader=None)
    both = queries.answer(query("indeks", boundaries="now"), reader=None)
    assert any("Not carried" in note.en for note in both.notes)
    assert {row[0]: row[2:4] for row in both.rows if row[1] == "2023"} == {TURI: (None, 5), EAST: (None, 4)}


def test_a_download_carries_the_same_figures_and_says_so(changed):
    whole = query("penduduk-kelamin", where={"jenis_kelamin": "laki-laki"}, boundaries="now")
    lines = b"".join(queries.export(whole, "csv", reader=None).chunks).decode().splitlines()

    assert any(line.startswith(f"{EAST},2023,laki-laki,56,estimated") for line in lines)
    book = b"".join(queries.export(whole, "xlsx", reader=None).chunks)
    told = [
        str(cell.value) for sheet in openpyxl.load_workbook(io.BytesIO(book)) for row in sheet for cell in row
    ]
    assert any("Perda 3/2023" in text for text in told)


def test_an_answer_kept_in_memory_gives_way_when_a_change_is_recorded(city):
    release(city, city.population, population(YEARS), "2026-02-01")
    pinned = queries.pin(queries.question("penduduk-kelamin", {"area": [TURI]}), reader=None)
    before = page(pinned, known="", packing="")
    standards.record_area_change(SPLIT, named=EAST_NAMED, actor=city.steward)

    pinned = queries.pin(pinned.query, reader=None)
    after = page(pinned, known=dict(before.headers)["ETag"], packing="")

    assert b"Perda 3/2023" not in (before.body or b"")
    assert b"Perda 3/2023" in (after.body or b"")


def test_a_page_of_carried_figures_goes_on_where_it_stopped(changed):
    first = asked(boundaries="now", limit=5)
    rest = asked(boundaries="now", limit=100, cursor=first.next)

    assert len(first.rows) + len(rest.rows) == first.total == 40


def test_what_was_carried_by_an_older_record_is_thrown_away(changed):
    asked(boundaries="now")
    root = cube().serving.root / "boundaries"
    (old,) = root.iterdir()
    standards.record_area_change(
        areachanges.AreaChange(
            "nama", ChangeKind.RENAME, dt.date(2025, 6, 1), "Perda 9/2025", (AreaShift(TURI, TURI),)
        ),
        named={TURI: standards.NewArea(TURI, "Turi Baru")},
        actor=changed.steward,
    )

    assert old.name in queries.trim({"penduduk-kelamin@2026.1"})
    assert not old.exists()


def test_a_word_that_means_no_boundaries_is_refused(changed):
    with pytest.raises(queries.ParameterUnfit, match="boundaries=kemarin"):
        queries.question("penduduk-kelamin", {"boundaries": ["kemarin"]})
