"""Writes limits.md, the page of all limits, from their declarations.

python docs/reference/make_limits.py
"""

from __future__ import annotations

import os
from pathlib import Path

import django

PAGE = Path(__file__).with_name("limits.md")

OPENING = """\
# Limits

> **Know what may be asked for, and how often.** Every limit of a running house stands at
> `/api/v1/config`; a refusal names the one that was met and the way on. This page is made from the
> declarations; do not edit it by hand.

## Fair use

Each address has a purse of points that fills again at a steady rate; a token that the house knows, and
everybody who has logged in, has a larger one of their own. A request costs as many points as it took
milliseconds of a processor: the price below is paid beforehand, the rest when it is done, so that answers
from memory cost next to nothing. Whoever has spent the purse gets `429 Too Many Requests` with
`Retry-After`, and nothing else is refused. Programs on the machine itself are not counted.

| Limit | Points | Set by |
| --- | ---: | --- |
{fair}

| Paid beforehand for | Points |
| --- | ---: |
{prices}

A setting stands in the environment (`LUMBUNG_FAIR_POINTS=50`) or in `lumbung.toml` (`fair_points = 50`);
0 lifts the limits. `proxies` names the addresses and networks of your own proxies (`127.0.0.1,::1` where
nothing is set): only their word is taken for where a request comes from (`X-Forwarded-For`). Behind a
proxy that is not named, all its readers share one purse.
"""

SETTINGS = {
    "points_a_second": "`fair_points`",
    "points_at_once": "`fair_points_at_once`",
    "points_a_second_with_token": "`fair_token_times` times as much",
    "points_at_once_with_token": "`fair_token_times` times as much",
}


def page() -> str:
    """The whole page."""
    from lumbung.faces.api.v1.limits import GROUPS
    from lumbung.kit.fairness import fair_use
    from lumbung.kit.fairness_prices import Price

    usual = fair_use(points="", at_once="", token_times="", known_proxies="").limits
    fair = [f"| `{name}` | {value:,} | {SETTINGS[name]} |" for name, value in usual.items()]
    prices = [f"| {price.what.en} | {price.points:,} |" for price in Price]
    parts = [OPENING.format(fair="\n".join(fair), prices="\n".join(prices))]
    for title, limits in GROUPS:
        rows = [f"| `{name}` | {value:,} |" for name, value in limits.items()]
        parts.append(f"## {title.en}\n\n| Limit | Value |\n| --- | ---: |\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lumbung.site.settings")
    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
