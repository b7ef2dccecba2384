"""The addresses of release on the desk."""

from django.urls import path

from lumbung.rooms.release.desk import views

app_name = "release"
urlpatterns = [
    path("rilis", views.waiting, name="waiting"),
    path("rilis/dataset/<slug:code>", views.dataset, name="dataset"),
    path("rilis/dataset/<slug:code>/<str:label>/tarik", views.withdraw, name="withdraw"),
    path("rilis/<int:pk>", views.release, name="release"),
    path("rilis/<int:pk>/kemajuan", views.progress, name="progress"),
    path("rilis/<int:pk>/batal", views.cancel, name="cancel"),
]
