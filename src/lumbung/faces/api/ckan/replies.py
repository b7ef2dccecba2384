"""What is answered to a question, whichever road it came: the action done, or the fault told, as bytes."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import orjson
from django.conf import settings

from lumbung.faces.api.ckan import actions, datastore
from lumbung.faces.api.ckan.actions import Action
from lumbung.faces.api.ckan.shelf import Shelf, missing, shelf, state
from lumbung.faces.api.v1.bodies import WORTH_PACKING, Bodies, packed
from lumbung.formats.ckan.arguments import Arguments
from lumbung.formats.ckan.faults import Fault, Forbidden, Unreadable, failed, succeeded
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

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
WRITING = {
    "create", "update", "patch", "delete", "upsert", "purge", "revise", "insert", "invite", "bulk", "remove",
    "clear", "add", "move", "reorder", "send", "run",
}  # fmt: skip
READ_ONLY = Text(
    "Access denied: antarmuka ini hanya untuk membaca; angka dikirim lewat meja kerja atau /api/v1",
    "Access denied: this interface only reads; figures are submitted at the desk or by /api/v1",
)
KINDS = {403: (403, "Authorization Error"), 404: (404, "Not Found Error"), 410: (404, "Not Found Error")}
OTHERWISE = (409, "Validation Error")
JSON = ("Content-Type", "application/json;charset=utf-8")
OPEN = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", "GET, POST, OPTIONS"),
    ("Access-Control-Allow-Headers", "Content-Type, X-CKAN-API-KEY, Authorization"),
    ("X-Content-Type-Options", "nosniff"),
)  # pages of any other site may read this: everything here is public

_bodies = Bodies()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer on its way."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: of which action, at which site, in which language, by somebody who has what already."""

    name: str
    site: str
    language: str = "id"
    known: str = ""  # tags
    packing: str = ""

    @property
    def help_address(self) -> str:
        """Where the action explains itself."""
        return f"{self.site}{ROOT}help_show?name={self.name[:80]}"


def reply(asked: Asked, given: Arguments) -> Reply:
    """The answer to a question; every fault is told in CKAN's own envelope."""
    try:
        now = state()
        tag = _tag(asked, given, now)
        about: tuple[tuple[str, str], ...] = (
            *OPEN,
            ("ETag", tag),
            ("Cache-Control", "public, no-cache"),  # with the tag: a short question, not the whole answer
            ("Vary", "Accept-Encoding, Accept-Language"),
        )
        if tag in asked.known:
            return Reply(304, about, b"")
        body = _bodies.get(tag, lambda: _done(asked, given, now))
    except Unreadable as fault:
        return refused(fault.status, fault.words.said(asked.language))
    except Fault as fault:
        return refused(fault.status, failed(asked.help_address, fault.record(asked.language)))
    except Problem as problem:
        return _as_ckan(problem, asked)
    if len(body) > WORTH_PACKING and "gzip" in asked.packing:
        body = _bodies.get((tag, "gzip"), lambda: packed(body))
        about = (*about, ("Content-Encoding", "gzip"))
    return Reply(200, (*about, JSON), body)


def refused(status: int, told: object) -> Reply:
    """A fault, kept by nobody."""
    return Reply(status, (*OPEN, JSON, ("Cache-Control", "no-store")), orjson.dumps(told))


def help_show(shelf: Shelf, given: Arguments) -> str:  # noqa: ARG001  # an action is handed both
    """What an action does and what it takes. name."""
    name = given.needed("name")
    if name not in ACTIONS and name != "help_show":
        raise missing(name)
    return inspect.getdoc(ACTIONS.get(name, help_show)) or name


def _done(asked: Asked, given: Arguments, now: int) -> bytes:
    action = help_show if asked.name == "help_show" else ACTIONS.get(asked.name)
    if action is None:
        if not WRITING.isdisjoint(asked.name.split("_")):
            raise Forbidden(READ_ONLY)
        raise Unreadable(Text(f"Bad request - Action name not known: {asked.name[:80]}"))
    return orjson.dumps(succeeded(asked.help_address, action(shelf(asked.site, now), given)))


def _tag(asked: Asked, given: Arguments, now: int) -> str:
    about = repr((str(settings.HOME), now, asked.site, asked.name, asked.language)).encode()
    about += orjson.dumps(given.given, option=orjson.OPT_SORT_KEYS)
    return f'W/"{hashlib.blake2b(about, digest_size=12).hexdigest()}"'


def _as_ckan(problem: Problem, asked: Asked) -> Reply:
    status, kind = KINDS.get(problem.http_status, OTHERWISE)
    words = f"{problem.told.said(asked.language)} {problem.advice.said(asked.language)}".strip()
    error = {"__type": kind, "message": words, "code": problem.code}
    return refused(status, failed(asked.help_address, error))
