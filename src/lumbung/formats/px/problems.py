"""What is told when a request of PxWeb cannot be done."""

from __future__ import annotations

from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text


class SelectionUnreadable(Invalid):
    """A selection that is not written as the protocol has it."""

    code = "pxweb.selection"
    message = Text("Pilihan tidak dapat dibaca: {what}.", "The selection cannot be read: {what}.")
    hint = Text(
        'Tulis seperti {{"selection": [{{"variableCode": "area", "valueCodes": ["*"]}}]}}.',
        'Write it like {{"selection": [{{"variableCode": "area", "valueCodes": ["*"]}}]}}.',
    )


class VariableUnknown(Invalid):
    """A variable that the table does not have."""

    code = "pxweb.variable-unknown"
    message = Text(
        "Tabel {table} tidak punya variabel “{variable}”.", "{table} has no variable “{variable}”."
    )
    hint = Text("Variabel yang ada: {known}.", "The variables are: {known}.")


class VariableMissing(Invalid):
    """A variable that a selection must name."""

    code = "pxweb.variable-missing"
    message = Text(
        "Pilihan tidak menyebut variabel “{variable}”, yang tidak dapat dijumlahkan.",
        "The selection does not name the variable “{variable}”, which cannot be added up.",
    )
    hint = Text("Sebut kodenya, atau * untuk semua.", "Name its codes, or * for all.")


class ValueUnknown(Invalid):
    """A code or an expression that selects nothing."""

    code = "pxweb.value-unknown"
    message = Text("“{value}” bukan nilai variabel {variable}.", "“{value}” is not a value of {variable}.")
    hint = Text(
        "Tulis kodenya, *, 35.72*, ??, top(3), bottom(3), from(a), to(b) atau range(a,b).",
        "Write a code, *, 35.72*, ??, top(3), bottom(3), from(a), to(b) or range(a,b).",
    )


class CodeListUnknown(Invalid):
    """A code list that does not fit the variable."""

    code = "pxweb.codelist-unknown"
    message = Text(
        "“{codelist}” bukan daftar kode variabel {variable}.", "{variable} has no list “{codelist}”."
    )
    hint = Text("Daftar yang ada: {known}.", "The lists are: {known}.")


class OutputUnfit(Invalid):
    """A form of output that is not written here, or one that does not go with its parameters."""

    code = "pxweb.output"
    message = Text("“{value}” tidak tersedia.", "“{value}” is not available.")
    hint = Text("Yang tersedia: {known}.", "Available: {known}.")


class PlacementUnfit(Invalid):
    """Variables that cannot be placed so."""

    code = "pxweb.placement"
    message = Text(
        "heading dan stub harus menyebut setiap variabel tabel satu kali: {known}.",
        "heading and stub must name each variable of the table once: {known}.",
    )
    hint = Text("Hilangkan salah satunya; sisanya kami tempatkan.", "Leave one out; we place the rest.")


class TooWide(Invalid):
    """More columns than a sheet has."""

    code = "pxweb.too-wide"
    message = Text(
        "{columns} kolom terlalu banyak untuk satu lembar (paling banyak {most}).",
        "{columns} columns are too many for a sheet (at most {most}).",
    )
    hint = Text("Tempatkan lebih banyak variabel di stub.", "Place more variables in the stub.")


class LanguageUnknown(Invalid):
    """A language that nothing is said in."""

    code = "pxweb.language"
    message = Text("Bahasa “{language}” tidak tersedia.", "The language “{language}” is not available.")
    hint = Text("Yang tersedia: {known}.", "Available: {known}.")
