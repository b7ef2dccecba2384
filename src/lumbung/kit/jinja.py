"""The Jinja environment of all pages.

Templates stand in each app's folder ``jinja2/`` under the app's own name
(``jinja2/portal/home.jinja``). What they may use without being handed it is listed in
:func:`environment`; a :class:`Text` that is printed comes out in the language of the answer.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from lumbung.kit import forms, icons, said
from lumbung.kit.house import house
from lumbung.kit.language import language
from lumbung.vocabulary.words import Text

DIST = Path(__file__).parent / "static" / "dist"


class NotBundled(RuntimeError):
    """The styles and scripts have not been built."""

    def __init__(self) -> None:
        super().__init__(f"{DIST} is not there: run `make run`, which builds styles and scripts")


@lru_cache(maxsize=1)
def bundled() -> dict[str, str]:
    """The names, by content, of what the front end's build made."""
    manifest = DIST / "manifest.json"
    if not manifest.exists():
        raise NotBundled
    return dict(json.loads(manifest.read_text("utf-8")))


def asset(name: str) -> str:
    """The address of a bundled file: ``asset("lumbung.css")``."""
    return static(f"dist/{bundled()[name]}")


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def query(**parts: object) -> str:
    """The part of an address after the question mark; what is empty is left out."""
    kept = {key: value for key, value in parts.items() if value not in (None, "", [])}
    return f"?{urlencode(kept, doseq=True)}" if kept else ""


def _printed(value: Any) -> Any:
    return value.said(language()) if isinstance(value, Text) else value


def environment(**options: Any) -> Environment:
    """Make the environment; called once by Django's Jinja2 backend."""
    options["undefined"] = StrictUndefined
    options.pop("autoescape", None)
    made = Environment(
        **options,
        autoescape=True,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    made.globals.update(
        asset=asset,
        date=said.date,
        faults=forms.faults,
        house=house,
        icon=icons.icon,
        lang=language,
        moment=said.moment,
        number=said.number,
        period=said.period,
        query=query,
        size=said.size,
        static=static,
        t=said.t,
        unit_sign=said.unit_sign,
        url=url,
        Markup=Markup,
        session_cookie=settings.SESSION_COOKIE_NAME,
    )
    made.filters["said"] = said.t
    return made
