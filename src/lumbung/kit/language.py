"""The language a request is answered in: Indonesian unless the reader chose English.

The choice is kept in the cookie ``bahasa``. While a request is answered the language stands
in a context variable, so that a macro or a filter need not be handed it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.words import LANGUAGES, Language, Text

COOKIE = "bahasa"
ONE_YEAR = 365 * 24 * 60 * 60

_spoken: ContextVar[Language] = ContextVar("lumbung_language", default="id")


class LanguageUnknown(NotFound):
    """A language that the house does not speak."""

    code = "kit.language-unknown"
    message = Text("Bahasa “{language}” tidak tersedia.", "The language “{language}” is not available.")
    hint = Text("Pilih Indonesia atau English.", "Choose Indonesia or English.")


def language() -> Language:
    """The language of the answer that is being made."""
    return _spoken.get()


@contextmanager
def speaking(spoken: Language) -> Iterator[None]:
    """Answer in a language for as long as the block lasts."""
    token = _spoken.set(spoken)
    try:
        yield
    finally:
        _spoken.reset(token)


def chosen(request: HttpRequest) -> Language:
    """The language that the reader chose; Indonesian where none was."""
    kept = request.COOKIES.get(COOKIE)
    return "en" if kept == "en" else "id"


class LanguageMiddleware:
    """Sets ``request.language`` and speaks it until the answer is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request in its language."""
        request.language = chosen(request)  # type: ignore[attr-defined]  # ours, read by templates and views
        with speaking(chosen(request)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen(request))
        return response


def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the reader's choice and go back to where they were."""
    if code not in LANGUAGES:
        raise LanguageUnknown(language=code)
    back = request.GET.get("kembali", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(COOKIE, code, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure())
    return response
