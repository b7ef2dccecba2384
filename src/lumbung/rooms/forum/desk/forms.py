"""What is asked on the staff pages of the data list and the Forum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from lumbung.kit.said import t
from lumbung.rooms.forum import queries
from lumbung.rooms.forum.actions import Vote
from lumbung.rooms.forum.columns import COLUMNS, AccessClass, Column, Criterion
from lumbung.rooms.forum.problems import ItemUnfit
from lumbung.rooms.forum.queries import ActivityState, Matter, Role
from lumbung.rooms.people.queries import Organisation
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.words import Text, Worded

WORDS = 2000
DAY = "%Y-%m-%d"  # as a browser's calendar writes and reads it, whatever the language
FIRST = (
    "nama_data", "produsen_data", "definisi", "satuan", "klasifikasi_penyajian", "jadwal_pemutakhiran",
    "klasifikasi_risiko", "urusan", "jenis_data", "indikator_variabel",
)  # fmt: skip
"""What every proposer fills in; the rest of the sheet is folded away below."""

PRIORITY = ("prioritas", "kriteria")
REST = tuple(key for key in COLUMNS if key not in (*FIRST, *PRIORITY, "dataset", "disimpulkan", "id_ddd"))

HELP = {
    "nama_data": Text(
        "Apa yang dihitung dan menurut apa, misalnya “Kunjungan puskesmas menurut kelurahan”.",
        "What is counted and by what, for example “Visits to health centres by kelurahan”.",
    ),
    "definisi": Text("Satu atau dua kalimat: apa yang termasuk dan apa yang tidak.",
                     "One or two sentences: what counts and what does not."),
    "klasifikasi_penyajian": Text("Misalnya: kelurahan; jenis kelamin.", "For example: kelurahan; sex."),
    "kode_standar_data": Text("Kode SDS di INDAH atau unsur KUGI; kosong bila belum ada.",
                              "The SDS code in INDAH or a KUGI element; empty if there is none."),
    "penanggung_jawab": Text("Jabatan, bukan nama orang. Tidak tampil di portal.",
                             "An office held, not a person's name. Never shown on the portal."),
    "id_ddp": Text("ID pada Daftar Data Pusat; kosong bila tidak mengacu.",
                   "The ID in the central list; empty if it refers to none."),
}  # fmt: skip


class ItemForm(forms.Form):
    """The columns of the sheet for one item; the room judges what was typed."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    dataset = forms.CharField(required=False, widget=forms.HiddenInput)
    id_ddd = forms.CharField(required=False, widget=forms.HiddenInput)
    disimpulkan = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offices: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(one.code, t(one.name)) for one in offices]
        for key in (*FIRST, *PRIORITY, *REST):
            self.fields[key] = _field(COLUMNS[key], own)

    @property
    def texts(self) -> dict[str, str]:
        """What was typed, as a sheet would say it."""
        given = {key: self.cleaned_data.get(key, "") for key in COLUMNS if key in self.fields}
        return {
            key: "|".join(value) if isinstance(value, list) else "ya" if value is True else str(value or "")
            for key, value in given.items()
        }

    def tell(self, unfit: ItemUnfit) -> None:
        """Each finding at its own field."""
        for one in unfit.findings:
            name = one.place.cell if one.place.cell in self.fields else None
            self.add_error(name, f"{t(one.message)} {t(one.hint)}")


def _field(column: Column, offices: list[tuple[str, str]]) -> forms.Field:
    """A column of the sheet as a field: a list of choices where there is one, else a line."""
    usual: dict[str, Any] = {
        "label": t(column.heading),
        "help_text": t(HELP.get(column.key)),
        "required": column.needed,
    }
    if column.key == "kriteria":
        return forms.MultipleChoiceField(
            **usual, choices=_choices(Criterion), widget=forms.CheckboxSelectMultiple
        )
    if column.key == "prioritas":
        return forms.BooleanField(**usual)
    choices = _choices_of(column, offices)
    if choices:
        return forms.ChoiceField(**usual, choices=choices if column.needed else [("", "–"), *choices])
    return _line(column, usual)


def _choices_of(column: Column, offices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    if column.key == "produsen_data":
        return offices
    if column.key == "urusan":
        return [(code, f"{code} {t(title)}") for code, title in queries.affairs().items()]
    if column.key == "konsep":
        named = sorted((t(words), code) for code, (words, _) in standards.concepts().items())
        return [(code, words) for words, code in named]
    return _choices(column.options) if column.options is not None else []


def _line(column: Column, options: Mapping[str, Any]) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3}) if column.longest > 1000 else forms.TextInput()
    return forms.CharField(max_length=column.longest, widget=widget, **options)


def _choices(words: type[Worded]) -> list[tuple[str, str]]:
    return [(option.value, t(option.title)) for option in words]


class OpenForm(forms.Form):
    """A new year's list."""

    year = forms.IntegerField(min_value=2000, max_value=2100)
    proposals_until = forms.DateField(
        required=False, widget=forms.DateInput(format=DAY, attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].label = t("Tahun", "Year")
        self.fields["proposals_until"].label = t("Usulan ditunggu sampai", "Proposals until")


class SheetForm(forms.Form):
    """A list as a spreadsheet."""

    file = forms.FileField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = t("Berkas daftar", "File of the list")
        self.fields["file"].help_text = t(
            "XLSX, XLS, ODS atau CSV dengan judul kolom resmi, dalam urutan apa pun.",
            "XLSX, XLS, ODS or CSV with the official headings, in any order.",
        )
        self.fields["file"].widget.attrs |= {"accept": ".xlsx,.xlsm,.xls,.ods,.csv"}


class MeetingForm(forms.Form):
    """A meeting of the Forum."""

    title = forms.CharField(max_length=200)
    held_on = forms.DateField(widget=forms.DateInput(format=DAY, attrs={"type": "date"}))
    place = forms.CharField(max_length=200, required=False)
    agenda = forms.CharField(max_length=WORDS, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    account = forms.CharField(max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (
            ("title", t("Nama rapat", "Name of the meeting")),
            ("held_on", t("Tanggal", "Date")),
            ("place", t("Tempat", "Place")),
            ("agenda", t("Acara", "Agenda")),
            ("account", t("Jalannya rapat, ringkas", "What was said, in short")),
        ):
            self.fields[name].label = words


class PresentForm(forms.Form):
    """One line of the attendance."""

    organisation = forms.ChoiceField(required=False)
    role = forms.ChoiceField(required=False)
    office = forms.CharField(max_length=120, required=False)
    person = forms.CharField(max_length=150, required=False)

    def __init__(self, *args: Any, offices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (
            ("organisation", t("Instansi", "Office")),
            ("role", t("Peran", "Role")),
            ("office", t("Jabatan", "Position")),
            ("person", t("Nama", "Name")),
        ):
            self.fields[name].label = words
            self.fields[name].widget.attrs |= {"aria-label": words}
        organisation, role = self.fields["organisation"], self.fields["role"]
        assert isinstance(organisation, forms.ChoiceField)
        assert isinstance(role, forms.ChoiceField)
        organisation.choices = [("", "–"), *offices]
        role.choices = _choices(Role)


def office_choices() -> list[tuple[str, str]]:
    """All offices by code, as people call them."""
    from lumbung.rooms.people import queries as people

    return [(one.code, one.short or t(one.name)) for one in people.organisations()]


class DecisionForm(forms.Form):
    """One decision about the chosen items."""

    matter = forms.ChoiceField()
    words = forms.CharField(max_length=WORDS, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    reason = forms.CharField(max_length=WORDS, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    criteria = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    access = forms.ChoiceField(required=False)
    into = forms.CharField(max_length=40, required=False)
    votes_for = forms.IntegerField(required=False, min_value=0)
    votes_against = forms.IntegerField(required=False, min_value=0)
    votes_withheld = forms.IntegerField(required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (
            ("matter", t("Keputusan", "Decision")),
            ("words", t("Bunyi keputusan", "Words of the decision")),
            ("reason", t("Alasan", "Reason")),
            ("criteria", t("Kriteria prioritas", "Criteria of priority")),
            ("access", t("Kelas akses", "Access class")),
            ("into", t("Digabung dengan (ID DDD)", "Merged into (ID DDD)")),
            ("votes_for", t("Setuju", "For")),
            ("votes_against", t("Menolak", "Against")),
            ("votes_withheld", t("Abstain", "Withheld")),
        ):
            self.fields[name].label = words
        self.fields["words"].help_text = t(
            "Boleh kosong: bunyi baku dipakai. Wajib untuk rencana aksi dan keputusan lain.",
            "May stay empty: the usual words are used. Needed for the plan of action and other decisions.",
        )
        for name, choices in (("matter", _choices(Matter)), ("criteria", _choices(Criterion))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        access = self.fields["access"]
        assert isinstance(access, forms.ChoiceField)
        access.choices = [("", "–"), *_choices(AccessClass)]

    @property
    def vote(self) -> Vote | None:
        """The vote, where numbers were given; without them it was consensus."""
        given = [self.cleaned_data[name] for name in ("votes_for", "votes_against", "votes_withheld")]
        return None if all(one is None for one in given) else Vote(*(one or 0 for one in given))


class ActivityForm(forms.Form):
    """A line of the plan of action."""

    title = forms.CharField(max_length=300)
    output = forms.CharField(max_length=300, required=False)
    owner = forms.ChoiceField()
    starts_on = forms.DateField(widget=forms.DateInput(format=DAY, attrs={"type": "date"}))
    ends_on = forms.DateField(widget=forms.DateInput(format=DAY, attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (
            ("title", t("Kegiatan", "Activity")),
            ("output", t("Keluaran", "Output")),
            ("owner", t("Penanggung jawab", "Owner")),
            ("starts_on", t("Mulai", "Starts")),
            ("ends_on", t("Selesai", "Ends")),
        ):
            self.fields[name].label = words
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)
        owner.choices = office_choices


class ProgressForm(forms.Form):
    """How far an activity is."""

    state = forms.ChoiceField()
    evidence = forms.CharField(max_length=WORDS, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].label = t("Keadaan", "State")
        self.fields["evidence"].label = t("Bukti", "Evidence")
        state = self.fields["state"]
        assert isinstance(state, forms.ChoiceField)
        state.choices = _choices(ActivityState)


class ReasonForm(forms.Form):
    """A word on why something is done."""

    reason = forms.CharField(max_length=WORDS, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = t("Catatan", "Note")
