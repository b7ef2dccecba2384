"""Stamps: one number for each thing that caches are built from.

An action that changes areas, datasets or editions bumps the stamp in its transaction;
whoever keeps a copy in memory reads the stamp (one indexed row) and rebuilds when it moved.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import models

from lumbung.kit.moments import forget, once

Kept = TypeVar("Kept")
_KIND = "stamps"


class Stamp(models.Model):
    """When the things of a name last changed, as a number that never comes twice."""

    name = models.CharField(max_length=40, primary_key=True)
    number = models.BigIntegerField(default=0)

    class Meta:
        app_label = "kit"

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


def bump(name: str) -> None:
    """Say that the things of this name have changed; belongs in the transaction of the change.

    The number is the clock's: a count would come round again after a transaction that was
    undone, and a copy made inside that transaction would pass for the new state.
    """
    now = time.time_ns()
    forget(_KIND)
    if not Stamp.objects.filter(name=name).update(number=now):
        Stamp.objects.create(name=name, number=now)


def stamp(*names: str) -> int:
    """The present number of one or more names together."""
    return once(_KIND, names, lambda: _read(names))


def _read(names: tuple[str, ...]) -> int:
    return sum(Stamp.objects.filter(name__in=names).values_list("number", flat=True))


class Stamped(Generic[Kept]):
    """A value kept in memory for as long as its stamps stand still."""

    def __init__(self, *names: str, make: Callable[[], Kept]) -> None:
        self.names, self.make = names, make
        self._kept: tuple[int, Kept] | None = None

    def __call__(self) -> Kept:
        """The value as it is now."""
        now = stamp(*self.names)
        if self._kept is None or self._kept[0] != now:
            self._kept = (now, self.make())
        return self._kept[1]

    def forget(self) -> None:
        """Drop what is kept (a test's database has gone)."""
        self._kept = None
