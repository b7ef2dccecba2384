"""``/mcp`` on the web: one message is posted, one answer comes back; nothing is kept in between."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from lumbung.faces.mcp import protocol
from lumbung.faces.mcp.limits import MOST_BYTES
from lumbung.faces.mcp.protocol import INVALID_REQUEST, Refused
from lumbung.faces.mcp.server import SERVER, result_of

JSON = "application/json"
ALLOWED = "POST, OPTIONS"
HEADERS = "Content-Type, Accept, MCP-Protocol-Version, Mcp-Method, Mcp-Name"


@csrf_exempt  # nobody is logged in here, and nothing is written
def serve(request: HttpRequest) -> HttpResponse:
    """Answer a message, or refuse it in the words of the protocol."""
    if request.method not in {"POST", "OPTIONS"}:  # no stream is opened and no session ended
        return _headed(request, HttpResponse(status=405, headers={"Allow": ALLOWED}))
    try:
        _may_come(request)
        if request.method == "OPTIONS":
            return _headed(request, HttpResponse(status=204))
        answer = _answer(request)
    except Refused as refused:
        answer = HttpResponse(protocol.refused(refused), status=refused.status, content_type=JSON)
    return _headed(request, answer)


def _answer(request: HttpRequest) -> HttpResponse:
    if request.content_type != JSON:
        raise Refused(INVALID_REQUEST, f"Send {JSON}.", status=415)
    if not request.accepts(JSON):
        raise Refused(INVALID_REQUEST, f"Answers are {JSON}.", status=406)
    headers = {name.lower(): value for name, value in request.headers.items()}
    message = protocol.read(request.read(MOST_BYTES + 1), headers)
    if message.identifier is None:
        return HttpResponse(status=202)
    try:
        result = result_of(message, request.build_absolute_uri("/").rstrip("/"))
    except Refused as refused:
        refused.answers = message.identifier
        if not message.is_stateless:  # before, a refused method was an ordinary answer
            refused.status = 200
        raise
    return HttpResponse(protocol.answered(message, result, SERVER), content_type=JSON)


def _may_come(request: HttpRequest) -> None:
    """A page of another site is refused, unless it was named: it could speak for whoever looks at it."""
    origin = request.headers.get("Origin")
    if origin is None or origin in settings.MCP_ORIGINS or "*" in settings.MCP_ORIGINS:
        return
    if urlsplit(origin).netloc != request.get_host():
        raise Refused(INVALID_REQUEST, "This origin may not ask here.", status=403)


def _headed(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["X-Content-Type-Options"] = "nosniff"
    origin = request.headers.get("Origin")
    if origin is not None and answer.status_code != 403:
        answer["Access-Control-Allow-Origin"] = origin
        answer["Access-Control-Allow-Methods"] = ALLOWED
        answer["Access-Control-Allow-Headers"] = HEADERS
        answer["Vary"] = "Origin"
    return answer
