"""The parts of a pack in the order in which they are loaded, each by the doors of its room."""

from __future__ import annotations

from collections.abc import Callable

from lumbung.faces.packs.folder import Pack
from lumbung.faces.packs.parts import catalog, codes, datalist, forms, metadata, people, reminders, standards
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.words import Text

Part = Callable[[Pack, User, list[Text]], Changes]
"""Loads one part of a pack in the running transaction; what somebody should know is added to the notes."""

PARTS: dict[str, Part] = {
    "sources": standards.load_sources,
    "areas": standards.load_areas,
    "organisations": people.load_organisations,
    "units": standards.load_units,
    "concepts": standards.load_concepts,
    "codelists": standards.load_codelists,
    "area changes": codes.load_area_changes,
    "maps": codes.load_maps,
    "measures": standards.load_measures,
    "topics": catalog.load_topics,
    "synonyms": standards.load_synonyms,
    "datasets": catalog.load_datasets,
    "people": people.load_people,
    "reminders": reminders.load_reminders,
    "datalist": datalist.load_data_list,
    "forms": forms.load_forms,
    "metadata": metadata.load_metadata,
    "waivers": metadata.load_waivers,
}

__all__ = ["PARTS", "Part"]
