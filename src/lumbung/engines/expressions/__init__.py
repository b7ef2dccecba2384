"""The one expression language: SQL expressions over named columns, and nothing else of SQL.

Validation rules, computed indicators, conditions of packs and the relevance of a level are all
written in it. :func:`parse_expression` reads a text; what it gives runs on a table
(``polars``), on one row of facts (``evaluate``) and in a database (``sql``), with the same
three-valued logic in all three. ``docs/reference/expressions.md`` is made from
:mod:`operations`.
"""

from lumbung.engines.expressions.expression import Expression, parse_expression
from lumbung.engines.expressions.faults import ExpressionFault, Spot, UnknownColumn
from lumbung.engines.expressions.kinds import Kind

__all__ = ["Expression", "ExpressionFault", "Kind", "Spot", "UnknownColumn", "parse_expression"]
