"""Numbers as Indonesians write them: ``1.234,5``; in English ``1,234.5``."""

from __future__ import annotations

from decimal import Decimal

from lumbung.vocabulary.words import Text

MINUS = "−"


def said_number(
    value: float | None, *, decimals: int | None = None, language: str = "id", empty: str = "–"
) -> str:
    """A number in a language; the digits of the value itself where no decimals are asked.

    >>> said_number(8914)
    '8.914'
    >>> said_number(6.6, decimals=2)
    '6,60'
    >>> said_number(-1234.5, language="en")
    '−1,234.5'
    """
    if value is None:
        return empty
    if decimals is None:
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        exact = exact.normalize()
        exponent = exact.as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    written = f"{abs(value):,.{decimals}f}"
    if language != "en":
        written = written.translate(str.maketrans(",.", ".,"))
    return (MINUS if value < 0 and any(c in "123456789" for c in written) else "") + written


def both_numbers(value: float | None, *, decimals: int | None = None, empty: str = "–") -> Text:
    """A number as a text in both languages, to stand in a sentence.

    >>> both_numbers(1234.5)
    Text(id='1.234,5', en='1,234.5')
    """
    return Text(
        said_number(value, decimals=decimals, empty=empty),
        said_number(value, decimals=decimals, language="en", empty=empty),
    )
