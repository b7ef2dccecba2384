"""What the data list asks of a person: proposals while it is open, decisions while the Forum has it."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from lumbung.kit.workplace import Errand
from lumbung.rooms.forum import queries as forum
from lumbung.vocabulary.words import Text


def forum_errands(person: AbstractBaseUser) -> Iterator[Errand]:
    """An office's proposals that are missing, and lists with proposals to be decided."""
    for of, offices in forum.lists_to_propose(person):
        names = ", ".join(office.short or office.name.id for office in offices)
        yield Errand(
            group=Text("Usulkan data", "Propose data"),
            title=Text(f"Daftar Data {of.year}", f"Data list {of.year}"),
            words=Text(f"belum ada usulan dari {names}", f"no proposal yet from {names}"),
            address=reverse("forum:list", args=(of.year,)),
            act=Text("Usulkan", "Propose"),
            due=of.proposals_until,
        )
    for of, count in forum.lists_with_undecided(person):
        yield Errand(
            group=Text("Putuskan dalam Forum", "Decide in the Forum"),
            title=Text(f"Daftar Data {of.year}", f"Data list {of.year}"),
            words=Text(f"{count} usulan menunggu keputusan", f"{count} proposals wait for a decision"),
            address=reverse("forum:meetings", args=(of.year,)),
            act=Text("Putuskan", "Decide"),
        )
