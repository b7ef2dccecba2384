"""The public addresses; surface.md promises them."""

from django.urls import path

from lumbung.faces.portal.views import (
    about,
    areas,
    calendar,
    catalogue,
    charts,
    datalist,
    datasets,
    editions,
    home,
    one_number,
    punctuality,
    standards,
)
from lumbung.kit.language import choose_language

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("data", catalogue.catalogue, name="catalogue"),
    path("data/<slug:code>", datasets.chart, name="dataset"),
    path("data/<slug:code>/peta", datasets.map_of, name="map"),
    path("data/<slug:code>/tabel", datasets.table, name="table"),
    path("data/<slug:code>/arti", datasets.meaning, name="meaning"),
    path("data/<slug:code>/mutu", datasets.quality, name="quality"),
    path("data/<slug:code>/edisi", editions.editions, name="editions"),
    path("data/<slug:code>/unduh", datasets.download, name="download"),
    path("data/<slug:code>/grafik.svg", charts.svg, name="chart-svg"),
    path("data/<slug:code>/grafik.png", charts.png, name="chart-png"),
    path("data/<slug:code>/editions/<str:label>", editions.edition, name="edition"),
    path("wilayah", areas.areas, name="areas"),
    path("wilayah/<str:code>", areas.area, name="area"),
    path("daftar-data", datalist.data_list, name="data-list"),
    path("daftar-data/<int:year>", datalist.data_list, name="data-list-year"),
    path("daftar-data/<int:year>/unduh.<str:kind>", datalist.download, name="data-list-download"),
    path("standar", standards.standards, name="standards"),
    path("standar/<slug:kind>/<path:code>", standards.standard, name="standard"),
    path("data/<slug:code>/mutu.pdf", one_number.statement_paper, name="statement-paper"),
    path("satu-angka", one_number.one_number, name="one-number"),
    path("satu-angka/<int:pk>", one_number.contradiction, name="contradiction"),
    path("satu-angka/banding/<int:pk>", one_number.look_alikes, name="look-alikes"),
    path("kalender", calendar.calendar, name="calendar"),
    path("ketepatan", punctuality.punctual, name="punctuality"),
    path("tentang", about.about, name="about"),
    path("bahasa/<code>", choose_language, name="language"),
    path("robots.txt", about.robots, name="robots"),
    path("sitemap.xml", about.sitemap, name="sitemap"),
]
