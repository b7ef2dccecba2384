"""The official forms of a pack."""

from __future__ import annotations

from lumbung.faces.packs.faults import Fault, PackInvalid
from lumbung.faces.packs.folder import Pack
from lumbung.rooms.metadata import actions as metadata
from lumbung.rooms.metadata import queries as metadata_found
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.words import Text


def load_forms(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """Forms, those under which others stand first."""
    if not pack.forms:
        return Changes()
    known = {written.form.code for written in pack.forms}
    known |= {form.code for form in metadata_found.forms()}
    faults = [
        Fault(
            written.document.file,
            written.document.line(("under",)),
            Text(f"formulir “{written.form.under}” tidak ada", f"there is no form “{written.form.under}”"),
            Text("Tulis kode formulir induknya.", "Write the code of the form above it."),
        )
        for written in pack.forms
        if written.form.under and written.form.under not in known
    ]
    if faults:
        raise PackInvalid(pack.head.code, faults)
    forms = sorted((written.form for written in pack.forms), key=lambda form: bool(form.under))
    return metadata.load_forms(forms, pack=pack.head.code, actor=actor)
