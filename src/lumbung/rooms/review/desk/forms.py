"""What is asked on the staff pages of review."""

from __future__ import annotations

import json
from typing import Any

from django import forms

from lumbung.kit.said import t
from lumbung.rooms.collection.queries import LIMITS


class DecisionForm(forms.Form):
    """A decision with its reason or note."""

    reason = forms.CharField(
        required=False, max_length=LIMITS["reason_characters"], widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, label: str = "", help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label or t("Alasan", "Reason")
        self.fields["reason"].help_text = help_text


class RemarkForm(forms.Form):
    """A remark on a figure, or on the whole."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    measure = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(max_length=LIMITS["reason_characters"], widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = t("Komentar", "Remark")

    def clean_key(self) -> dict[str, str]:
        """The key of the figure that is meant; empty for the whole submission."""
        try:
            key = json.loads(self.cleaned_data["key"] or "{}")
        except ValueError as fault:
            raise forms.ValidationError(t("Sel itu tidak dikenal.", "That figure is not known.")) from fault
        if not isinstance(key, dict):
            raise forms.ValidationError(t("Sel itu tidak dikenal.", "That figure is not known."))
        return {str(name): str(code) for name, code in key.items()}


class ManyForm(forms.Form):
    """Several submissions at once."""

    submission = forms.TypedMultipleChoiceField(coerce=int, required=True)

    def __init__(self, *args: Any, offered: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["submission"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(pk, pk) for pk in offered]
