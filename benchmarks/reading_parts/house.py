"""A deployment with the million observations, put there as a release would.

    LUMBUNG_HOME=FOLDER python -m benchmarks.reading_parts.house ROWS

Only the offices, the areas and the dataset that the figures need; tells how long each step took.
"""

from __future__ import annotations

import json
import os
import sys
import time

import django
from django.core.management import call_command

from benchmarks.million import DATASET, PROVINCE, definition, observations
from lumbung.cube import EditionDraft

LABEL = "2025.1"
OFFICE = "kantor-ukur"


def main(rows: int) -> None:
    """Make it, and print the seconds of each step."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lumbung.site.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    from django.utils import timezone

    from lumbung.rooms.catalog import actions as catalog
    from lumbung.rooms.catalog import queries
    from lumbung.rooms.people import actions as people
    from lumbung.rooms.people.queries import Duty, organisation
    from lumbung.rooms.query import queries as observed
    from lumbung.rooms.standards import actions as standards
    from lumbung.vocabulary.words import Text

    million = observations(rows)
    operator = people.operator()
    standards.load_areas(
        [
            {
                "code": area.code,
                "name": area.name,
                "level": area.level.value,
                "kind": "",
                "parent": area.parent,
            }
            for area in million.areas.areas.values()
        ],
        actor=operator,
    )
    offices = [{"code": OFFICE, "name": Text("Kantor Ukur"), "kind": "perangkat-daerah", "area": PROVINCE}]
    people.load_organisations(offices, actor=operator)
    office = organisation(OFFICE)
    steward = people.register(username="ukur", name="Ukur", password="lumbung-padi-ukur", actor=operator)
    people.give_duty(user=steward, duty=Duty.STEWARD, organisation=office, actor=operator)
    dataset = catalog.define_dataset(definition=definition(), producer=office, actor=operator).dataset
    structure, now = queries.structure(dataset), timezone.now()

    draft = EditionDraft(
        structure=structure,
        label=LABEL,
        areas=million.areas,
        released_at=now,
        released_by="ukur",
        source=office.name,
        licence="CC-BY-4.0",
    )
    started = time.perf_counter()
    manifest = observed.store().write(draft, million.frame)
    written = time.perf_counter()
    catalog.record_edition(
        dataset=dataset,
        label=LABEL,
        manifest=manifest.as_record(),
        digest=manifest.digest,
        rows=manifest.rows,
        periods=manifest.periods,
        at=now,
        actor=steward,
    )
    public = time.perf_counter()
    observed.make_ready(f"{DATASET}@{LABEL}")
    ready = time.perf_counter()
    print(json.dumps({"public": public - started, "written": written - started, "ready": ready - started}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
