"""Problems told: whatever is raised below becomes a page, or JSON for a program, in one place.

A page that cannot be shown still stands in the frame and says what, to which thing, and
what to do next. Never a trace; the trace goes to the log under a number that the page tells.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lumbung.kit.language import chosen, speaking
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

log = logging.getLogger("lumbung.told")


@dataclass(frozen=True, slots=True)
class Told:
    """What a page of a problem says."""

    status: int
    code: str
    title: Text
    message: Text
    hint: Text
    number: str = ""  # under which the log holds the trace


TITLES = {
    400: Text("Permintaan ini tidak dapat dibaca", "This request cannot be read"),
    403: Text("Anda tidak berwenang membuka ini", "You may not open this"),
    404: Text("Halaman ini tidak ada", "There is no such page"),
    409: Text("Belum dapat dilakukan", "Not possible yet"),
    410: Text("Sudah ditarik", "This has been withdrawn"),
    413: Text("Terlalu besar", "Too large"),
    422: Text("Ada yang perlu diperbaiki", "Something needs mending"),
    500: Text("Ada yang rusak di pihak kami", "Something broke on our side"),
}
SEARCH = Text(
    "Periksa alamatnya, atau cari di halaman Data.", "Check the address, or search on the Data page."
)


def wants_page(request: HttpRequest) -> bool:
    """Whether a person is asking: a program says which form it wants."""
    return request.accepts("text/html") and not request.path.startswith("/api/")


def answer(request: HttpRequest, told: Told) -> HttpResponse:
    """A problem as a page, or as ``application/problem+json`` (RFC 9457)."""
    with speaking(chosen(request)):
        if wants_page(request):
            return render(request, "kit/problem.jinja", {"told": told}, status=told.status)
        spoken = chosen(request)
        body = {
            "type": "about:blank",
            "status": told.status,
            "code": told.code,
            "title": told.title.said(spoken),
            "detail": told.message.said(spoken),
            "hint": told.hint.said(spoken),
        }
        return HttpResponse(
            json.dumps(body, ensure_ascii=False), status=told.status, content_type="application/problem+json"
        )


def told_problem(problem: Problem) -> Told:
    """What the page of a raised problem says."""
    status = problem.http_status
    return Told(status, problem.code, TITLES.get(status, TITLES[400]), problem.told, problem.advice)


class ProblemMiddleware:
    """Turns whatever a view raises into an answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; see :meth:`process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        """Answer a raised problem; anything else goes on to Django's handlers, which are below."""
        return answer(request, told_problem(raised)) if isinstance(raised, Problem) else None


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """``handler404``: an address that leads nowhere."""
    message = Text(
        f"Tidak ada halaman di alamat {request.path}.", f"There is no page at the address {request.path}."
    )
    return answer(request, Told(404, "not-found", TITLES[404], message, SEARCH))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """``handler403``: a person who may not."""
    message = Text("Halaman ini hanya untuk petugas tertentu.", "This page is for certain staff only.")
    hint = Text(
        "Masuk dengan akun yang berwenang, atau tanyakan kepada walidata.",
        "Log in with an account that may, or ask the data steward.",
    )
    return answer(request, Told(403, "not-allowed", TITLES[403], message, hint))


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """``handler400``: a request that makes no sense, or one that is over a limit."""
    if isinstance(exception, RequestDataTooBig):
        message = Text("Kiriman ini melebihi batas.", "This is over the limit.")
        hint = Text(
            "Kirim berkas yang lebih kecil; batasnya tertulis di formulir.",
            "Send a smaller file; the limit is told on the form.",
        )
        return answer(request, Told(413, "too-much", TITLES[413], message, hint))
    message = Text("Peramban mengirim sesuatu yang tidak lazim.", "The browser sent something unusual.")
    hint = Text("Muat ulang halaman lalu coba sekali lagi.", "Reload the page and try once more.")
    return answer(request, Told(400, "bad-request", TITLES[400], message, hint))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """``CSRF_FAILURE_VIEW``: a form whose mark has expired or was sent from elsewhere."""
    log.info("form refused at %s: %s", request.path, reason)
    title = Text("Formulir ini sudah kedaluwarsa", "This form has expired")
    message = Text(
        "Demi keamanan, formulir yang lama terbuka tidak diterima. Tidak ada yang tersimpan.",
        "For safety, a form that was open for long is not accepted. Nothing was stored.",
    )
    hint = Text(
        "Kembali, muat ulang halamannya, lalu kirim lagi.", "Go back, reload the page, and send it again."
    )
    return answer(request, Told(403, "form-expired", title, message, hint))


def broken(request: HttpRequest) -> HttpResponse:
    """``handler500``: our fault; the page tells the number under which the log holds it."""
    number = secrets.token_hex(4)
    log.error("problem %s at %s", number, request.path, exc_info=True)
    message = Text(
        "Halaman ini tidak dapat dibuat. Kiriman yang sudah diterima tetap tersimpan.",
        "This page could not be made. What was accepted before is kept.",
    )
    hint = Text(
        f"Coba lagi sebentar lagi. Bila tetap gagal, sebutkan nomor {number} kepada pengelola.",
        f"Try again in a moment. If it fails again, tell the staff the number {number}.",
    )
    told = Told(500, "broken", TITLES[500], message, hint, number)
    try:
        return answer(request, told)
    except Exception:  # whatever broke may break this page as well: the words alone are still an answer
        log.exception("problem %s: its page could not be made", number)
        return HttpResponse(f"{message.id} {hint.id}\n", status=500, content_type="text/plain; charset=utf-8")
