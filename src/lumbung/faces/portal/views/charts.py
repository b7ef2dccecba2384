"""The drawings: made once for each edition, language and look, and kept for ever."""

from __future__ import annotations

from pathlib import Path

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lumbung.faces.portal.holdings import Holding, holding, open_dataset
from lumbung.faces.portal.looks import Look, figures, look
from lumbung.faces.portal.pictures import asked_of, title_of
from lumbung.kit.charts import draw, picture, shelf
from lumbung.kit.language import language, speaking
from lumbung.rooms.catalog import queries as catalog
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.words import Language, Text

# A drawing holds its own font and its own style; as a page of its own it may do nothing else.
DRAWING_POLICY = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "font-src": ["data:"]}


class NoDrawing(NotFound):
    """These figures are not drawn."""

    code = "portal.no-drawing"
    message = Text("Angka ini tidak digambar.", "These figures are not drawn.")
    hint = Text("Lihat tabelnya.", "See the table.")


@csp_replace(DRAWING_POLICY)  # type: ignore[arg-type]  # its types forget the parts of an address
def svg(request: HttpRequest, code: str) -> HttpResponse:
    """A chart as SVG, wide or narrow."""
    narrow = request.GET.get("lebar") == "sempit"

    def make(seen: Look) -> bytes:
        made = figures(seen)
        drawn = picture(made)
        spec = drawn.narrow if narrow else drawn.wide
        if spec is None:
            raise NoDrawing
        return draw.svg(spec, title=f"{title_of(seen, made)}. {drawn.headline}", language=language())

    return _kept(request, code, "narrow.svg" if narrow else "wide.svg", "image/svg+xml", make)


def png(request: HttpRequest, code: str) -> HttpResponse:
    """A chart as PNG with its title and source, to be passed on."""

    def make(seen: Look) -> bytes:
        made = figures(seen)
        drawn = picture(made)
        if drawn.wide is None:
            raise NoDrawing
        held = seen.holding
        source = held.dataset.source or held.dataset.producer.name.said(language())
        return draw.png(
            drawn.wide,
            title=title_of(seen, made),
            subtitle=f"{drawn.headline} {source} · {held.edition.pk}",
            language=language(),
        )

    return _kept(request, code, "chart.png", "image/png", make)


def _kept(request: HttpRequest, code: str, name: str, kind: str, make: object) -> HttpResponse:
    assert callable(make)
    held = _holding(code, request.GET.get("edisi", ""))
    spoken: Language = "en" if request.GET.get("bahasa", language()) == "en" else "id"
    with speaking(spoken):
        seen = look(held, asked_of(request.GET.dict()))
        key = (held.edition.pk, held.edition.digest, spoken, name, repr(sorted(seen.address().items())))
        drawn = shelf.kept(Path(settings.HOME) / "pictures", *key, suffix=name, make=lambda: make(seen))
    answer = HttpResponse(drawn, content_type=kind)
    named = bool(request.GET.get("edisi")) and bool(request.GET.get("bahasa"))
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable" if named else "public, max-age=60"
    return answer


def _holding(code: str, label: str) -> Holding:
    dataset = open_dataset(code)
    found = holding(dataset, catalog.edition(dataset, label) if label else None)
    if found is None or found.edition.withdrawn_at is not None:
        raise NoDrawing
    return found
