"""What is asked on the pages of metadata beside the official forms themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from lumbung.kit.said import size, t
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.metadata.limits import REASON_CHARACTERS, WORKBOOK_BYTES, YEARS
from lumbung.rooms.metadata.queries import MetadataForm, Record
from lumbung.rooms.people.queries import Organisation
from lumbung.rooms.standards import queries as standards

VARIABLES_OFFERED = 1_000
Choices = list[tuple[str, str]]


class StartForm(forms.Form):
    """What to begin, for whom, and for which year; empty or from another record."""

    form = forms.ChoiceField()
    organisation = forms.ChoiceField()
    year = forms.IntegerField(min_value=YEARS[0], max_value=YEARS[1])
    name = forms.CharField(max_length=300, required=False)
    source = forms.ChoiceField(required=False)
    dataset = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        offered: Sequence[MetadataForm],
        offices: Iterable[Organisation],
        sources: Iterable[Record],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {office.code: office for office in offices}
        self.sources = {record.code: record for record in sources}
        _ask(self, "form", t("Formulir", "Form"), [(one.code, t(one.title)) for one in offered])
        _ask(
            self,
            "organisation",
            t("Instansi", "Organisation"),
            [(code, t(office.name)) for code, office in self.offices.items()],
        )
        self.fields["year"].label = t("Tahun", "Year")
        self.fields["year"].initial = timezone.localdate().year
        self.fields["name"].label = t("Nama", "Name")
        self.fields["name"].help_text = t(
            "Cara pengumpulan, pokok, wilayah, dan periodenya, misalnya “Kompilasi administrasi penduduk "
            "Kota Blitar 2026”.",
            "How it is collected, about what, where and when: “Compilation of the population register, "
            "Blitar 2026”.",
        )
        copies = [(code, f"{record.title or code} ({record.year})") for code, record in self.sources.items()]
        _ask(
            self,
            "source",
            t("Salin dari", "Copy from"),
            [("", t("tidak menyalin: mulai kosong", "do not copy: begin empty")), *copies],
        )
        self.fields["source"].help_text = t(
            "Isian salinan ditandai sampai Anda memeriksanya satu per satu.",
            "Copied answers are marked until you have looked at each.",
        )


class ChildForm(forms.Form):
    """A variable or indicator under an activity, begun in one line."""

    form = forms.ChoiceField()
    name = forms.CharField(max_length=300)
    concept = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, forms: Sequence[MetadataForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "form", t("Jenis", "Kind"), [(one.code, t(one.title)) for one in forms])
        self.fields["name"].label = t("Nama", "Name")
        self.fields["concept"].label = t("Konsep dari standar", "Concept of the standards")
        self.fields["concept"].widget.attrs |= {"list": "daftar-konsep", "autocomplete": "off"}

    def clean_concept(self) -> str:
        """The code in front of a choice of the list."""
        code = str(self.cleaned_data["concept"]).split(" ")[0]
        if code and code not in standards.concepts():
            raise forms.ValidationError(
                t("Konsep itu tidak ada dalam standar data.", "The standards have no such concept.")
            )
        return code


class LinkForm(forms.Form):
    """The dataset, or one of its measures, that a record explains."""

    target = forms.ChoiceField()

    def __init__(self, *args: Any, datasets: Iterable[tuple[Dataset, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(f"{dataset.code}:{measure}", words) for dataset, measure, words in datasets]
        _ask(
            self, "target", t("Dataset", "Dataset"), [("", t("pilih dataset", "choose a dataset")), *offered]
        )

    @property
    def chosen(self) -> tuple[str, str]:
        """Dataset and measure."""
        code, _, measure = str(self.cleaned_data["target"]).partition(":")
        return code, measure


class VariablesForm(forms.Form):
    """The variables that an indicator is computed from, each told with its activity."""

    variable = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, offered: QuerySet[Record], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in offered[:VARIABLES_OFFERED]}
        field = self.fields["variable"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, self._told(one)) for key, one in self.offered.items()]
        field.label = t("Variabel pembangun", "Building variables")
        field.widget.attrs |= {"size": 8}

    def clean_variable(self) -> list[Record]:
        """The chosen records."""
        return [self.offered[key] for key in self.cleaned_data["variable"]]

    @staticmethod
    def _told(one: Record) -> str:
        activity = one.parent.title if one.parent else ""
        return f"{one.title or one.code} — {activity} ({one.year})"


class ImportForm(forms.Form):
    """A workbook of forms that comes back, and for which office its new records are."""

    file = forms.FileField()
    organisation = forms.ChoiceField()

    def __init__(
        self, *args: Any, offices: Iterable[Organisation], into: Record | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {office.code: office for office in offices}
        self.into = into
        file = self.fields["file"]
        file.label = t("Buku kerja metadata", "Workbook of metadata")
        file.help_text = t(
            f"Yang diunduh dari sini, paling besar {size(WORKBOOK_BYTES)}.",
            f"One that was downloaded here, at most {size(WORKBOOK_BYTES)}.",
        )
        file.widget.attrs |= {"accept": ".xlsx"}
        _ask(
            self,
            "organisation",
            t("Metadata baru untuk", "New records for"),
            [(code, t(office.name)) for code, office in self.offices.items()],
        )
        if into is not None:
            del self.fields["organisation"]

    @property
    def office(self) -> Organisation:
        """The office of new records."""
        if self.into is not None:
            return self.into.organisation
        return self.offices[self.cleaned_data["organisation"]]


class RemarkForm(forms.Form):
    """A remark on one answer."""

    field = forms.CharField(max_length=80)
    words = forms.CharField(max_length=REASON_CHARACTERS)


class ReasonForm(forms.Form):
    """The words that go with a decision."""

    words = forms.CharField(required=False, max_length=REASON_CHARACTERS)
    children = forms.BooleanField(required=False)


def _ask(form: forms.Form, name: str, label: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices, field.label = choices, label
