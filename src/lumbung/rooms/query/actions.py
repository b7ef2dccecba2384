"""What is done here: a question is kept for later, by anybody who may ask it.

Nothing of this goes into the journal: whoever saves is a stranger, nothing about the data changes,
and strangers must not be able to make the record of the office's acts grow.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from lumbung.cube import query
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.people.queries import Actor
from lumbung.rooms.query.limits import MOST_SAVED_QUERIES, SAVED_QUERIES_AN_HOUR, SAVED_QUERY_BYTES
from lumbung.rooms.query.models import SavedQuery
from lumbung.rooms.query.problems import SavedQueryTooLarge, TooManySaved
from lumbung.rooms.query.queries import pin

__all__ = ["save_query"]


def save_query(*, dataset: str, content: Mapping[str, Any], actor: Actor) -> SavedQuery:
    """Keep a question to a dataset; the same one again is the one that is kept already."""
    pin(query(dataset), reader=actor)
    written = orjson.dumps([dataset, content], option=orjson.OPT_SORT_KEYS)
    if len(written) > SAVED_QUERY_BYTES:
        raise SavedQueryTooLarge(bytes=len(written), most=SAVED_QUERY_BYTES)
    id_ = hashlib.blake2b(written, digest_size=12).hexdigest()
    kept = SavedQuery.objects.filter(pk=id_).first()
    if kept is not None:
        return kept
    hour_ago = timezone.now() - dt.timedelta(hours=1)
    if SavedQuery.objects.filter(saved_at__gt=hour_ago).count() >= SAVED_QUERIES_AN_HOUR:
        raise TooManySaved(most=SAVED_QUERIES_AN_HOUR)
    if SavedQuery.objects.count() >= MOST_SAVED_QUERIES:
        raise TooManySaved(most=MOST_SAVED_QUERIES)
    with transaction.atomic():
        kept, _ = SavedQuery.objects.get_or_create(
            pk=id_, defaults={"dataset": catalog.dataset(dataset), "content": dict(content)}
        )
    return kept
