"""What is asked on the pages of code lists, maps and changes of areas, beside their grids."""

from __future__ import annotations

from typing import Any

from django import forms

from lumbung.kit.said import t
from lumbung.vocabulary.areachanges import ChangeKind
from lumbung.vocabulary.words import Text

DAY = {"type": "date"}
LISTS_TAKEN = ".xlsx,.xls,.ods,.csv,.tsv,.xml"
LARGEST = 4 << 20


def _day(label: Text, help_text: Text | None = None, *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        required=required,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        label=t(label),
        help_text=t(help_text) if help_text else "",
    )


class NewListForm(forms.Form):
    """A list that is not there yet."""

    code = forms.SlugField(max_length=80)
    title_id = forms.CharField(max_length=200)
    title_en = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = t("Kode daftar", "Code of the list")
        self.fields["code"].help_text = t("Misalnya jenis-kelamin.", "Such as jenis-kelamin.")
        self.fields["title_id"].label = t("Nama", "Name")
        self.fields["title_en"].label = t("Nama Inggris", "English name")


class NewVersionForm(forms.Form):
    """The number of the next version, and from which one it begins."""

    version = forms.CharField(max_length=20)
    based_on = forms.ChoiceField()

    def __init__(self, *args: Any, versions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version, based_on = self.fields["version"], self.fields["based_on"]
        version.label = t("Nomor versi baru", "Number of the new version")
        version.help_text = t("Misalnya 2 atau 2026.1.", "For example 2 or 2026.1.")
        based_on.label = t("Salin kode dari versi", "Copy the codes of version")
        assert isinstance(based_on, forms.ChoiceField)
        based_on.choices = [(one, one) for one in versions]


class VersionHeadForm(forms.Form):
    """Who keeps a version, when it is in force, and why it is there."""

    agency = forms.CharField(required=False, max_length=60)
    valid_from = forms.DateField(required=False)
    valid_to = forms.DateField(required=False)
    note = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].label = t("Lembaga pemilik", "Agency")
        self.fields["valid_from"] = _day(
            Text("Berlaku sejak", "In force from"),
            Text("Kosong: sejak difinalkan.", "Empty: since it is made final."),
        )
        self.fields["valid_to"] = _day(Text("Berlaku sampai", "In force until"))
        self.fields["note"].label = t("Mengapa versi ini", "Why this version")


class ListFileForm(forms.Form):
    """A file with a list or a map."""

    file = forms.FileField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = t("Berkas", "File")
        self.fields["file"].help_text = t(
            "XLSX, CSV atau SDMX-ML, paling besar 4 MB. Judul kolomnya seperti pada berkas unduhan.",
            "XLSX, CSV or SDMX-ML, at most 4 MB, with the headings of the file you can download.",
        )
        self.fields["file"].widget.attrs |= {"accept": LISTS_TAKEN}

    def clean_file(self) -> Any:
        """The file, unless it is far too large to be a list."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(t("Berkas ini lebih dari 4 MB.", "This file is larger than 4 MB."))
        return file


class NewMapForm(forms.Form):
    """A map between two lists."""

    code = forms.CharField(max_length=80)
    title_id = forms.CharField(max_length=200)
    title_en = forms.CharField(max_length=200, required=False)
    source = forms.CharField(max_length=180)
    target = forms.CharField(max_length=180)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "code": t("Kode peta", "Code of the map"),
            "title_id": t("Nama", "Name"),
            "title_en": t("Nama Inggris", "English name"),
            "source": t("Daftar asal", "Source list"),
            "target": t("Daftar tujuan", "Target list"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["code"].help_text = t("Huruf kecil dan tanda hubung.", "Small letters and hyphens.")
        self.fields["source"].help_text = t(
            "Kode daftar dan versinya, misalnya jenjang@1 atau wilayah@2023-12-31.",
            "A list with its version, such as jenjang@1 or wilayah@2023-12-31.",
        )


class MapHeadForm(forms.Form):
    """On what a map rests."""

    basis = forms.CharField(required=False, max_length=300)
    weights_by = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].label = t("Dasar hukum", "Legal basis")
        self.fields["weights_by"].label = t("Bobot dihitung dari", "Weights worked out from")


class ChangeForm(forms.Form):
    """What happened to areas, when, by which law."""

    code = forms.SlugField(max_length=80)
    kind = forms.ChoiceField()
    on = forms.DateField()
    legal_basis = forms.CharField(max_length=300)
    weights_by = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(one.value, t(one.title).capitalize()) for one in ChangeKind]
        kind.label = t("Yang terjadi", "What happened")
        self.fields["on"] = _day(
            Text("Berlaku sejak", "In force from"),
            Text(
                "Hari pertama kode baru berlaku; periode yang berakhir sebelumnya tetap memakai kode lama.",
                "The first day of the new codes; periods that end before it keep the old ones.",
            ),
            required=True,
        )
        self.fields["legal_basis"].label = t("Dasar hukum", "Legal basis")
        self.fields["legal_basis"].help_text = t("Misalnya Perda 3/2023.", "Such as Perda 3/2023.")
        self.fields["weights_by"].label = t("Bobot dihitung dari", "Weights worked out from")
        self.fields["weights_by"].help_text = t(
            "Misalnya jumlah penduduk akhir 2023.", "Such as residents at the end of 2023."
        )
        self.fields["code"].label = t("Kode catatan", "Code of this record")
        self.fields["code"].help_text = t("Misalnya pemekaran-turi-2024.", "Such as split-turi-2024.")
