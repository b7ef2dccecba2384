"""The desk as all rooms share it: places of the side bar, errands that wait, forms that lose nothing.

A room says what it adds (:func:`place`, :func:`errands`) when it is set up; a page of any room
is then shown with everything that waits for the person in front of it.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_cache_control

from lumbung.kit.places import Place
from lumbung.kit.said import t
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing that waits for a person: what it is, what to do, and where."""

    group: Text  # what is to be done: "Perbaiki", "Periksa", "Rilis" …
    title: Text  # the thing: the dataset
    words: Text  # how it stands
    address: str
    act: Text  # the button
    tone: str = ""  # "brick" when late or faulty, "grain" when it needs an eye
    due: dt.date | None = None


ErrandMaker = Callable[[AbstractBaseUser], Iterable[Errand]]
Shown = Callable[[AbstractBaseUser], bool]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as a room declares it."""

    order: int
    title: Text
    address_name: str  # the name of its address; a heading has none
    counts: Callable[[AbstractBaseUser], int] | None = None
    shown: Shown | None = None


_KEPT = "_lumbung_errands"
_entries: dict[str, Entry] = {}
_makers: dict[str, ErrandMaker] = {}
_unread: list[str] = []
_reading = threading.Lock()


def declared_in(module: str) -> None:
    """Say whose ``declare()`` fills the side bar; it is imported when a desk is first shown."""
    _unread.append(module)


def _learn() -> None:
    with _reading:
        while _unread:
            import_module(_unread[-1]).declare()
            _unread.pop()


_offices: list[Callable[[Any], str]] = []


def introduced(office: Callable[[Any], str]) -> None:
    """Say how the office of a person is named at the head of the desk."""
    _offices[:] = [office]


def place(
    order: int,
    title: Text,
    address_name: str = "",
    *,
    counts: Callable[[AbstractBaseUser], int] | None = None,
    shown: Shown | None = None,
) -> None:
    """Declare a place of the side bar; declared again, it takes the place of the first."""
    _entries[address_name or title.id] = Entry(order, title, address_name, counts, shown)


def errands(name: str, maker: ErrandMaker) -> None:
    """Declare what makes a room's errands for a person."""
    _makers[name] = maker


def errands_of(person: AbstractBaseUser) -> list[Errand]:
    """Everything that waits for a person, the late ones first, then by the day it is due.

    Kept with the person, who is another object for each request: the side bar counts them too.
    """
    _learn()
    kept: list[Errand] | None = getattr(person, _KEPT, None)
    if kept is None:
        found = [errand for maker in _makers.values() for errand in maker(person)]
        kept = sorted(found, key=lambda e: (e.tone != "brick", e.due or dt.date.max, e.title.id))
        setattr(person, _KEPT, kept)
    return kept


def places(request: HttpRequest) -> list[Place]:
    """The side bar for the person of a request, with the present place marked."""
    person = request.user
    if not isinstance(person, AbstractBaseUser):
        return []
    _learn()
    made: list[Place] = []
    for entry in sorted(_entries.values(), key=lambda entry: entry.order):
        if entry.shown is not None and not entry.shown(person):
            continue
        count = entry.counts(person) if entry.counts is not None else 0
        made.append(Place(entry.title, _address(entry.address_name), count))
    return _marked(_with_something_under(made), request.path)


def _with_something_under(made: list[Place]) -> list[Place]:
    """The places without the headings under which a person has none."""
    return [
        one
        for one, after in zip(made, [*made[1:], None], strict=True)
        if one.address or (after is not None and after.address)
    ]


def _address(name: str) -> str:
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:  # a room that is not built in
        return ""


def _marked(made: list[Place], path: str) -> list[Place]:
    """The place whose address begins the path by the longest stretch is here."""
    matching = [one for one in made if one.address and path.startswith(one.address)]
    here = max(matching, key=lambda one: len(one.address), default=None)
    return [replace(one, here=one is here) for one in made]


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page of the desk: in its frame, with its places, kept by nobody."""
    given = {
        "desk": True,
        "places": places(request),
        "office": _offices[0](request.user) if _offices else "",
        "messages": messages.get_messages(request),
    }
    response = render(request, template, given | dict(context or {}), status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response


class StaffRequest(HttpRequest):
    """A request of somebody who has logged in."""

    user: Any


def for_staff(
    view: Callable[Concatenate[StaffRequest, Given], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Given], HttpResponseBase]:
    """A view for people who have logged in; others are shown the door and led back afterwards."""
    return login_required(view, redirect_field_name="kembali")  # type: ignore[return-value]  # it narrows the request


def attempted(form: BaseForm, act: Callable[[], Result]) -> Result | None:
    """Do what a form asks; what cannot be done is told on the form, with all that was typed.

    None says that the form is to be shown again.
    """
    try:
        return act()
    except Problem as problem:
        form.add_error(None, told(problem))
        return None


def told(problem: Problem) -> str:
    """A problem as one line in the language of the answer."""
    return " ".join(filter(None, (t(problem.told), t(problem.advice))))
