"""The journal from the command line."""

from __future__ import annotations

import json

from django.db import connection

from lumbung.rooms.journal.guards import lift_guards, set_guards
from lumbung.rooms.journal.models import Entry


def test_a_whole_journal_is_told_with_its_length(city, lumbung):
    ran = lumbung("journal", "verify")

    assert ran.code == 0
    assert ran.out.startswith(f"Jurnal utuh: {Entry.objects.count()} baris")


def test_a_broken_one_is_told_line_by_line(city, lumbung):
    lift_guards(connection)
    Entry.objects.filter(number=2).update(reason="lain")
    set_guards(connection)

    ran = lumbung("journal", "verify")
    assert (ran.code, ran.out) == (1, "Baris 2 telah diubah.\n")
    assert lumbung("journal", "verify", "--json").json["breakages"] == [
        {"kind": "changed", "number": 2, "message": "Baris 2 telah diubah."}
    ]


def test_the_last_lines_are_shown(city, lumbung):
    ran = lumbung("journal", "show", "--dataset", "penduduk-kelamin", "--json")

    line = json.loads(ran.out)
    assert (line["verb"], line["subject"]) == (
        "catalog.dataset-defined",
        ["catalog.dataset", "penduduk-kelamin"],
    )
    assert "people.registered\tOperator sistem\twati" in lumbung("journal", "show").out
