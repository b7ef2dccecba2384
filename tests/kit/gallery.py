"""A page with every component of the kit, for tests that look at them in a real browser."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from lumbung.kit import told
from lumbung.kit.charts import Figures, Row, picture
from lumbung.kit.charts.draw import svg
from lumbung.kit.language import choose_language
from lumbung.kit.maps import draw_map, outline
from lumbung.kit.places import Place
from lumbung.kit.tables import Cell, Column, Table
from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.findings import Place as Spot
from lumbung.vocabulary.findings import finding
from lumbung.vocabulary.problems import Conflict
from lumbung.vocabulary.words import Text

POVERTY = structure_of(
    {
        "code": "kemiskinan",
        "title": {"id": "Persentase penduduk miskin", "en": "Poverty rate"},
        "frequency": "A",
        "area": {"within": "35.72", "level": "kota"},
        "measures": [{"code": "persen", "unit": "persen", "adds_up": "none", "decimals": 2}],
    }
)
NAMES = ("Kepanjenkidul", "Ngadirejo", "Sentul", "Kauman", "Tanggung", "Bendo", "Kepanjenlor", "Turi")
AREAS = AreaTree.of(
    [
        Area("35.72", "Blitar", AreaLevel.CITY, kind="kota"),
        *(
            Area(
                f"35.72.01.10{n:02}",
                name,
                AreaLevel.VILLAGE,
                kind="kelurahan",
                parent="35.72",
                longitude=112.1 + n % 3 * 0.01,
                latitude=-8.1 + n // 3 * 0.01,
            )
            for n, name in enumerate(NAMES)
        ),
    ]
)

PAGE = (Path(__file__).parent / "gallery.jinja").read_text("utf-8")


class UploadForm(forms.Form):
    file = forms.FileField(label="Berkas", help_text="XLSX, XLS, ODS, atau CSV; paling besar 20 MB.")
    period = forms.ChoiceField(label="Periode", choices=[("2024", "2024"), ("2025", "2025")])
    note = forms.CharField(label="Catatan", widget=forms.Textarea(attrs={"rows": 3}), required=False)


class Closed(Conflict):
    code = "collection.period-closed"
    message = Text("{dataset} tidak lagi menerima angka.", "{dataset} no longer takes figures.")
    hint = Text("Minta walidata membukanya kembali.", "Ask the steward to reopen it.")


def poverty(language: str = "id") -> Figures:
    values = (("2018", 7.44), ("2019", 7.13), ("2024", 6.75), ("2025", 6.6))
    return Figures(POVERTY, POVERTY.measures[0], [Row("35.72", *each) for each in values], language=language)


def gallery(request: HttpRequest) -> HttpResponse:
    form = UploadForm({"period": "2030"}, {})
    codes = [area.code for area in AREAS.within("35.72", AreaLevel.VILLAGE)]
    made = Table(
        "Penduduk miskin",
        (Column("Tahun"), Column("Persen", numeric=True), Column("Jiwa", numeric=True, unit="jiwa")),
        [(Cell("2025"), Cell("6,60", sign="1"), Cell("9.690")), (Cell("2024"), Cell("6,75"), Cell("–"))],
        notes=(("1", "sementara"),),
    )
    found = [
        finding("area.unknown", Spot("Balita", "B7"), value="Kepanjen Lor"),
        finding("value.unreadable", Spot("Balita", "D10"), value="1l"),
    ]
    context = {
        "form": form,
        "made": made,
        "found": found,
        "picture": picture(poverty()),
        "map": draw_map(
            outline(AREAS, codes, {}),
            name="Peta skematik",
            address=lambda code: f"/wilayah/{code}",
            values={code: n * 10.0 for n, code in enumerate(codes)} | {codes[2]: None},
            no_data="belum ada data",
        ),
        "address": lambda n: f"?hal={n}",
        "words": Text("kata", "words"),
        "section": "data",
        "desk": "desk" in request.GET,
        "places": [
            Place(Text("Menunggu saya", "Waiting for me"), "/desk/", 3, here=True),
            Place(Text("Kalender", "Calendar"), "/desk/kalender"),
            Place(Text("Kota", "City")),
            Place(Text("Penilaian", "Assessment"), "/desk/penilaian"),
        ],
    }
    return HttpResponse(engines["jinja2"].from_string(PAGE).render(context, request))


def chart(request: HttpRequest) -> HttpResponse:
    drawn = svg(picture(poverty()).wide, title="Persentase penduduk miskin")
    return HttpResponse(drawn, content_type="image/svg+xml")


def closed(request: HttpRequest) -> HttpResponse:
    raise Closed(dataset="rt-rw")


def crash(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault of ours")


urlpatterns = [
    path("", gallery),
    path("chart.svg", chart),
    path("closed", closed),
    path("crash", crash),
    path("bahasa/<code>", choose_language),
]
handler400 = told.unreadable
handler403 = told.forbidden
handler404 = told.not_found
handler500 = told.broken
