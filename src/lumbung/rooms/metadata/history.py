"""The history of a record: saves of one sitting told together, with the steps between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lumbung.rooms.metadata.models import Decision, Record, RecordChange

PAUSE = dt.timedelta(minutes=30)


@dataclass
class Sitting:
    """What one person changed without a long pause, or one step of the approval."""

    by: Any
    began: dt.datetime
    ended: dt.datetime
    changes: dict[str, dict[str, Any]] = field(default_factory=dict)  # field key → was, is
    decision: Decision | None = None


def history(record: Record) -> list[Sitting]:
    """Who changed what when, the latest first."""
    found: list[Sitting] = []
    for moment, event in sorted(_events(record), key=lambda pair: pair[0]):
        last = found[-1] if found else None
        if isinstance(event, Decision):
            found.append(Sitting(event.by, moment, moment, decision=event))
        elif last is None or last.decision is not None or last.by != event.by or moment - last.ended > PAUSE:
            found.append(Sitting(event.by, moment, moment, dict(event.changes)))
        else:
            last.ended = moment
            for key, step in event.changes.items():
                last.changes[key] = {"was": last.changes.get(key, step)["was"], "is": step["is"]}
    for sitting in found:
        sitting.changes = {k: step for k, step in sitting.changes.items() if step["was"] != step["is"]}
    return [sitting for sitting in reversed(found) if sitting.changes or sitting.decision]


def _events(record: Record) -> Iterator[tuple[dt.datetime, RecordChange | Decision]]:
    for change in record.changes.select_related("by").order_by("revision"):
        yield change.at, change
    for decision in record.decisions.select_related("by"):
        yield decision.at, decision
