"""The rooms: who may do what, in the order of the law.

A room is entered by its doors, ``actions`` and ``queries``; the import contracts in
``pyproject.toml`` keep it so.
"""
