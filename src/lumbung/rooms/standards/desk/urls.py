"""The addresses of the registry, of code lists and of changes of areas on the desk."""

from django.urls import path

from lumbung.rooms.standards.desk import codes_urls, registry

app_name = "standards"
urlpatterns = [
    *codes_urls.patterns,
    path("standar", registry.registry, name="registry"),
    path("standar/baru/<slug:kind>", registry.new, name="new"),
    path("standar/ubah/<slug:kind>/<path:code>", registry.change, name="change"),
    path("standar/putusan/<slug:kind>/<path:code>", registry.decide, name="decide"),
    path("standar/lihat/<slug:kind>/<path:code>", registry.standard, name="standard"),
]
