"""Structures in any format of SDMX, as much of them as is wanted."""

from __future__ import annotations

from collections.abc import Callable

from lumbung.formats.sdmx.artefacts import Message, Named
from lumbung.formats.sdmx.media import Form
from lumbung.formats.sdmx.structure_json import structures_as_json
from lumbung.formats.sdmx.structure_ml import structures_as_xml


def structures_written(message: Message, form: Form, detail: str = "full") -> bytes:
    """A message in a format; ``detail`` by SDMX's words: of stubs only the name is told."""
    is_stub = _stubs(message, detail)
    if form.name == "json":
        return structures_as_json(message, version=form.version, is_stub=is_stub)
    return structures_as_xml(message, is_stub=is_stub)


def _stubs(message: Message, detail: str) -> Callable[[Named], bool]:
    """Of which structures only the name is told."""
    if detail in {"allstubs", "allcompletestubs"}:
        return lambda _: True
    if detail in {"referencestubs", "referencecompletestubs"}:
        first = message.found[0].kind
        return lambda one: one.kind is not first
    return lambda _: False
