"""Addresses that CKAN's readers know by heart, led to the pages of this house."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from lumbung.faces.api.ckan.shelf import shelf, state
from lumbung.formats.ckan.faults import Missing
from lumbung.formats.ckan.packages import TABLE
from lumbung.rooms.query.queries import NotPublished
from lumbung.vocabulary.publications import Publication


def dataset(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001  # Django hands it
    """The page of a dataset, by name or identifier."""
    return redirect("portal:dataset", _found(name).code)


def dump(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001  # as above
    """All rows of a table as CSV."""
    table = next(way for way in _found(name).distributions if way.format == TABLE)
    return redirect(table.path)


def _found(name: str) -> Publication:
    published = shelf("", state())
    try:
        return published.resources[name][0] if name in published.resources else published.dataset(name)
    except Missing as missing:
        raise NotPublished(dataset=name[:80]) from missing


urlpatterns = [
    path("dataset/<str:name>", dataset),
    path("datastore/dump/<str:name>", dump),
]
