"""Lists that others keep, and our words in them: how often, which language, which file, which shelf.

What has no honest counterpart in a list is left out, never approximated.
"""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.formats.dcat.terms import Iri, Node, named, node, texts
from lumbung.vocabulary.periods import Frequency
from lumbung.vocabulary.words import Text

EU = "http://publications.europa.eu/resource/authority"
PUBLISHER_TYPE = "http://purl.org/adms/publishertype"
MEDIA_TYPE = "https://www.iana.org/assignments/media-types"

_FREQUENCIES = {
    Frequency.YEAR: "ANNUAL",
    Frequency.HALF: "ANNUAL_2",
    Frequency.QUARTER: "QUARTERLY",
    Frequency.MONTH: "MONTHLY",
    Frequency.WEEK: "WEEKLY",
    Frequency.DAY: "DAILY",
}
LENGTHS = {
    Frequency.YEAR: "P1Y",
    Frequency.HALF: "P6M",
    Frequency.QUARTER: "P3M",
    Frequency.MONTH: "P1M",
    Frequency.WEEK: "P7D",
    Frequency.DAY: "P1D",
}
_LANGUAGES = {
    "id": ("IND", Text("bahasa Indonesia", "Indonesian")),
    "en": ("ENG", Text("bahasa Inggris", "English")),
}
_FILES = {"csv": "CSV", "json": "JSON", "xlsx": "XLSX", "parquet": "PARQUET", "zip": "ZIP"}
_UNREGISTERED = frozenset({"application/jsonl"})  # not in IANA's list of media types
_LICENCES = {"CC-BY-4.0": "CC_BY_4_0", "CC0-1.0": "CC0"}


@dataclass(frozen=True, slots=True)
class _Shelf:
    code: str
    title: Text
    words: tuple[str, ...]  # of which one stands in the code of a topic that belongs there


# The thirteen themes of the EU, and the words by which Indonesian shelves are known to be the same.
_THEMES = (
    _Shelf("AGRI", Text("Pertanian, perikanan, dan pangan", "Agriculture, fisheries, forestry and food"),
           ("pertanian", "perikanan", "peternakan", "kehutanan", "pangan")),
    _Shelf("ECON", Text("Ekonomi dan keuangan", "Economy and finance"),
           ("ekonomi", "keuangan", "perdagangan", "industri", "investasi", "umkm")),
    _Shelf("EDUC", Text("Pendidikan, budaya, dan olahraga", "Education, culture and sport"),
           ("pendidikan", "kebudayaan", "budaya", "olahraga")),
    _Shelf("ENER", Text("Energi", "Energy"), ("energi",)),
    _Shelf("ENVI", Text("Lingkungan hidup", "Environment"), ("lingkungan",)),
    _Shelf("GOVE", Text("Pemerintahan dan sektor publik", "Government and public sector"), ("pemerintahan",)),
    _Shelf("HEAL", Text("Kesehatan", "Health"), ("kesehatan",)),
    _Shelf("JUST", Text("Hukum dan keamanan umum", "Justice, legal system and public safety"),
           ("hukum", "keamanan", "ketertiban")),
    _Shelf("REGI", Text("Wilayah dan kota", "Regions and cities"), ("wilayah", "infrastruktur", "perumahan")),
    _Shelf("SOCI", Text("Penduduk dan masyarakat", "Population and society"),
           ("kependudukan", "penduduk", "sosial", "kemiskinan", "ketenagakerjaan")),
    _Shelf("TECH", Text("Ilmu dan teknologi", "Science and technology"),
           ("teknologi", "komunikasi", "informatika")),
    _Shelf("TRAN", Text("Perhubungan", "Transport"), ("perhubungan", "transportasi")),
)  # fmt: skip


def frequency(of: Frequency) -> Node:
    """How often, in the EU's list."""
    return named(f"{EU}/frequency/{_FREQUENCIES[of]}", "dct:Frequency", of.title)


def language(code: str) -> Node:
    """A language, in the EU's list."""
    name, title = _LANGUAGES[code]
    return named(f"{EU}/language/{name}", "dct:LinguisticSystem", title)


def file_type(code: str) -> Node | None:
    """A kind of file, where the EU's list has it."""
    name = _FILES.get(code)
    return named(f"{EU}/file-type/{name}", "dct:MediaTypeOrExtent", Text(name, name)) if name else None


def media_type(name: str) -> Node | None:
    """A media type, where it is registered with IANA."""
    if name in _UNREGISTERED:
        return None
    return named(f"{MEDIA_TYPE}/{name}", "dct:MediaType", Text(name, name))


def theme(topic: str) -> Node | None:
    """The EU's theme for a topic, where a word of its code says which."""
    words = topic.split("-")
    for shelf in _THEMES:
        if any(word in shelf.words for word in words):
            return named(f"{EU}/data-theme/{shelf.code}", "skos:Concept", shelf.title, by="skos:prefLabel")
    return None


def open_to_all() -> Node:
    """That everybody may have it."""
    return named(f"{EU}/access-right/PUBLIC", "dct:RightsStatement", Text("publik", "public"))


def statistical() -> Node:
    """That it is statistics."""
    words = Text("data statistik", "statistical data")
    return named(f"{EU}/dataset-type/STATISTICAL", "skos:Concept", words, by="skos:prefLabel")


def available() -> Node:
    """That a way to the figures is meant to last."""
    words = Text("stabil", "stable")
    return named(f"{EU}/planned-availability/STABLE", "skos:Concept", words, by="skos:prefLabel")


def withdrawn() -> Node:
    """That an edition was public and is not any more."""
    words = Text("ditarik", "withdrawn")
    return named(f"{EU}/dataset-status/WITHDRAWN", "skos:Concept", words, by="skos:prefLabel")


def completed() -> Node:
    """That an edition stands."""
    words = Text("selesai", "completed")
    return named(f"{EU}/dataset-status/COMPLETED", "skos:Concept", words, by="skos:prefLabel")


def licence(code: str, title: Text, address: str) -> Node:
    """A licence by its own address, with its counterpart in the EU's list."""
    same = _LICENCES.get(code)
    also = (("skos:exactMatch", Iri(f"{EU}/licence/{same}")),) if same else ()
    return node(address, "dct:LicenseDocument", (*texts("dct:title", title), *also))


def publisher_type(kind: str, regional: str) -> Node | None:
    """What sort of office it is; ``regional`` is what the government here is."""
    types = {
        "pemerintah": regional,
        "perangkat-daerah": regional,
        "kecamatan": "LocalAuthority",
        "kelurahan": "LocalAuthority",
        "pembina": "NationalAuthority",  # BPS is one office for the nation
    }
    titles = {
        "LocalAuthority": Text("pemerintah daerah", "local authority"),
        "RegionalAuthority": Text("pemerintah provinsi", "regional authority"),
        "NationalAuthority": Text("instansi nasional", "national authority"),
    }
    name = types.get(kind)
    return (
        named(f"{PUBLISHER_TYPE}/{name}", "skos:Concept", titles[name], by="skos:prefLabel") if name else None
    )
