"""How SDMX is answered: in the format that is wanted, with a tag; faults in SDMX's own envelope."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from lumbung.faces.api.documents import document
from lumbung.formats.sdmx.artefacts import AGENCIES
from lumbung.formats.sdmx.faults import fault_as_json, fault_as_xml, number_of, status_of
from lumbung.formats.sdmx.media import Form
from lumbung.vocabulary.problems import Problem

View = Callable[..., HttpResponseBase]


def for_clients(view: View) -> View:
    """A view that only reads, and tells what cannot be done as SDMX tells it."""

    @wraps(view)
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Problem as problem:
            return _told(request, problem)

    return require_safe(telling)


def sent(
    request: HttpRequest,
    form: Form,
    pieces: Callable[[], Iterable[bytes]],
    *about: object,
) -> HttpResponseBase:
    """A document on its way; ``about`` is what it follows from besides its address."""
    response = document(request, form.media_type, pieces, *about)
    if response.status_code == 200:
        response["Content-Type"] = form.content_type
    patch_vary_headers(response, ("Accept",))
    return response


def _told(request: HttpRequest, problem: Problem) -> HttpResponse:
    number = number_of(problem)
    accept = request.headers.get("Accept", "") + request.GET.get("format", "")
    speaks_json = "json" in accept or ("xml" not in accept and request.path.startswith("/sdmx/v2/"))
    if speaks_json:
        prepared = timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        body = fault_as_json(number, problem.told, problem.advice, prepared=prepared, sender=AGENCIES)
        media_type = "application/vnd.sdmx.data+json;version=1.0.0"
    else:
        body = fault_as_xml(number, problem.told, problem.advice)
        media_type = "application/vnd.sdmx.error+xml;version=2.1"
    response = HttpResponse(body, status=status_of(problem), content_type=media_type)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-store"
    return response
