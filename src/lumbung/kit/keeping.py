"""Keep the records of a list as the list says: add what is new, mend what differs, count the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models

from lumbung.vocabulary.changes import Changes

Record = TypeVar("Record", bound=models.Model)
BATCH = 500


def keep(among: models.QuerySet[Record], rows: Iterable[Mapping[str, Any]], *, key: str = "code") -> Changes:
    """Make the records among these say what the rows say; a row holds values by column.

    Columns that a row does not name stay as they are. Nothing is removed.
    """
    wanted = {str(row[key]): row for row in rows}
    model = among.model
    kept = {str(getattr(record, key)): record for record in among}
    new = [model(**row) for code, row in wanted.items() if code not in kept]
    changed: list[Record] = []
    columns: set[str] = set()
    for code, row in wanted.items():
        if code in kept and (differing := _differing(kept[code], row)):
            for name in differing:
                setattr(kept[code], name, row[name])
            changed.append(kept[code])
            columns |= {name.removesuffix("_id") for name in differing}
    model._default_manager.bulk_create(new, batch_size=BATCH)
    if changed:
        model._default_manager.bulk_update(changed, sorted(columns), batch_size=BATCH)
    return Changes(
        added=tuple(str(getattr(record, key)) for record in new),
        changed=tuple(str(getattr(record, key)) for record in changed),
        unchanged=len(wanted) - len(new) - len(changed),
    )


def _differing(record: models.Model, row: Mapping[str, Any]) -> set[str]:
    """The columns in which a record says something else than a row."""
    found = set()
    for name, value in row.items():
        field = record._meta.get_field(name.removesuffix("_id"))
        if not isinstance(field, models.Field):
            raise TypeError(f"{name} is no column")
        was = getattr(record, field.attname)
        now = value.pk if isinstance(value, models.Model) else value
        if field.get_prep_value(was) != field.get_prep_value(now):
            found.add(name)
    return found
