"""What is wrong with an expression, told with the line and column where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lumbung.vocabulary.findings import NOWHERE, Finding, Place, finding
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text: line and column as people count (from 1), offset as programs do (from 0)."""

    line: int
    column: int
    offset: int

    @classmethod
    def at(cls, text: str, offset: int) -> Spot:
        """The spot of an offset in a text.

        >>> Spot.at("a > 1\\nand b", 6)
        Spot(line=2, column=1, offset=6)
        """
        before = text[:offset]
        return cls(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1, offset)

    @property
    def title(self) -> Text:
        """The spot in words."""
        return Text(f"baris {self.line}, kolom {self.column}", f"line {self.line}, column {self.column}")


class ExpressionFault(Invalid):
    """An expression that the language does not hold; subclasses say why."""

    code = "expression.fault"
    why: ClassVar[Text] = Text("ungkapan ini tidak dapat dibaca", "this expression cannot be read")
    message = Text("Ungkapan “{text}”, {where}: {why}.", "Expression “{text}”, {where}: {why}.")
    hint = Text(
        "Perbaiki ungkapannya; bahasa ungkapan dijelaskan di docs/reference/expressions.md.",
        "Mend the expression; docs/reference/expressions.md describes the language.",
    )

    def __init__(self, text: str, offset: int = 0, **facts: object) -> None:
        self.spot = Spot.at(text, offset)
        self.reason = self.why.filled(**facts)
        super().__init__(text=_short(text), where=self.spot.title, why=self.reason, **facts)

    def as_finding(self, place: Place = NOWHERE, *, rule: str = "") -> Finding:
        """The fault as a finding, for lists that show the faults of a whole pack."""
        text = self.facts["text"]
        return finding(
            "rule.unreadable", place, value=rule or text, reason=self.reason, where=self.spot.title
        )


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


class Unreadable(ExpressionFault):
    """It does not follow the grammar."""

    code = "expression.unreadable"
    why = Text(
        "susunannya tidak lengkap atau keliru di dekat “{word}”", "it is incomplete or wrong near “{word}”"
    )


class NotInLanguage(ExpressionFault):
    """It is SQL, but not of the part that expressions may use."""

    code = "expression.not-in-language"
    why = Text(
        "“{word}” tidak boleh dipakai; hanya kolom, nilai, operator dan fungsi yang terdaftar",
        "“{word}” may not be used; only columns, values, operators and the listed functions",
    )


class UnknownFunction(ExpressionFault):
    """It calls a function that is not on the list."""

    code = "expression.unknown-function"
    why = Text("fungsi “{word}” tidak dikenal{near}", "function “{word}” is not known{near}")


class UnknownColumn(ExpressionFault):
    """It names a column that is not there."""

    code = "expression.unknown-column"
    why = Text("kolom “{word}” tidak ada{near}", "there is no column “{word}”{near}")


class WrongKind(ExpressionFault):
    """It joins things that do not go together, such as a number and a text."""

    code = "expression.wrong-kind"
    why = Text("“{word}” memerlukan {takes}, bukan {found}", "“{word}” needs {takes}, not {found}")


class ComparedWithNull(ExpressionFault):
    """It compares with NULL, which is never true."""

    code = "expression.compared-with-null"
    why = Text(
        "perbandingan dengan NULL tidak pernah benar; tulis IS NULL atau IS NOT NULL",
        "a comparison with NULL is never true; write IS NULL or IS NOT NULL",
    )


class TooComplex(ExpressionFault):
    """It is longer or deeper than the declared limits."""

    code = "expression.too-complex"
    why = Text("terlalu {what}: paling banyak {limit}", "too {what}: at most {limit}")


class WrongFact(Invalid):
    """A fact given to an expression is of another kind than its column."""

    code = "expression.wrong-fact"
    message = Text("Nilai {column} harus {kind}, bukan “{found}”.", "{column} must be {kind}, not “{found}”.")
