"""The addresses of packages, of the current edition and of each."""

from django.urls import path

from lumbung.faces.api.packages import views

app_name = "packages"
urlpatterns = [
    path("data/<slug:code>/datapackage.json", views.show_package, name="package"),
    path("data/<slug:code>/datapackage.zip", views.download_package, name="archive"),
    path("data/<slug:code>/editions/<str:label>/datapackage.json", views.show_package, name="package-of"),
    path("data/<slug:code>/editions/<str:label>/datapackage.zip", views.download_package, name="archive-of"),
    path("data/<slug:code>/editions/<str:label>/codes/<str:column>.csv", views.show_codes, name="codes"),
    path("api/v1/datasets/<slug:code>/data.csv-metadata.json", views.show_columns, name="columns"),
]
