"""The catalogue read by rdflib and judged by the official shapes of DCAT-AP."""

from __future__ import annotations

from typing import Any

import pytest
from tests.journeys.house import House

rdflib = pytest.importorskip("rdflib", reason="the test library rdflib is not installed")
pyshacl = pytest.importorskip("pyshacl", reason="the test library pyshacl is not installed")

# What rdflib says to itself about its own parts.
pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated", "ignore:Dataset.default_context"
)
CODE = "penduduk-kelamin"
WRITINGS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
HYDRA = rdflib.Namespace("http://www.w3.org/ns/hydra/core#")
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def read(house: House, path: str) -> rdflib.Graph:
    return rdflib.Graph().parse(
        data=house.get(path), format=WRITINGS[path.partition("?")[0].rpartition(".")[2]]
    )


@pytest.fixture(scope="module")
def catalogues(house: House) -> dict[str, rdflib.Graph]:
    """The catalogue in its three writings."""
    return {ending: read(house, f"/catalog.{ending}") for ending in WRITINGS}


@pytest.fixture(scope="module")
def shapes(official: Any) -> rdflib.Graph:
    """The official shapes, without two empty ones that stand in the file by mistake."""
    found = rdflib.Graph().parse(official("dcat-ap-3.0.1-shacl.ttl"))
    for shape, empty in list(found.subject_objects(SH.property)):
        if found.value(empty, SH.path) is None:
            found.remove((shape, SH.property, empty))
    return found


def without_pages(graph: rdflib.Graph) -> rdflib.Graph:
    """A copy without the addresses of the other pages, which differ by their ending."""
    kept = rdflib.Graph()
    pages = set(graph.subjects(rdflib.RDF.type, HYDRA.PagedCollection))
    for said in graph:
        if said[0] not in pages:
            kept.add(said)
    return kept


def test_the_three_writings_say_the_same(catalogues):
    from rdflib.compare import to_isomorphic

    first, *others = (to_isomorphic(without_pages(graph)) for graph in catalogues.values())

    assert len(first) > 1000
    assert all(other == first for other in others)


@pytest.mark.parametrize("ending", ["ttl"])
def test_the_catalogue_keeps_the_shapes_of_dcat_ap(catalogues, shapes, ending):
    conforms, _, report = pyshacl.validate(catalogues[ending], shacl_graph=shapes)

    assert conforms, report


def test_a_dataset_alone_keeps_the_shapes_of_dcat_ap(house, shapes):
    for code in (CODE, "kata-jahat"):
        conforms, _, report = pyshacl.validate(read(house, f"/data/{code}.ttl"), shacl_graph=shapes)
        assert conforms, report


def test_every_published_dataset_is_a_series_with_its_current_edition(house, catalogues):
    codes = {one["code"] for one in house.get_json("/api/v1/datasets")["datasets"] if one["edition"]}
    graph = catalogues["ttl"]

    series = {str(one) for one in graph.subjects(rdflib.RDF.type, DCAT.DatasetSeries)}

    assert {one.rpartition("/")[2].removesuffix("#series") for one in series} >= codes
    for one in series:
        last = graph.value(rdflib.URIRef(one), DCAT.last)
        assert (last, DCAT.inSeries, rdflib.URIRef(one)) in graph
        assert graph.value(last, DCAT.distribution) is not None


def test_a_client_of_linked_data_finds_the_description_behind_the_page(house):
    graph = rdflib.Graph().parse(f"{house.address}/data/{CODE}")  # it asks by Accept alone

    assert (None, rdflib.DCTERMS.identifier, rdflib.Literal(CODE)) in graph


def test_a_harvester_walks_all_pages(house, catalogues):
    total = next(catalogues["ttl"].objects(predicate=HYDRA.totalItems)).toPython()
    page, found = f"{house.address}/catalog.ttl", 0

    while page:
        graph = rdflib.Graph().parse(data=house.get(page.removeprefix(house.address)), format="turtle")
        found += len(list(graph.subjects(rdflib.RDF.type, DCAT.DatasetSeries)))
        page = str(next(graph.objects(predicate=HYDRA.next), ""))

    assert found == total
