"""What is asked on the staff pages of collection."""

from __future__ import annotations

from typing import Any

from django import forms

from lumbung.kit.said import period as said_period
from lumbung.kit.said import size, t
from lumbung.rooms.collection.limits import REASON_CHARACTERS, UPLOAD_BYTES
from lumbung.vocabulary.periods import Period, UnreadablePeriod, parse_period

ACCEPTED_KINDS = ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt"
DAY = "%Y-%m-%d"  # as a browser's calendar writes and reads it, whatever the language


class UploadForm(forms.Form):
    """A file of figures, the period it is for, and a word about it."""

    file = forms.FileField()
    period = forms.ChoiceField(required=False)
    note = forms.CharField(
        required=False, max_length=REASON_CHARACTERS, widget=forms.Textarea(attrs={"rows": 2})
    )
    mends = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, periods: list[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file, period, note = self.fields["file"], self.fields["period"], self.fields["note"]
        file.label = t("Berkas angka", "File of figures")
        file.help_text = t(
            f"Lembar kerja (.xlsx, .xls, .ods) atau CSV, paling besar {size(UPLOAD_BYTES)}.",
            f"A spreadsheet (.xlsx, .xls, .ods) or CSV, at most {size(UPLOAD_BYTES)}.",
        )
        file.widget.attrs |= {"accept": ACCEPTED_KINDS}
        period.label = t("Periode", "Period")
        period.help_text = t(
            "Pilih bila periodenya tidak tertulis di dalam berkas.", "Choose it if the file does not say it."
        )
        assert isinstance(period, forms.ChoiceField)
        period.choices = [("", t("seperti tertulis di berkas", "as written in the file"))] + [
            (str(one), said_period(one)) for one in periods
        ]
        note.label = t("Catatan untuk pemeriksa", "Note for the reviewer")

    def clean_period(self) -> Period | None:
        """The period, if one was chosen."""
        text = self.cleaned_data["period"]
        try:
            return parse_period(text) if text else None
        except UnreadablePeriod as fault:
            raise forms.ValidationError(
                t("Periode itu tidak dikenal.", "That period is not known.")
            ) from fault


class MendForm(forms.Form):
    """What a cell should hold."""

    sheet = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    cell = forms.CharField(widget=forms.HiddenInput)
    rule = forms.CharField(required=False, widget=forms.HiddenInput)
    value = forms.CharField(required=False, max_length=REASON_CHARACTERS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].label = t("Isi yang benar", "What it should be")


class ProposalForm(forms.Form):
    """Which finding's proposal is taken."""

    finding = forms.CharField(widget=forms.HiddenInput)
    choice = forms.CharField(required=False)


class SubmitForm(forms.Form):
    """The last word before figures are handed over."""

    note = forms.CharField(
        required=False, max_length=REASON_CHARACTERS, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = t("Catatan untuk pemeriksa", "Note for the reviewer")
        self.fields["note"].help_text = t(
            "Misalnya mengapa sebuah angka berubah banyak.", "For example why a figure changed much."
        )


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(max_length=REASON_CHARACTERS, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, label: str = "", required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.required = required
        reason.label = label or t("Alasan", "Reason")


class DatesForm(ReasonForm):
    """Moving the due date of a period, its planned release, or both."""

    due_on = forms.DateField(required=False, widget=forms.DateInput(format=DAY, attrs={"type": "date"}))
    release_on = forms.DateField(required=False, widget=forms.DateInput(format=DAY, attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args, label=t("Alasan, untuk dibaca umum", "Reason, for the public to read"), **kwargs
        )
        self.fields["due_on"].label = t("Batas waktu baru", "New due date")
        self.fields["release_on"].label = t("Rencana rilis baru", "New planned release")
        self.fields["release_on"].help_text = t(
            "Kosongkan bila ikut bergeser bersama batas waktunya.",
            "Leave empty to move it along with the due date.",
        )


class PeriodForm(ReasonForm):
    """Opening or closing a period."""

    due_on = forms.DateField(required=False, widget=forms.DateInput(format=DAY, attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].label = t("Batas waktu baru", "New due date")
