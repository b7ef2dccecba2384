"""What is asked on the staff pages of quality."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from lumbung.kit.said import t
from lumbung.rooms.quality.limits import REASON_CHARACTERS, STATEMENT_CHARACTERS
from lumbung.rooms.quality.queries import Side, Statement, Verdict
from lumbung.vocabulary.words import Text

DIFFERENT = Verdict.DIFFERENT.value


class DecideForm(forms.Form):
    """Which figure is the number, or that they differ in meaning, and why."""

    choice = forms.ChoiceField(widget=forms.RadioSelect)
    reason = forms.CharField(max_length=REASON_CHARACTERS, widget=forms.Textarea(attrs={"rows": 4}))
    for_all = forms.BooleanField(required=False)

    def __init__(self, *args: Any, series: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["choice"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(one, one) for one in (*series, DIFFERENT)]
        choice.label = t("Angka mana yang dipakai?", "Which figure is used?")
        reason = self.fields["reason"]
        reason.label = t("Alasan", "Reason")
        reason.help_text = t(
            "Dibaca umum di halaman Satu angka dan di halaman kedua dataset.",
            "Read by everybody on the page One number and on the pages of these datasets.",
        )

    @property
    def verdict(self) -> Verdict:
        """What was decided."""
        return Verdict.DIFFERENT if self.cleaned_data["choice"] == DIFFERENT else Verdict.CHOSEN

    @property
    def chosen(self) -> str:
        """The series whose figure is used."""
        return "" if self.verdict is Verdict.DIFFERENT else str(self.cleaned_data["choice"])


class SecondForm(forms.Form):
    """A second person's yes or no."""

    reason = forms.CharField(
        required=False, max_length=REASON_CHARACTERS, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = t("Catatan, atau alasan menolak", "Note, or the reason to refuse")


class CompareForm(forms.Form):
    """Two concepts, and what sets them apart."""

    one = forms.ChoiceField()
    other = forms.ChoiceField()
    why = forms.CharField(max_length=REASON_CHARACTERS, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, concepts: Iterable[tuple[str, Text]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = sorted(((code, t(title)) for code, title in concepts), key=lambda one: one[1].casefold())
        for name, label in (
            ("one", t("Konsep", "Concept")),
            ("other", t("Konsep lain", "Other concept")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices, field.label = [("", "–"), *choices], label
        self.fields["why"].label = t("Apa yang membedakannya", "What sets them apart")


class StatementForm(forms.Form):
    """What is said of the five sides of quality, in Indonesian and, where wished, in English."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, statement: Statement | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side in Side:
            said = statement.said(side) if statement is not None else Text("")
            self.fields[side.value] = _words(t(side.asks), said.id)
            self.fields[f"{side.value}-en"] = _words(t("Dalam bahasa Inggris", "In English"), said.en)

    @property
    def words(self) -> dict[str, Text]:
        """What was written, by side."""
        given = self.cleaned_data
        return {side.value: Text(given[side.value], given[f"{side.value}-en"]) for side in Side}


def _words(label: str, initial: str) -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=STATEMENT_CHARACTERS,
        initial=initial,
        label=label,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
