"""The addresses of the registry on the desk."""

from django.urls import path

from lumbung.rooms.standards.desk import registry

app_name = "standards"
urlpatterns = [
    path("standar", registry.registry, name="registry"),
    path("standar/baru/<slug:kind>", registry.new, name="new"),
    path("standar/ubah/<slug:kind>/<path:code>", registry.change, name="change"),
    path("standar/putusan/<slug:kind>/<path:code>", registry.decide, name="decide"),
    path("standar/lihat/<slug:kind>/<path:code>", registry.standard, name="standard"),
]
