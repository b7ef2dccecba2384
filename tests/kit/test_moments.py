"""A request looks things up once, and at once again where somebody changed them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext

from lumbung.kit.moments import MomentMiddleware, forget, once
from lumbung.kit.stamps import bump, stamp


def answered(view):
    """What a view saw when it was asked as a request."""
    seen = []

    def answer(request: HttpRequest) -> HttpResponse:
        seen.append(view())
        return HttpResponse()

    MomentMiddleware(answer)(HttpRequest())
    return seen[0]


def looker():
    """Something that tells how often it was looked at."""
    looks = []

    def look() -> int:
        looks.append(1)
        return len(looks)

    return look


def test_a_thing_is_looked_up_once_in_a_request_and_anew_in_the_next():
    look = looker()

    assert answered(lambda: [once("a", 1, look), once("a", 1, look)]) == [1, 1]
    assert answered(lambda: once("a", 1, look)) == 2


def test_what_changed_is_looked_up_again():
    look = looker()

    def view():
        first = once("a", 1, look)
        forget("a")
        return first, once("a", 1, look)

    assert answered(view) == (1, 2)


def test_outside_of_a_request_nothing_is_kept():
    look = looker()

    assert (once("a", 1, look), once("a", 1, look)) == (1, 2)


def test_a_request_that_breaks_leaves_nothing_behind():
    def broken(_request: HttpRequest) -> HttpResponse:
        once("a", 1, lambda: "old")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        MomentMiddleware(broken)(HttpRequest())

    assert once("a", 1, lambda: "new") == "new"


@pytest.mark.django_db
def test_a_stamp_is_read_once_until_it_is_bumped():
    def view():
        with CaptureQueriesContext(connection) as asked:
            before, again = stamp("catalog"), stamp("catalog")
        bump("catalog")
        return len(asked), before == again, stamp("catalog") != before

    assert answered(view) == (1, True, True)
