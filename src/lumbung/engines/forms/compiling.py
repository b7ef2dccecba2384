"""A form made ready to judge answers: its conditions and rules read once, in the order they need.

A condition may read a field that stands further down. It may not, over any number of steps, read
the field that it decides over; such a circle is refused with the fields in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from lumbung.engines.expressions import Expression, ExpressionFault, Kind, parse_expression
from lumbung.engines.forms.facts import columns_of, no_facts, type_of
from lumbung.engines.forms.judgement import Judgement
from lumbung.engines.forms.judging import judge
from lumbung.engines.forms.question import Question
from lumbung.vocabulary.formdefinitions import FormFault, Where
from lumbung.vocabulary.forms import Answers, FieldKind, Form, FormField
from lumbung.vocabulary.words import Text


@dataclass(frozen=True)
class CompiledForm:
    """A form that judges answers."""

    form: Form
    questions: tuple[Question, ...]  # in the order of the form
    deciding: tuple[Question, ...]  # in the order in which it is decided what is asked

    def judge(self, answers: Answers) -> Judgement:
        """What is asked, missing and wrong under these answers; never raises, whatever they hold."""
        return judge(self.form, self.questions, self.deciding, answers)


def compile_form(form: Form) -> CompiledForm:
    """Read all expressions of a form; raises :class:`FormFault` with the place of one that is wrong."""
    columns, owners = _columns(form)
    questions = tuple(_questions(form, columns))
    reads = {
        question.asks.key: {owners[name] for when in question.when for name in when.columns}
        for question in questions
    }
    by_key = {question.asks.key: question for question in questions}
    try:
        order = tuple(TopologicalSorter(reads).static_order())
    except CycleError as circle:
        raise _circle(form, circle.args[1]) from circle
    return CompiledForm(form, questions, tuple(by_key[key] for key in order))


def _columns(form: Form) -> tuple[dict[str, type], dict[str, str]]:
    """The columns of all fields, and the key of the field that each one comes from."""
    columns: dict[str, type] = {}
    owners: dict[str, str] = {}
    for field, where in _places(form):
        for name, column in columns_of(field).items():
            if name in columns:
                first = owners[name]
                fault = Text(
                    f"“{name}” dalam ungkapan dapat berarti {first} atau {field.key}",
                    f"“{name}” in an expression may mean {first} or {field.key}",
                )
                raise FormFault(form=form.identity, where=(*where, "key"), fault=fault)
            columns[name], owners[name] = column, field.key
    return columns, owners


def _places(form: Form) -> Iterator[tuple[FormField, Where]]:
    for number, block in enumerate(form.blocks):
        for place, field in enumerate(block.fields):
            yield field, ("blocks", number, "fields", place)


def _questions(form: Form, columns: Mapping[str, type]) -> Iterator[Question]:
    def read(text: str, where: Where, known: Mapping[str, type] = columns) -> Expression | None:
        if not text:
            return None
        try:
            return parse_expression(text, columns=known, expects=Kind.TRUTH)
        except ExpressionFault as wrong:
            raise FormFault(form=form.identity, where=where, fault=wrong.told) from wrong

    for number, block in enumerate(form.blocks):
        of_block = read(block.when, ("blocks", number, "when"))
        for place, field in enumerate(block.fields):
            where = ("blocks", number, "fields", place)
            own = read(field.when, (*where, "when"))
            cells = {column.key: type_of(column.kind) for column in field.columns} | {"row": str}
            rows = {
                row.key: read(row.when, (*where, "rows", line, "when")) for line, row in enumerate(field.rows)
            }
            yield Question(
                asks=field,
                nothing=no_facts(field),
                when=tuple(when for when in (of_block, own) if when is not None),
                rule=read(field.rule, (*where, "rule")),
                row_rule=read(field.row_rule, (*where, "row_rule"), cells)
                if field.kind is FieldKind.TABLE
                else None,
                row_whens={key: when for key, when in rows.items() if when is not None},
            )


def _circle(form: Form, keys: list[str]) -> FormFault:
    circle = set(keys)
    where = next(where for field, where in _places(form) if field.key in circle)
    path = " → ".join(reversed(keys))
    fault = Text(f"syaratnya berputar: {path}", f"its condition goes in a circle: {path}")
    return FormFault(form=form.identity, where=(*where, "when"), fault=fault)
