"""One description, three writings: whatever words an office uses, all three say the same graph."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbung.formats.dcat.jsonld import write_jsonld
from lumbung.formats.dcat.rdfxml import write_rdfxml
from lumbung.formats.dcat.terms import Iri, Literal, Node, address, clean, flat, nameless, node, texts
from lumbung.formats.dcat.turtle import write_turtle
from lumbung.vocabulary.words import Text

rdflib = pytest.importorskip("rdflib", reason="the test library rdflib is not installed")

# What rdflib says to itself about its own parts.
pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated", "ignore:Dataset.default_context"
)
NASTY = 'dia berkata: "</script> \\ \' & <b>"\r\n\t\x00\x07\x85\u2028\ufffe ~ é 漢 🌾 @en ^^xsd:date'


def graphs(nodes: list[Node]) -> Iterator[rdflib.Graph]:
    for write, name in ((write_turtle, "turtle"), (write_jsonld, "json-ld"), (write_rdfxml, "xml")):
        document = "".join(write(nodes)).encode()
        yield rdflib.Graph().parse(data=document, format=name)


def said(graph: rdflib.Graph) -> set[tuple[str, str, str]]:
    return {(str(p), o.n3(), str(s)) for s, p, o in graph if not isinstance(o, rdflib.BNode)}


def test_a_thing_is_told_once_and_the_things_it_names_after_it():
    office = node("https://x.example/o", "foaf:Agent", texts("foaf:name", Text("Dinas", "Agency")))
    two = [node(f"https://x.example/{n}", "dcat:Dataset", (("dct:publisher", office),)) for n in "ab"]

    told = list(flat(two))

    assert [one.iri[-1] for one in told] == ["a", "o", "b"]
    assert told[0].says == (("dct:publisher", Iri("https://x.example/o")),)


def test_words_that_would_break_a_document_come_back_as_they_were():
    nodes = [node("https://x.example/d", "dcat:Dataset", (("dct:title", Literal(NASTY, "id")),))]

    titles = [str(next(graph.objects(predicate=rdflib.DCTERMS.title))) for graph in graphs(nodes)]

    assert titles == [clean(NASTY)] * 3
    assert "\x85" in titles[0]
    assert "\x00" not in titles[0]


def test_a_copy_of_the_indonesian_is_not_called_english():
    assert [value.language for _, value in texts("dct:title", Text("Sampah", "Sampah"))] == ["id"]
    assert [value.language for _, value in texts("dct:title", Text("Sampah", "Waste"))] == ["id", "en"]


WORDS = st.text(st.characters(exclude_categories=()), max_size=30)
LITERALS = st.one_of(
    st.builds(Literal, WORDS, st.sampled_from(["", "id", "en"])),
    st.builds(lambda n: Literal(str(n), datatype="xsd:integer"), st.integers()),
)
IRIS = st.builds(lambda text: Iri(f"https://x.example/{text}"), st.text(max_size=12))
VALUES = st.one_of(LITERALS, IRIS)
SAYS = st.lists(
    st.tuples(
        st.sampled_from(["dct:title", "dct:description", "dcat:keyword", "adms:versionNotes"]),
        st.one_of(
            VALUES,
            st.builds(
                lambda value: nameless("dct:PeriodOfTime", (("dct:title", value),)),
                VALUES,
            ),
        ),
    ),
    max_size=6,
)


@settings(max_examples=60)
@given(says=SAYS, name=st.text(max_size=12))
def test_three_writings_are_one_graph(says, name):
    turtle, jsonld, xml = graphs([node(f"https://x.example/{name}", "dcat:Dataset", says)])

    assert said(turtle) == said(jsonld) == said(xml) or _same_but_for_names(turtle, jsonld, xml)
    assert len(turtle) == len(jsonld) == len(xml)


def _same_but_for_names(*graphs: rdflib.Graph) -> bool:
    """Nameless things are called differently in each reading."""
    from rdflib.compare import isomorphic

    first, *others = graphs
    return all(isomorphic(first, other) for other in others)


@given(st.text())
def test_an_address_holds_nothing_that_ends_it(text):
    made = address(text)

    assert not set(made) & set('<>"{}|^`\\ \n\t\x00')
    assert address(made) == made
