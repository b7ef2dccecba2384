"""Texts as XML and JSON hold them."""

from __future__ import annotations

import re
from html import escape

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """A text without the signs that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def xml(text: str) -> str:
    """A text inside an element or an attribute.

    >>> xml('a < "b"')
    'a &lt; &quot;b&quot;'
    """
    return escape(clean(text))
