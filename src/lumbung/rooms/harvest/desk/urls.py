"""The addresses of harvest on the desk."""

from django.urls import path

from lumbung.rooms.harvest.desk import views

app_name = "harvest"
urlpatterns = [
    path("himpun", views.sources, name="sources"),
    path("himpun/baru", views.add, name="add"),
    path("himpun/<slug:code>", views.source, name="source"),
    path("himpun/<slug:code>/kemajuan", views.progress, name="progress"),
    path("himpun/<slug:code>/lihat", views.look, name="look"),
    path("himpun/<slug:code>/ambil", views.take_in, name="take-in"),
    path("himpun/<slug:code>/istirahat", views.pause, name="pause"),
]
