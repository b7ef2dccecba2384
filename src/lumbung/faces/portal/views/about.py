"""About the house: principles, sources and licences; and what machines look for at the door."""

from __future__ import annotations

from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lumbung.faces.portal.holdings import holdings
from lumbung.faces.portal.shelf import public_page
from lumbung.kit.fairness_crawlers import ROBOTS
from lumbung.kit.house import house
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.access import LICENCES, Access


@public_page
def about(request: HttpRequest) -> HttpResponse:
    """Show what this is, where its data come from, and under which licence they may be used."""
    datasets = list(catalog.datasets().exclude(access=Access.CLOSED.value))
    return render(
        request,
        "portal/about.jinja",
        {
            "sources": sorted({dataset.source for dataset in datasets if dataset.source}),
            "licences": [LICENCES[code] for code in LICENCES if any(d.licence == code for d in datasets)],
            "simulated": [dataset for dataset in datasets if dataset.simulated],
            "boundaries": len(standards.boundaries()),
            "packs": standards.sources(),
            "known_licences": LICENCES,
            "base": request.build_absolute_uri("/").rstrip("/"),
            "section": "tentang",
        },
    )


def robots(request: HttpRequest) -> HttpResponse:
    """Every page may be read; endless combinations of filters need not be."""
    lines = [
        *ROBOTS,
        "Disallow: /t/",
        "Allow: /data/*/gambar.png",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """The pages worth finding."""
    pages = ["/", "/data", "/wilayah", "/kalender", "/ketepatan", "/daftar-data", "/standar", "/satu-angka"]
    pages += ["/tentang"]
    pages += [f"/data/{held.dataset.code}" for held in holdings()]
    pages += [f"/wilayah/{area.code}" for area in standards.area_tree().within(house().area)]
    entries = "".join(f"<url><loc>{escape(request.build_absolute_uri(page))}</loc></url>" for page in pages)
    body = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    return HttpResponse(body, content_type="application/xml")
