"""The interface put together: routers, and one place where problems become answers."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import BaseRenderer

from lumbung.faces.api.telling import tell, told
from lumbung.faces.api.v1 import (
    areas,
    codelists,
    config,
    datasets,
    harvested,
    metadata,
    mirror,
    punctuality,
    quality,
    standards,
    submissions,
)
from lumbung.faces.api.v1.openapi import completed
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text


class Compact(BaseRenderer):
    """JSON without blanks."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002  # ninja's signature
        """Write an answer."""
        return orjson.dumps(data)


class Interface(NinjaAPI):
    """An interface that pages of any other site may read: what they get is public, or needs a token."""

    def create_response(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make an answer."""
        response = super().create_response(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """The description with every refusal in it."""
        schema = super().get_openapi_schema(*args, **kwargs)
        completed(schema)
        return schema


api = Interface(
    title="Lumbung",
    version="1",
    description="Angka yang sudah dirilis, dengan sumber, edisi, dan lisensinya."
    " / Released figures with their source, edition and licence.",
    urls_namespace="api-v1",
    openapi_url="/openapi.json",
    renderer=Compact(),
    docs_url=None,  # its page would load scripts from outside hosts
)
api.add_router("/datasets", datasets.router)
api.add_router("/datasets", submissions.router)
api.add_router("/datasets", metadata.router)
api.add_router("/datasets", mirror.router)
api.add_router("/datasets", quality.statements)
api.add_router("/contradictions", quality.contradictions)
api.add_router("/areas", areas.router)
api.add_router("/harvested", harvested.router)
api.add_router("/codelists", codelists.lists)
api.add_router("/maps", codelists.maps)
api.add_router("/standards", standards.router)
api.add_router("", config.router)
api.add_router("", punctuality.router)


@api.exception_handler(Problem)
def on_problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Tell what cannot be done."""
    return told(request, problem)


@api.exception_handler(ValidationError)
def on_parameters(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Tell which parameter cannot be read."""
    places = ", ".join(".".join(map(str, error["loc"][1:])) + ": " + error["msg"] for error in fault.errors)
    return tell(
        request,
        status=422,
        code="api.parameters",
        message=Text(f"Parameter tidak dapat dibaca: {places}", f"Parameters cannot be read: {places}"),
        hint=Text("Lihat /api/v1/openapi.json.", "See /api/v1/openapi.json."),
    )


@api.exception_handler(Http404)
def on_missing(request: HttpRequest, fault: Http404) -> HttpResponse:  # noqa: ARG001  # ninja hands it
    """Tell that an address leads nowhere."""
    return tell(
        request,
        status=404,
        code="not-found",
        message=Text("Alamat ini tidak ada.", "There is nothing at this address."),
        hint=Text("Lihat /api/v1/openapi.json.", "See /api/v1/openapi.json."),
    )


@csrf_exempt  # so that whoever posts to it is told the same
def nowhere(request: HttpRequest) -> HttpResponse:
    """An address of the interface that leads nowhere is told like all its problems."""
    return on_missing(request, Http404())
