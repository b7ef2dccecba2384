"""The form with which a person corrects how a file was understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from lumbung.formats.tables.shapes.layout import ColumnGuess, Layout, masked
from lumbung.formats.tables.shapes.recipes import Changes, ColumnRole
from lumbung.formats.tables.shapes.roles import Role
from lumbung.kit.said import t
from lumbung.rooms.collection.recipes import role_of
from lumbung.vocabulary.periods import Period, UnreadablePeriod, parse_period
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text

SURE = 0.75

ROLES = {
    Role.AREA: Text("nama wilayah", "area name"),
    Role.AREA_CODE: Text("kode wilayah", "area code"),
    Role.PERIOD: Text("periode", "period"),
    Role.MEASURE: Text("nama ukuran di tiap baris", "the measure, named in each row"),
    Role.UNIT: Text("satuan", "unit"),
    Role.STATUS: Text("tanda status", "status marks"),
    Role.NOTE: Text("catatan", "note"),
    Role.TOTAL: Text("jumlah dari kolom lain", "total of other columns"),
    Role.SERIAL: Text("nomor urut", "row number"),
    Role.HELPER: Text("abaikan", "leave out"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One heading that the form asks about."""

    name: str
    heading: str
    letters: str
    guess: ColumnGuess

    @property
    def is_sure(self) -> bool:
        """Whether the reader was sure of it."""
        return self.guess.sure >= SURE and self.guess.role != Role.UNKNOWN


class LayoutForm(forms.Form):
    """For each heading what it means, and for the file the period that it does not tell."""

    period = forms.CharField(required=False, max_length=12)
    hidden_sheets = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        *args: Any,
        layout: Mapping[str, Any],
        structure: Structure,
        hidden: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.layout, self.structure = Layout.from_dict(layout or {}), structure
        self.asked = list(_asked(self.layout))
        choices = [(value, t(words)) for value, words in meanings(structure).items()]
        for one in self.asked:
            now = role_of(one.guess)
            shown = choices if now in dict(choices) else [("", t("belum dikenal", "not known yet")), *choices]
            self.fields[one.name] = forms.ChoiceField(
                required=False,
                choices=shown,
                initial=now if now in dict(choices) else "",
                label=one.heading or one.letters,
            )
        sheets = self.fields["hidden_sheets"]
        assert isinstance(sheets, forms.MultipleChoiceField)
        sheets.choices = [(name, name) for name in hidden]
        sheets.label = t("Baca juga lembar tersembunyi", "Read these hidden sheets too")
        self.fields["period"].label = t("Periode seluruh berkas", "Period of the whole file")
        self.fields["period"].help_text = t(
            "Isi bila periodenya tidak tertulis di berkas, misalnya 2024 atau 2024-Q3.",
            "Fill in if the file does not tell its period, for example 2024 or 2024-Q3.",
        )

    def __bool__(self) -> bool:
        return bool(self.asked)

    @property
    def doubts(self) -> int:
        """How many headings the reader was not sure of."""
        return sum(not one.is_sure for one in self.asked)

    def rows(self) -> Iterator[tuple[Asked, forms.BoundField]]:
        """Each heading with its field."""
        for one in self.asked:
            yield one, self[one.name]

    def clean_period(self) -> Period | None:
        """A period as SDMX writes it, or none."""
        text: str = self.cleaned_data["period"].strip()
        try:
            return parse_period(text) if text else None
        except UnreadablePeriod as fault:
            raise forms.ValidationError(
                t("Periode itu tidak dikenal.", "That period is not known.")
            ) from fault

    def changes(self) -> Changes:
        """What the person said, changed or left as it was: what was left is confirmed."""
        columns: dict[str, ColumnRole] = {}
        for one in self.asked:
            said = self.cleaned_data.get(one.name) or ""
            if said and said != role_of(one.guess):
                columns[one.heading] = _role(said, one.guess)
        return Changes(
            columns=columns,
            hidden_sheets=tuple(self.cleaned_data["hidden_sheets"]),
            confirmed=tuple(one.heading for one in self.asked if one.heading not in columns),
        )


def _asked(layout: Layout) -> Iterator[Asked]:
    seen: set[str] = set()
    for table in layout.tables:
        for column in table.columns:
            key = masked(column.heading)
            if column.role == Role.EMPTY or not column.heading or key in seen:
                continue
            seen.add(key)
            yield Asked(f"kolom-{len(seen)}", column.heading, column.letters, column)


def meanings(structure: Structure) -> dict[str, Text]:
    """What a column may be, for this dataset."""
    choices = {f"{Role.VALUE}:{measure.code}": measure.title for measure in structure.measures}
    choices |= {f"{Role.DIMENSION}:{item.code}": item.title for item in structure.dimensions}
    return choices | {role.value: words for role, words in ROLES.items()}


def _role(said: str, guess: ColumnGuess) -> ColumnRole:
    role, _, code = said.partition(":")
    return ColumnRole(
        role=role,
        measure=code if role == Role.VALUE else None,
        dimension=code if role == Role.DIMENSION else None,
        codes=dict(guess.codes) if role == Role.VALUE else {},
    )
