"""What crawlers are told: to take the pages, and to leave their endless states and the data to those who ask.

``robots.txt`` says it beforehand (programs that harvest data may read on); this says it again with
each answer, for whoever followed a link: a page with a question after its address is a state of the
page without it, and answers for programs belong into no index of pages.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

MACHINES = ("/api/", "/sdmx/", "/pxweb/", "/ogc", "/odata", "/mcp")
ROBOTS = (
    "User-agent: *",
    *(f"Allow: {start}" for start in MACHINES),  # with what a question brings: harvesters heed this too
    "Disallow: /desk/",
    "Disallow: /masuk",
    "Disallow: /bahasa/",
    "Disallow: /*?",
)
HEADER = "X-Robots-Tag"


class CrawlersMiddleware:
    """Marks what is not to be kept in an index, and names the page that is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and mark the answer."""
        answer = self.get_response(request)
        if request.path.startswith(MACHINES):
            answer.headers.setdefault(HEADER, "noindex")
        elif request.META.get("QUERY_STRING") and not request.path.startswith("/static/"):
            answer.headers.setdefault(HEADER, "noindex, nofollow")
            page = request.build_absolute_uri(request.path)
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                answer.headers.setdefault("Link", f'<{page}>; rel="canonical"')
        return answer
