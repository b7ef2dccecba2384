"""What is asked when a portal is to be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from lumbung.formats.harvest.found import ADDRESS, TITLE
from lumbung.kit.said import t
from lumbung.rooms.harvest.limits import HOURS
from lumbung.rooms.harvest.queries import Kind
from lumbung.rooms.people.queries import Organisation


class SourceForm(forms.Form):
    """A portal: what it is called, what it speaks, where it is, who answers for reading it."""

    title = forms.CharField(max_length=TITLE)
    code = forms.SlugField(max_length=60)
    kind = forms.ChoiceField(choices=Kind.choices)
    address = forms.CharField(max_length=ADDRESS, widget=forms.URLInput)
    organisation = forms.ChoiceField()
    every_hours = forms.IntegerField(min_value=HOURS[0], max_value=HOURS[1], initial=24)

    def __init__(self, *args: Any, offices: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "title": t("Nama portal", "Name of the portal"),
            "code": t("Kode", "Code"),
            "kind": t("Jenis", "Kind"),
            "address": t("Alamat", "Address"),
            "organisation": t("Kantor yang bertanggung jawab", "Office that answers for it"),
            "every_hours": t("Dibaca setiap berapa jam", "Read every so many hours"),
        }
        for name, words in labels.items():
            self.fields[name].label = words
        self.fields["address"].help_text = t(
            "Alamat depan portal CKAN atau Lumbung; untuk DCAT alamat katalognya (catalog.jsonld).",
            "The front address of a CKAN or Lumbung portal; for DCAT the address of its catalogue.",
        )
        office = self.fields["organisation"]
        assert isinstance(office, forms.ChoiceField)
        office.choices = [(one.code, t(one.name)) for one in offices]
