"""Makes a city of 51 offices with 200 obligations each, and looks at its page and at a plain one in turn.

    LUMBUNG_HOME=FOLDER python -m benchmarks.matrix_parts.looking OFFICES ROUNDS

Prints one line of JSON: the milliseconds of each look, the least of the processor's time for the city,
and how many obligations there were.
"""

from __future__ import annotations

import json
import os
import sys
import time

import django


def main() -> None:
    """Make, look, tell."""
    offices, rounds = map(int, sys.argv[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lumbung.site.settings")
    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone
    from tests.city import build_city
    from tests.faces.desk.crowded import crowd

    call_command("migrate", verbosity=0)
    city = build_city()
    year = timezone.localdate().year
    obligations = crowd(city, offices=offices, year=year)
    steward = Client(headers={"host": "localhost"})
    steward.force_login(city.steward, backend="django.contrib.auth.backends.ModelBackend")

    pages = {"city": f"/desk/kota?tahun={year}", "plain": "/desk/wewenang"}
    processor: list[float] = []

    def look(path: str) -> float:
        started, worked = time.perf_counter(), time.process_time()
        answer = steward.get(path)
        seconds = time.perf_counter() - started
        if path == pages["city"]:
            processor.append((time.process_time() - worked) * 1000)
        assert answer.status_code == 200, (path, answer.status_code)
        return seconds * 1000

    for path in pages.values():  # templates are read once
        look(path)
    looks: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(rounds):
        for name, path in pages.items():
            looks[name].append(look(path))
    print(json.dumps({"obligations": obligations, **looks, "processor": min(processor)}))


if __name__ == "__main__":
    main()
