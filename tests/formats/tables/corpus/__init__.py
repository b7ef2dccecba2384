"""Workbooks made up as offices make them, each with its truth: what a correct reading gives."""
