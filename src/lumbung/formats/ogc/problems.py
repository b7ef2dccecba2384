"""What is told when a request of OGC API Features cannot be answered."""

from __future__ import annotations

from lumbung.vocabulary.problems import Invalid, NotFound
from lumbung.vocabulary.words import Text


class ParameterUnknown(Invalid):
    """A parameter that does not exist: the standard wants it refused, not passed over."""

    code = "ogc.parameter-unknown"
    http_status = 400
    message = Text("Parameter “{name}” tidak dikenal.", "The parameter “{name}” is unknown.")
    hint = Text("Parameter yang ada: {known}.", "The parameters are: {known}.")


class ParameterUnreadable(Invalid):
    """A parameter whose value makes no sense."""

    code = "ogc.parameter"
    http_status = 400
    message = Text("{name}={value} tidak dapat dibaca.", "{name}={value} cannot be read.")
    hint = Text("Tulis seperti: {example}.", "Write it like: {example}.")


class CollectionUnknown(NotFound):
    """No collection has this name."""

    code = "ogc.collection-unknown"
    message = Text("Tidak ada koleksi “{collection}”.", "There is no collection “{collection}”.")
    hint = Text("Daftarnya di /ogc/collections.", "They are listed at /ogc/collections.")


class FeatureUnknown(NotFound):
    """No feature of the collection has this identifier."""

    code = "ogc.feature-unknown"
    message = Text(
        "Koleksi {collection} tidak berisi “{feature}”.", "Collection {collection} does not hold “{feature}”."
    )
    hint = Text(
        "Pakai kode wilayah, atau kode@periode: 35.72.01.1001@2024.",
        "Use the code of an area, or code@period: 35.72.01.1001@2024.",
    )


class TooWide(NotFound):
    """A dataset with more figures for an area than a feature can carry as properties."""

    code = "ogc.too-wide"
    message = Text(
        "{dataset} punya {figures} angka untuk tiap wilayah; paling banyak {most} menjadi kolom peta.",
        "{dataset} has {figures} figures for each area; at most {most} become columns of a map.",
    )
    hint = Text(
        "Baca barisnya di /api/v1/datasets/{dataset}/data.",
        "Read its rows at /api/v1/datasets/{dataset}/data.",
    )


class NothingHere(NotFound):
    """An address under the API that leads nowhere."""

    code = "ogc.nothing-here"
    message = Text("Tidak ada apa-apa di {address}.", "There is nothing at {address}.")
    hint = Text("Mulailah dari /ogc/.", "Begin at /ogc/.")
