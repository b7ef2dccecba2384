"""A field with its expressions read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lumbung.engines.expressions import Expression
from lumbung.vocabulary.forms import FormField


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form, ready to be judged."""

    asks: FormField
    when: tuple[Expression, ...] = ()  # its block's and its own: all must hold
    rule: Expression | None = None
    row_rule: Expression | None = None
    nothing: Mapping[str, object] = field(default_factory=dict)  # its facts where it is empty
    row_whens: Mapping[str, Expression] = field(default_factory=dict)  # by the key of the fixed row
