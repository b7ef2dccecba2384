"""Forms as the engine judges by them, compiled once for each content, and what it says of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lumbung.rooms.metadata.models import MetadataForm, Record
from lumbung.vocabulary.findings import Finding, Severity
from lumbung.vocabulary.formdefinitions import form_of
from lumbung.vocabulary.forms import Answers, Form

if TYPE_CHECKING:
    from lumbung.engines.forms import CompiledForm, Judgement

COMPILED_KEPT = 64
_kept: dict[str, CompiledForm] = {}


def compiled(form: MetadataForm) -> CompiledForm:
    """A form ready to judge answers; kept by the digest of its definition."""
    from lumbung.engines.forms import compile_form  # heavy: it waits until a form is filled

    key = form.digest or form.identity
    if key not in _kept:
        if len(_kept) >= COMPILED_KEPT:
            _kept.clear()
        _kept[key] = compile_form(form_of(form.definition))
    return _kept[key]


def form_of_record(record: Record) -> Form:
    """The form that a record fills."""
    return compiled(record.form).form


def judged(record: Record, answers: Answers | None = None) -> Judgement:
    """What the engine says of a record's answers, or of others by its form."""
    return compiled(record.form).judge(record.answers if answers is None else answers)


def faults(judgement: Judgement) -> tuple[Finding, ...]:
    """What must be mended before anybody agrees; an empty answer is told as missing, not here.

    An answer to a question that is not asked is kept while a form is filled and set aside when it
    is submitted, so it is no fault.
    """
    passed = {"form.required", "form.not-asked"}
    return tuple(
        one for one in judgement.findings if one.severity is Severity.ERROR and one.rule not in passed
    )
