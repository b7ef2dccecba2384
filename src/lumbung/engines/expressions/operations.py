"""The operators and functions of the language: what they take, what they give, what they are for.

Their meaning stands once for each engine, in :mod:`rows`, :mod:`tables` and :mod:`statements`;
a test keeps the three complete and equal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lumbung.engines.expressions.kinds import Kind, common_kind
from lumbung.vocabulary.words import Text

Gives = Callable[[Sequence[Kind]], Kind | None]  # the kind of the result; None where the kinds do not fit


@dataclass(frozen=True, slots=True)
class Operation:
    """One operator or function."""

    name: str
    usage: str
    takes: Text
    gives: Gives
    words: Text
    at_least: int = 1
    at_most: int = 1
    example: tuple[str, str] | None = None  # an expression without columns, and what it is worth


def _only(kind: Kind, gives: Kind) -> Gives:
    def check(kinds: Sequence[Kind]) -> Kind | None:
        return gives if all(found in {kind, Kind.NOTHING} for found in kinds) else None

    return check


def _texts(gives: Kind) -> Gives:
    def check(kinds: Sequence[Kind]) -> Kind | None:
        return gives if all(found in {Kind.TEXT, Kind.PERIOD, Kind.NOTHING} for found in kinds) else None

    return check


def _equals(kinds: Sequence[Kind]) -> Kind | None:
    return None if common_kind(kinds) is None else Kind.TRUTH


def _orders(kinds: Sequence[Kind]) -> Kind | None:
    return None if common_kind(kinds) in {None, Kind.TRUTH} else Kind.TRUTH


def _extreme(kinds: Sequence[Kind]) -> Kind | None:
    return None if _orders(kinds) is None else common_kind(kinds)


def _first(kinds: Sequence[Kind]) -> Kind | None:
    return None if common_kind(kinds) is None else kinds[0]


_NUMBERS = Text("angka", "numbers")
_NUMBER = Text("satu angka", "one number")
_ROUND = Text(
    "satu angka, dan banyaknya angka di belakang koma (0–15)", "one number, and how many decimals (0–15)"
)
_TEXT = Text("satu teks", "one text")
_PATTERN = Text(
    "teks dan pola di antara tanda kutip, tanpa garis miring terbalik",
    "a text and a pattern in quotes, without a backslash",
)
_PERIOD = Text("kolom periode", "the period column")
_TRUTHS = Text("pernyataan yang benar atau salah", "statements that are true or false")
_ALIKE = Text("hal yang sejenis: angka dengan angka, teks dengan teks", "like things: numbers or texts")
_LIST = Text("daftar yang sejenis", "a list of like things")
_ANY = Text("nilai apa pun", "any value")

_MANY = 100
_CHAIN = 1_000  # a + b + c + … is one operation with many arguments, worked out from the left
_arithmetic = _only(Kind.NUMBER, Kind.NUMBER)
_of_period = _only(Kind.PERIOD, Kind.NUMBER)

OPERATORS = (
    Operation("+", "a + b", _NUMBERS, _arithmetic, Text("menjumlahkan", "adds"), 2, _CHAIN),
    Operation("-", "a - b", _NUMBERS, _arithmetic, Text("mengurangi", "subtracts"), 2, 2),
    Operation("*", "a * b", _NUMBERS, _arithmetic, Text("mengalikan", "multiplies"), 2, _CHAIN),
    Operation(
        "/",
        "a / b",
        _NUMBERS,
        _arithmetic,
        Text("membagi; kosong bila pembaginya nol", "divides; empty where the divisor is zero"),
        2,
        2,
        ("1 / 0", "NULL"),
    ),
    Operation("negate", "-a", _NUMBER, _arithmetic, Text("membalik tanda", "turns the sign")),
    Operation("=", "a = b", _ALIKE, _equals, Text("sama dengan", "is equal to"), 2, 2),
    Operation("<>", "a <> b", _ALIKE, _equals, Text("tidak sama dengan", "differs from"), 2, 2),
    Operation("<", "a < b", _ALIKE, _orders, Text("kurang dari", "is less than"), 2, 2),
    Operation("<=", "a <= b", _ALIKE, _orders, Text("paling banyak", "is at most"), 2, 2),
    Operation(">", "a > b", _ALIKE, _orders, Text("lebih dari", "is more than"), 2, 2),
    Operation(">=", "a >= b", _ALIKE, _orders, Text("paling sedikit", "is at least"), 2, 2),
    Operation(
        "and",
        "a AND b",
        _TRUTHS,
        _only(Kind.TRUTH, Kind.TRUTH),
        Text("keduanya benar", "both are true"),
        2,
        _CHAIN,
    ),
    Operation(
        "or",
        "a OR b",
        _TRUTHS,
        _only(Kind.TRUTH, Kind.TRUTH),
        Text("salah satunya benar", "one is true"),
        2,
        _CHAIN,
    ),
    Operation("not", "NOT a", _TRUTHS, _only(Kind.TRUTH, Kind.TRUTH), Text("tidak benar", "is not true")),
    Operation(
        "is null",
        "a IS NULL, a IS NOT NULL",
        _ANY,
        lambda _kinds: Kind.TRUTH,
        Text("kosong, tidak kosong", "is empty, is not empty"),
    ),
    Operation(
        "in",
        "a IN (1, 2), a NOT IN (…)",
        _LIST,
        _equals,
        Text("ada dalam daftar", "is one of a list"),
        2,
        _MANY,
        ("'b' IN ('a', 'b')", "TRUE"),
    ),
    Operation(
        "like",
        "a LIKE 'Kel%'",
        _PATTERN,
        _texts(Kind.TRUTH),
        Text(
            "cocok dengan pola: % untuk sembarang deretan, _ untuk satu huruf",
            "matches a pattern: % is any run of characters, _ is one",
        ),
        2,
        2,
        ("'35.72.01' LIKE '35.72.%'", "TRUE"),
    ),
)

FUNCTIONS = (
    Operation(
        "abs",
        "abs(x)",
        _NUMBER,
        _arithmetic,
        Text("nilai mutlak", "without its sign"),
        example=("abs(-3)", "3"),
    ),
    Operation(
        "round",
        "round(x), round(x, 2)",
        _ROUND,
        _arithmetic,
        Text("membulatkan; setengah menjauhi nol", "rounds; a half goes away from zero"),
        1,
        2,
        ("round(-2.5)", "-3"),
    ),
    Operation(
        "floor",
        "floor(x)",
        _NUMBER,
        _arithmetic,
        Text("membulatkan ke bawah", "rounds down"),
        example=("floor(2.7)", "2"),
    ),
    Operation(
        "ceil",
        "ceil(x)",
        _NUMBER,
        _arithmetic,
        Text("membulatkan ke atas", "rounds up"),
        example=("ceil(2.1)", "3"),
    ),
    Operation(
        "sqrt",
        "sqrt(x)",
        _NUMBER,
        _arithmetic,
        Text("akar kuadrat; kosong bila x negatif", "square root; empty where x is negative"),
        example=("sqrt(9)", "3"),
    ),
    Operation(
        "coalesce",
        "coalesce(a, b, …)",
        _ALIKE,
        common_kind,
        Text("yang pertama tidak kosong", "the first that is not empty"),
        1,
        _MANY,
        ("coalesce(NULL, 4)", "4"),
    ),
    Operation(
        "nullif",
        "nullif(a, b)",
        _ALIKE,
        _first,
        Text("kosong bila a sama dengan b, jika tidak a", "empty where a equals b, otherwise a"),
        2,
        2,
        ("nullif(4, 4)", "NULL"),
    ),
    Operation(
        "least",
        "least(a, b, …)",
        _ALIKE,
        _extreme,
        Text("yang terkecil; yang kosong dilewati", "the smallest; empty ones are passed over"),
        1,
        _MANY,
        ("least(4, NULL, 2)", "2"),
    ),
    Operation(
        "greatest",
        "greatest(a, b, …)",
        _ALIKE,
        _extreme,
        Text("yang terbesar; yang kosong dilewati", "the largest; empty ones are passed over"),
        1,
        _MANY,
        ("greatest(4, NULL, 2)", "4"),
    ),
    Operation(
        "length",
        "length(t)",
        _TEXT,
        _texts(Kind.NUMBER),
        Text("banyaknya huruf", "how many characters"),
        example=("length('Blitar')", "6"),
    ),
    Operation(
        "lower",
        "lower(t)",
        _TEXT,
        _texts(Kind.TEXT),
        Text("huruf kecil", "in small letters"),
        example=("lower('Blitar')", "'blitar'"),
    ),
    Operation(
        "upper",
        "upper(t)",
        _TEXT,
        _texts(Kind.TEXT),
        Text("huruf besar", "in capitals"),
        example=("upper('Blitar')", "'BLITAR'"),
    ),
    Operation(
        "trim",
        "trim(t)",
        _TEXT,
        _texts(Kind.TEXT),
        Text("tanpa spasi di tepi", "without spaces at its ends"),
        example=("trim(' a ')", "'a'"),
    ),
    Operation("year", "year(period)", _PERIOD, _of_period, Text("tahun periode", "the year of a period")),
    Operation(
        "half",
        "half(period)",
        _PERIOD,
        _of_period,
        Text("semester 1–2; kosong untuk tahun", "half-year 1–2; empty for a year"),
    ),
    Operation(
        "quarter",
        "quarter(period)",
        _PERIOD,
        _of_period,
        Text("triwulan 1–4; kosong untuk tahun dan semester", "quarter 1–4; empty for years and half-years"),
    ),
    Operation(
        "month",
        "month(period)",
        _PERIOD,
        _of_period,
        Text("bulan 1–12 untuk periode bulanan dan harian", "month 1–12 of months and days"),
    ),
)

OPERATIONS = {operation.name: operation for operation in (*OPERATORS, *FUNCTIONS)}
FUNCTION_NAMES = frozenset(operation.name for operation in FUNCTIONS)
CHAINS = frozenset({"+", "*", "and", "or"})
CHOICES = frozenset({"if", "iif"})  # if(condition, then, otherwise), which reads as CASE
