"""What somebody reads first who opens a package: what it is, from whom, and what may be done with it."""

from __future__ import annotations

from lumbung.formats.dcat.describing import description
from lumbung.formats.packages.contents import Contents
from lumbung.formats.tables.envelope import citation
from lumbung.vocabulary.words import LANGUAGES, Text

_BODY = Text(
    """{description}

* Edisi: {edition}, dirilis {day}
* Sumber: {source}
* Lisensi: {licence}
* Alamat: {address}

## Isi paket

* `data.csv`: angkanya, satu baris satu kunci ({key}). Kode adalah teks, selalu.
* `codes/`: arti kode di setiap kolom.
* `datapackage.json` dan `csv-metadata.json`: arti, satuan, dan jenis setiap kolom, untuk program.

## Cara mengutip

{citation}
""",
    """{description}

* Edition: {edition}, released {day}
* Source: {source}
* Licence: {licence}
* Address: {address}

## In this package

* `data.csv`: the figures, one key a row ({key}). Codes are text, always.
* `codes/`: what the codes of each column mean.
* `datapackage.json` and `csv-metadata.json`: meaning, unit and type of each column, for programs.

## How to cite

{citation}
""",
)


def readme(contents: Contents) -> str:
    """The page in both languages, Indonesian first."""
    return "\n---\n\n".join(_in(contents, language) for language in LANGUAGES)


def _in(contents: Contents, language: str) -> str:
    envelope = contents.envelope
    licence = envelope.licence_title.said(language)
    if envelope.licence_address:
        licence = f"{licence}, <{envelope.licence_address}>"
    body = _BODY.said(language).format(
        description=_plain(description(contents.publication, contents.edition).said(language)),
        edition=f"`{envelope.edition}`",
        day=envelope.released_on.isoformat() if envelope.released_on else "–",
        source=_plain(envelope.source),
        licence=licence,
        address=f"<{envelope.address}>",
        key=", ".join(f"`{one}`" for one in contents.key),
        citation=_plain(citation(envelope, language)),
    )
    return f"# {_plain(contents.publication.title.said(language))}\n\n{body}"


def _plain(text: str) -> str:
    """A text that stays one line."""
    return " ".join(text.split())
