"""Relevance: whether anybody asked for these figures, and what for."""

from __future__ import annotations

from collections.abc import Iterator

from lumbung.rooms.forum import queries as forum
from lumbung.rooms.metadata import queries as metadata
from lumbung.rooms.quality.facts.fact import Fact, Subject
from lumbung.rooms.quality.states import Side
from lumbung.vocabulary.words import Text

LIST = Text("Daftar Data", "the data list")
YES, NO = Text("ya", "yes"), Text("tidak", "no")


def facts(subject: Subject) -> Iterator[Fact]:
    """Priority, the data list, and the activity for which the figures are collected."""
    dataset = subject.dataset
    yield Fact(
        "priority",
        Side.RELEVANCE,
        Text("Data prioritas", "Priority data"),
        YES if dataset.priority else NO,
        Text("katalog", "the catalogue"),
        number=float(dataset.priority),
        matters=1,
        sentence=Text("Dataset ini termasuk data prioritas.", "This dataset is priority data.")
        if dataset.priority
        else Text(""),
    )
    item = forum.items_of_dataset(dataset.code).filter(state=forum.ItemState.AGREED).first()
    yield Fact(
        "data-list",
        Side.RELEVANCE,
        Text("Diminta dalam Daftar Data", "Asked for in the data list"),
        Text(str(item.data_list.year)) if item is not None else Text("belum disepakati", "not agreed yet"),
        LIST,
        number=float(item is not None),
        matters=1,
        sentence=Text(
            f"Tercantum dalam Daftar Data {item.data_list.year}.",
            f"It stands in the data list of {item.data_list.year}.",
        )
        if item is not None
        else Text(""),
        tone="" if item is not None else "grain",
    )
    activity = metadata.meaning(dataset).activity
    yield Fact(
        "activity",
        Side.RELEVANCE,
        Text("Kegiatan statistik di baliknya", "The statistical activity behind it"),
        Text(activity.title) if activity is not None else Text("belum ditautkan", "not linked yet"),
        Text("metadata kegiatan", "activity metadata"),
        number=float(activity is not None),
        matters=1,
        sentence=Text(
            f"Angkanya berasal dari kegiatan “{activity.title}”.",
            f"The figures come from the activity “{activity.title}”.",
        )
        if activity is not None
        else Text(""),
        tone="" if activity is not None else "grain",
    )
