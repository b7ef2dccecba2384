"""Which items a page's address asks for."""

from __future__ import annotations

from django.http import HttpRequest

from lumbung.rooms.forum.queries import Filter

KEYS = {
    "cari": "words", "organisasi": "organisation", "urusan": "affair", "keadaan": "state",
    "prioritas": "priority", "dataset": "dataset",
}  # fmt: skip


def asked_of(request: HttpRequest) -> Filter:
    """The filter in an address; posted forms carry the same names."""
    given = request.POST if request.method == "POST" else request.GET
    return Filter(**{field: given.get(key, "").strip()[:200] for key, field in KEYS.items()})


def as_query(asked: Filter) -> dict[str, str]:
    """The filter as the address writes it, for links that keep it."""
    return {key: str(getattr(asked, field)) for key, field in KEYS.items()}
