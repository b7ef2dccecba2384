"""The ordinary door of the interface: requests of every form, GET and POST."""

from __future__ import annotations

from urllib.parse import parse_qsl

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from lumbung.faces.api.ckan.replies import JSON, OPEN, Asked, Reply, refused, reply
from lumbung.faces.api.telling import language_of
from lumbung.formats.ckan.arguments import Arguments, arguments_of
from lumbung.formats.ckan.faults import Unreadable
from lumbung.vocabulary.words import Text

LARGEST = 64 * 1024  # bytes of a question
MOST_ARGUMENTS = 200


@csrf_exempt
def act(request: HttpRequest, name: str) -> HttpResponse:
    """Do an action for whoever asks."""
    if request.method == "OPTIONS":
        return _response(Reply(204, OPEN, b""))
    language = language_of(request)
    try:
        given = _given(request)
    except Unreadable as fault:
        return _response(refused(fault.status, fault.words.said(language)))
    asked = Asked(
        name,
        request.build_absolute_uri("/").rstrip("/"),
        language,
        request.headers.get("If-None-Match", ""),
        request.headers.get("Accept-Encoding", ""),
    )
    return _response(reply(asked, given))


def version(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # Django hands it
    """Which version of the interface this is."""
    return _response(Reply(200, (*OPEN, JSON), b'{"version":3}'))


def in_the_address(query: str) -> list[tuple[str, str]]:
    """The arguments that stand in an address."""
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_ARGUMENTS)
    except ValueError as fault:
        raise _too_long() from fault


def _given(request: HttpRequest) -> Arguments:
    address = in_the_address(request.META.get("QUERY_STRING", ""))
    if request.method not in {"GET", "HEAD", "POST"}:
        raise Unreadable(Text("Bad request - gunakan GET atau POST", "Bad request - use GET or POST"))
    try:
        body = request.body if request.method == "POST" else b""
    except (RequestDataTooBig, UnreadablePostError) as fault:
        raise _too_long() from fault
    if len(body) > LARGEST:
        raise _too_long()
    if request.content_type == "application/x-www-form-urlencoded" and not body.lstrip().startswith(b"{"):
        address += in_the_address(body.decode("utf-8", "replace"))
        body = b""
    return arguments_of(address, body)


def _too_long() -> Unreadable:
    return Unreadable(
        Text("Bad request - pertanyaan terlalu panjang", "Bad request - the question is too long")
    )


def _response(told: Reply) -> HttpResponse:
    response = HttpResponse(told.body, status=told.status)
    del response["Content-Type"]
    for name, value in told.headers:
        response[name] = value
    return response
