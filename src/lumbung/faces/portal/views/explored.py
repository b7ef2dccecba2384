"""What can be taken along from a question: its drawing, its workbook, a page to be framed elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt

from lumbung.faces.portal.explore.pages import Parts, as_chart, held_for, seen, wish_for
from lumbung.faces.portal.explore.papers import workbook
from lumbung.faces.portal.explore.pivots import pivot
from lumbung.faces.portal.explore.problems import NoChart
from lumbung.faces.portal.explore.wishes import is_asked
from lumbung.faces.portal.holdings import Holding
from lumbung.faces.portal.looks import figures, look
from lumbung.faces.portal.pictures import asked_of, title_of
from lumbung.faces.portal.shelf import PageShelf, public_page
from lumbung.faces.portal.views.charts import DRAWING_POLICY
from lumbung.kit.charts import Figures, Picture, draw, picture
from lumbung.kit.charts.social import Dress, social_png
from lumbung.kit.house import house
from lumbung.kit.jinja import query
from lumbung.kit.language import language, speaking
from lumbung.kit.stamps import stamp
from lumbung.vocabulary.words import Language

FOR_EVER, A_MINUTE = "public, max-age=31536000, immutable", "public, max-age=60"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A page that stands in other pages: no script, no forms, nothing but its own style and pictures.
FRAMED_POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["*"],
}
# Questions are without number, so their drawings are kept in memory only, the oldest given up first.
drawings = PageShelf(8_000_000)


@csp_replace(DRAWING_POLICY)  # type: ignore[arg-type]  # its types forget the parts of an address
def svg(request: HttpRequest, code: str) -> HttpResponse:
    """The chart of a question as SVG, wide or narrow."""
    narrow = request.GET.get("lebar") == "sempit"

    def make(held: Holding, parts: Parts) -> bytes:
        made = as_chart(wish_for(held, parts), held)
        spec = made.picture.narrow if narrow else made.picture.wide
        if spec is None:
            raise NoChart
        return draw.svg(spec, title=f"{made.title}. {made.picture.headline}", language=language())

    return _drawn(request, code, "image/svg+xml", make)


def png(request: HttpRequest, code: str) -> HttpResponse:
    """The chart of a question as PNG, with its title and source."""

    def make(held: Holding, parts: Parts) -> bytes:
        made = as_chart(wish_for(held, parts), held)
        if made.picture.wide is None:
            raise NoChart
        subtitle = f"{made.picture.headline} {_source(held)} · {held.edition.pk}"
        return draw.png(made.picture.wide, title=made.title, subtitle=subtitle, language=language())

    return _drawn(request, code, "image/png", make)


def social(request: HttpRequest, code: str) -> HttpResponse:
    """A chart in the dress of the house, for social media: of a question, or of the dataset's own chart."""

    def make(held: Holding, parts: Parts) -> bytes:
        if is_asked(parts):
            asked = as_chart(wish_for(held, parts), held)
            return social_png(asked.figures, asked.picture, _dress(held, asked.title))
        chosen = look(held, asked_of({name: values[-1] for name, values in parts.items()}))
        made: Figures = figures(chosen)
        drawn: Picture = picture(made)
        return social_png(made, drawn, _dress(held, title_of(chosen, made)))

    return _drawn(request, code, "image/png", make)


def xlsx(request: HttpRequest, code: str) -> HttpResponse:
    """The table of a question as a workbook for print."""
    parts, spoken = _asked(request)
    with speaking(spoken):
        held = held_for(code, _edition(parts))
        wish = wish_for(held, parts)
        laid = pivot(wish, held)
        site = request.build_absolute_uri(f"/data/{code}/olah")
        made = b"".join(workbook(laid, address=site + query(**wish.address())))
    answer = HttpResponse(made, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{held.edition.pk.replace("@", "_")}-tabel.xlsx"'
    answer["Cache-Control"] = A_MINUTE
    return answer


@xframe_options_exempt
@csp_replace(FRAMED_POLICY)
@public_page
def embed(request: HttpRequest, code: str) -> HttpResponse:
    """A question's answer as a bare page that may stand in a frame of any other."""
    parts, spoken = _asked(request)
    with speaking(spoken):
        held = held_for(code, _edition(parts))
        found = seen(wish_for(held, parts), held)
        context = {
            "seen": found,
            "held": held,
            "dataset": held.dataset,
            "edition": held.edition,
            "home": request.build_absolute_uri(found.address("explore")),
        }
        return render(request, "portal/explore/embed.jinja", context, status=found.status)


def _asked(request: HttpRequest) -> tuple[Parts, Language]:
    """The parts of a question, and the language that the address names: it is kept without a cookie."""
    spoken: Language = "en" if request.GET.get("bahasa", language()) == "en" else "id"
    return dict(request.GET.lists()), spoken


def _edition(parts: Parts) -> str:
    return (parts.get("edition") or parts.get("edisi") or [""])[-1]


def _drawn(
    request: HttpRequest, code: str, kind: str, make: Callable[[Holding, Parts], bytes]
) -> HttpResponse:
    parts, spoken = _asked(request)
    with speaking(spoken):
        held = held_for(code, _edition(parts))
        known = (request.path, repr(sorted(parts.items())), spoken, held.edition.digest)
        key = hashlib.sha256("\0".join((*known, str(stamp("standards", "people")))).encode()).hexdigest()
        kept = drawings.get(key)
        if kept is None:
            kept = (make(held, parts), kind)
            drawings.put(key, *kept)
    answer = HttpResponse(kept[0], content_type=kind)
    answer["Cache-Control"] = FOR_EVER if _edition(parts) and "bahasa" in parts else A_MINUTE
    return answer


def _source(held: Holding) -> str:
    return held.dataset.source or held.dataset.producer.name.said(language())


def _dress(held: Holding, title: str) -> Dress:
    return Dress(title=title, source=_source(held), edition=held.edition.pk, house=house().name)
