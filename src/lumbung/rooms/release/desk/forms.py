"""What is asked on the staff pages of release."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from lumbung.kit.said import t
from lumbung.rooms.collection.queries import LIMITS
from lumbung.rooms.release.actions import NoteNeeded

NOW, LATER = "sekarang", "nanti"


class ReleaseForm(forms.Form):
    """When, and with which note."""

    use_required_attribute = False  # what is missing is told in our words, not in the browser's
    when = forms.ChoiceField(widget=forms.RadioSelect, initial=NOW)
    at = forms.DateTimeField(
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    note = forms.CharField(
        required=False, max_length=LIMITS["reason_characters"], widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, needs_note: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        when, at, note = self.fields["when"], self.fields["at"], self.fields["note"]
        assert isinstance(when, forms.ChoiceField)
        when.label = t("Kapan", "When")
        when.choices = [
            (NOW, t("Sekarang", "Now")),
            (LATER, t("Pada waktu tertentu (embargo)", "At a set time (embargo)")),
        ]
        at.label = t("Waktu rilis", "Time of release")
        zone = timezone.get_current_timezone_name()
        at.help_text = t(
            f"Waktu setempat ({zone}). Sebelum itu angkanya tidak terlihat umum.",
            f"Local time ({zone}). Before it nobody outside sees the figures.",
        )
        note.label = t("Catatan rilis", "Release note")
        note.required = needs_note
        note.error_messages["required"] = f"{t(NoteNeeded.message)} {t(NoteNeeded.hint)}"
        note.help_text = (
            t(
                "Wajib karena angka yang sudah terbit berubah: apa yang dikoreksi, dan mengapa. Dibaca umum.",
                "Required because public figures change: what is corrected, and why. The note is public.",
            )
            if needs_note
            else t("Dibaca umum di halaman dataset.", "Public, on the page of the dataset.")
        )

    def clean(self) -> dict[str, Any]:
        """A set time needs its time."""
        given = super().clean() or {}
        if given.get("when") == LATER and not given.get("at") and "at" not in self.errors:
            self.add_error("at", t("Tulis tanggal dan jamnya.", "Write the date and the time."))
        return given

    def moment(self) -> dt.datetime | None:
        """The time that was set; none for now."""
        at: dt.datetime | None = self.cleaned_data["at"]
        return at if self.cleaned_data["when"] == LATER else None


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(max_length=LIMITS["reason_characters"], widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = t("Alasan", "Reason")
