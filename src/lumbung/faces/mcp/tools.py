"""The four tools: search, describe, query, cite; they only read what everybody may read."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.utils import timezone

from lumbung.cube.queries import Column, Role
from lumbung.faces.mcp import told
from lumbung.faces.mcp.asked import AskedCite, AskedDescribe, AskedQuery, AskedSearch
from lumbung.faces.mcp.limits import DATASETS_A_PAGE, MOST_CODES, MOST_EDITIONS, MOST_LEGEND
from lumbung.faces.mcp.untrusted import marked
from lumbung.kit.house import house
from lumbung.rooms.catalog.queries import search as found_in
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import Cited
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.publications import Publication, PublishedEdition
from lumbung.vocabulary.structures import Dimension
from lumbung.vocabulary.words import Text

SHOWN = {Role.AREA, Role.PERIOD, Role.DIMENSION, Role.MEASURE}
BESIDE = {Role.STATUS, Role.NOTE, Role.CONFIDENTIALITY}


def search(asked: AskedSearch, site: str) -> told.ToldSearch:
    """The datasets that answer a question; those without an edition have no figures and are left out."""
    answer = found_in(
        asked.query, topic=asked.topic, producer=asked.producer, page=asked.page, per_page=DATASETS_A_PAGE
    )
    known = observations.published().by_code
    public = [known[item.dataset.code] for item in answer.found if item.dataset.code in known]
    return told.ToldSearch(
        datasets=[_found(one, site) for one in public],
        found=answer.total,
        page=answer.page,
        pages=answer.pages,
        did_you_mean=answer.proposed,
    )


def describe(asked: AskedDescribe, site: str) -> told.ToldDescribe:
    """What a dataset holds: what its columns, codes and units are, and its editions."""
    one = observations.publication(asked.dataset)
    structure, areas = one.structure, list(_areas(one))
    return told.ToldDescribe(
        source=_source(one, one.current, site),
        description=marked(one.description),
        producer_name=marked(one.publisher.name),
        frequency=structure.frequency.value,
        level=structure.area.level.value,
        within=structure.area.within,
        areas=areas[:MOST_CODES],
        more_areas=max(0, len(areas) - MOST_CODES),
        dimensions=[_dimension(dimension) for dimension in structure.dimensions],
        measures=[
            told.ToldMeasure(
                code=measure.code,
                title=marked(measure.title),
                definition=marked(measure.definition),
                unit=measure.unit,
                decimals=measure.decimals,
                adds_up=measure.adds_up,
            )
            for measure in structure.measures
        ],
        periods=list(one.current.periods),
        rows=one.current.rows,
        editions=[
            told.ToldEdition(
                edition=edition.id,
                address=_address(one, edition, site),
                released_at=timezone.localtime(edition.released_at),
                current=edition.is_current,
                withdrawn=edition.withdrawn_at is not None,
            )
            for edition in one.editions[:MOST_EDITIONS]
        ],
        data_address=f"{site}/api/v1/datasets/{one.code}/data",
    )


def query(asked: AskedQuery, site: str) -> told.ToldQuery:
    """Figures: filtered, or added up; so many rows at once, and where the rest is."""
    given = asked.words()
    answer = observations.answer(observations.question(asked.dataset, given), reader=None)
    one, edition = _published(asked.dataset, answer.edition)
    kept = {
        name: ",".join(words) for name, words in given.items() if name not in {"limit", "cursor", "as_of"}
    }
    shown = [(place, column) for place, column in enumerate(answer.columns) if column.role in SHOWN]
    return told.ToldQuery(
        source=_source(one, edition, site),
        columns=[
            told.ToldColumn(code=column.code, role=column.role, title=marked(column.title), unit=column.unit)
            for _, column in shown
        ],
        rows=[[row[place] for place, _ in shown] for row in answer.rows],
        total=answer.total,
        next=answer.next,
        data_address=f"{site}/api/v1/datasets/{one.code}/data?{urlencode(kept | {'edition': edition.label})}",
        legend=list(_legend(one, answer)),
        remarks=list(_remarks(answer)),
        notes=[marked(note) for note in answer.notes],
    )


def cite(asked: AskedCite, site: str) -> told.ToldCite:
    """How an edition is cited; it never changes, so the reference stays true."""
    label = asked.edition or observations.publication(asked.dataset).current.label
    shown, _ = observations.edition(asked.dataset, label, reader=None)
    one, edition = _published(asked.dataset, shown.id)
    day = timezone.localtime(edition.released_at).date()
    made_up = Text(" [data simulasi]", " [simulated data]") if one.simulated else Text("")
    address = _address(one, edition, site)
    words = "{who}. {title}{made_up}. {house}, {word} {edition}, {day}. {address}"
    return told.ToldCite(
        source=_source(one, edition, site),
        citation=marked(
            Text(words, words).filled(
                who=one.publisher.name,
                title=one.title,
                made_up=made_up,
                house=house().name,
                word=Text("edisi", "edition"),
                edition=edition.id,
                day=day.isoformat(),
                address=address,
            )
        ),
        digest=edition.digest,
        accessed=timezone.localdate(),
    )


def _published(dataset: str, edition: str) -> tuple[Publication, PublishedEdition]:
    """A dataset and one of its editions; looked for last, so that a release in between is in it."""
    one = observations.publication(dataset)
    return one, next(item for item in one.editions if item.id == edition)


def _found(one: Publication, site: str) -> told.FoundDataset:
    return told.FoundDataset(
        dataset=one.code,
        edition=one.current.id,
        address=_address(one, one.current, site),
        title=marked(one.title),
        description=marked(one.description),
        topic=one.theme.code,
        producer=one.publisher.code,
        producer_name=marked(one.publisher.name),
        periods=[*one.current.periods[:1], *one.current.periods[1:][-1:]],
        simulated=one.simulated,
    )


def _source(one: Publication, edition: PublishedEdition, site: str) -> told.Source:
    return told.Source(
        dataset=one.code,
        edition=edition.id,
        address=_address(one, edition, site),
        title=marked(one.title),
        holder=marked(one.source),
        licence=one.licence.code,
        licence_address=one.licence.address,
        simulated=one.simulated,
        released_at=timezone.localtime(edition.released_at),
    )


def _address(one: Publication, edition: PublishedEdition, site: str) -> str:
    return f"{site}/data/{one.code}/editions/{edition.label}"


def _areas(one: Publication) -> Iterator[told.ToldCode]:
    scope = one.structure.area
    for area in standards.area_tree().within(scope.within):
        if area.level is scope.level:
            yield told.ToldCode(code=area.code, title=marked(area.name))


def _dimension(dimension: Dimension) -> told.ToldDimension:
    return told.ToldDimension(
        code=dimension.code,
        title=marked(dimension.title),
        definition=marked(dimension.definition),
        codes=[
            told.ToldCode(code=code.code, title=marked(code.title)) for code in dimension.codes[:MOST_CODES]
        ],
        more_codes=max(0, len(dimension.codes) - MOST_CODES),
    )


def _legend(one: Publication, answer: Cited) -> Iterator[told.Legend]:
    """What the codes in the rows mean: a model should not guess."""
    left, tree = MOST_LEGEND, standards.area_tree()
    for place, column in enumerate(answer.columns):
        if column.role not in {Role.AREA, Role.DIMENSION}:
            continue
        for code in list(dict.fromkeys(str(row[place]) for row in answer.rows if row[place] is not None))[
            :left
        ]:
            left -= 1
            yield told.Legend(column=column.code, code=code, title=marked(_title(one, column, code, tree)))


def _title(one: Publication, column: Column, code: str, tree: AreaTree) -> Text:
    if column.role is Role.AREA:
        area = tree.get(code)
        return Text(area.name if area is not None else code)
    dimension = one.structure.dimension(column.code)
    named = dimension.code_named(code) if dimension is not None else None
    return named.title if named is not None else Text(code)


def _remarks(answer: Cited) -> Iterator[told.Remark]:
    for place, column in enumerate(answer.columns):
        if column.role in BESIDE:
            for number, row in enumerate(answer.rows):
                if row[place] is not None:
                    said = marked(str(row[place]))
                    yield told.Remark(row=number, measure=column.measure, kind=column.role, said=said)
