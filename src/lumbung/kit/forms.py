"""What is wrong with a field of a form, in the two languages of the house.

Django's own sentences come in English alone here; each stands under a code, and by that code
it is said again. A form's own fault may be raised with a :class:`Text` as its message.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.forms import BoundField

from lumbung.kit.language import language
from lumbung.vocabulary.words import Text

SENTENCES = {
    "required": Text("Bagian ini harus diisi.", "Please fill this in."),
    "invalid": Text("Isian ini tidak dapat dibaca.", "This cannot be read."),
    "invalid_choice": Text("Pilih salah satu dari daftar.", "Choose one from the list."),
    "invalid_list": Text("Pilih dari daftar.", "Choose from the list."),
    "missing": Text("Berkasnya tidak ikut terkirim.", "The file did not arrive."),
    "empty": Text("Berkas ini kosong.", "This file is empty."),
    "max_length": Text(
        "Terlalu panjang: paling banyak {limit_value} huruf.", "At most {limit_value} letters."
    ),
    "min_length": Text(
        "Terlalu pendek: paling sedikit {limit_value} huruf.", "At least {limit_value} letters."
    ),
    "max_value": Text("Paling besar {limit_value}.", "At most {limit_value}."),
    "min_value": Text("Paling kecil {limit_value}.", "At least {limit_value}."),
    "max_decimal_places": Text("Paling banyak {max} angka di belakang koma.", "At most {max} decimals."),
    "invalid_extension": Text("Jenis berkas ini tidak diterima.", "This kind of file is not accepted."),
}


def faults(bound: BoundField) -> list[str]:
    """The faults of a field, as its reader understands them."""
    return [_said(fault) for fault in bound.form.errors.as_data().get(bound.name, [])]


def _said(fault: ValidationError) -> str:
    if isinstance(fault.message, Text):
        return fault.message.said(language())
    sentence = SENTENCES.get(fault.code or "")
    if sentence is None or (fault.code == "invalid" and not fault.message.startswith("Enter")):
        return " ".join(fault.messages)
    return sentence.filled(**(fault.params or {})).said(language())
