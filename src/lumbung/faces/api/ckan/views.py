"""The one door of the interface: a request becomes an action, its result or fault an envelope."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import parse_qsl

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from lumbung.faces.api.ckan import actions, datastore
from lumbung.faces.api.ckan.actions import Action
from lumbung.faces.api.ckan.shelf import Shelf, missing, shelf
from lumbung.faces.api.telling import language_of
from lumbung.faces.api.v1.bodies import WORTH_PACKING, Bodies, packed
from lumbung.formats.ckan.arguments import Arguments, arguments_of
from lumbung.formats.ckan.faults import Fault, Forbidden, Unreadable, failed, succeeded
from lumbung.kit.stamps import stamp
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

LARGEST = 64 * 1024  # bytes of a question
MOST_ARGUMENTS = 200
ROOT = "/api/3/action/"
OF_ROWS = (datastore.datastore_search, datastore.datastore_info, datastore.datastore_search_sql)
OF_THE_CATALOGUE = (
    actions.package_list, actions.package_show, actions.package_search, actions.package_autocomplete,
    actions.current_package_list_with_resources, actions.organization_list, actions.organization_show,
    actions.group_list, actions.group_show, actions.group_package_show, actions.tag_list, actions.tag_show,
    actions.tag_search, actions.resource_show, actions.resource_view_list, actions.license_list,
    actions.status_show, actions.site_read,
)  # fmt: skip
ACTIONS: Mapping[str, Action] = MappingProxyType(
    {action.__name__: action for action in (*OF_THE_CATALOGUE, *OF_ROWS)}
    | dict.fromkeys(
        ("vocabulary_list", "organization_list_for_user", "group_list_authz", "package_relationships_list"),
        actions.nothing,
    )
)
WRITING = (
    "create", "update", "patch", "delete", "upsert", "purge", "revise", "insert", "invite", "bulk", "remove",
    "clear", "add", "move", "reorder", "send", "run",
)  # fmt: skip
READ_ONLY = Text(
    "Access denied: antarmuka ini hanya untuk membaca; angka dikirim lewat meja kerja atau /api/v1",
    "Access denied: this interface only reads; figures are submitted at the desk or by /api/v1",
)
PLAIN = "public, no-cache"  # with the ETag: a short question instead of the whole answer

_bodies = Bodies()


@csrf_exempt
def act(request: HttpRequest, name: str) -> HttpResponse:
    """Do an action for whoever asks."""
    if request.method == "OPTIONS":
        return _open(HttpResponse(status=204))
    site = request.build_absolute_uri("/").rstrip("/")
    language = language_of(request)
    help_address = f"{site}{ROOT}help_show?name={name[:80]}"
    try:
        given = _given(request)
        tag = _tag(site, name, language, given)
        if tag in request.headers.get("If-None-Match", ""):
            return _about(HttpResponse(status=304), tag)
        body = _bodies.get(tag, lambda: _done(shelf(site), name, given, help_address))
    except Unreadable as fault:
        return _told(fault.status, fault.words.said(language))
    except Fault as fault:
        return _told(fault.status, failed(help_address, fault.record(language)))
    except Problem as problem:
        return _told(*_as_ckan(problem, help_address, language))
    return _about(_response(request, body, tag), tag)


def version(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # Django hands it
    """Which version of the interface this is."""
    return _open(HttpResponse(b'{"version": 3}', content_type="application/json;charset=utf-8"))


def help_show(shelf: Shelf, given: Arguments) -> str:  # noqa: ARG001  # an action is handed both
    """What an action does and what it takes. name."""
    name = given.needed("name")
    if name not in ACTIONS and name != "help_show":
        raise missing(name)
    return inspect.getdoc(ACTIONS.get(name, help_show)) or name


def _given(request: HttpRequest) -> Arguments:
    address = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    if request.method not in {"GET", "HEAD", "POST"}:
        raise Unreadable(Text("Bad request - gunakan GET atau POST", "Bad request - use GET or POST"))
    try:
        body = request.body if request.method == "POST" else b""
    except (RequestDataTooBig, UnreadablePostError):
        body = b" " * (LARGEST + 1)
    if len(body) > LARGEST or len(address) > MOST_ARGUMENTS:
        raise Unreadable(
            Text("Bad request - pertanyaan terlalu panjang", "Bad request - the question is too long")
        )
    if request.content_type == "application/x-www-form-urlencoded" and not body.lstrip().startswith(b"{"):
        address += parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        body = b""
    return arguments_of(address, body)


def _done(shelf: Shelf, name: str, given: Arguments, help_address: str) -> bytes:
    action = help_show if name == "help_show" else ACTIONS.get(name)
    if action is None:
        if any(word in WRITING for word in name.split("_")):
            raise Forbidden(READ_ONLY)
        said = name[:80]
        raise Unreadable(Text(f"Bad request - Action name not known: {said}"))
    return orjson.dumps(succeeded(help_address, action(shelf, given)))


def _tag(site: str, name: str, language: str, given: Arguments) -> str:
    now = stamp("catalog", "standards", "people", "metadata")
    asked = orjson.dumps(given.given, option=orjson.OPT_SORT_KEYS)
    about = repr((str(settings.HOME), now, site, name, language)).encode() + asked
    return f'W/"{hashlib.blake2b(about, digest_size=12).hexdigest()}"'


def _as_ckan(problem: Problem, help_address: str, language: str) -> tuple[int, dict[str, object]]:
    kinds = {
        403: (403, "Authorization Error"),
        404: (404, "Not Found Error"),
        410: (404, "Not Found Error"),
        413: (409, "Validation Error"),
    }
    status, kind = kinds.get(problem.http_status, (409, "Validation Error"))
    words = f"{problem.told.said(language)} {problem.advice.said(language)}".strip()
    return status, failed(help_address, {"__type": kind, "message": words, "code": problem.code})


def _response(request: HttpRequest, body: bytes, tag: str) -> HttpResponse:
    response = HttpResponse(body, content_type="application/json;charset=utf-8")
    if len(body) > WORTH_PACKING and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = _bodies.get((tag, "gzip"), lambda: packed(body))
        response["Content-Encoding"] = "gzip"
    return response


def _about(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = PLAIN
    response["Vary"] = "Accept-Encoding, Accept-Language"
    return _open(response)


def _told(status: int, told: object) -> HttpResponse:
    response = HttpResponse(orjson.dumps(told), status=status, content_type="application/json;charset=utf-8")
    response["Cache-Control"] = "no-store"
    return _open(response)


def _open(response: HttpResponse) -> HttpResponse:
    """Pages of any other site may read this: everything here is public."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
    response["Access-Control-Allow-Headers"] = "Content-Type, X-CKAN-API-KEY, Authorization"
    response["X-Content-Type-Options"] = "nosniff"
    return response
