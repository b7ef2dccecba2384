"""What is told when a request of OData cannot be answered."""

from __future__ import annotations

from lumbung.vocabulary.problems import Invalid, NotFound, Problem
from lumbung.vocabulary.words import Text


class OptionUnreadable(Invalid):
    """A system query option whose value makes no sense."""

    code = "odata.option"
    http_status = 400
    message = Text("{name}={value} tidak dapat dibaca.", "{name}={value} cannot be read.")
    hint = Text("Tulis seperti: {example}.", "Write it like: {example}.")


class NotOffered(Problem):
    """A part of OData that this feed does not have; the standard wants it said with 501."""

    code = "odata.not-offered"
    http_status = 501
    message = Text("{what} tidak tersedia di sini.", "{what} is not offered here.")
    hint = Text("Yang tersedia: {known}.", "What is offered: {known}.")


class MethodUnknown(Invalid):
    """This feed only reads."""

    code = "odata.method"
    http_status = 405
    message = Text("{method} tidak dilayani di sini.", "{method} is not served here.")
    hint = Text("Pakai GET atau HEAD.", "Use GET or HEAD.")


class NotAcceptable(Problem):
    """A form in which nothing is written here."""

    code = "odata.format"
    http_status = 406
    message = Text("Format “{format}” tidak tersedia.", "The format “{format}” is not available.")
    hint = Text("Minta application/json.", "Ask for application/json.")


class SetUnknown(NotFound):
    """No entity set has this name."""

    code = "odata.set-unknown"
    message = Text("Tidak ada tabel “{name}”.", "There is no entity set “{name}”.")
    hint = Text("Daftarnya di /odata/.", "They are listed at /odata/.")


class RowUnknown(NotFound):
    """No row has this key."""

    code = "odata.row-unknown"
    message = Text("{name} tidak punya baris {key}.", "{name} has no row {key}.")
    hint = Text(
        "Kuncinya semua kolom pengenal: {name}({example}).",
        "The key is made of all key columns: {name}({example}).",
    )


class TooManyToCount(Invalid):
    """A count for which too many rows would have to be looked at one by one."""

    code = "odata.too-many-to-count"
    http_status = 413
    message = Text(
        "Saringan pada angka tidak dihitung untuk {rows} baris; paling banyak {most}.",
        "A filter on figures is not counted over {rows} rows; at most {most}.",
    )
    hint = Text(
        "Persempit dengan kolom pengenal (wilayah, periode), atau jangan minta $count.",
        "Narrow it by key columns (area, period), or do not ask for $count.",
    )
