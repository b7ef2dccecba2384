"""Checks tables of observations: the rules of a structure, of its owner, and of its own past.

:func:`compile_rules` makes a dataset's rules ready when its pack is loaded and refuses what cannot
work; :func:`check_table` runs them over a table, all columns at once, and gives a
:class:`Verdict` with the findings by cell and the rows that may go on.
"""

from lumbung.engines.rules.checking import check_table
from lumbung.engines.rules.compiling import CompiledRules, compile_rules, rule_columns
from lumbung.engines.rules.faults import RuleFault, ScopeUnknown
from lumbung.engines.rules.verdict import FINDINGS_PER_RULE, Verdict

__all__ = [
    "FINDINGS_PER_RULE",
    "CompiledRules",
    "RuleFault",
    "ScopeUnknown",
    "Verdict",
    "check_table",
    "compile_rules",
    "rule_columns",
]
