"""Judging answers: what is asked, what is missing, what is wrong. Never raises: a draft is always savable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lumbung.engines.forms.answered import Part, look_at
from lumbung.engines.forms.facts import Facts, facts_of, row_facts
from lumbung.engines.forms.judgement import Judgement
from lumbung.engines.forms.question import Question
from lumbung.vocabulary.findings import Finding, Place, finding
from lumbung.vocabulary.forms import Form, FormField
from lumbung.vocabulary.formvalues import is_empty
from lumbung.vocabulary.words import Text

_SHOWN = 80  # characters of an answer that a finding repeats


def judge(form: Form, questions: Sequence[Question], deciding: Sequence[Question], answers: Any) -> Judgement:
    """What a form says of answers; ``deciding`` are its questions in the order of their conditions."""
    given = answers if isinstance(answers, Mapping) else {}
    facts, asked = _decided(deciding, given)
    missing: list[FormField] = []
    findings: list[Finding] = []
    gaps: list[Finding] = []
    needed = 0
    for question in questions:
        field = question.asks
        value, empty = given.get(field.key), is_empty(given.get(field.key))
        if field.key not in asked:
            if not empty:
                findings.append(not_asked(field, value))
            continue
        needed += field.required
        if empty:
            parts = [Part()] if field.required else []
        else:
            look = look_at(field, value, _asked_rows(question, facts) if field.rows else frozenset())
            findings += look.findings
            findings += _broken(question, value, facts)
            parts = look.parts
        gaps += [gap(field, part) for part in parts]
        if parts and field.required:
            missing.append(field)
    findings += _strangers(form, given)
    return Judgement(
        asked=frozenset(asked),
        needed=needed,
        filled=needed - len(missing),
        missing=tuple(missing),
        findings=tuple(findings),
        gaps=tuple(gaps),
    )


def _decided(deciding: Sequence[Question], given: Mapping[str, Any]) -> tuple[Facts, set[str]]:
    """What is asked, decided field by field; what is not asked is no fact for those that follow."""
    facts: Facts = {}
    asked: set[str] = set()
    for question in deciding:
        field = question.asks
        if all(when.evaluate(facts) is True for when in question.when):
            asked.add(field.key)
            facts.update(facts_of(field, given.get(field.key), question.nothing))
        else:
            facts.update(question.nothing)
    return facts, asked


def _asked_rows(question: Question, facts: Facts) -> frozenset[str]:
    """The keys of the fixed rows that are asked."""
    whens = question.row_whens
    return frozenset(
        row.key
        for row in question.asks.rows
        if row.key not in whens or whens[row.key].evaluate(facts) is True
    )


def _broken(question: Question, value: Any, facts: Facts) -> Iterator[Finding]:
    """The field's own rules that do not hold; one that cannot be told is not broken."""
    field = question.asks
    if question.rule is not None and question.rule.evaluate(facts) is False:
        reason = field.rule_words or Text(f"tidak memenuhi {field.rule}", f"does not meet {field.rule}")
        yield finding(
            "form.rule", Place(column=field.key), value=shown(value), field=field.title, reason=reason
        )
    if question.row_rule is None or not isinstance(value, list):
        return
    titles = {row.key: row.title for row in field.rows}
    for number, row in enumerate(value, 1):
        if isinstance(row, Mapping) and question.row_rule.evaluate(row_facts(field.columns, row)) is False:
            name = str(row.get("row") or number)
            yield finding(
                "form.row-rule",
                Place(column=field.key, row=name),
                field=field.title,
                row=titles.get(name, name),
                reason=field.row_words
                or Text(f"tidak memenuhi {field.row_rule}", f"does not meet {field.row_rule}"),
            )


def _strangers(form: Form, given: Mapping[str, Any]) -> Iterator[Finding]:
    known = {field.key for field in form.fields}
    for key, value in given.items():
        if key not in known and not is_empty(value):
            name = str(key)[:_SHOWN]
            yield finding("form.unknown", Place(column=name), value=name, form=form.title)


def not_asked(field: FormField, value: Any) -> Finding:
    """An answer to a question that is not asked."""
    return finding("form.not-asked", Place(column=field.key), value=shown(value), field=field.title)


def gap(field: FormField, part: Part) -> Finding:
    """Something that is still to be answered."""
    title = field.title
    if part.title:
        title = Text("{field}: {part}", "{field}: {part}").filled(field=field.title, part=part.title)
    return finding("form.required", Place(column=field.key, row=part.row), field=title)


def shown(value: Any) -> str:
    """An answer as a finding repeats it."""
    text = value if isinstance(value, str) else _as_words(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _as_words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(
            _as_words(part) for key, part in value.items() if key != "row" and not is_empty(part)
        )
    if isinstance(value, list | tuple):
        return ", ".join(_as_words(part) for part in value[:20] if not is_empty(part))
    return str(value)[:_SHOWN]
