"""Lumbung: the granary of a city's statistics, from the plan to the public page."""

__version__ = "0.1.0"
