"""When people are reminded and when they are left in peace: the rules of a city, as its pack writes them.

>>> rules = policy_of({"before": [14, 3], "quiet": {"from": "17:00", "until": "07:00"}})
>>> rules.step(days_left=5), rules.step(days_left=-30)
('before-14', 'after-28')
>>> rules.is_quiet(dt.datetime(2026, 3, 2, 6, 59)), rules.is_quiet(dt.datetime(2026, 3, 2, 7, 0))
(True, False)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text

DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
FURTHEST = 366  # days: a reminder a year beforehand is none
KEYS = frozenset(
    {"before", "on_the_day", "after", "then_every", "escalate_after", "quiet", "rest_days", "holidays"}
)


class PolicyFault(Invalid):
    """A rule of the policy cannot be understood."""

    code = "collection.reminder-policy"
    message = Text("Aturan pengingat, {where}: {fault}.", "Reminder rules, {where}: {fault}.")
    hint = Text("Perbaiki reminders.yaml pada paketnya.", "Mend reminders.yaml in its pack.")


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of a city; these are the ones where no pack says otherwise."""

    before: tuple[int, ...] = (14, 3)
    on_the_day: bool = True
    after: tuple[int, ...] = (1, 7, 14)
    then_every: int = 7  # days; 0: no more
    escalate_after: int = 14  # days late; 0: never
    quiet_from: dt.time = dt.time(17)
    quiet_until: dt.time = dt.time(7)
    rest_days: frozenset[int] = frozenset({5, 6})  # Monday is 0
    holidays: Mapping[dt.date, Text] = field(default_factory=dict)

    def step(self, days_left: int) -> str | None:
        """The last step of reminding that has been reached so many days before (or after) the date.

        Steps that nobody could take, over a holiday or while the machine stood still, are not
        made up for: the last one says it all.
        """
        late = -days_left
        reached = [days for days in self.after if days <= late]
        if reached:
            last = max(reached)
            if self.then_every and last == max(self.after):
                last += (late - last) // self.then_every * self.then_every
            return f"after-{last}"
        if late >= 0 and self.on_the_day:
            return "on-the-day"
        coming = [days for days in self.before if days_left <= days]
        return f"before-{min(coming)}" if coming else None

    @property
    def furthest(self) -> int:
        """How many days before a date the first reminder comes."""
        return max(self.before, default=0)

    def is_quiet(self, local: dt.datetime) -> bool:
        """Whether people are left in peace at a moment of the city's own clock."""
        if local.weekday() in self.rest_days or local.date() in self.holidays:
            return True
        now = local.time().replace(tzinfo=None)
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= now < self.quiet_until
        return now >= self.quiet_from or now < self.quiet_until  # the quiet crosses midnight


def policy_of(raw: Mapping[str, Any]) -> Policy:
    """Read the rules as a pack writes them; a key that is not there keeps its default."""
    if unknown := set(raw) - KEYS:
        raise PolicyFault(where=", ".join(sorted(map(str, unknown))), fault=_UNKNOWN)
    plain = Policy()
    quiet = raw.get("quiet", {})
    if not isinstance(quiet, Mapping) or set(quiet) - {"from", "until"}:
        raise PolicyFault(where="quiet", fault='{from: "17:00", until: "07:00"}')
    return Policy(
        before=_days(raw, "before", plain.before),
        on_the_day=_flag(raw, "on_the_day", plain.on_the_day),
        after=_days(raw, "after", plain.after),
        then_every=_number(raw.get("then_every", plain.then_every), "then_every"),
        escalate_after=_number(raw.get("escalate_after", plain.escalate_after), "escalate_after"),
        quiet_from=_time(quiet.get("from"), "quiet.from", plain.quiet_from),
        quiet_until=_time(quiet.get("until"), "quiet.until", plain.quiet_until),
        rest_days=_rest_days(raw, plain.rest_days),
        holidays=_holidays(raw.get("holidays", [])),
    )


_UNKNOWN = Text("kunci ini tidak dikenal", "this key is not known")
_NUMBER = Text(f"tulis hari dari 0 sampai {FURTHEST}", f"write days from 0 to {FURTHEST}")
_DATE = Text("tulis {date: 2026-03-20, name: …}", "write {date: 2026-03-20, name: …}")


def _number(given: object, where: str) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= FURTHEST:
        raise PolicyFault(where=where, fault=_NUMBER)
    return given


def _days(raw: Mapping[str, Any], key: str, otherwise: tuple[int, ...]) -> tuple[int, ...]:
    given = raw.get(key, otherwise)
    if not isinstance(given, list | tuple):
        raise PolicyFault(where=key, fault=_NUMBER)
    return tuple(sorted({_number(days, key) for days in given}))


def _flag(raw: Mapping[str, Any], key: str, otherwise: bool) -> bool:
    given = raw.get(key, otherwise)
    if not isinstance(given, bool):
        raise PolicyFault(where=key, fault="true / false")
    return given


def _time(given: object, where: str, otherwise: dt.time) -> dt.time:
    if given is None:
        return otherwise
    try:
        return dt.time.fromisoformat(str(given).replace(".", ":"))
    except ValueError as fault:
        raise PolicyFault(where=where, fault='"17:00"') from fault


def _rest_days(raw: Mapping[str, Any], otherwise: frozenset[int]) -> frozenset[int]:
    given = raw.get("rest_days")
    if given is None:
        return otherwise
    if not isinstance(given, list) or any(day not in DAYS for day in given):
        raise PolicyFault(where="rest_days", fault=", ".join(DAYS))
    return frozenset(DAYS.index(day) for day in given)


def _holidays(given: object) -> dict[dt.date, Text]:
    if not isinstance(given, list):
        raise PolicyFault(where="holidays", fault=_DATE)
    found: dict[dt.date, Text] = {}
    for number, entry in enumerate(given, start=1):
        where = f"holidays[{number}]"
        if not isinstance(entry, Mapping) or set(entry) - {"date", "name", "source", "status"}:
            raise PolicyFault(where=where, fault=_DATE)
        try:
            day = dt.date.fromisoformat(str(entry.get("date")))
        except ValueError as fault:
            raise PolicyFault(where=where, fault=_DATE) from fault
        name = entry.get("name") or ""
        found[day] = Text(name) if isinstance(name, str) else Text(name.get("id", ""), name.get("en", ""))
    return found
