"""Numbers of persons: how a NIK or the number of a family card (KK) is told from a figure.

Both have sixteen digits and one form: region, day, month and year, serial number. In a NIK the
date is a birth, with 40 added to a woman's day; on a family card it is the day of issue. Which of
the two a number is can only be told by the words beside it. The check of a file and the gate
before a release both ask here, so that neither lets pass what the other stops.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lumbung.vocabulary.words import Text

NIK, FAMILY_CARD = "personal.nik", "personal.kk"  # the kinds of finding
TITLES = {
    NIK: Text("NIK", "a NIK"),
    FAMILY_CARD: Text("nomor Kartu Keluarga", "a family card number"),
}

_PROVINCES = range(11, 97)
_GAP = "[ .-]?"
# Sixteen digits in one, or in the groups in which cards print and people copy them.
_NUMBER = re.compile(
    rf"(?<![\d.,])(?:\d{{6}}{_GAP}\d{{6}}{_GAP}\d{{4}}|\d{{4}}(?:{_GAP}\d{{4}}){{3}}"
    rf"|\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{6}}{_GAP}\d{{4}})(?![\d.,]*\d)"
)
# What every text with such a number matches, in the syntax that regular expressions share.
MAY_HOLD_NUMBER = r"[0-9](?:[ .-]?[0-9]){15}"
_CARD_WORDS = re.compile(r"\b(?:kk|kartu\s+keluarga|family\s+card)\b", re.IGNORECASE)
_NIK_WORDS = re.compile(r"\b(?:nik|ktp)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PersonNumber:
    """A number found in a text, and what stands before it."""

    digits: str
    before: str = ""

    def kind(self, heading: str = "") -> str:
        """Which kind of finding it is, by its own digits, the words before it, and its column's heading."""
        if _is_woman(self.digits):
            return NIK
        for words in (self.before, heading):
            if _NIK_WORDS.search(words):
                return NIK
            if _CARD_WORDS.search(words):
                return FAMILY_CARD
        return NIK


def is_person_number(digits: str) -> bool:
    """Whether sixteen digits can be the number of a person or of a family card.

    >>> is_person_number("3572015203900001"), is_person_number("3572010112080001")
    (True, True)
    >>> is_person_number("1234567890123456"), is_person_number("357201")
    (False, False)
    """
    if len(digits) != 16 or not (digits.isascii() and digits.isdigit()):
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    return (
        int(digits[:2]) in _PROVINCES
        and digits[2:4] != "00"
        and (1 <= day <= 31 or 41 <= day <= 71)
        and 1 <= month <= 12
        and digits[12:] != "0000"
    )


def person_number_in(text: str) -> PersonNumber | None:
    """The first number of a person in a text, written in one or in groups.

    >>> person_number_in("KK 3572 0101 1208 0001 belum cair")
    PersonNumber(digits='3572010112080001', before='KK ')
    >>> person_number_in("Rp3.572.015.203.900,00") is None
    True
    """
    for found in _NUMBER.finditer(text):
        digits = re.sub(r"[ .-]", "", found.group())
        if is_person_number(digits):
            return PersonNumber(digits, text[: found.start()])
    return None


def person_number_of(value: float) -> PersonNumber | None:
    """A figure that is really the number of a person.

    >>> person_number_of(3572015203900001.0) is None, person_number_of(3572.5) is None
    (False, True)
    """
    digits = f"{value:.0f}" if 10**15 <= value < 10**16 and value == int(value) else ""
    return PersonNumber(digits) if is_person_number(digits) else None


def _is_woman(digits: str) -> bool:
    return int(digits[6:8]) > 40
