"""Waivers as they can be read: which datasets pass without their metadata, why, and until when."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.metadata.models import Waiver
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Actor, Permission


def waiver_of(dataset: Dataset) -> Waiver | None:
    """The waiver that lets a dataset pass today."""
    return Waiver.objects.filter(dataset=dataset, until__gte=timezone.localdate()).first()


def waivers(actor: Actor) -> QuerySet[Waiver]:
    """The waivers that a person may see, those that end first first; also those that have ended."""
    reach = people.reach(actor, Permission.READ_DRAFTS)
    found = Waiver.objects.filter(dataset__producer__in=reach)
    return found.select_related("dataset__producer", "by").order_by("until", "pk")
