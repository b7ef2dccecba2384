"""What is told when there is nothing to read, or not for this reader."""

from __future__ import annotations

from lumbung.vocabulary.problems import Gone, Invalid, NotAllowed, NotFound, TooMuch
from lumbung.vocabulary.words import Text


class NotOpen(NotAllowed):
    """A dataset that is not for everybody."""

    code = "query.not-open"
    message = Text(
        "Dataset {dataset} tidak terbuka untuk umum.", "Dataset {dataset} is not open to the public."
    )
    hint = Text("Ajukan permintaan data kepada produsennya, {producer}.", "Ask its producer, {producer}.")


class NotReleased(NotFound):
    """Nothing was public of the dataset, now or on a day."""

    code = "query.not-released"
    message = Text("Belum ada edisi {dataset} pada {day}.", "There was no edition of {dataset} on {day}.")
    hint = Text("Lihat daftar edisinya.", "See the list of its editions.")


class EditionWithdrawn(Gone):
    """The edition was public and is not any more: its tombstone."""

    code = "query.edition-withdrawn"
    message = Text(
        "Edisi {edition} ditarik pada {day}: {reason}", "Edition {edition} was withdrawn on {day}: {reason}"
    )
    hint = Text("Lihat daftar edisi dataset ini.", "See the list of the dataset's editions.")


class LimitUnfit(Invalid):
    """A page that is too long, or no length at all."""

    code = "query.limit"
    message = Text("limit {value} tidak mungkin.", "limit {value} is not possible.")
    hint = Text(
        "Paling banyak {most} baris sehalaman; selanjutnya dengan cursor, atau unduh semuanya (format=csv).",
        "At most {most} rows a page; go on with cursor, or download everything (format=csv).",
    )


class TooManyAtOnce(TooMuch):
    """An answer with more rows than can be given at once."""

    code = "query.too-many-at-once"
    message = Text(
        "Hasilnya {rows} baris; paling banyak {most} sekaligus.",
        "It has {rows} rows; at most {most} at once.",
    )
    hint = Text("Persempit pilihannya, atau baca per halaman.", "Narrow the choice, or read page by page.")


class TooManyForSheet(TooMuch):
    """More rows than a workbook should hold."""

    code = "query.too-many-for-sheet"
    message = Text(
        "{rows} baris terlalu banyak untuk satu buku kerja (paling banyak {most}).",
        "{rows} rows are too many for a workbook (at most {most}).",
    )
    hint = Text("Unduh sebagai CSV atau Parquet.", "Download it as CSV or Parquet.")


class TooManyCells(TooMuch):
    """A dense table with more cells than can be given at once."""

    code = "query.too-many-cells"
    message = Text(
        "Tabel ini punya {cells} sel; paling banyak {most} sekaligus.",
        "This table has {cells} cells; at most {most} at once.",
    )
    hint = Text(
        "Pilih lebih sedikit kode, atau unduh semua barisnya sebagai CSV atau Parquet.",
        "Choose fewer codes, or download all rows as CSV or Parquet.",
    )


class SavedQueryTooLarge(TooMuch):
    """A question that is too long to be kept."""

    code = "query.saved-too-large"
    message = Text(
        "Pertanyaan ini {bytes} bita; paling banyak {most}.",
        "This question has {bytes} bytes; at most {most}.",
    )
    hint = Text("Pakai * atau top(…) alih-alih daftar kode.", "Use * or top(…) instead of a list of codes.")


class TooManySaved(TooMuch):
    """More questions than are kept, now or at all."""

    code = "query.too-many-saved"
    http_status = 429
    message = Text(
        "Sudah {most} pertanyaan disimpan; untuk sementara tidak ada yang disimpan lagi.",
        "{most} questions have been saved; no more are kept for now.",
    )
    hint = Text("Coba lagi satu jam lagi.", "Try again in an hour.")


class SavedQueryUnknown(NotFound):
    """No question is kept under this id."""

    code = "query.saved-unknown"
    message = Text("Tidak ada pertanyaan tersimpan “{id}”.", "There is no saved query “{id}”.")
    hint = Text("Periksa alamatnya.", "Check the address.")


class NotCarried(Invalid):
    """A measure that has no figure for other boundaries."""

    code = "query.not-carried"
    message = Text(
        "{measure} tidak dapat dihitung ke batas wilayah sekarang karena tidak dijumlahkan.",
        "{measure} cannot be carried to today's areas because it is never added up.",
    )
    hint = Text(
        "Tanyakan tanpa boundaries=now, atau pilih ukuran lain dengan measures.",
        "Ask without boundaries=now, or choose other measures with measures.",
    )


class FormatUnknown(Invalid):
    """A format that is not written here."""

    code = "query.format"
    message = Text("Format “{format}” tidak tersedia.", "The format “{format}” is not available.")
    hint = Text("Yang tersedia: {known}.", "Available: {known}.")


class ParameterUnfit(Invalid):
    """A parameter of a question that cannot be read."""

    code = "query.parameter"
    message = Text("{name}={value} tidak dapat dibaca.", "{name}={value} cannot be read.")
    hint = Text("Tulis seperti: {example}.", "Write it like: {example}.")
