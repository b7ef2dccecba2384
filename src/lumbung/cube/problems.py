"""What is told when a question cannot be answered."""

from __future__ import annotations

from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text


class ColumnUnknown(Invalid):
    """A query names a column that the dataset does not have."""

    code = "query.column-unknown"
    message = Text("{dataset} tidak punya kolom “{column}”.", "{dataset} has no column “{column}”.")
    hint = Text("Kolom yang ada: {known}.", "The columns are: {known}.")


class CodeUnknown(Invalid):
    """A query names a code that is in no list."""

    code = "query.code-unknown"
    message = Text("“{value}” bukan kode dari {column}.", "“{value}” is not a code of {column}.")
    hint = Text("Kode yang ada, antara lain: {known}.", "Codes are, among others: {known}.")


class PeriodUnreadable(Invalid):
    """A period of a query cannot be read."""

    code = "query.period"
    message = Text("“{value}” bukan periode.", "“{value}” is not a period.")
    hint = Text(
        "Tulis seperti 2024, 2024-Q3, 2024-07, 2021..2024, latest atau latest:5.",
        "Write it like 2024, 2024-Q3, 2024-07, 2021..2024, latest or latest:5.",
    )


class CursorUnfit(Invalid):
    """A cursor that was given out for another question."""

    code = "query.cursor"
    message = Text(
        "Penanda halaman ini bukan dari pertanyaan yang sama.",
        "This cursor does not belong to the same question.",
    )
    hint = Text("Mulai lagi tanpa cursor.", "Start again without a cursor.")


class NotAdditive(Invalid):
    """A measure that must not be added up."""

    code = "query.not-additive"
    message = Text(
        "“{measure}” tidak dapat dijumlahkan: {reason}.", "“{measure}” cannot be added up: {reason}."
    )
    hint = Text(
        "Minta barisnya satu per satu (tanpa by dan roll_up), atau sebut ukuran lain dalam measures.",
        "Ask for its rows one by one (without by and roll_up), or name other measures in measures.",
    )


class LevelUnfit(Invalid):
    """A roll-up to a rung that the dataset cannot reach."""

    code = "query.level"
    message = Text(
        "{dataset} berisi data {level} di {within}; ini tidak dapat dinaikkan ke tingkat {wanted}.",
        "{dataset} holds data of {level} within {within}; it cannot be rolled up to {wanted}.",
    )
    hint = Text("Tingkat yang mungkin: {possible}.", "The possible levels are: {possible}.")


class AreaTooFine(Invalid):
    """An area below the rung that was asked for."""

    code = "query.area-too-fine"
    message = Text("{area} berada di bawah tingkat {level}.", "{area} is below the level {level}.")
    hint = Text(
        "Sebut wilayah setingkat itu atau di atasnya, atau hilangkan roll_up.",
        "Name an area of that level or above it, or leave out roll_up.",
    )


class Overlapping(Invalid):
    """Codes that hold each other would be counted twice."""

    code = "query.overlapping"
    message = Text(
        "{outer} sudah memuat {inner}; jumlah keduanya akan menghitung dua kali.",
        "{outer} already contains {inner}; adding both would count twice.",
    )
    hint = Text("Pilih salah satu.", "Choose one of them.")
