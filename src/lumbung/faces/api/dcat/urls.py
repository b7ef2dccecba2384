"""The addresses of the catalogue for machines."""

from django.urls import path, re_path

from lumbung.faces.api.dcat import views
from lumbung.faces.api.dcat.negotiation import described_by
from lumbung.faces.portal.views import datasets as pages

app_name = "dcat"
urlpatterns = [
    path("catalog", views.show_catalogue, name="catalogue"),
    re_path(r"^catalog\.(?P<ending>ttl|jsonld|rdf)$", views.show_catalogue, name="catalogue-as"),
    re_path(r"^data/(?P<code>[-\w]+)\.(?P<ending>ttl|jsonld|rdf)$", views.show_dataset, name="dataset-as"),
    path("data/<slug:code>", described_by(views.show_dataset)(pages.chart)),  # portal:dataset, for everybody
    path("data.json", views.show_data_json, name="data-json"),
]
