"""The moment of a request: what was looked up once is not looked up again until the answer is made.

A page asks many rooms, and each asks which duties a person holds and how the stamps stand. Within a
request the first answer holds; who changes such a thing says so. Outside of requests nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

Kept = TypeVar("Kept")

_kept: ContextVar[dict[str, dict[Hashable, Any]] | None] = ContextVar("lumbung_moment", default=None)


def once(kind: str, key: Hashable, look: Callable[[], Kept]) -> Kept:
    """What a look gives, taken once in a moment."""
    kept = _kept.get()
    if kept is None:
        return look()
    shelf = kept.setdefault(kind, {})
    if key not in shelf:
        shelf[key] = look()
    found: Kept = shelf[key]
    return found


def forget(kind: str) -> None:
    """Things of this kind have changed: the next look is a new one."""
    kept = _kept.get()
    if kept is not None:
        kept.pop(kind, None)


class MomentMiddleware:
    """Every request is a moment of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request, then forget what was kept for it."""
        before = _kept.set({})
        try:
            return self.get_response(request)
        finally:
            _kept.reset(before)
