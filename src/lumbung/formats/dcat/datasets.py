"""A dataset in DCAT-AP: a series of editions, each with the ways to take its figures away.

A dataset of the house is a ``dcat:DatasetSeries``; each edition is a ``dcat:Dataset`` of its own,
because an edition never changes, and whoever cites one must find that one again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from lumbung.formats.dcat import authorities as listed
from lumbung.formats.dcat.describing import Site, description, keywords, provenance, span
from lumbung.formats.dcat.distributions import distributions, document
from lumbung.formats.dcat.places import location
from lumbung.formats.dcat.terms import Iri, Literal, Node, Said, day, moment, nameless, node, texts
from lumbung.vocabulary.publications import Publication, PublishedEdition, Publisher, Theme
from lumbung.vocabulary.words import Text


def dataset(
    publication: Publication, site: Site, *, editions: Sequence[PublishedEdition] | None = None
) -> Iterator[Node]:
    """A dataset with its editions, all unless some are named; withdrawn ones say so."""
    chosen = publication.editions if editions is None else editions
    yield series(publication, site)
    standing = [one for one in publication.editions if one.withdrawn_at is None]
    earlier = dict(zip((one.id for one in standing), standing[1:], strict=False))
    for one in chosen:
        yield edition(publication, one, site, earlier.get(one.id))


def series(publication: Publication, site: Site) -> Node:
    """A dataset, all its editions together."""
    standing = [one for one in publication.editions if one.withdrawn_at is None]
    ends: Said = ()
    if standing:
        first, last = (site.edition(publication, one) for one in (standing[-1], standing[0]))
        ends = (("dcat:first", Iri(first)), ("dcat:last", Iri(last)))
    return node(
        site.series(publication),
        "dcat:DatasetSeries",
        chain(
            (("dct:identifier", Literal(publication.code)),),
            texts("dct:title", publication.title),
            texts("dct:description", description(publication, publication.current)),
            (("dcat:landingPage", document(site.page(publication))),),
            _common(publication, publication.current, site),
            (
                ("dct:issued", moment(publication.issued.astimezone(site.zone))),
                ("dct:modified", moment(publication.modified.astimezone(site.zone))),
            ),
            ends,
        ),
    )


def edition(
    publication: Publication, one: PublishedEdition, site: Site, earlier: PublishedEdition | None = None
) -> Node:
    """One edition; what was withdrawn keeps its address and its reason, and has no figures."""
    stands = one.withdrawn_at is None
    released = one.released_at.astimezone(site.zone)
    title = Text("{title} (edisi {label})", "{title} (edition {label})")
    return node(
        site.edition(publication, one),
        "dcat:Dataset",
        chain(
            (("dct:identifier", Literal(one.id)),),
            texts("dct:title", title.filled(title=publication.title, label=one.label)),
            texts("dct:description", description(publication, one)),
            _common(publication, one, site),
            (
                ("dct:issued", moment(released)),
                ("dct:modified", moment((one.withdrawn_at or one.released_at).astimezone(site.zone))),
                ("dct:accessRights", listed.open_to_all()),
                ("dct:type", listed.statistical()),
                ("dcat:temporalResolution", _duration(publication)),
                ("dcat:inSeries", Iri(site.series(publication))),
                ("dcat:version", Literal(one.label)),
                ("adms:status", listed.completed() if stands else listed.withdrawn()),
            ),
            _notes(one),
            (("dcat:prev", Iri(site.edition(publication, earlier))),) if earlier and stands else (),
            (("dcat:landingPage", document(site.edition_page(publication, one))),),
            (("foaf:page", document(f"{site.page(publication)}/arti")),),
            _many("dct:language", _languages(publication)),
            _many("dct:conformsTo", _standards(publication)),
            texts_of(
                "dct:provenance", "dct:ProvenanceStatement", provenance(publication, one, released.date())
            ),
            _many("dcat:distribution", distributions(publication, one, site) if stands else ()),
        ),
    )


def publisher(one: Publisher, site: Site) -> Node:
    """The office that answers for a dataset."""
    kind = listed.publisher_type(one.kind, site.regional)
    return node(
        site.office(one),
        "foaf:Agent",
        chain(
            (("dct:identifier", Literal(one.code)),),
            texts("foaf:name", one.name),
            (("dct:type", kind),) if kind else (),
        ),
    )


def topic(one: Theme, site: Site) -> Node:
    """A shelf of the catalogue, and the EU's theme that is the same or wider."""
    wider = listed.theme(one.code)
    return node(
        site.topic(one),
        "skos:Concept",
        chain(
            texts("skos:prefLabel", one.title),
            (("skos:notation", Literal(one.code)),),
            (("skos:inScheme", Iri(topics_address(site))),),
            (("skos:broadMatch", Iri(wider.iri)),) if wider else (),
        ),
    )


def topics_address(site: Site) -> str:
    """The shelves together as a thing."""
    return f"{site.address}/catalog#topics"


def texts_of(predicate: str, kind: str, words: Text) -> Said:
    """A thing that is nothing but its words."""
    yield predicate, nameless(kind, texts("rdfs:label", words))


def _common(publication: Publication, one: PublishedEdition, site: Site) -> Said:
    """What is said of a series and of each of its editions."""
    office = publication.publisher
    yield "dct:publisher", publisher(office, site)
    yield "dcat:contactPoint", _contact(office, site)
    yield "dct:accrualPeriodicity", listed.frequency(publication.structure.frequency)
    yield "dct:spatial", location(publication.area, site)
    covered = span(one)
    if covered is not None:
        says = (("dcat:startDate", day(covered[0].start)), ("dcat:endDate", day(covered[1].end)))
        yield "dct:temporal", nameless("dct:PeriodOfTime", says)
    yield "dcat:theme", topic(publication.theme, site)
    wider = listed.theme(publication.theme.code)
    if wider:
        yield "dcat:theme", wider
    for word in keywords(publication):
        yield from texts("dcat:keyword", word)
    licence = publication.licence
    if licence.address:
        yield "dct:license", listed.licence(licence.code, licence.title, licence.address)


def _contact(office: Publisher, site: Site) -> Node:
    """Where to ask: an office and its own mailbox, never a person."""
    mailbox = (("vcard:hasEmail", Iri(f"mailto:{office.email}")),) if office.email else ()
    return node(
        f"{site.address}/catalog#contact-{office.code}",
        ("vcard:Organization", "vcard:Kind"),
        chain(
            texts("vcard:fn", office.name),
            mailbox,
            (("vcard:hasURL", Iri(f"{site.address}/data?produsen={office.code}")),),
        ),
    )


def _languages(publication: Publication) -> Iterable[Node]:
    yield listed.language("id")
    if publication.title.en:
        yield listed.language("en")


def _standards(publication: Publication) -> Iterator[Node]:
    """The standards of concepts and code lists that its columns follow."""
    for title in dict.fromkeys(item.standard for item in publication.structure if item.standard):
        yield nameless("dct:Standard", texts("dct:title", Text(title)))


def _duration(publication: Publication) -> Literal:
    return Literal(listed.LENGTHS[publication.structure.frequency], datatype="xsd:duration")


def _notes(one: PublishedEdition) -> Said:
    if one.note:
        yield "adms:versionNotes", Literal(one.note, "id")
    if one.withdrawn_at is not None:
        words = Text("Ditarik: {reason}", "Withdrawn: {reason}").filled(reason=one.withdrawn_reason or "–")
        yield from texts("adms:versionNotes", words)


def _many(predicate: str, values: Iterable[Node]) -> Said:
    return ((predicate, value) for value in values)
