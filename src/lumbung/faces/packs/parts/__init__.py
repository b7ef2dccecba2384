"""The parts of a pack in the order in which they are loaded, each by the doors of its room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lumbung.faces.packs.folder import Pack
from lumbung.faces.packs.parts import catalog, codes, datalist, forms, metadata, people, reminders, standards
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.words import Text

Load = Callable[[Pack, User, list[Text]], Changes]
"""Loads one part of a pack in the running transaction; what somebody should know is added to the notes."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a pack: what people call it, and what loads it."""

    title: Text
    load: Load


PARTS: dict[str, Part] = {
    "sources": Part(Text("sumber", "sources"), standards.load_sources),
    "areas": Part(Text("wilayah", "areas"), standards.load_areas),
    "organisations": Part(Text("organisasi", "organisations"), people.load_organisations),
    "units": Part(Text("satuan", "units"), standards.load_units),
    "concepts": Part(Text("konsep", "concepts"), standards.load_concepts),
    "codelists": Part(Text("daftar kode", "code lists"), standards.load_codelists),
    "area changes": Part(Text("perubahan wilayah", "changes of areas"), codes.load_area_changes),
    "maps": Part(Text("peta kode", "code maps"), codes.load_maps),
    "measures": Part(Text("ukuran", "measures"), standards.load_measures),
    "topics": Part(Text("topik", "topics"), catalog.load_topics),
    "synonyms": Part(Text("sinonim", "synonyms"), standards.load_synonyms),
    "datasets": Part(Text("dataset", "datasets"), catalog.load_datasets),
    "people": Part(Text("akun", "accounts"), people.load_people),
    "reminders": Part(Text("aturan pengingat", "rules for reminders"), reminders.load_reminders),
    "datalist": Part(Text("daftar data", "data lists"), datalist.load_data_list),
    "forms": Part(Text("formulir", "forms"), forms.load_forms),
    "metadata": Part(Text("metadata", "metadata"), metadata.load_metadata),
    "waivers": Part(Text("pengecualian metadata", "metadata waivers"), metadata.load_waivers),
}

__all__ = ["PARTS", "Load", "Part"]
