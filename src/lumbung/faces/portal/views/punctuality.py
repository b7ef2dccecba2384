"""Who releases on the day that was planned, for everybody to see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lumbung.faces.portal.punctuality import YEARS, punctuality
from lumbung.faces.portal.shelf import public_page


@public_page
def punctual(request: HttpRequest) -> HttpResponse:
    """Every office with its share of releases on time, and its stale datasets."""
    context = {"punctuality": punctuality(), "years": YEARS, "section": "kalender"}
    return render(request, "portal/punctuality.jinja", context)
