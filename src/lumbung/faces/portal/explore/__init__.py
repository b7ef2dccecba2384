"""Exploring: a reader lays out a dataset as a table, a chart or a map of their own.

The address is the question (``wishes``), the one road answers it (``answers``), what is computed
beyond sums is computed here (``calculations``) and laid out in rows and columns (``pivots``).
"""
