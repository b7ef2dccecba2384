"""CKAN's action interface, for readers who know no other: ``/api/3/action/…``."""
