"""The forms of a pack (``forms/*.yaml``), read with the line of everything that is wrong in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lumbung.engines.forms import compile_form
from lumbung.faces.packs.faults import Fault
from lumbung.faces.packs.places import Document, Unreadable, read_document
from lumbung.vocabulary.formdefinitions import FormFault, form_of
from lumbung.vocabulary.forms import Form
from lumbung.vocabulary.words import Text

_HINT = Text("Bentuknya: docs/reference/packs.md.", "Its shape: docs/reference/packs.md.")


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form that compiles, and the document in which it was written."""

    document: Document
    form: Form


def read_forms(folder: Path, faults: list[Fault]) -> list[WrittenForm]:
    """All forms of a pack's folder in the order of their files; what is wrong goes to ``faults``."""
    forms = []
    for file in sorted((folder / "forms").glob("*.yaml")):
        try:
            document = read_document(file)
            form = form_of(document.value)
            compile_form(form)
            forms.append(WrittenForm(document, form))
        except Unreadable as wrong:
            faults.append(wrong.fault)
        except FormFault as wrong:
            faults += [
                Fault(file, document.line(one.path), one.told, _HINT) for one in (wrong, *wrong.others)
            ]
    return forms
