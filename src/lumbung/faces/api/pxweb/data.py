"""Figures: a selection of a table in the form that was asked for."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lumbung.faces.api.pxweb import limits
from lumbung.faces.api.pxweb.choosing import Chosen, chosen
from lumbung.faces.api.pxweb.door import (
    Given,
    endpoint,
    is_known,
    kept,
    posted,
    sent,
    site_of,
    tag_of,
    unchanged,
    word,
)
from lumbung.faces.api.pxweb.tables import Table, table
from lumbung.faces.api.v1.bodies import MEGABYTE, Bodies
from lumbung.formats.jsonstat.cubes import Cube
from lumbung.formats.jsonstat.writing import written
from lumbung.formats.px.catalogue import Links
from lumbung.formats.px.dressing import Dress, Shown
from lumbung.formats.px.files import px_chunks
from lumbung.formats.px.json_px import json_px_chunks
from lumbung.formats.px.layout import laid_out
from lumbung.formats.px.pages import csv_chunks, html_chunks
from lumbung.formats.px.problems import OutputUnfit
from lumbung.formats.px.selections import Selection, listed, selection_in_address, selection_in_body
from lumbung.formats.px.sheets import write_parquet, write_xlsx
from lumbung.rooms.query import queries as observations

_bodies = Bodies(room=32 * MEGABYTE)


@dataclass(frozen=True, slots=True)
class Output:
    """The form in which figures are wanted."""

    form: str
    dress: Dress


@endpoint("GET", "POST")
def data(request: HttpRequest, given: Given, links: Links, code: str) -> HttpResponse:
    """The figures of a selection: in the address, or posted as JSON; without one, what the table shows."""
    shown = table(code, links, site_of(request))
    is_posted = request.method == "POST"
    selection = selection_in_body(posted(request)) if is_posted else selection_in_address(given)
    return figures(request, shown, chosen(shown, selection), output_in(given), links)


def output_in(given: Given, form: str = "", parameters: Sequence[str] = ()) -> Output:
    """The form that the parameters name, or else the one given."""
    form = word(given, "outputFormat") or form or limits.DEFAULT_FORMAT
    if form not in limits.MEDIA:
        raise OutputUnfit(value=form[:60], known=", ".join(limits.MEDIA))
    named = [text for name, texts in given.items() if name.lower() == "outputformatparams" for text in texts]
    words = [each.lower() for each in listed(named) or parameters]
    known = {*limits.SHOWN, *limits.SEPARATORS, limits.INCLUDE_TITLE}
    for each in words:
        if each not in known:
            raise OutputUnfit(value=each[:60], known=", ".join(limits.PARAMETERS))
    shown = [limits.SHOWN[each] for each in words if each in limits.SHOWN]
    separators = [limits.SEPARATORS[each] for each in words if each in limits.SEPARATORS]
    fits = form in limits.DRESSED and (not separators or form == "csv")
    if words and (not fits or len(set(shown)) > 1 or len(set(separators)) > 1):
        raise OutputUnfit(value=f"{form}: {', '.join(words)}"[:60], known=", ".join(limits.PARAMETERS))
    dress = Dress(
        shown[0] if shown else Shown.TEXTS,
        limits.INCLUDE_TITLE in words,
        separators[0] if separators else ",",
    )
    return Output(form, dress)


def figures(request: HttpRequest, shown: Table, wanted: Chosen, output: Output, links: Links) -> HttpResponse:
    """The figures on their way; the same bytes are made once."""
    observations.require_room(wanted.axes)
    pinned = observations.pin(wanted.query, reader=None)
    placed = (wanted.selection.heading, wanted.selection.stub)
    key = (
        *(settings.HOME, pinned.edition.id, pinned.query, pinned.changes.digest, wanted.gone),
        *(output, placed, links, site_of(request), shown.about),
    )
    tag = tag_of(key)
    if is_known(request, tag):
        return unchanged(tag)

    def make() -> bytes:
        made = observations.dense_table(pinned, wanted.axes, language=links.language, site=site_of(request))
        return b"".join(_written(_dressed(made, shown, wanted, links.language), output, wanted.selection))

    response = kept(sent(request, _bodies.get(key, make), limits.MEDIA[output.form]), tag)
    if shown.about.licence_address:
        response["Link"] = f'<{shown.about.licence_address}>; rel="license"'
    if output.form in limits.AS_FILES:
        name = f"{pinned.edition.id.replace('@', '_')}.{output.form}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _dressed(made: Cube, shown: Table, wanted: Chosen, language: str) -> Cube:
    """The table with the words that the catalogue knows of it."""
    gone = (text.said(language) for text in wanted.gone)
    about = replace(shown.about, notes=(*made.about.notes, *gone))
    parts = {variable.code: variable.extension for variable in shown.variables}
    variables = tuple(
        replace(variable, extension={"show": parts[variable.code].get("show", "value")})
        for variable in made.variables
    )
    return replace(made, about=about, variables=variables)


def _written(made: Cube, output: Output, selection: Selection) -> Iterable[bytes]:
    if output.form == "json-stat2":
        return (written(made),)
    if output.form == "parquet":
        target = io.BytesIO()
        write_parquet(target, made)
        return (target.getvalue(),)
    layout = laid_out(made, selection.heading, selection.stub)
    if output.form == "xlsx":
        target = io.BytesIO()
        write_xlsx(target, layout, output.dress)
        return (target.getvalue(),)
    if output.form == "px":
        return px_chunks(layout)
    if output.form == "json-px":
        return json_px_chunks(layout)
    return (csv_chunks if output.form == "csv" else html_chunks)(layout, output.dress)
