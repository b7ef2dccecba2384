"""What is asked on the pages of the registry: the words of a standard, a decision, a search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from lumbung.kit.said import t
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Actor, Organisation, Permission
from lumbung.rooms.standards.queries import Entry, Kind, Life, Origin
from lumbung.vocabulary.structures import AddsUp
from lumbung.vocabulary.words import Text

LONG = forms.Textarea(attrs={"rows": 3})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ANY = Text("Semua", "All")


class SearchForm(forms.Form):
    """What to look for in the registry."""

    q = forms.CharField(required=False, max_length=200)
    jenis = forms.ChoiceField(required=False)
    keadaan = forms.ChoiceField(required=False)
    pemilik = forms.ChoiceField(required=False)

    def __init__(
        self, *args: Any, owners: Mapping[str, Text], kinds: Mapping[str, Text], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, label, choices in (
            ("jenis", Text("Jenis", "Kind"), kinds),
            ("keadaan", Text("Keadaan", "State"), {one.value: one.words for one in Life}),
            ("pemilik", Text("Pemilik", "Owner"), owners),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.label = t(label)
            field.choices = [("", t(ANY)), *((code, t(words)) for code, words in choices.items())]
        self.fields["q"].label = t("Cari", "Search")


class StandardForm(forms.Form):
    """The words of a standard of one kind, in both languages."""

    title_id = forms.CharField(max_length=200)
    title_en = forms.CharField(max_length=200, required=False)
    definition_id = forms.CharField(max_length=4000, required=False, widget=LONG)
    definition_en = forms.CharField(max_length=4000, required=False, widget=LONG)
    owner = forms.ChoiceField(required=False)
    origin = forms.ChoiceField()
    standard = forms.CharField(max_length=60, required=False)
    source = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, kind: Kind, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields |= _own_fields(kind)
        reach = people.reach(actor, Permission.DEFINE)
        self.offices = {one.code: one for one in people.organisations() if one.pk in reach}
        self._choices("owner", {"": Text("belum ditentukan", "not settled"), **_names(self.offices)})
        self._choices("origin", {one.value: one.words for one in Origin})
        if "adds_up" in self.fields:
            self._choices("adds_up", {way.value: way.title for way in AddsUp})
        for name, (label, hint) in WORDS.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = t(label), t(hint)

    def _choices(self, name: str, choices: Mapping[str, Text]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, t(words)) for code, words in choices.items()]

    @property
    def office(self) -> Organisation | None:
        """The office that was chosen."""
        return self.offices.get(self.cleaned_data.get("owner", ""))

    @property
    def words(self) -> dict[str, Any]:
        """The columns of the record."""
        given = dict(self.cleaned_data)
        words: dict[str, Any] = {
            name: Text(given[f"{name}_id"], given[f"{name}_en"]) for name in ("title", "definition")
        }
        words |= {name: given[name] for name in ("origin", "standard", "source")}
        for name in _own_fields(self.kind):
            words[name] = _listed(given[name]) if name in LISTED else given[name]
        if self.kind is Kind.UNIT:
            words["factor"] = given["factor"] if given["factor"] is not None else 1.0
        return words


LISTED = {"aliases", "of", "classifications"}


def _listed(written: str) -> list[str]:
    """What stands between commas or on lines of its own."""
    return [part.strip() for part in written.replace("\n", ",").split(",") if part.strip()]


def _own_fields(kind: Kind) -> dict[str, forms.Field]:
    def line(longest: int = 150, **more: Any) -> forms.CharField:
        return forms.CharField(max_length=longest, required=False, **more)

    def chosen(names: str) -> forms.CharField:
        return line(widget=forms.TextInput(attrs={"list": names, "autocomplete": "off"}))

    if kind is Kind.CONCEPT:
        return {"parent": chosen("concepts")}
    if kind is Kind.UNIT:
        return {
            "symbol": line(20),
            "quantity": line(40),
            "factor": forms.FloatField(required=False, min_value=0),
            "aliases": line(500),
        }
    if kind is Kind.CODELIST:
        return {"version": line(20)}
    return {
        "concept": chosen("concepts"),
        "unit": chosen("units"),
        "adds_up": forms.ChoiceField(),
        "of": line(400),
        "classifications": line(1000),
    }


WORDS: Mapping[str, tuple[Text, Text]] = {
    "code": (
        Text("Kode", "Code"),
        Text("Huruf kecil, angka, tanda hubung; tidak berubah lagi sesudahnya.",
             "Small letters, digits, hyphens; it never changes afterwards."),
    ),
    "title_id": (Text("Nama", "Name in Indonesian"), Text("")),
    "title_en": (Text("Nama dalam bahasa Inggris", "Name in English"), Text("")),
    "definition_id": (
        Text("Definisi", "Definition in Indonesian"),
        Text("Satu dua kalimat yang dimengerti orang yang mengisi angkanya.",
             "A sentence or two that whoever fills in the figures understands."),
    ),
    "definition_en": (Text("Definisi dalam bahasa Inggris", "Definition in English"), Text("")),
    "owner": (
        Text("Pemilik", "Owner"),
        Text("Perangkat daerah yang menjaga standar ini.", "The office that keeps this standard."),
    ),
    "origin": (Text("Asal", "Origin"), Text("")),
    "standard": (
        Text("Kode standar nasional", "Code of the national standard"),
        Text("Misalnya SD00001.00.01; kosongkan untuk standar sendiri.",
             "For example SD00001.00.01; leave it empty for an own standard."),
    ),
    "source": (
        Text("Sumber", "Source"),
        Text("Peraturan, publikasi, atau lembaga tempat standar ini dijaga.",
             "The regulation, publication or office where this standard is kept."),
    ),
    "parent": (Text("Konsep yang lebih luas", "Wider concept"), Text("Kode konsepnya.", "Its code.")),
    "symbol": (Text("Lambang", "Symbol"), Text("Misalnya ha, km², %.", "For example ha, km², %.")),
    "quantity": (
        Text("Besaran", "Quantity"),
        Text("Satuan dengan besaran yang sama dapat dikonversi, misalnya area.",
             "Units of one quantity convert, for example area."),
    ),
    "factor": (
        Text("Faktor", "Factor"),
        Text("Berapa satuan dasar besarannya dalam satu satuan ini.",
             "How many base units of its quantity one of these is."),
    ),
    "aliases": (
        Text("Sebutan lain", "Other names"),
        Text("Pisahkan dengan koma.", "Separate them by commas."),
    ),
    "version": (Text("Edisi daftar", "Edition of the list"), Text("")),
    "concept": (Text("Konsep", "Concept"), Text("Kode konsepnya.", "Its code.")),
    "unit": (Text("Satuan", "Unit"), Text("Kode satuannya.", "Its code.")),
    "adds_up": (Text("Cara menjumlahkan", "How it adds up"), Text("")),
    "of": (
        Text("Dihitung dari", "Computed from"),
        Text("Kode ukuran: pembilang, penyebut; atau penimbangnya.",
             "Codes of measures: numerator, denominator; or the one that weights."),
    ),
    "classifications": (
        Text("Klasifikasi", "Classifications"),
        Text("Kode daftar kode yang merincinya; pisahkan dengan koma.",
             "Codes of the lists that break it down; separate them by commas."),
    ),
    "since": (
        Text("Berlaku mulai", "In force from"),
        Text("Versi sekarang berakhir sehari sebelumnya.", "The present version ends the day before."),
    ),
    "note": (
        Text("Catatan versi", "Note of the version"),
        Text("Apa yang berubah dan mengapa.", "What changed and why."),
    ),
}  # fmt: skip


class NewForm(StandardForm):
    """A standard that is not there yet."""

    code = forms.RegexField(r"^[A-Za-z0-9][\w./ %-]*$", max_length=60)
    anyway = forms.BooleanField(required=False)
    field_order = ("code",)


class VersionForm(StandardForm):
    """What a final standard says from a day on."""

    since = forms.DateField(required=False, widget=DAY)
    note = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class RetireForm(forms.Form):
    """Take a standard out of use."""

    successor = forms.CharField(
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"list": "same-kind", "autocomplete": "off"}),
    )
    reason = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].label = t("Penggantinya", "What takes its place")
        self.fields["successor"].help_text = t(
            "Kode standar lain dari jenis yang sama.", "The code of another standard of the same kind."
        )
        self.fields["reason"].label = t("Alasan", "Reason")
        self.fields["seen"].label = t(
            "Saya sudah melihat daftar pemakainya.", "I have seen the list of what uses it."
        )


def written_in(entry: Entry) -> dict[str, Any]:
    """What a form shows of a record before anything is changed."""
    written: dict[str, Any] = {
        "title_id": entry.title.id,
        "title_en": entry.title.en,
        "definition_id": entry.definition.id,
        "definition_en": entry.definition.en,
        "owner": entry.owner.code if entry.owner else "",
        "origin": entry.origin.value,
        "standard": entry.standard,
        "source": entry.source,
    }
    for name, value in entry.facts.items():
        written[name] = ", ".join(map(str, value)) if name in LISTED else value
    return written


def _names(offices: Mapping[str, Organisation]) -> dict[str, Text]:
    return {code: office.name for code, office in offices.items()}
