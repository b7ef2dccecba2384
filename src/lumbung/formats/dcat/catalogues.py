"""The catalogue in DCAT-AP: who publishes, by which interfaces, and its datasets page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from lumbung.formats.dcat import authorities as listed
from lumbung.formats.dcat.datasets import dataset, topic, topics_address
from lumbung.formats.dcat.describing import Service, Site
from lumbung.formats.dcat.distributions import document, standard
from lumbung.formats.dcat.terms import Iri, Literal, Node, Said, moment, node, texts, whole
from lumbung.vocabulary.publications import Publication, PublishedEdition
from lumbung.vocabulary.words import Text

PROFILE = ("http://data.europa.eu/r5r/", Text("DCAT-AP 3", "DCAT-AP 3"))
TOPICS = Text("Topik {name}", "Topics of {name}")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the catalogue; ``address`` ends where the number of a page is written."""

    address: str
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page; an empty catalogue has one page."""
        return max(1, -(-self.total // self.size))

    def at(self, number: int) -> str:
        """The address of a page."""
        return f"{self.address}{number}"


def catalogue(
    publications: Sequence[Publication], page: Page, site: Site, *, all_editions: bool = True
) -> Iterator[Node]:
    """A page of the catalogue: itself, its interfaces, and the datasets of the page in full."""
    chosen = [(one, standing_editions(one) if all_editions else (one.current,)) for one in publications]
    yield _catalogue(chosen, site)
    yield _paging(page)
    yield from (_service(one, publications, site) for one in site.services)
    yield from (topic(one, site) for one in site.topics)
    for one, editions in chosen:
        yield from dataset(one, site, editions=editions)


def only(publication: Publication, site: Site) -> Iterator[Node]:
    """One dataset with all its editions, and the interfaces that serve it."""
    yield from dataset(publication, site)
    yield from (_service(one, (publication,), site) for one in site.services)
    yield _topics(site)


def standing_editions(publication: Publication) -> tuple[PublishedEdition, ...]:
    """The editions that were not withdrawn."""
    return tuple(one for one in publication.editions if one.withdrawn_at is None)


def _catalogue(chosen: Iterable[tuple[Publication, Sequence[PublishedEdition]]], site: Site) -> Node:
    members = list(chosen)
    times = [edition.released_at for one, _ in members for edition in one.editions]
    return node(
        site.catalogue,
        "dcat:Catalog",
        chain(
            texts("dct:title", site.name),
            texts("dct:description", site.description),
            (
                ("dct:publisher", _government(site)),
                ("dct:language", listed.language("id")),
                ("dct:language", listed.language("en")),
                ("dct:conformsTo", standard(*PROFILE)),
                ("foaf:homepage", document(f"{site.address}/")),
                ("dcat:themeTaxonomy", _topics(site)),
            ),
            (("dct:modified", moment(max(times).astimezone(site.zone))),) if times else (),
            (("dcat:service", Iri(site.service(one.code))) for one in site.services),
            # A series is a resource of the catalogue; a dataset in the sense of DCAT-AP is an edition.
            (("dcat:resource", Iri(site.series(one))) for one, _ in members),
            (
                ("dcat:dataset", Iri(site.edition(one, edition)))
                for one, editions in members
                for edition in editions
            ),
        ),
    )


def _government(site: Site) -> Node:
    kind = listed.publisher_type("pemerintah", site.regional)
    name = site.government or site.name
    says: Said = chain(texts("foaf:name", name), (("dct:type", kind),) if kind else ())
    return node(f"{site.address}/catalog#government", "foaf:Agent", says)


def _topics(site: Site) -> Node:
    return node(
        topics_address(site),
        "skos:ConceptScheme",
        chain(
            texts("dct:title", TOPICS.filled(name=site.name)),
            (("skos:hasTopConcept", Iri(site.topic(one))) for one in site.topics),
        ),
    )


def _service(one: Service, publications: Iterable[Publication], site: Site) -> Node:
    described = (("dcat:endpointDescription", Iri(f"{site.address}{one.description_path}")),)
    return node(
        site.service(one.code),
        "dcat:DataService",
        chain(
            texts("dct:title", one.title),
            (("dcat:endpointURL", Iri(f"{site.address}{one.path}")),),
            described if one.description_path else (),
            (("dct:conformsTo", standard(one.standard, one.standard_title)),) if one.standard else (),
            (("dct:publisher", _government(site)),),
            (("dct:accessRights", listed.open_to_all()),),
            (("dcat:servesDataset", Iri(site.edition(each, each.current))) for each in publications),
        ),
    )


def _paging(page: Page) -> Node:
    """Where the other pages are, in the words of Hydra that harvesters know, of today and of before."""
    says = [
        ("hydra:totalItems", whole(page.total)),
        ("hydra:itemsPerPage", whole(page.size)),
    ]
    steps = {"first": 1, "last": page.last}
    if page.number > 1:
        steps["previous"] = page.number - 1
    if page.number < page.last:
        steps["next"] = page.number + 1
    links: list[tuple[str, Iri | Literal]] = list(says)
    for word, number in sorted(steps.items()):
        links.append((f"hydra:{word}", Iri(page.at(number))))
        links.append((f"hydra:{word}Page", Literal(page.at(number))))
    return node(page.at(page.number), ("hydra:PartialCollectionView", "hydra:PagedCollection"), links)
